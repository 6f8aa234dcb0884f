"""Valued books and their patents, each for the party that had them valued."""

import io
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import polars as pl
from django.db.models import QuerySet

from zhidai.core.errors import Reason
from zhidai.core.valuation.book_notices import notices_from
from zhidai.core.valuation.portfolio import portfolio_value
from zhidai.db.valuation.models import ValuedBook
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound
from zhidai.services.valuation.parameters import parameters_in_use
from zhidai.services.valuation.views import Bar, BookRow, BookView, Group, PatentRow, RejectedRow

FEN = Decimal("0.01")
MOST_GROUPS = 12
STEPS_A_DECADE = 4  # bars of the distribution for each factor of ten
_BLOBS = ("patents", "values", "rejects")
_GROUPS = {
    "kind": pl.col("kind"),
    "class": pl.col("main_ipc").str.to_uppercase().str.slice(0, 3),
    "industry": pl.col("industry"),
    "owner": pl.col("owner_name"),
}


def visible_books(acting: Acting) -> QuerySet[ValuedBook]:
    """The books that the acting party had valued."""
    return ValuedBook.objects.filter(party_id=acting.party_id)


def book_rows(acting: Acting) -> list[BookRow]:
    """The newest first."""
    return [row_of(one) for one in visible_books(acting).defer(*_BLOBS).order_by("-id")]


def visible_book(acting: Acting, book_id: int) -> ValuedBook:
    """One of them; a foreign book and a missing one get the same answer."""
    book = visible_books(acting).filter(pk=book_id).first()
    if book is None:
        raise NotFound
    return book


def book_view(acting: Acting, book_id: int) -> BookView:
    """Totals with their range, the distribution, and the groups of a book."""
    book = visible_book(acting, book_id)
    frame = patents_of(book)
    alive = frame.filter(pl.col("value_mean") > 0)
    correlation = parameters_in_use().portfolio_correlation
    means, low, high = (alive[f"value_{one}"].to_numpy() for one in ("mean", "p10", "p90"))
    return BookView(
        book=row_of(book),
        parameters=book.parameters,
        rejected=book.rejected,
        rejects=tuple(_rejected(one) for one in book.rejects),
        notices=notices_from(book.notices),
        together=portfolio_value(means, low, high, correlation=correlation),
        correlation=correlation,
        distribution=_distribution(alive["value_mean"]),
        groups={name: _groups(alive, by) for name, by in _GROUPS.items()},
    )


def patent_rows(acting: Acting, book_id: int, *, text: str = "") -> list[PatentRow]:
    """The patents of a book, the most valuable first; those whose number, title or owner holds a
    text.
    """
    frame = patents_of(visible_book(acting, book_id))
    if text:
        wanted = text.upper().replace(".", "").removeprefix("ZL").removeprefix("CN")
        number = pl.col("patent_number").str.replace(".", "", literal=True)
        frame = frame.filter(
            number.str.contains(wanted, literal=True)
            | pl.col("title").str.contains(text, literal=True)
            | pl.col("owner_name").str.contains(text, literal=True)
        )
    ordered = frame.sort("value_mean", descending=True, maintain_order=True)
    return [patent_row(one) for one in ordered.iter_rows(named=True)]


def values_of(acting: Acting, book_id: int) -> tuple[BookRow, pl.DataFrame]:
    """The table as `zhidai value book --bridge` writes it, for export."""
    book = visible_book(acting, book_id)
    return row_of(book), pl.read_parquet(io.BytesIO(bytes(book.values)))


def newest_values(acting: Acting) -> dict[str, Decimal]:
    """Patent number -> what the party's newest book values it at, yuan; nothing without a book.

    The estimates are rounded to the fen, half up, to stand beside amounts.
    """
    book = visible_books(acting).order_by("-id").first()
    if book is None:
        return {}
    frame = patents_of(book).select("patent_number", "value_mean")
    return {
        str(number): Decimal(value).quantize(FEN, rounding=ROUND_HALF_UP)
        for number, value in frame.drop_nulls().iter_rows()
    }


def patents_of(book: ValuedBook) -> pl.DataFrame:
    """What went in beside what came out."""
    patents = pl.read_parquet(io.BytesIO(bytes(book.patents)))
    values = pl.read_parquet(io.BytesIO(bytes(book.values))).drop("patent_number")
    return pl.concat([patents, values], how="horizontal")


def row_of(book: ValuedBook) -> BookRow:
    """A book as lists show it."""
    return BookRow(
        id=book.pk,
        name=book.name,
        valued_on=book.valued_on,
        count=book.count,
        in_force=book.in_force,
        total_value=book.total_value,
        total_liquidation_value=book.total_liquidation_value,
        is_indicative=book.is_indicative,
    )


def patent_row(one: dict[str, object]) -> PatentRow:
    """A patent as lists show it."""
    figures = {name: float(str(one[name])) for name in _FIGURES}
    return PatentRow(
        number=str(one["patent_number"]),
        title=None if one["title"] is None else str(one["title"]),
        owner=None if one["owner_name"] is None else str(one["owner_name"]),
        score=figures["score"],
        mean=figures["value_mean"],
        p10=figures["value_p10"],
        p90=figures["value_p90"],
        liquidation=figures["liquidation_value"],
        lapse_3y=figures["lapse_probability_3y"],
    )


_FIGURES = (
    "score",
    "value_mean",
    "value_p10",
    "value_p90",
    "liquidation_value",
    "lapse_probability_3y",
)


def _groups(frame: pl.DataFrame, by: pl.Expr) -> tuple[Group, ...]:
    """The largest by value."""
    grouped = (
        frame.group_by(by.alias("name"))
        .agg(
            count=pl.len(),
            total=pl.col("value_mean").sum(),
            median=pl.col("value_mean").median(),
            liquidation=pl.col("liquidation_value").sum(),
        )
        .sort("total", "name", descending=[True, False], nulls_last=True)
    )
    return tuple(Group(**row) for row in grouped.head(MOST_GROUPS).iter_rows(named=True))


def _distribution(values: pl.Series) -> tuple[Bar, ...]:
    """Counts on equal steps of the logarithm, from the lowest value to the highest."""
    if values.is_empty():
        return ()
    places = np.floor(np.log10(values.to_numpy()) * STEPS_A_DECADE).astype(int)
    first = int(places.min())
    counts = np.bincount(places - first)
    return tuple(
        Bar(
            low=10 ** ((first + place) / STEPS_A_DECADE),
            high=10 ** ((first + place + 1) / STEPS_A_DECADE),
            count=int(count),
        )
        for place, count in enumerate(counts)
    )


def _rejected(kept: dict[str, Any]) -> RejectedRow:
    reasons: list[dict[str, Any]] = kept["reasons"]
    return RejectedRow(
        row=int(str(kept["row"])),
        number=str(kept["number"]),
        reasons=tuple(Reason(code=one["code"], parameters=one["parameters"]) for one in reasons),
    )
