"""The passes over a book: its rows read and counted, scored by the counts, valued by the sums.

A book that fits in memory (`book`) is read once and its parts are held. A larger one (`streaming`)
is read twice, part by part, and what was scored is laid aside until the base of incomes is known.
Both go through the functions here: parts, order and arithmetic are the same, and so is every bit.
"""

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import polars as pl

from zhidai.core.money import from_fen
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.engine.valuation.cohorts import Cohorts, Tally, counted_part
from zhidai.engine.valuation.duplicates import SeenNumbers
from zhidai.engine.valuation.executors import Executor
from zhidai.engine.valuation.part import ScoredPart, ValuedPart, scored_part, valued_part
from zhidai.engine.valuation.prospects import Floats
from zhidai.engine.valuation.reading import (
    FIRST_ROW,
    ReadPart,
    RejectedPatent,
    columns_read,
    read_part,
    told_apart,
)
from zhidai.engine.valuation.summary import ValuationSummary

PART = 50_000  # rows of a book that make a part
PASSES = 3  # that each row is told of in: read, scored, valued
AHEAD = 4  # parts that are asked for before the first of them is taken


class Rows(Protocol):
    """The rows of a book, wherever they lie."""

    @property
    def columns(self) -> Sequence[str]:
        """What the columns are called."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def some(self, first: int, count: int, columns: Sequence[str]) -> pl.DataFrame:
        """So many rows from one on (the first is 0), fewer at the end."""


@dataclass(frozen=True, slots=True)
class FrameRows:
    """A table in memory."""

    frame: pl.DataFrame

    @property
    def columns(self) -> Sequence[str]:
        """Of the table."""
        return self.frame.columns

    @property
    def count(self) -> int:
        """Of the table."""
        return len(self.frame)

    def some(self, first: int, count: int, columns: Sequence[str]) -> pl.DataFrame:
        """A view of them."""
        return self.frame.slice(first, count).select(columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuing:
    """What all passes over a book are made with. today: as for `read_book`. after_each is told of
    rows, each three times: as they are read, scored and valued (rejected ones are done with once
    they are read).
    """

    on: date
    parameters: ValuationParameters
    executor: Executor
    today: date | None = None
    with_bridge: bool = False
    after_each: Callable[[int], None] = lambda _rows: None


@dataclass(slots=True)
class Totals:
    """What has been valued so far."""

    patents: int = 0
    alive: int = 0  # in force or pending
    pending: int = 0
    value_fen: int = 0
    liquidation_fen: int = 0

    def add(self, part: ValuedPart) -> None:
        """Counts a part."""
        self.patents += len(part.table)
        self.alive += part.alive
        self.pending += part.pending
        self.value_fen += part.value_fen
        self.liquidation_fen += part.liquidation_fen


def in_order(
    executor: Executor, work: Callable[..., Any], inputs: Iterable[tuple[Any, ...]], **named: Any
) -> Iterator[Any]:
    """What work on each of the inputs comes to, in their order, a few of them ahead."""
    waiting: deque[Any] = deque()
    for one in inputs:
        waiting.append(executor.submit(work, *one, **named))
        if len(waiting) > AHEAD:
            yield executor.result(waiting.popleft())
    while waiting:
        yield executor.result(waiting.popleft())


def good_parts(
    rows: Rows,
    valuing: Valuing,
    tell: Callable[[list[RejectedPatent]], None],
    *,
    with_names: bool = False,
) -> Iterator[pl.DataFrame]:
    """The good patents of each part; the others are told as they come. with_names: with what only
    people read, titles and owners, for whom it is to be shown.
    """
    seen = SeenNumbers()
    for part in parts_read(rows, valuing, with_names=with_names):
        good, rejected = told_apart(part, seen.again(part.codes), on=valuing.on)
        if rejected:
            tell(rejected)
        valuing.after_each(len(good) + PASSES * len(rejected))
        yield good


def parts_read(rows: Rows, valuing: Valuing, *, with_names: bool = False) -> Iterator[ReadPart]:
    """The rows of each part as they are understood."""
    slices = _slices(rows, rows.columns if with_names else columns_read(rows.columns))
    return in_order(valuing.executor.near, _read, slices, on=valuing.on, today=valuing.today)


def _slices(rows: Rows, columns: Sequence[str]) -> Iterator[tuple[pl.DataFrame, int]]:
    for first in range(0, max(rows.count, 1), PART):  # one part of an empty book: its columns
        yield rows.some(first, PART, columns), first + FIRST_ROW


def _read(frame: pl.DataFrame, first_row: int, *, on: date, today: date | None) -> ReadPart:
    return read_part(frame, on=on, today=today, first_row=first_row)


def counted(parts: Iterable[pl.DataFrame], valuing: Valuing) -> Cohorts:
    """The cohorts of all parts and their percentiles."""
    weights = valuing.parameters.indicators.values()
    indicators = tuple(dict.fromkeys(name for one in weights for name in one))
    tally = Tally()
    inputs = ((part, indicators) for part in parts)
    for part in in_order(valuing.executor.near, counted_part, inputs):
        tally.add(part)
    return tally.cohorts()


def scored_parts(parts: Iterable[pl.DataFrame], cohorts: Cohorts, valuing: Valuing) -> list[Any]:
    """Tickets of all parts, worked on wherever the executor has them; each part is let go of."""
    shared = valuing.executor.share(cohorts)
    return [_submitted(part, shared, valuing) for part in parts]


def scored_one_by_one(
    parts: Iterable[pl.DataFrame], cohorts: Cohorts, valuing: Valuing
) -> Iterator[ScoredPart]:
    """The results, a few ahead."""
    inputs = ((part, cohorts, valuing.on, valuing.parameters) for part in parts)
    return in_order(valuing.executor, scored_part, inputs, with_bridge=valuing.with_bridge)


def _submitted(part: pl.DataFrame, cohorts: Any, valuing: Valuing) -> Any:
    return valuing.executor.submit(
        scored_part,
        part,
        cohorts,
        valuing.on,
        valuing.parameters,
        with_bridge=valuing.with_bridge,
    )


def base_of(parts: Sequence[ScoredPart], parameters: ValuationParameters) -> float:
    """The yearly income of a patent that scores speak neutrally of: such that the mean value of
    those not ended and without economics of their own is the stated one.
    """
    count = sum(part.counted for part in parts)
    if not count:
        return parameters.book_mean
    return parameters.book_mean * count / math.fsum(part.of_base_one for part in parts)


def valued_parts(
    parts: Iterable[Any], base: float, typical_first: Floats | None, valuing: Valuing
) -> Iterator[ValuedPart]:
    """The values of scored parts (or tickets of such), in their order."""
    inputs = ((part, valuing.parameters, base, typical_first) for part in parts)
    for valued in in_order(valuing.executor, valued_part, inputs):
        valuing.after_each(len(valued.table))
        yield valued


def summary_of(
    totals: Totals, briefs: Sequence[ScoredPart], rejected: int, valuing: Valuing
) -> ValuationSummary:
    """What all parts come to."""
    total = from_fen(totals.value_fen)
    alive = totals.alive
    return ValuationSummary(
        on=valuing.on,
        parameters=valuing.parameters.version,
        is_indicative=valuing.parameters.is_indicative,
        patents=totals.patents,
        in_force=alive - totals.pending,
        pending=totals.pending,
        rejected=rejected,
        with_economics=sum(part.with_economics for part in briefs),
        set_to_mean=sum(part.counted for part in briefs),
        royalty_by_default=sum(part.royalty_by_default for part in briefs),
        uncalibrated=sum(part.uncalibrated for part in briefs),
        total_value=total,
        total_liquidation_value=from_fen(totals.liquidation_fen),
        mean_value=None if alive == 0 else (total / alive).quantize(Decimal("0.01")),
        book_mean=Decimal(str(valuing.parameters.book_mean)),
    )
