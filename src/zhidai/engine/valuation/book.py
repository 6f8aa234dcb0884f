"""A whole book of patents in memory: read, scored, valued, explained; one table out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, pairwise
from typing import Any

import polars as pl

from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.engine.valuation.bridge import USUAL, typical_firsts
from zhidai.engine.valuation.citations import with_citations
from zhidai.engine.valuation.executors import Executor, InTurn
from zhidai.engine.valuation.indicators import COHORT
from zhidai.engine.valuation.part import ScoredPart
from zhidai.engine.valuation.passes import (
    FrameRows,
    Rows,
    Totals,
    Valuing,
    base_of,
    counted,
    good_parts,
    scored_parts,
    summary_of,
    valued_parts,
)
from zhidai.engine.valuation.reading import RejectedPatent
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
    today: date | None = None,
    executor: Executor = IN_TURN,
    with_bridge: bool = False,
) -> ValuedBook:
    """Value every patent of a book on a day; today as for `read_book`. Bad input:
    `valuation_column_...`.
    """
    valuing = Valuing(
        on=on, parameters=parameters, today=today, executor=executor, with_bridge=with_bridge
    )
    return value_rows(FrameRows(frame), valuing)


def value_rows(
    rows: Rows, valuing: Valuing, *, citations: pl.DataFrame | None = None
) -> ValuedBook:
    """The same of rows wherever they lie; `citations` as `engine.valuation.citations` has them.

    Bad input: `valuation_column_...`, `citations_column_missing`, and what the rows refuse.
    """
    rejected: list[RejectedPatent] = []
    parts = list(good_parts(rows, valuing, rejected.extend))
    cited = None
    if citations is not None:
        parts, cited = _cited(parts, citations, on=valuing.on)
    return value_read(parts, valuing, rejected=rejected, cited=cited)


def value_read(
    parts: list[pl.DataFrame],
    valuing: Valuing,
    *,
    rejected: Sequence[RejectedPatent] = (),
    cited: CitationSummary | None = None,
) -> ValuedBook:
    """The same of good patents that were read already, part by part; the parts are let go of."""
    cohorts = counted(parts, valuing)
    tickets = scored_parts(_let_go(parts), cohorts, valuing)
    briefs = _briefs(tickets, valuing)
    typical = None
    if valuing.with_bridge:
        usual = pl.concat([one.table for one in briefs])
        typical = typical_firsts(usual, len(cohorts.names))
    totals, tables = Totals(), []
    base = base_of(briefs, valuing.parameters)
    for part in valued_parts(_let_go(tickets), base, typical, valuing):
        totals.add(part)
        tables.append(part.table)
    return ValuedBook(
        values=pl.concat(tables),
        summary=summary_of(totals, briefs, len(rejected), valuing),
        rejected=tuple(rejected),
        citations=cited,
    )


def _let_go(parts: list[Any]) -> Iterator[Any]:
    """One after the other; what has been taken is no longer held here."""
    parts.reverse()
    while parts:
        yield parts.pop()


def _cited(
    parts: list[pl.DataFrame], citations: pl.DataFrame, *, on: date
) -> tuple[list[pl.DataFrame], CitationSummary]:
    """The same parts with what the file says: of any patent it takes all others to know."""
    ends = list(accumulate((len(part) for part in parts), initial=0))
    book, summary = with_citations(pl.concat(parts), citations, on=on)
    return [book.slice(first, end - first) for first, end in pairwise(ends)], summary


def _briefs(tickets: list[object], valuing: Valuing) -> list[ScoredPart]:
    """So much of each part as the book is summed up by: little travels from where it lies."""
    found: list[ScoredPart] = []
    for ticket in [valuing.executor.submit(_brief, ticket) for ticket in tickets]:
        found.append(valuing.executor.result(ticket))
        valuing.after_each(len(found[-1].table))
    return found


def _brief(part: ScoredPart) -> ScoredPart:
    columns = [name for name in (COHORT, USUAL) if name in part.table.columns]
    return replace(part, table=part.table.select(columns))
