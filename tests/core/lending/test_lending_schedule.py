"""Schedules: due days, day counts and the worked interest figures, to the fen."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
import QuantLib
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import day, loan

from zhidai.core.calendar import add_months
from zhidai.core.errors import BadInput
from zhidai.core.lending.schedule import contract_schedule, exact_interest
from zhidai.core.lending.terms import DayCount, LoanTerms, Settlement
from zhidai.core.money import half_up_to_fen

DAYS = st.dates(date(1999, 1, 1), date(2040, 1, 1))


def total_interest(terms: LoanTerms) -> Decimal:
    return sum((due.interest for due in contract_schedule(terms)), Decimal(0))


@pytest.mark.parametrize(("rate", "interest"), [("0.0485", "491736.11"), ("0.0505", "512013.89")])
def test_a_year_of_ten_million_in_one_accrual(rate: str, interest: str) -> None:
    exact = exact_interest(
        Decimal("10000000.00") * 365, annual_rate=Decimal(rate), day_count=DayCount.ACT_360
    )

    assert half_up_to_fen(exact) == Decimal(interest)


def test_halves_and_thirds_of_the_unrounded_interest() -> None:
    exact = exact_interest(
        Decimal("10000000.00") * 365, annual_rate=Decimal("0.0485"), day_count=DayCount.ACT_360
    )

    assert half_up_to_fen(exact * Decimal("0.50")) == Decimal("245868.06")
    assert half_up_to_fen(exact * Decimal("0.30")) == Decimal("147520.83")


def test_monthly_rounding_adds_two_fen_by_either_settlement() -> None:
    by_twentieth = loan(settlement=Settlement.TWENTIETH)
    by_drawdown_day = loan(settlement=Settlement.DRAWDOWN_DAY)

    assert total_interest(by_twentieth) == Decimal("491736.13")
    assert total_interest(by_drawdown_day) == Decimal("491736.13")


@pytest.mark.parametrize("settlement_day", range(1, 29))
def test_every_settlement_day_stays_within_three_fen(settlement_day: int) -> None:
    starts = date(2021, 3, settlement_day)
    terms = loan(drawn_on=starts, due_on=add_months(starts, 12), settlement=Settlement.DRAWDOWN_DAY)

    assert Decimal("491736.12") <= total_interest(terms) <= Decimal("491736.14")


def test_the_twentieth_is_settled_and_the_twenty_first_paid() -> None:
    first, second, *_, last = contract_schedule(loan())

    assert (first.begins_on, first.due_on, first.days) == (day("2021-03-01"), day("2021-03-21"), 20)
    assert (second.begins_on, second.due_on, second.days) == (
        day("2021-03-21"),
        day("2021-04-21"),
        31,
    )
    assert (last.begins_on, last.due_on, last.days) == (day("2022-02-21"), day("2022-03-01"), 8)


def test_the_principal_stands_with_the_last_instalment_only() -> None:
    schedule = contract_schedule(loan())

    assert [due.principal for due in schedule[:-1]] == [Decimal(0)] * (len(schedule) - 1)
    assert schedule[-1].principal == Decimal("10000000.00")


def test_a_loan_drawn_on_the_31st_returns_to_the_31st_after_february() -> None:
    terms = loan(
        drawn_on=day("2020-12-31"), due_on=day("2021-06-30"), settlement=Settlement.DRAWDOWN_DAY
    )

    due_days = [due.due_on for due in contract_schedule(terms)]

    assert due_days == [
        day(text)
        for text in (
            "2021-01-31",
            "2021-02-28",
            "2021-03-31",
            "2021-04-30",
            "2021-05-31",
            "2021-06-30",
        )
    ]


@settings(max_examples=50, deadline=None)
@given(drawn_on=DAYS, months=st.integers(1, 36))
def test_drawdown_day_schedules_agree_with_quantlib(drawn_on: date, months: int) -> None:
    due_on = add_months(drawn_on, months)
    theirs = QuantLib.MakeSchedule(
        _quantlib(drawn_on),
        _quantlib(due_on),
        QuantLib.Period(1, QuantLib.Months),
        rule=QuantLib.DateGeneration.Forward,
    )

    ours = contract_schedule(
        loan(drawn_on=drawn_on, due_on=due_on, settlement=Settlement.DRAWDOWN_DAY)
    )

    assert [_quantlib(due.due_on) for due in ours] == list(theirs)[1:]


@settings(max_examples=50, deadline=None)
@given(
    drawn_on=DAYS,
    days=st.integers(1, 800),
    settlement=st.sampled_from(Settlement),
)
def test_periods_follow_each_other_without_gap(
    drawn_on: date, days: int, settlement: Settlement
) -> None:
    due_on = date.fromordinal(drawn_on.toordinal() + days)
    schedule = contract_schedule(loan(drawn_on=drawn_on, due_on=due_on, settlement=settlement))

    assert schedule[0].begins_on == drawn_on
    assert schedule[-1].due_on == due_on
    assert all(before.due_on == after.begins_on for before, after in pairwise(schedule))
    assert sum(due.days for due in schedule) == days
    assert sum(due.principal for due in schedule) == Decimal("10000000.00")


@pytest.mark.parametrize(
    ("principal", "rate", "due_on", "code"),
    [
        ("0.00", "0.0485", "2022-03-01", "loan_principal_invalid"),
        ("-1.00", "0.0485", "2022-03-01", "loan_principal_invalid"),
        ("100.001", "0.0485", "2022-03-01", "loan_principal_invalid"),
        ("NaN", "0.0485", "2022-03-01", "loan_principal_invalid"),
        ("100.00", "4.85", "2022-03-01", "loan_rate_invalid"),
        ("100.00", "-0.01", "2022-03-01", "loan_rate_invalid"),
        ("100.00", "0.0485", "2021-03-01", "loan_due_before_drawn"),
    ],
)
def test_impossible_terms_are_bad_input(principal: str, rate: str, due_on: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        loan(principal, rate, due_on=day(due_on))

    assert [reason.code for reason in refused.value.reasons] == [code]


def _quantlib(when: date) -> QuantLib.Date:
    return QuantLib.Date(when.day, when.month, when.year)
