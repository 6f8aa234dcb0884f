"""What the cells of a book mean: texts, words, days, counts and amounts on columns.

Nothing there is missing, whatever a program writes for it; what cannot be read is null where
something stood (`reading` tells the two apart).
"""

import re
from decimal import Decimal

import polars as pl

from zhidai.core.errors import BadInput
from zhidai.core.lending.loan_file import parse_rate
from zhidai.core.money import parse_yuan
from zhidai.core.registers import patent_columns
from zhidai.core.valuation.industries import MEANING
from zhidai.engine.valuation import names

_WORDS_OF_COUNTS = {"是": "1", "否": "0", "true": "1", "false": "0", "国内": "1", "国外": "0"}
_DAY = r"^(\d{4}-\d{1,2}-\d{1,2}|\d{8})(?:[ T].*)?$"
_GROUPED = r"^-?\d{1,3}(,\d{3})+(\.\d+)?$"  # 1,024
_MINUS = ("-", "\u2212", "\uff0d")  # as keyboards, typesetters and full-width forms have it
_SEVERAL = r"[;；|]"
_PUBLICATION = r"^[A-Z]{2}\d"  # of a family: CN102345678B


def text_of(name: str) -> pl.Expr:
    """Text without spaces around it; nothing where nothing is said."""
    text = pl.col(name).cast(pl.String).str.strip_chars()
    nothing = (text.str.len_bytes() == 0) | text.str.to_lowercase().is_in(names.BLANKS)
    return pl.when(~nothing).then(text)


def word_of(name: str, words: dict[str, tuple[str, ...]]) -> pl.Expr:
    """A word by its meaning."""
    meaning = {word: one for one, known in words.items() for word in known}
    return text_of(name).str.to_lowercase().replace_strict(meaning, default=None)


def owner_of(frame: pl.DataFrame) -> pl.Expr:
    """What kind of owner; of several in a cell the first."""
    meaning = {word: one for one, known in names.OWNERS.items() for word in known}
    written = frame.select(text_of("owner_type")).to_series().drop_nulls().unique()
    first = {text: re.split(_SEVERAL, text)[0].strip().lower() for text in written}
    known = {text: meaning.get(word) for text, word in first.items()}
    return text_of("owner_type").replace_strict(known, default=None, return_dtype=pl.String)


def industry_of(name: str) -> pl.Expr:
    """An industry as the parameters call it, else as the book does."""
    text = text_of(name)
    return pl.coalesce(text.str.to_lowercase().replace_strict(dict(MEANING), default=None), text)


def day_of(frame: pl.DataFrame, name: str) -> pl.Expr:
    """2021-03-01, 2021/3/1, 2021.3.1, 2021年3月1日, 20210301, any with a time of day behind it."""
    kind = frame.schema[name]
    if kind.is_temporal():
        return pl.col(name).cast(pl.Date)
    if kind.is_float():
        return _read_day(pl.col(name).fill_nan(None).cast(pl.Int64, strict=False).cast(pl.String))
    return _read_day(text_of(name))


def _read_day(text: pl.Expr) -> pl.Expr:
    plain = text.str.replace_all(r"[./年月]", "-").str.replace("日", "").str.extract(_DAY)
    return pl.coalesce(
        plain.str.to_date("%Y-%m-%d", strict=False), plain.str.to_date("%Y%m%d", strict=False)
    )


def count_of(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A number; not a number is nothing."""
    kind = frame.schema[name]
    if kind.is_float():
        return pl.col(name).cast(pl.Float64).fill_nan(None)
    if kind.is_numeric() or kind == pl.Boolean:
        return pl.col(name).cast(pl.Float64)
    text = text_of(name)
    if name == "family_size":  # some exports list the members
        members = text.str.count_matches(_SEVERAL) + 1
        text = (
            pl.when(text.str.contains(_PUBLICATION)).then(members.cast(pl.String)).otherwise(text)
        )
    if name == "domestic":  # some exports name the country
        country = text.str.to_uppercase().str.extract(r"^([A-Z]{2})(?:$|[;；|(（])")
        said = pl.when(country == "CN").then(pl.lit("1")).otherwise(pl.lit("0"))
        text = pl.when(country.is_not_null()).then(said).otherwise(text)
    return _ungrouped(text.str.to_lowercase().replace(_WORDS_OF_COUNTS)).cast(
        pl.Float64, strict=False
    )


def _ungrouped(text: pl.Expr) -> pl.Expr:
    plain = text.str.replace_all(",", "", literal=True)
    return pl.when(text.str.contains(_GROUPED)).then(plain).otherwise(text)


def amount_of(frame: pl.DataFrame, name: str) -> pl.Expr:
    """Yuan or a fraction of one: numbers as they are, text with its unit by the core's readers."""
    kind = frame.schema[name]
    if kind.is_numeric():
        number = pl.col(name).cast(pl.Float64)
        return number.fill_nan(None) if kind.is_float() else number
    read = parse_yuan if name in patent_columns.MONEY else _rate
    known: dict[str, float] = {}
    texts = frame.select(text_of(name)).to_series().drop_nulls().unique()
    plain_texts = texts.to_frame().select(_ungrouped(pl.col(name))).to_series()
    for text, plain in zip(texts, plain_texts, strict=True):
        try:
            known[text] = float(plain)
        except ValueError:
            try:
                known[text] = float(read(text))
            except BadInput:
                continue
    return text_of(name).replace_strict(known, default=None, return_dtype=pl.Float64)


def _rate(text: str) -> Decimal:
    """A fraction of one, 3% or -5%: growth and margins fall below nothing."""
    falls = text.startswith(_MINUS)
    return -parse_rate(text[1:]) if falls else parse_rate(text)
