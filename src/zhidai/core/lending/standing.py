"""What a loan comes to on every day from its last event on, worked out once.

Balances change by events alone, and without a further one the oldest unpaid item stays the oldest.
So the day on which the loan becomes overdue is known in advance, and the days overdue of any later
day follow by counting. A pause bends that count: before its last day is over, only the day asked
for is answered for. The replay remains what this is held to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.history import events_in_effect
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState, LoanStatus
from zhidai.core.lending.terms import LoanTerms

EVER = date.max
# Whatever is owed has fallen due by then: the maturity, or the monthly day after the last event,
# each moved by working-day rules.
LAST_DUE = timedelta(days=75)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalRepaid:
    """What one event took off the principal owed to the bank, yuan."""

    event: str
    effective_on: date
    principal: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A loan on each day from `since` to `until`, if nothing more happens.

    balance: principal owed to the bank, yuan. overdue_from: overdue day 1, which may lie ahead;
    None if that day never comes. paused_days: days since then that do not count. due_on: the
    maturity now.
    """

    since: date
    until: date
    balance: Decimal
    overdue_from: date | None
    paused_days: int
    closed_on: date | None
    due_on: date | None
    repaid: tuple[PrincipalRepaid, ...]


def standing_of(terms: LoanTerms, events: Sequence[LoanEvent], *, on: date) -> Standing:
    """The standing that holds on a day. Bad input as for `replay`."""
    in_effect = events_in_effect(terms, events, on=EVER, known_at=None)
    since = _straight_from(terms, in_effect)
    if on < since:
        return _read(replay(terms, events, on=on), since=on, until=on)
    ends = [since, terms.matures_on, *(one.due_on for one in in_effect if one.due_on is not None)]
    return _read(replay(terms, events, on=max(ends) + LAST_DUE), since=since, until=EVER)


def overdue_days(standing: Standing, on: date) -> int:
    """Days overdue on a day that the standing holds on; 0 while nothing is overdue."""
    return days_overdue(standing.overdue_from, standing.paused_days, on=on)


def days_overdue(overdue_from: date | None, paused_days: int, *, on: date) -> int:
    """Overdue day 1 is the first day itself; paused days do not count."""
    if overdue_from is None or overdue_from > on:
        return 0
    return (on - overdue_from).days + 1 - paused_days


def status_on(overdue_from: date | None, closed_on: date | None, *, on: date) -> LoanStatus:
    """Where the loan stands on a day."""
    if closed_on is not None:
        return LoanStatus.CLOSED
    is_overdue = overdue_from is not None and overdue_from <= on
    return LoanStatus.OVERDUE if is_overdue else LoanStatus.RUNNING


def _straight_from(terms: LoanTerms, in_effect: Sequence[LoanEvent]) -> date:
    """The day from which nothing but the calendar changes the loan's days overdue."""
    days = [terms.drawn_on, *(one.effective_on for one in in_effect)]
    pauses = [one.until for one in in_effect if one.kind is EventKind.PAUSE]
    return max([*days, *(last + _ONE_DAY for last in pauses if last is not None)])


def _read(state: LoanState, *, since: date, until: date) -> Standing:
    return Standing(
        since=since,
        until=until,
        balance=state.principal_balance,
        overdue_from=state.overdue_since,
        paused_days=state.paused_days,
        closed_on=state.closed_on,
        due_on=state.due_on,
        repaid=tuple(
            PrincipalRepaid(event=use.event, effective_on=use.effective_on, principal=use.principal)
            for use in state.allocations
            if use.principal
        ),
    )
