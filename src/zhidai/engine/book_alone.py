"""The loans of a book that columns cannot hold, replayed one by one by the scalar replay.

Their terms or their events say what columns do not know; their states stand in the same frame, in
the order of the file.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from zhidai.core.errors import BadInput, Reason
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.money import to_fen
from zhidai.engine.book_columns import terms_of
from zhidai.engine.book_events import Events, events_by_place
from zhidai.engine.book_input import LOANS, ROW, LoanAlone, Loans, Rejected
from zhidai.engine.book_replay import MONEY
from zhidai.engine.book_written import LOAN


@dataclass(frozen=True, slots=True, kw_only=True)
class StatesAlone:
    """Where these loans stand, as the frame of states has it."""

    rows: Sequence[dict[str, object]]  # with the number of each loan's row in the book
    rejected: Sequence[Rejected]
    not_drawn: int  # of those that have no place in the columns

    def among(self, states: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
        """Put between the states of the loans in columns, which stand in rows of those numbers."""
        if not self.rows:
            return states
        numbered = states.with_columns(numbers.alias(ROW))
        alone = pl.DataFrame(self.rows, schema=numbered.schema)
        return pl.concat([numbered, alone]).sort(ROW).drop(ROW)


def loans_alone(loans: Loans, events: Events) -> tuple[LoanAlone, ...]:
    """Which loans are replayed alone, with what happened to them."""
    first = len(loans.ids)
    found = {first + number: one for number, one in enumerate(loans.alone)}
    found |= {
        place: LoanAlone(
            loan=str(loans.ids[place]),
            row=int(loans.rows[place]),
            terms=terms_of(loans.columns, place),
            place=place,
        )
        for place in events.special.keys() - events.broken.keys()
        if place < first
    }
    own = events_by_place(events, found)
    return tuple(
        replace(one, events=own[place], reasons=events.broken.get(place, ()))
        for place, one in found.items()
    )


def replayed_alone(
    loans: Sequence[LoanAlone], *, on: date, after_each: Callable[[int], None]
) -> StatesAlone:
    """The states of those that are drawn, and why others have none."""
    rows, rejected, not_drawn = [], [], 0
    for one in loans:
        if one.place is None:
            after_each(1)
        if one.terms.drawn_on > on:
            not_drawn += one.place is None
            continue
        found = _state(one, on)
        if isinstance(found, LoanState):
            rows.append(dict(_row(one, found)))
        else:
            name = one.loan[:60]
            rejected.append(Rejected(table=LOANS, row=one.row, loan=name, reasons=found))
    return StatesAlone(rows=rows, rejected=rejected, not_drawn=not_drawn)


def _state(one: LoanAlone, on: date) -> LoanState | tuple[Reason, ...]:
    if one.reasons:
        return one.reasons
    try:
        return replay(one.terms, one.events, on=on)
    except BadInput as refused:
        return refused.reasons


def _row(one: LoanAlone, state: LoanState) -> Iterator[tuple[str, object]]:
    yield ROW, one.row
    yield LOAN, one.loan
    for name in MONEY:
        yield f"{name}_fen", to_fen(getattr(state, name))
    for name in ("on", "overdue_since", "overdue_days", "closed_on"):
        yield name, getattr(state, name)
    for name in ("status", "risk_class"):
        yield name, str(getattr(state, name))
