"""Days of a pause are not overdue and earn no penalty."""

from decimal import Decimal

from tests.core.lending.loan_cast import HALF, day, happened, interest_paid, loan, on

from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanStatus
from zhidai.core.lending.terms import Compounding


def test_days_of_a_pause_are_not_counted_as_overdue() -> None:
    paused = happened("pause", "2021-04-01", until=day("2021-04-30"))

    before, inside, last, after = (
        on(text, paused) for text in ("2021-03-31", "2021-04-01", "2021-04-30", "2021-05-01")
    )

    assert [each.overdue_days for each in (before, inside, last, after)] == [10, 10, 10, 11]
    assert (last.paused_days, last.overdue_since) == (30, day("2021-03-22"))
    assert last.interest_due == on("2021-04-30").interest_due  # contract interest runs on


def test_what_falls_due_in_a_pause_is_overdue_from_the_day_after_it() -> None:
    paused = happened("pause", "2021-03-10", until=day("2021-03-31"))

    inside, after = on("2021-03-31", paused), on("2021-04-01", paused)

    assert (inside.overdue_days, inside.status) == (0, LoanStatus.RUNNING)
    assert (after.overdue_days, after.overdue_since) == (1, day("2021-04-01"))


def test_pauses_that_overlap_count_once() -> None:
    first = happened("pause", "2021-04-01", until=day("2021-04-20"))
    second = happened("pause", "2021-04-10", until=day("2021-04-30"))

    assert on("2021-05-01", first, second).overdue_days == 11


def test_neither_penalty_nor_compound_interest_is_earned_in_a_pause() -> None:
    terms = loan(overdue_markup=HALF, compounding=Compounding.UNPAID_INTEREST)
    paused = happened("pause", "2022-03-01", until=day("2022-03-10"))

    state = replay(terms, [*interest_paid(terms), paused], on=day("2022-03-21"))

    last = state.instalments[-1]  # 10 days at 4.85 %, then 10 at 7.275 %
    assert (last.interest, last.penalty, last.compound) == (
        Decimal("13472.22"),
        Decimal("20208.33"),
        0,
    )
