"""Which events count: known by an instant, in effect by a day, and not taken back.

A reversal makes its event one that never happened, on every day; what was reported before the
reversal was recorded is still found by asking as of then (`known_at`).
"""

from collections.abc import Sequence
from datetime import date, datetime

from zhidai.core.errors import bad_input
from zhidai.core.lending.events import EventKind, LoanEvent, in_order
from zhidai.core.lending.terms import LoanTerms


def events_in_effect(
    terms: LoanTerms, events: Sequence[LoanEvent], *, on: date, known_at: datetime | None
) -> list[LoanEvent]:
    """The events that a loan's state on a day rests on, in the order of their effect.

    Bad input: `loan_event_twice`, `loan_event_before_drawdown`, `loan_reversal_of_nothing` (no such
    event, or itself a reversal), `loan_reversed_twice`, `loan_reversal_recorded_before`.
    """
    ordered = in_order(tuple(events))
    _check_reversals(ordered)
    known = [one for one in ordered if known_at is None or one.recorded_at <= known_at]
    left = not_taken_back(known)
    for one in left:
        if one.effective_on < terms.drawn_on:
            raise bad_input(
                "loan_event_before_drawdown",
                event=one.id,
                effective_on=one.effective_on,
                drawn_on=terms.drawn_on,
            )
    return [one for one in left if one.effective_on <= on]


def not_taken_back(events: Sequence[LoanEvent]) -> list[LoanEvent]:
    """Those that no reversal among them takes back; the reversals themselves are left out."""
    taken_back = {one.reverses for one in events if one.kind is EventKind.REVERSAL}
    return [
        one for one in events if one.kind is not EventKind.REVERSAL and one.id not in taken_back
    ]


def _check_reversals(events: list[LoanEvent]) -> None:
    of = {one.id: one for one in events if one.kind is not EventKind.REVERSAL}
    seen: set[str] = set()
    for one in events:
        if one.kind is not EventKind.REVERSAL:
            continue
        reversed_event = of.get(one.reverses)
        if reversed_event is None:
            raise bad_input("loan_reversal_of_nothing", event=one.id, reverses=one.reverses)
        if one.reverses in seen:
            raise bad_input("loan_reversed_twice", event=one.id, reverses=one.reverses)
        if one.recorded_at < reversed_event.recorded_at:
            raise bad_input("loan_reversal_recorded_before", event=one.id, reverses=one.reverses)
        seen.add(one.reverses)
