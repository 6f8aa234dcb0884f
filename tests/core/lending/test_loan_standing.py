"""A standing answers for every later day as the replay does: it is held to it on random loans."""

import random
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import DRAWN_ON
from tests.core.lending.test_loan_histories import SEEDS, history_of, terms_of

from zhidai.core.lending.replay import replay
from zhidai.core.lending.standing import EVER, Standing, overdue_days, standing_of, status_on
from zhidai.core.lending.state import LoanState


def seen(standing: Standing, on: date) -> tuple[object, ...]:
    status = status_on(standing.overdue_from, standing.closed_on, on=on)
    return status, standing.balance, overdue_days(standing, on), standing.closed_on


def replayed(state: LoanState) -> tuple[object, ...]:
    return state.status, state.principal_balance, state.overdue_days, state.closed_on


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, ahead=st.integers(0, 500), asked=st.integers(0, 900))
@example(seed=0, ahead=0, asked=0)
def test_a_standing_says_of_each_of_its_days_what_the_replay_says(
    seed: int, ahead: int, asked: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - made-up data
    terms = terms_of(chance)
    events = history_of(chance, terms)
    on = DRAWN_ON + timedelta(days=asked)

    standing = standing_of(terms, events, on=on)

    assert standing.since <= on <= standing.until
    for day in (on, standing.since, min(on + timedelta(days=ahead), standing.until)):
        state = replay(terms, events, on=day)
        assert seen(standing, day) == replayed(state)
        assert {one.event: one.principal for one in standing.repaid} == {
            use.event: use.principal for use in state.allocations if use.principal
        }


def test_without_another_event_the_first_overdue_day_is_known_at_drawdown() -> None:
    terms = terms_of(random.Random(1))  # noqa: S311 - made-up data

    standing = standing_of(terms, (), on=terms.drawn_on)

    assert (standing.since, standing.until) == (terms.drawn_on, EVER)
    assert standing.overdue_from is not None
    assert overdue_days(standing, standing.overdue_from - timedelta(days=1)) == 0
    assert overdue_days(standing, standing.overdue_from) == 1
    assert overdue_days(standing, standing.overdue_from + timedelta(days=59)) == 60
