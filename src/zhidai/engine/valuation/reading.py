"""A book of patents as its owner keeps it, made ready: known names, days, counts, good rows.

Missing is missing, never zero. A row that cannot be valued is rejected with the reason; a column
nobody asks for is passed over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.lending.loan_file import parse_rate
from zhidai.core.money import parse_yuan
from zhidai.engine.valuation import names
from zhidai.engine.valuation.duplicates import SeenNumbers
from zhidai.engine.valuation.numbers import Flags, Ints, read_numbers

ROW = "row"
FIRST_ROW = 2  # the heading is row 1
_FOR_PEOPLE = ("title", "owner_name")
PATENT_LAW = date(1985, 4, 1)
LAST_DAY = date(2100, 1, 1)
_DESIGN_15_YEARS_FROM = date(2021, 6, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedPatent:
    """A row that was not valued: its number in the file (the heading is row 1), and why."""

    row: int
    number: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """Some rows of a book: as they stood there, as they were understood, with `problem` where that
    failed; the codes of their numbers, and why a row has none by its place.
    """

    written: pl.DataFrame
    parsed: pl.DataFrame
    codes: Ints
    wrong_numbers: Mapping[int, tuple[Reason, ...]]


def read_book(frame: pl.DataFrame, *, on: date) -> tuple[pl.DataFrame, list[RejectedPatent]]:
    """The patents of a book, in its order. Bad input: `valuation_column_missing`,
    `valuation_column_twice`.
    """
    part = read_part(frame, on=on)
    return told_apart(part, SeenNumbers().again(part.codes), on=on)


def read_part(frame: pl.DataFrame, *, on: date, first_row: int = FIRST_ROW) -> ReadPart:
    """Rows of a book from one on, each by itself; bad input as for `read_book`."""
    known = _renamed(frame)
    numbers, wrong_numbers = read_numbers(known[names.NUMBER])
    parsed = known.select(
        pl.Series(ROW, np.arange(first_row, first_row + len(known))),
        written=pl.col(names.NUMBER).cast(pl.String).fill_null(""),
        patent_number=numbers["number"],
        number_kind=numbers["number_kind"],
        kind=_word(names.KIND, names.KINDS),
        **{name: _day(known, name) for name in names.DAYS},
        **{name: _text(name) for name in names.TEXTS},
        owner=_word("owner_type", names.OWNERS),
        **{name: _count(known, name) for name in names.COUNTS},
        **{name: _amount(known, name) for name in (*names.MONEY, *names.RATES)},
    )
    parsed = parsed.with_columns(expiry_date=pl.coalesce("expiry_date", _computed_expiry()))
    return ReadPart(
        written=known,
        parsed=parsed.with_columns(problem=_problem(known, on)),
        codes=numbers["code"].to_numpy(),
        wrong_numbers=wrong_numbers,
    )


def told_apart(
    part: ReadPart, again: Flags, *, on: date
) -> tuple[pl.DataFrame, list[RejectedPatent]]:
    """The good patents, and the others with their reasons. again: the number stood in the book
    before.
    """
    parsed = part.parsed
    if again.any():
        parsed = parsed.with_columns(
            problem=pl.when(pl.Series(again)).then(pl.lit("twice")).otherwise("problem")
        )
    if parsed["problem"].null_count() == len(parsed):
        return without_marks(parsed), []
    bad = parsed.with_row_index("place").filter(pl.col("problem").is_not_null())
    rejected = [
        RejectedPatent(
            row=row[ROW],
            number=row["written"][:40],
            reasons=_reasons(row, part, on=on),
        )
        for row in bad.iter_rows(named=True)
    ]
    return without_marks(parsed.filter(pl.col("problem").is_null())), rejected


def without_marks(parsed: pl.DataFrame) -> pl.DataFrame:
    """Good patents without what says why others are not."""
    return parsed.drop("problem", "written")


def columns_read(present: Sequence[str]) -> list[str]:
    """Of a book's columns those that a valuation needs: all it knows but what only people read."""
    wanted = {
        written
        for name in names.COLUMNS
        if name not in _FOR_PEOPLE
        for written in (name, *names.ALIASES.get(name, ()))
    }
    return [name for name in present if name in wanted]


_DATED = ("filing_date", "grant_date", "lapse_date")  # the days by which a book is up to date


def dated_columns(present: Sequence[str]) -> list[str]:
    """Of a book's columns those that `latest_day` needs."""
    needed = (*_DATED, names.NUMBER, names.KIND)
    wanted = {each for name in needed for each in (name, *names.ALIASES.get(name, ()))}
    return [name for name in present if name in wanted]


def latest_day(frame: pl.DataFrame) -> date:
    """The latest day that a book tells of: its day of valuation where none is asked for.

    Bad input: `valuation_day_unknown` for a book without any day.
    """
    return latest_of([frame])


def latest_of(frames: Iterable[pl.DataFrame]) -> date:
    """The same of a book in several frames, of which one at a time is looked at."""
    days = [day for day in map(_latest, frames) if day is not None]
    if not days:
        raise bad_input("valuation_day_unknown")
    return max(days)


def _latest(frame: pl.DataFrame) -> date | None:
    known = _renamed(frame)
    days = known.select(_day(known, name) for name in _DATED)
    latest: date | None = days.select(pl.max_horizontal(pl.all().max())).item()
    return latest


def _renamed(frame: pl.DataFrame) -> pl.DataFrame:
    """Known columns by their names here; missing ones empty."""
    found: dict[str, str] = {}
    for name in names.COLUMNS:
        present = [each for each in (name, *names.ALIASES.get(name, ())) if each in frame.columns]
        if len(present) > 1:
            raise bad_input("valuation_column_twice", first=present[0], second=present[1])
        if present:
            found[name] = present[0]
    for needed in (names.NUMBER, names.KIND, names.FILED):
        if needed not in found:
            raise bad_input(
                "valuation_column_missing",
                column=needed,
                known=", ".join((needed, *names.ALIASES[needed])),
            )
    empty = [name for name in names.COLUMNS if name not in found]
    return frame.select(
        *(pl.col(written).alias(name) for name, written in found.items()),
        *(pl.lit(None, pl.String).alias(name) for name in empty),
    )


def _blank(name: str) -> pl.Expr:
    """Text without spaces around it; empty is missing."""
    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(text.str.len_bytes() > 0).then(text)


def _text(name: str) -> pl.Expr:
    return _blank(name)


def _word(name: str, words: dict[str, tuple[str, ...]]) -> pl.Expr:
    meaning = {word: one for one, known in words.items() for word in known}
    return _blank(name).str.to_lowercase().replace_strict(meaning, default=None)


def _day(frame: pl.DataFrame, name: str) -> pl.Expr:
    if frame.schema[name].is_temporal():
        return pl.col(name).cast(pl.Date)
    text = _blank(name).str.replace_all(r"[./年月]", "-").str.replace("日", "").str.slice(0, 10)
    return text.str.to_date("%Y-%m-%d", strict=False)


def _count(frame: pl.DataFrame, name: str) -> pl.Expr:
    if frame.schema[name].is_numeric() or frame.schema[name] == pl.Boolean:
        return pl.col(name).cast(pl.Float64)
    words = {"是": "1", "否": "0", "true": "1", "false": "0"}
    return _blank(name).str.to_lowercase().replace(words).cast(pl.Float64, strict=False)


def _amount(frame: pl.DataFrame, name: str) -> pl.Expr:
    """Yuan or a fraction of one: numbers as they are, text with its unit by the core's readers."""
    if frame.schema[name].is_numeric():
        return pl.col(name).cast(pl.Float64)
    read = parse_yuan if name in names.MONEY else parse_rate
    known: dict[str, float] = {}
    for text in frame[name].cast(pl.String).drop_nulls().unique().to_list():
        try:
            known[text] = float(text)
        except ValueError:
            try:
                known[text] = float(read(text))
            except BadInput:
                continue
    return pl.col(name).cast(pl.String).replace_strict(known, default=None, return_dtype=pl.Float64)


def _computed_expiry() -> pl.Expr:
    """The end of the term by law where the book does not say; a design's by its day of filing."""
    filed = pl.col("filing_date")
    return (
        pl.when(pl.col("kind") == "invention")
        .then(filed.dt.offset_by("20y"))
        .when((pl.col("kind") == "design") & (filed >= _DESIGN_15_YEARS_FROM))
        .then(filed.dt.offset_by("15y"))
        .otherwise(filed.dt.offset_by("10y"))
    )


def _problem(known: pl.DataFrame, on: date) -> pl.Expr:
    """The first thing wrong with a row, as a word; null for a good one."""
    checks: list[tuple[str, pl.Expr]] = [
        ("number", pl.col("patent_number").is_null()),
        ("kind", pl.col("kind").is_null()),
        ("kind_differs", pl.col("kind") != pl.col("number_kind")),
        ("filing_date", pl.col("filing_date").is_null()),
        ("before_law", pl.col("filing_date") < PATENT_LAW),
        ("after", pl.col("filing_date") > on),
    ]
    for name in names.DAYS[1:]:
        checks.append((name, _unread(known, name)))
    for name in ("grant_date", "expiry_date", "lapse_date"):
        checks.append((f"{name}_before_filing", pl.col(name) < pl.col("filing_date")))
    checks.append(("expiry_date", pl.col("expiry_date") > LAST_DAY))
    for name in (*names.COUNTS, *names.MONEY, *names.RATES):
        checks.append((name, _unread(known, name)))
    for name in (*names.COUNTS, *names.MONEY, "royalty_rate"):
        checks.append((name, (pl.col(name) < 0) | (pl.col(name) > 1e13) | pl.col(name).is_nan()))
    checks.append(("royalty_rate", pl.col("royalty_rate") > 1))
    checks.append(("revenue_growth", pl.col("revenue_growth").abs() > 0.9))
    found = pl.lit(None, pl.String)
    for word, check in reversed(checks):
        found = pl.when(check.fill_null(value=False)).then(pl.lit(word)).otherwise(found)
    return found


def _unread(known: pl.DataFrame, name: str) -> pl.Expr:
    """Something stands in the cell and nothing could be made of it."""
    if known.schema[name] != pl.String:
        return pl.lit(value=False)
    stood = known[name].str.strip_chars().str.len_bytes().fill_null(0) > 0
    return pl.lit(stood) & pl.col(name).is_null()


def _reasons(row: Mapping[str, object], part: ReadPart, *, on: date) -> tuple[Reason, ...]:
    word, number, place = str(row["problem"]), str(row["patent_number"]), int(str(row["place"]))
    if word == "number":
        return part.wrong_numbers[place]
    if word == "twice":
        return (reason("valuation_patent_twice", number=number),)
    if word == "kind":
        return (reason("valuation_kind_unknown", text=_cell(part, place, "kind")),)
    if word == "kind_differs":
        stated = str(row["number_kind"])
        return (reason("valuation_kind_differs", kind=str(row["kind"]), stated=stated),)
    if word == "before_law":
        return (reason("valuation_before_law", filed_on=str(row["filing_date"])),)
    if word == "after":
        return (reason("valuation_filed_later", filed_on=str(row["filing_date"]), on=on),)
    if word.endswith("_before_filing"):
        name = word.removesuffix("_before_filing")
        return (
            reason(
                "valuation_day_before_filing",
                column=name,
                day=str(row[name]),
                filed_on=str(row["filing_date"]),
            ),
        )
    return (reason("valuation_cell_unreadable", column=word, text=_cell(part, place, word)),)


def _cell(part: ReadPart, place: int, name: str) -> str:
    """What stands there; a dash for nothing."""
    written = part.written[name][place]
    return "–" if written is None else str(written)[:40]
