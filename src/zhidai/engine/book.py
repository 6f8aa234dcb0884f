"""A book of loans out of two frames, replayed on a day: states, sums and what was rejected.

What columns can hold is replayed on columns, every other loan by the scalar replay.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import polars as pl

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.lending.classification import RiskClass, risk_class
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanStatus
from zhidai.core.money import from_fen
from zhidai.engine.book_alone import loans_alone, replayed_alone
from zhidai.engine.book_columns import EPOCH, terms_of
from zhidai.engine.book_dues import Flags, Ints
from zhidai.engine.book_events import Events, events_of, no_events, read_events
from zhidai.engine.book_input import LOANS, LoanAlone, Loans, Rejected, read_loans
from zhidai.engine.book_replay import MONEY, NEVER, BookStates, replay_book
from zhidai.engine.book_summary import BookSummary
from zhidai.engine.book_written import LOAN


@dataclass(frozen=True, slots=True, kw_only=True)
class BookOnDay:
    """What a book comes to."""

    states: pl.DataFrame
    summary: BookSummary
    rejected: tuple[Rejected, ...]


def book_on_day(
    loans: pl.DataFrame,
    events: pl.DataFrame | None,
    *,
    on: date,
    known_at: datetime | None = None,
    threads: int = 2,
    after_each: Callable[[int], None] = lambda _loans: None,
) -> BookOnDay:
    """Replay a book. Bad input: `book_column_missing`, `book_column_unknown`,
    `book_money_is_float`, `book_instants_missing` where `known_at` is asked and the events do not
    say when they were recorded.
    """
    if known_at is not None and (events is None or "recorded_at" not in events.columns):
        raise bad_input("book_instants_missing")
    read = _read(loans, events, known_at=known_at)
    return _replayed(read, on=on, threads=threads, after_each=after_each)


def book_on_days(
    loans: pl.DataFrame, events: pl.DataFrame, *, days: Sequence[date], threads: int = 2
) -> Iterator[BookOnDay]:
    """The book on each of several days, read once. Bad input as for `book_on_day`."""
    read = _read(loans, events, known_at=None)
    for day in days:
        yield _replayed(read, on=day, threads=threads, after_each=lambda _loans: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The two frames as columns, and the rows that could not be read."""

    loans: Loans
    events: Events
    alone: tuple[LoanAlone, ...]
    rejected: tuple[Rejected, ...]


def _read(loans: pl.DataFrame, events: pl.DataFrame | None, *, known_at: datetime | None) -> _Read:
    found, rejected = read_loans(loans)
    happened = no_events(found)
    if events is not None:
        happened, strange = read_events(
            events, found, known_at=known_at, rejected_loans=[one.loan for one in rejected]
        )
        rejected += strange
    alone = loans_alone(found, happened)
    return _Read(loans=found, events=happened, alone=alone, rejected=tuple(rejected))


def _replayed(
    read: _Read, *, on: date, threads: int, after_each: Callable[[int], None]
) -> BookOnDay:
    drawn = read.loans.columns.drawn_on <= (on - EPOCH).days
    states = replay_book(
        read.loans.columns,
        read.events.columns,
        on=(on - EPOCH).days,
        threads=threads,
        after_each=after_each,
    )
    alone = replayed_alone(read.alone, on=on, after_each=after_each)
    by_columns = drawn.copy()
    by_columns[[one.place for one in read.alone if one.place is not None]] = False
    refused = _refused(read.loans, read.events, states, by_columns, on=on)
    by_columns[list(refused)] = False
    in_columns = _frame(read.loans, states, by_columns, on=on)
    frame = alone.among(in_columns, read.loans.rows.filter(pl.Series(by_columns)))
    rejected = (*read.rejected, *refused.values(), *alone.rejected)
    return BookOnDay(
        states=frame,
        summary=_summary(
            frame,
            on=on,
            one_by_one=len(alone.rows),
            not_drawn=int((~drawn).sum()) + alone.not_drawn,
            rejected=len(rejected),
        ),
        rejected=tuple(sorted(rejected, key=lambda one: (one.table, one.row))),
    )


def _refused(
    loans: Loans, events: Events, states: BookStates, among: Flags, *, on: date
) -> dict[int, Rejected]:
    """Loans in columns that cannot be replayed, each with the scalar replay's own reason."""
    found: dict[int, Rejected] = {}
    wrong = set(np.flatnonzero(states.is_wrong & among).tolist())
    for place in sorted(wrong | (events.broken.keys() & set(np.flatnonzero(among).tolist()))):
        reasons = events.broken.get(place)
        if reasons is None:
            try:
                replay(terms_of(loans.columns, place), events_of(events, place), on=on)
            except BadInput as refused:
                reasons = refused.reasons
            else:
                raise AssertionError(f"columns refuse loan {loans.ids[place]}, the core does not")
        found[place] = Rejected(
            table=LOANS,
            row=int(loans.rows[place]),
            loan=str(loans.ids[place])[:60],
            reasons=reasons,
        )
    return found


def _frame(loans: Loans, states: BookStates, good: Flags, *, on: date) -> pl.DataFrame:
    """One row a loan, money in whole fen."""
    closed, overdue = states.closed_on != NEVER, states.overdue_days > 0
    status = np.where(
        closed, LoanStatus.CLOSED, np.where(overdue, LoanStatus.OVERDUE, LoanStatus.RUNNING)
    )
    frame = pl.DataFrame(
        {
            LOAN: loans.ids,
            "on": pl.Series([on]).new_from_index(0, len(loans.ids)),
            "status": status.astype(str),
            **{f"{name}_fen": getattr(states, name) for name in MONEY},
            "overdue_since": _days(states.overdue_since),
            "overdue_days": states.overdue_days,
            "risk_class": _classes(states.overdue_days),
            "closed_on": _days(states.closed_on),
        }
    )
    return frame.filter(pl.Series(good))


def _days(numbers: Ints) -> pl.Series:
    known = pl.Series(numbers)
    return known.replace(NEVER, None).cast(pl.Int32).cast(pl.Date)


def _classes(overdue_days: Ints) -> pl.Series:
    """The five classes by days, from the core's own function for each number of days there is."""
    days, places = np.unique(overdue_days, return_inverse=True)
    names = np.array([str(risk_class(int(each))) for each in days], dtype=object)
    return pl.Series(names[places] if len(days) else [], dtype=pl.String)


def _summary(
    frame: pl.DataFrame, *, on: date, one_by_one: int, not_drawn: int, rejected: int
) -> BookSummary:
    balance, classes = frame["principal_balance_fen"], frame["risk_class"]
    overdue = frame["overdue_days"] > 0
    bad = classes.is_in([str(each) for each in RiskClass if each.is_non_performing])
    counted = dict(classes.value_counts().iter_rows())
    return BookSummary(
        on=on,
        loans=len(frame),
        in_columns=len(frame) - one_by_one,
        one_by_one=one_by_one,
        not_drawn_yet=not_drawn,
        rejected=rejected,
        principal_balance=from_fen(int(balance.sum())),
        interest_due=from_fen(int(frame["interest_due_fen"].sum())),
        overdue_loans=int(overdue.sum()),
        overdue_balance=from_fen(int(balance.filter(overdue).sum())),
        overdue_ratio=_ratio(balance.filter(overdue), balance),
        non_performing_ratio=_ratio(balance.filter(bad), balance),
        by_class={str(each): counted.get(str(each), 0) for each in RiskClass},
    )


def _ratio(part: pl.Series, whole: pl.Series) -> Decimal | None:
    total = int(whole.sum())
    if total == 0:
        return None
    exact = Fraction(int(part.sum()), total)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.00000001"))
