"""A book of patents that does not fit in memory: read twice, valued part by part.

What stays in memory does not grow with the book but with what it is of: the counts of its classes,
years and values, one bit for each possible number of a year, and a few parts. The rest is laid on a
shelf and taken from it again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import polars as pl

from zhidai.engine.valuation.bridge import USUAL, typical_firsts
from zhidai.engine.valuation.cohorts import Cohorts
from zhidai.engine.valuation.indicators import COHORT
from zhidai.engine.valuation.part import ScoredPart
from zhidai.engine.valuation.passes import (
    Rows,
    Totals,
    Valuing,
    base_of,
    counted,
    good_parts,
    parts_read,
    scored_one_by_one,
    summary_of,
    valued_parts,
)
from zhidai.engine.valuation.prospects import Floats, Ints
from zhidai.engine.valuation.reading import ROW, RejectedPatent, without_marks
from zhidai.engine.valuation.summary import ValuationSummary

AT_ONCE = 2_000_000  # patents whose remaining lives are in memory together


class Shelf(Protocol):
    """Where tables are laid aside."""

    def lay(self, place: int, table: pl.DataFrame) -> None:
        """Puts one there."""

    def take(self, place: int, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """The table of a place, or some columns of it."""


@dataclass(slots=True)
class StreamedBook:
    """Its values, table by table, each to be taken once; what it comes to once all are taken."""

    tables: Iterator[pl.DataFrame]
    _summary: Callable[[], ValuationSummary]

    def summary(self) -> ValuationSummary:
        """After the last table."""
        return self._summary()


def stream_book(
    rows: Rows,
    shelf: Shelf,
    valuing: Valuing,
    tell: Callable[[list[RejectedPatent]], None],
) -> StreamedBook:
    """Read and score a book; its values are worked out as they are taken. tell: of rejected rows.

    Bad input: `valuation_column_...`, and what rows and shelf refuse.
    """
    refused: list[Ints] = []

    def remember(rejected: list[RejectedPatent]) -> None:
        refused.append(np.array([one.row for one in rejected], np.int64))
        tell(rejected)

    cohorts = counted(good_parts(rows, valuing, remember), valuing)
    bad = np.concatenate([np.zeros(0, np.int64), *refused])
    briefs: list[ScoredPart] = []
    for part in scored_one_by_one(_good_again(rows, bad, valuing), cohorts, valuing):
        shelf.lay(len(briefs), part.table)
        valuing.after_each(len(part.table))
        briefs.append(replace(part, table=part.table.clear()))
    base = base_of(briefs, valuing.parameters)
    typical = _typical_firsts(shelf, len(briefs), cohorts) if valuing.with_bridge else None
    totals = Totals()

    def tables() -> Iterator[pl.DataFrame]:
        scored = (replace(one, table=shelf.take(place)) for place, one in enumerate(briefs))
        for part in valued_parts(scored, base, typical, valuing):
            totals.add(part)
            yield part.table

    return StreamedBook(
        tables=tables(), _summary=lambda: summary_of(totals, briefs, len(bad), valuing)
    )


def _good_again(rows: Rows, bad: Ints, valuing: Valuing) -> Iterator[pl.DataFrame]:
    """The good patents of each part, read once more; bad: the rows that were rejected, in order."""
    for part in parts_read(rows, valuing):
        parsed = part.parsed
        if len(bad) and len(parsed):
            first, last = int(parsed[ROW][0]), int(parsed[ROW][-1])
            here = bad[np.searchsorted(bad, first) : np.searchsorted(bad, last, "right")]
            parsed = parsed.filter(~pl.Series(np.isin(parsed[ROW].to_numpy(), here)))
        yield without_marks(parsed)


def _typical_firsts(shelf: Shelf, parts: int, cohorts: Cohorts) -> Floats:
    """The middle of each cohort, some cohorts at a time."""
    found = np.ones(len(cohorts.names))
    groups = -(-sum(cohorts.sizes) // AT_ONCE)
    for group in range(groups):
        usual = pl.concat(
            shelf.take(place, (COHORT, USUAL)).filter(pl.col(COHORT) % groups == group)
            for place in range(parts)
        )
        middles = typical_firsts(usual, len(found))
        found[group::groups] = middles[group::groups]
    return found
