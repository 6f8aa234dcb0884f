"""Due days on holidays: each rule, weekends that are worked, the end of the calendar, QuantLib."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
import QuantLib
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import day, loan, repayment

from zhidai.core.errors import BadInput
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms, Settlement, WorkingDayRule
from zhidai.core.lending.working_day_rules import moved_by
from zhidai.reference.working_days import working_days

RULES = [rule for rule in WorkingDayRule if rule is not WorkingDayRule.NONE]
QUANTLIB = {
    WorkingDayRule.NONE: QuantLib.Unadjusted,
    WorkingDayRule.FOLLOWING: QuantLib.Following,
    WorkingDayRule.MODIFIED_FOLLOWING: QuantLib.ModifiedFollowing,
    WorkingDayRule.PRECEDING: QuantLib.Preceding,
}
INTERBANK = QuantLib.China(QuantLib.China.IB)  # with the weekends that are worked
YEARS_IN_BOTH = st.dates(date(2020, 2, 1), date(2023, 11, 30))


def moving(rule: WorkingDayRule, **others: object) -> LoanTerms:
    return loan(working_day_rule=rule, calendar=working_days(), **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "written", "moved"),
    [
        ("none", "2021-10-01", "2021-10-01"),
        ("following", "2021-10-01", "2021-10-08"),  # National Day, a week off
        ("preceding", "2021-10-01", "2021-09-30"),
        ("modified_following", "2021-10-01", "2021-10-08"),
        ("modified_following", "2021-07-31", "2021-07-30"),  # a Saturday; Monday is in August
        ("following", "2021-07-31", "2021-08-02"),
        ("following", "2021-09-18", "2021-09-18"),  # a Saturday that is worked
        ("following", "2021-09-19", "2021-09-22"),  # Mid-Autumn
        ("preceding", "2021-09-19", "2021-09-18"),
    ],
)
def test_a_day_moves_as_its_rule_says(rule: str, written: str, moved: str) -> None:
    found = moved_by(WorkingDayRule(rule), day(written), working_days())

    assert found.on == day(moved)
    assert found.confirmed


@settings(max_examples=150, deadline=None)
@given(written=YEARS_IN_BOTH, rule=st.sampled_from(WorkingDayRule))
def test_moved_days_agree_with_quantlib(written: date, rule: WorkingDayRule) -> None:
    theirs = INTERBANK.adjust(
        QuantLib.Date(written.day, written.month, written.year), QUANTLIB[rule]
    )

    ours = moved_by(rule, written, working_days()).on

    assert (ours.year, ours.month, ours.day) == (theirs.year(), theirs.month(), theirs.dayOfMonth())


def test_interest_runs_to_the_moved_day_and_is_overdue_from_the_day_after() -> None:
    terms = moving(WorkingDayRule.FOLLOWING)  # 21 March 2021 is a Sunday

    first = contract_schedule(terms)[0]
    moved, later = (replay(terms, [], on=day(text)) for text in ("2021-03-22", "2021-03-23"))

    assert (first.due_on, first.days, first.interest) == (
        day("2021-03-22"),
        21,
        Decimal("28291.67"),
    )
    assert (moved.interest_due, moved.overdue_days) == (first.interest, 0)
    assert (later.overdue_days, later.overdue_since) == (1, day("2021-03-23"))


def test_a_maturity_on_a_holiday_moves_with_its_interest() -> None:
    terms = moving(WorkingDayRule.FOLLOWING, due_on=day("2022-02-01"))  # New Year, until 7 February

    last = contract_schedule(terms)[-1]
    paid = [repayment(due.interest + due.principal, due.due_on) for due in contract_schedule(terms)]

    assert (last.due_on, last.principal) == (day("2022-02-07"), terms.principal)
    assert replay(terms, paid, on=last.due_on).closed_on == day("2022-02-07")


def test_a_monthly_day_that_moves_onto_the_maturity_falls_together_with_it() -> None:
    terms = moving(WorkingDayRule.FOLLOWING, due_on=day("2021-08-20"), drawn_on=day("2021-07-22"))
    also = moving(WorkingDayRule.FOLLOWING, due_on=day("2021-08-23"), drawn_on=day("2021-07-22"))

    assert [due.due_on for due in contract_schedule(terms)] == [day("2021-08-20")]
    assert [due.due_on for due in contract_schedule(also)] == [day("2021-08-23")]  # 21st: Saturday


@settings(max_examples=80, deadline=None)
@given(
    drawn_on=YEARS_IN_BOTH,
    days=st.integers(20, 500),
    rule=st.sampled_from(RULES),
    settlement=st.sampled_from(Settlement),
)
def test_moved_periods_follow_each_other_without_gap_and_end_on_working_days(
    drawn_on: date, days: int, rule: WorkingDayRule, settlement: Settlement
) -> None:
    due_on = drawn_on + timedelta(days=days)
    terms = moving(rule, drawn_on=drawn_on, due_on=due_on, settlement=settlement)

    schedule = contract_schedule(terms)

    assert schedule[0].begins_on == drawn_on
    assert schedule[-1].due_on == terms.matures_on
    assert all(before.due_on == after.begins_on for before, after in pairwise(schedule))
    assert all(working_days().is_working_day(due.due_on) for due in schedule)
    assert sum(due.principal for due in schedule) == terms.principal


def test_beyond_the_published_calendar_the_state_says_that_days_may_move() -> None:
    known = moving(WorkingDayRule.FOLLOWING)
    beyond = moving(WorkingDayRule.FOLLOWING, drawn_on=day("2026-06-01"), due_on=day("2027-06-01"))

    assert replay(known, [], on=known.drawn_on).estimates == ()
    estimates = replay(beyond, [], on=beyond.drawn_on).estimates
    assert [each.code for each in estimates] == ["calendar_day_estimated"]


def test_a_rule_without_a_calendar_is_bad_input() -> None:
    with pytest.raises(BadInput) as refused:
        loan(working_day_rule=WorkingDayRule.FOLLOWING)

    assert refused.value.reasons[0].code == "loan_without_calendar"


def test_a_maturity_that_moves_to_the_drawdown_is_bad_input() -> None:
    with pytest.raises(BadInput) as refused:  # Friday to Sunday, moved back to the Friday
        moving(WorkingDayRule.PRECEDING, drawn_on=day("2021-08-06"), due_on=day("2021-08-08"))

    assert refused.value.reasons[0].code == "loan_due_before_drawn"
