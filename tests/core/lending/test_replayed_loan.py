"""Replays that go on from each other say what a replay from the first day says."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from tests.core.lending.loan_cast import DRAWN_ON, loan, repayment
from tests.core.lending.test_loan_histories import SEEDS, made

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import ReplayedLoan, replay
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import Rounding


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_days_and_late_events_in_any_order_change_no_answer(seed: int) -> None:
    terms, events, chance = made(seed)
    kept = ReplayedLoan(terms)

    for _ in range(8):
        known = chance.sample(events, chance.randrange(len(events) + 1))
        on = DRAWN_ON + timedelta(days=chance.randrange(900))

        alone = _answer(lambda day, some: replay(terms, some, on=day), on, known)
        state = _answer(kept.on, on, known)

        assert state == alone


def _answer(
    asked: Callable[[date, list[LoanEvent]], LoanState], on: date, events: list[LoanEvent]
) -> object:
    """The state with what it leaves out of a comparison, or why there is none."""
    try:
        state = asked(on, events)
    except BadInput as refused:
        return refused.reasons
    return state, state.allocations


def test_an_event_entered_late_joins_those_of_its_day() -> None:
    first, second = (repayment("1000.00", "2021-05-10", number=name) for name in "ab")
    kept = ReplayedLoan(loan())
    on = first.effective_on
    kept.on(on, [first])

    joined = kept.on(on, [first, second])

    assert joined == replay(loan(), [first, second], on=on)
    assert joined.allocations == replay(loan(), [first, second], on=on).allocations


@pytest.mark.parametrize("groups", [63, 64, 65, 130])
def test_marks_between_many_events_hold(groups: int) -> None:
    events = [
        repayment("1.00", DRAWN_ON + timedelta(days=2 * number), number=str(number))
        for number in range(1, groups + 1)
    ]
    on = DRAWN_ON + timedelta(days=2 * groups + 1)
    kept = ReplayedLoan(loan())
    kept.on(on, events)
    late = repayment("500.00", DRAWN_ON + timedelta(days=groups), number="late")

    assert kept.on(on, [*events, late]) == replay(loan(), [*events, late], on=on)
    assert kept.on(on, events) == replay(loan(), events, on=on)


def test_what_rounding_gave_earlier_is_never_charged_as_minus_nothing() -> None:
    terms = loan("0.10", "0.2", due_on=DRAWN_ON + timedelta(days=300), rounding=Rounding.CARRIED)

    charged = [due.interest for due in replay(terms, (), on=terms.due_on).instalments]

    assert Decimal("0.01") in charged  # half a fen and more is rounded up, and taken off the next
    assert not any(interest.is_signed() for interest in charged)
