"""The standard's day counts, against QuantLib where it has them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
import QuantLib as ql  # noqa: N813 - the library's own name
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhidai.core.actus.business_days import Calendar
from zhidai.core.actus.day_counts import DayCount, year_fraction

MATURITY = date(2024, 2, 29)
QUANTLIB = {
    DayCount.A360: ql.Actual360(),
    DayCount.A365: ql.Actual365Fixed(),
    DayCount.E30_360: ql.Thirty360(ql.Thirty360.European),
    DayCount.E30_360_ISDA: ql.Thirty360(ql.Thirty360.ISDA, ql.Date(29, 2, 2024)),
    DayCount.AA: ql.ActualActual(ql.ActualActual.ISDA),
    DayCount.B252: ql.Business252(ql.WeekendsOnly()),
}
DAYS = st.dates(date(1999, 1, 1), date(2032, 12, 31))


def years(first: date, last: date, day_count: DayCount) -> Decimal:
    return year_fraction(
        datetime.combine(first, time()),
        datetime.combine(last, time()),
        day_count,
        calendar=Calendar.MF,
        maturity=datetime.combine(MATURITY, time()),
    )


@given(st.sampled_from(sorted(QUANTLIB)), DAYS, st.just(MATURITY) | DAYS)
@settings(max_examples=300, deadline=None)
def test_year_fractions_agree_with_quantlib(day_count: DayCount, one: date, other: date) -> None:
    first, last = sorted((one, other))

    theirs = QUANTLIB[day_count].yearFraction(
        ql.Date(first.day, first.month, first.year), ql.Date(last.day, last.month, last.year)
    )
    assert abs(float(years(first, last, day_count)) - theirs) < 1e-12


@given(st.sampled_from(list(DayCount)), st.just(MATURITY) | DAYS, st.just(MATURITY) | DAYS)
@settings(max_examples=100, deadline=None)
@example(DayCount.E30_360_ISDA, MATURITY, MATURITY)
@example(DayCount.E30_360_ISDA, MATURITY, date(2024, 2, 27))
@example(DayCount.B252, date(2024, 2, 24), date(2024, 2, 23))
def test_there_and_back_is_nothing(day_count: DayCount, one: date, other: date) -> None:
    assert years(one, one, day_count) == 0
    assert years(one, other, day_count) == -years(other, one, day_count)


def test_a_friday_counted_back_from_saturday_is_a_business_day_less() -> None:
    assert years(date(2024, 2, 24), date(2024, 2, 23), DayCount.B252) == Decimal(-1) / 252


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2021, 1, 1), date(2022, 1, 1), 336),
        (date(2021, 1, 31), date(2021, 2, 28), 28),
        (date(2021, 1, 15), date(2021, 3, 31), 69),
        (date(2024, 2, 29), date(2024, 3, 1), 1),
    ],
)
def test_a_year_of_336_days_has_months_of_28(first: date, last: date, days: int) -> None:
    assert years(first, last, DayCount.E28_336) == Decimal(days) / 336


def test_the_last_second_of_a_day_is_the_next_midnight() -> None:
    counted = year_fraction(
        datetime.fromisoformat("2021-03-01T23:59:59"),
        datetime.fromisoformat("2021-03-31T12:30:00"),
        DayCount.A360,
        calendar=Calendar.NC,
        maturity=datetime.combine(MATURITY, time()),
    )

    assert counted == Decimal(29) / 360  # from 2 March; half past twelve counts as its day
