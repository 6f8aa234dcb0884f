"""Day counts: QuantLib as oracle, leap years and year crossings, and the figures by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import QuantLib
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import day, loan

from zhidai.core.lending.day_counts import DayCount
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule

DAYS = st.dates(date(1999, 1, 1), date(2040, 1, 1))
ORACLE = {
    DayCount.ACT_360: QuantLib.Actual360(),
    DayCount.ACT_365F: QuantLib.Actual365Fixed(),
    DayCount.E30_360: QuantLib.Thirty360(QuantLib.Thirty360.European),
    DayCount.ACT_ACT: QuantLib.ActualActual(QuantLib.ActualActual.ISDA),
}


def _quantlib(when: date) -> QuantLib.Date:
    return QuantLib.Date(when.day, when.month, when.year)


def fraction(day_count: DayCount, begins_on: date, ends_on: date) -> Fraction:
    return Fraction(day_count.units(begins_on, ends_on), day_count.units_in_year)


@settings(max_examples=150, deadline=None)
@given(first=DAYS, second=DAYS, day_count=st.sampled_from(DayCount))
def test_day_counts_agree_with_quantlib(first: date, second: date, day_count: DayCount) -> None:
    begins_on, ends_on = min(first, second), max(first, second)
    there = (_quantlib(begins_on), _quantlib(ends_on))

    ours = float(fraction(day_count, begins_on, ends_on))

    assert day_count.days(begins_on, ends_on) == ORACLE[day_count].dayCount(*there)
    assert ours == pytest.approx(ORACLE[day_count].yearFraction(*there), abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(days=st.lists(DAYS, min_size=3, max_size=3).map(sorted), count=st.sampled_from(DayCount))
def test_a_period_bears_what_its_parts_bear_wherever_it_is_cut(
    days: list[date], count: DayCount
) -> None:
    begins_on, cut_on, ends_on = days

    parts = count.units(begins_on, cut_on) + count.units(cut_on, ends_on)

    assert parts == count.units(begins_on, ends_on)
    assert count.units(begins_on, cut_on) >= 0


def test_a_leap_day_bears_interest_where_actual_days_count() -> None:
    assert DayCount.ACT_360.days(day("2024-02-28"), day("2024-03-01")) == 2
    assert DayCount.ACT_365F.days(day("2023-12-31"), day("2025-01-01")) == 367
    assert DayCount.E30_360.days(day("2024-02-28"), day("2024-03-01")) == 3
    assert DayCount.E30_360.days(day("2023-02-28"), day("2023-03-01")) == 3


def test_the_31st_counts_as_the_30th_in_months_of_thirty_days() -> None:
    assert DayCount.E30_360.days(day("2021-01-30"), day("2021-01-31")) == 0
    assert DayCount.E30_360.days(day("2021-01-31"), day("2021-02-01")) == 1
    assert DayCount.E30_360.days(day("2021-03-01"), day("2022-03-01")) == 360


def test_actual_over_actual_is_split_at_the_end_of_the_year() -> None:
    across = fraction(DayCount.ACT_ACT, day("2023-12-01"), day("2024-01-31"))

    assert across == Fraction(31, 365) + Fraction(30, 366)
    assert fraction(DayCount.ACT_ACT, day("2024-01-01"), day("2025-01-01")) == 1


@pytest.mark.parametrize(
    ("day_count", "first", "total"),
    [
        ("ACT/360", "26944.44", "491736.13"),  # 20 days of 10,000,000 at 4.85 % over 360
        ("ACT/365F", "26575.34", "484999.98"),
        ("30E/360", "26944.44", "485000.03"),  # 20 days, then months of 30: 360 in all
        ("ACT/ACT", "26575.34", "484999.98"),  # no leap year is touched
    ],
)
def test_ten_million_for_a_year_by_each_day_count(day_count: str, first: str, total: str) -> None:
    schedule = contract_schedule(loan(day_count=DayCount(day_count)))

    assert schedule[0].interest == Decimal(first)
    assert sum(due.interest for due in schedule) == Decimal(total)


@settings(max_examples=60, deadline=None)
@given(after=st.integers(0, 400), day_count=st.sampled_from(DayCount))
def test_replay_and_schedule_charge_the_same_by_every_day_count(
    after: int, day_count: DayCount
) -> None:
    terms = loan(drawn_on=day("2023-03-31"), due_on=day("2024-03-31"), day_count=day_count)

    state = replay(terms, [], on=date.fromordinal(terms.drawn_on.toordinal() + after))

    charged = {due.due_on: due.interest for due in state.instalments if due.due_on <= terms.due_on}
    assert charged == {due.due_on: due.interest for due in contract_schedule(terms)}
