"""A whole book of patents: read, scored, valued, explained; one table out."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from zhidai.core.money import from_fen
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.engine.valuation.citations import with_citations
from zhidai.engine.valuation.executors import Executor, InTurn
from zhidai.engine.valuation.indicators import with_cohort
from zhidai.engine.valuation.part import ScoredPart, ValuedPart, parts_of, scored_part, valued_part
from zhidai.engine.valuation.reading import ROW, RejectedPatent, read_book
from zhidai.engine.valuation.summary import CitationSummary, ValuationSummary

IN_TURN = InTurn()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedBook:
    """What a book comes to."""

    values: pl.DataFrame
    summary: ValuationSummary
    rejected: tuple[RejectedPatent, ...]
    citations: CitationSummary | None = None


def value_book(
    frame: pl.DataFrame,
    *,
    on: date,
    parameters: ValuationParameters,
    executor: Executor = IN_TURN,
    with_bridge: bool = False,
    citations: pl.DataFrame | None = None,
    after_each: Callable[[int], None] = lambda _patents: None,
) -> ValuedBook:
    """Value every patent of a book on a day; `citations` as `engine.valuation.citations` has them.

    after_each is told of rows as they are done with, all of the frame's in the end. Bad input:
    `valuation_column_...`, `citations_column_missing`.
    """
    parts, rejected, cited = _read(frame, citations, on=on)
    after_each(len(rejected))
    tickets = [executor.submit(scored_part, part, on, parameters) for part in parts]
    del parts  # each is let go of once it is scored
    base = _base(executor, tickets, parameters)
    later = [
        executor.submit(valued_part, one, on, parameters, base, with_bridge=with_bridge)
        for one in tickets
    ]
    valued: list[ValuedPart] = []
    for ticket in later:
        valued.append(executor.result(ticket))
        after_each(len(valued[-1].table))
    return ValuedBook(
        values=_whole(valued),
        summary=_summary(valued, len(rejected), on=on, parameters=parameters),
        rejected=tuple(rejected),
        citations=cited,
    )


def _read(
    frame: pl.DataFrame, citations: pl.DataFrame | None, *, on: date
) -> tuple[list[pl.DataFrame], list[RejectedPatent], CitationSummary | None]:
    book, rejected = read_book(frame, on=on)
    cited = None
    if citations is not None:
        book, cited = with_citations(book, citations, on=on)
    return parts_of(with_cohort(book)), rejected, cited


def _base(executor: Executor, tickets: list[Any], parameters: ValuationParameters) -> float:
    """The yearly income of a patent that scores speak neutrally of: such that the mean value of
    those in force without economics of their own is the stated one.
    """
    sums = [executor.submit(_counted, ticket) for ticket in tickets]
    results: list[tuple[int, float]] = [executor.result(one) for one in sums]
    counted = sum(count for count, _ in results)
    if not counted:
        return parameters.book_mean
    return parameters.book_mean * counted / math.fsum(sum_ for _, sum_ in results)


def _counted(part: ScoredPart) -> tuple[int, float]:
    """So little travels from where a part lies."""
    return part.counted, part.of_base_one


def _whole(parts: list[ValuedPart]) -> pl.DataFrame:
    """The tables of all parts in the order of the book."""
    return pl.concat([part.table for part in parts]).sort(ROW).drop(ROW)


def _summary(
    parts: list[ValuedPart], rejected: int, *, on: date, parameters: ValuationParameters
) -> ValuationSummary:
    alive = sum(part.in_force for part in parts)
    total = from_fen(sum(part.value_fen for part in parts))
    return ValuationSummary(
        on=on,
        parameters=parameters.version,
        is_indicative=parameters.is_indicative,
        patents=sum(len(part.table) for part in parts),
        in_force=alive,
        rejected=rejected,
        with_economics=sum(part.with_economics for part in parts),
        uncalibrated=sum(part.uncalibrated for part in parts),
        total_value=total,
        total_liquidation_value=from_fen(sum(part.liquidation_fen for part in parts)),
        mean_value=None if alive == 0 else (total / alive).quantize(Decimal("0.01")),
        book_mean=Decimal(str(parameters.book_mean)),
    )
