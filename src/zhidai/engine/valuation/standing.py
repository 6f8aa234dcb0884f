"""What a book says each patent is on a day, on columns: `core.valuation.status`.

A lapse or a grant dated later has not happened yet. Words of a status carry no day: they are taken
as the book has them, on a past day too.
"""

from datetime import date

import polars as pl

from zhidai.core.registers import patent_columns
from zhidai.core.valuation.status import Status
from zhidai.engine.valuation import names
from zhidai.engine.valuation.cells import count_of, text_of


def is_application(known: pl.DataFrame) -> pl.Expr:
    """Whether a row is of an application: by its kind's word, or said outright."""
    by_word = text_of(patent_columns.KIND).str.to_lowercase().is_in(names.APPLICATIONS)
    said = count_of(known, patent_columns.IS_APPLICATION) == 1
    return by_word.fill_null(value=False) | said.fill_null(value=False)


def status_of(book: pl.DataFrame, on: date) -> pl.Series:
    """Of each patent, as far as the book knows."""
    words = pl.col("legal_status").str.to_lowercase()
    ended_in_words = words.str.replace_many(dict.fromkeys(names.NOT_ENDED, "")).str.contains_any(
        list(names.ENDED)
    )
    found = (
        pl.when(pl.col("expiry_date") <= on)
        .then(pl.lit(str(Status.EXPIRED)))
        .when(pl.col("lapse_date") <= on)
        .then(pl.lit(str(Status.LAPSED)))
        .when(pl.col("lapse_date").is_null() & ended_in_words)
        .then(pl.lit(str(Status.ENDED)))
        .when(pl.col("fee_paid_until").dt.offset_by("6mo") < on)
        .then(pl.lit(str(Status.FEE_UNPAID)))
        .when(_is_pending(book, words, on))
        .then(pl.lit(str(Status.PENDING)))
        .otherwise(pl.lit(str(Status.IN_FORCE)))
    )
    return book.select(found).to_series()


def _is_pending(book: pl.DataFrame, words: pl.Expr, on: date) -> pl.Expr:
    """A grant that is to come; or none named, and the row says that it is an application."""
    granted_in_words = words.str.contains_any(list(names.GRANTED)).fill_null(value=False)
    applied = words.str.contains_any(list(names.PENDING)).fill_null(value=False)
    if patent_columns.IS_APPLICATION in book.columns:  # books kept before it was read have none
        applied = applied | pl.col(patent_columns.IS_APPLICATION)
    none_named = pl.col("grant_date").is_null() & applied & ~granted_in_words
    return (pl.col("grant_date") > on).fill_null(value=False) | none_named


def superseded(parsed: pl.DataFrame) -> pl.Series | None:
    """Applications whose grant stands among the same rows under the same number, None for none.
    parsed: with `problem` for rows that cannot be used.
    """
    applied = parsed[patent_columns.IS_APPLICATION]
    if not applied.any():
        return None
    number = parsed[patent_columns.NUMBER]
    granted = number.filter(~applied & parsed["problem"].is_null())
    found = applied & number.is_in(granted.implode()).fill_null(value=False)
    return found if found.any() else None
