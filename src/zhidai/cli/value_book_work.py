"""The work behind `zhidai value book`: in memory, or streamed if it is too large for that."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from zhidai.cli.output import language
from zhidai.core.errors import BadInput, bad_input, reason
from zhidai.core.valuation.book_notices import BookNotices
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.documents.frames import (
    FrameShelf,
    StoredRows,
    read_frame,
    shelf_beside,
    write_with_rejects,
)
from zhidai.engine.valuation.book import value_rows
from zhidai.engine.valuation.executors import Executor, cluster, threads
from zhidai.engine.valuation.passes import FrameRows, Rows, Valuing
from zhidai.engine.valuation.reading import RejectedPatent, dated_columns, latest_of
from zhidai.engine.valuation.streaming import stream_book
from zhidai.engine.valuation.summary import CitationSummary, ValuationSummary, notices_of
from zhidai.services import clock
from zhidai.wording.speech import sentences

STREAMED_FROM = 2_000_000  # rows of a Parquet file; fewer fit in a gigabyte or two
_ROWS_AT_ONCE = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """What was written."""

    summary: ValuationSummary
    notices: BookNotices
    citations: CitationSummary | None
    rejects_file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. on: None for the book's latest day."""

    output: Path
    on: date | None
    parameters: ValuationParameters
    citations: Path | None
    with_bridge: bool
    workers: int
    cluster: str | None


def rows_of(path: Path) -> Rows:
    """The rows of a file, one at least: a Parquet's as they are asked for, others in memory."""
    is_stored = path.suffix.lower() == ".parquet"
    rows: Rows = StoredRows(path) if is_stored else FrameRows(read_frame(path))
    if not rows.count:
        raise bad_input("table_without_rows", file=path.name)
    return rows


def valued(rows: Rows, asked: Request, after_each: Callable[[int], None]) -> Valued:
    """Value the book and write what came of it."""
    today = clock.now().date()
    day = _latest(rows, today) if asked.on is None else asked.on
    with _executor(asked) as executor:
        valuing = Valuing(
            on=day,
            today=today,
            parameters=asked.parameters,
            executor=executor,
            with_bridge=asked.with_bridge,
            after_each=after_each,
        )
        if (
            isinstance(rows, StoredRows)
            and rows.count >= STREAMED_FROM
            and asked.citations is None  # what a file of citations says, all patents are needed for
            and asked.cluster is None  # its workers hold the parts
        ):
            return _streamed(rows, asked, valuing)
        return _in_memory(rows, asked, valuing)


def _latest(rows: Rows, today: date) -> date:
    columns = dated_columns(rows.columns)
    starts = range(0, max(rows.count, 1), _ROWS_AT_ONCE)
    blocks = (rows.some(first, _ROWS_AT_ONCE, columns) for first in starts)
    return latest_of(blocks, today=today)


def _executor(asked: Request) -> AbstractContextManager[Executor]:
    return threads(asked.workers) if asked.cluster is None else cluster(asked.cluster)


def _in_memory(rows: Rows, asked: Request, valuing: Valuing) -> Valued:
    citations = None if asked.citations is None else read_frame(asked.citations)
    found = value_rows(rows, valuing, citations=citations)
    if len(found.rejected) == rows.count:
        raise _none_valued(rows.count, found.rejected[0] if found.rejected else None)
    rejected = iter([_told(found.rejected)] if found.rejected else [])
    rejects_file = write_with_rejects(asked.output, found.values, rejected)
    return Valued(
        summary=found.summary,
        notices=_notices(found.summary, rows, asked, valuing),
        citations=found.citations,
        rejects_file=rejects_file,
    )


def _streamed(rows: Rows, asked: Request, valuing: Valuing) -> Valued:
    with shelf_beside(asked.output) as shelf, shelf_beside(asked.output) as for_rejects:
        rejects = _Rejects(for_rejects)
        found = stream_book(rows, shelf, valuing, rejects.lay)
        if rejects.rows == rows.count:
            raise _none_valued(rows.count, rejects.first)
        rejects_file = write_with_rejects(asked.output, found.tables, rejects.taken())
        summary = found.summary()
        return Valued(
            summary=summary,
            notices=_notices(summary, rows, asked, valuing),
            citations=None,
            rejects_file=rejects_file,
        )


def _notices(
    summary: ValuationSummary, rows: Rows, asked: Request, valuing: Valuing
) -> BookNotices:
    today = valuing.today
    is_past = asked.on is not None and today is not None and asked.on < today
    return notices_of(summary, rows.columns, is_past=is_past)


def _none_valued(rows: int, first: RejectedPatent | None) -> BadInput:
    """An empty book would take the place of an earlier one that was not."""
    empty = reason("valuation_book_empty", rejected=rows)
    if first is None:
        return BadInput(empty)
    return BadInput(empty, reason("valuation_first_rejected", row=first.row), *first.reasons)


class _Rejects:
    """Rejected rows laid aside until all are known."""

    def __init__(self, shelf: FrameShelf) -> None:
        self._shelf, self._count = shelf, 0
        self.rows = 0
        self.first: RejectedPatent | None = None

    def lay(self, rejected: list[RejectedPatent]) -> None:
        """Some more."""
        self.rows += len(rejected)
        self.first = self.first or next(iter(rejected), None)
        self._shelf.lay(self._count, _told(tuple(rejected)))
        self._count += 1

    def taken(self) -> Iterator[pl.DataFrame]:
        """All of them, in order."""
        return (self._shelf.take(place) for place in range(self._count))


def _told(rejected: tuple[RejectedPatent, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "row": [one.row for one in rejected],
            "patent_number": [one.number for one in rejected],
            "reason": [" ".join(sentences(one.reasons, language())) for one in rejected],
        }
    )
