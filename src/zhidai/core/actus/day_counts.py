"""Year fractions of the standard's day counts.

Days run from midnight to midnight. A time of 23:59:59 stands for 24:00:00, the next midnight, since
many programs cannot write that one.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from zhidai.core.actus.business_days import Calendar
from zhidai.core.actus.cycles import is_month_end

_LAST_SECOND = time(23, 59, 59)
_FEBRUARY = 2
ZERO = Decimal(0)


class DayCount(StrEnum):
    """The standard's day counts."""

    AA = "AA"  # actual over actual, ISDA: each year's days over that year's length
    A360 = "A360"
    A365 = "A365"
    E30_360_ISDA = "30E360ISDA"
    E30_360 = "30E360"
    E28_336 = "28E336"
    B252 = "B252"  # business days over 252


def year_fraction(
    start: datetime, end: datetime, day_count: DayCount, *, calendar: Calendar, maturity: datetime
) -> Decimal:
    """The fraction of a year between two times; `maturity` matters to 30E/360 ISDA alone.

    Between a day and itself it is nothing, by that count too, to which a maturity on the last of
    February is the 30th where a period begins and the 28th where one ends. Backwards it is below
    zero: an event that counts for the day scheduled may follow one that counts for a later day.
    """
    first, last = day_of(start), day_of(end)
    if last <= first:
        if last == first:
            return ZERO
        return -year_fraction(end, start, day_count, calendar=calendar, maturity=maturity)
    if day_count is DayCount.AA:
        return _actual_actual(first, last)
    if day_count is DayCount.B252:
        return Decimal(_business_days(first, last, calendar)) / 252
    if day_count in _ACTUAL:
        return Decimal((last - first).days) / _ACTUAL[day_count]
    length, months_day = _MONTHS_OF[day_count]
    ends_at_maturity = last == day_of(maturity)
    days = months_day(last, ends_at_maturity) - months_day(first, False)
    months = (last.year - first.year) * 12 + last.month - first.month
    return Decimal(months * length + days) / (12 * length)


def day_of(moment: datetime) -> date:
    """The day whose midnight a time stands for."""
    if moment.time() == _LAST_SECOND:
        return moment.date() + timedelta(days=1)
    return moment.date()


_ACTUAL = {DayCount.A360: 360, DayCount.A365: 365}


def _actual_actual(first: date, last: date) -> Decimal:
    if first.year == last.year:
        return Decimal((last - first).days) / _year_length(first.year)
    ends, begins = date(first.year + 1, 1, 1), date(last.year, 1, 1)
    return (
        Decimal((ends - first).days) / _year_length(first.year)
        + (last.year - first.year - 1)
        + Decimal((last - begins).days) / _year_length(last.year)
    )


def _year_length(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def _business_days(first: date, last: date, calendar: Calendar) -> int:
    days = (first + timedelta(days=count) for count in range((last - first).days))
    return sum(calendar.is_business_day(datetime.combine(day, time())) for day in days)


def _day_of_30(day: date, ends_at_maturity: bool) -> int:  # noqa: FBT001 - one of three alike
    return min(day.day, 30)


def _day_of_30_isda(day: date, ends_at_maturity: bool) -> int:  # noqa: FBT001
    """The last day of a month is its 30th, except a maturity on the last day of February."""
    month_end = is_month_end(datetime.combine(day, time()))
    if month_end and not (ends_at_maturity and day.month == _FEBRUARY):
        return 30
    return day.day


def _day_of_28(day: date, ends_at_maturity: bool) -> int:  # noqa: FBT001
    return min(day.day, 28)


_MONTHS_OF: dict[DayCount, tuple[int, Callable[[date, bool], int]]] = {
    DayCount.E30_360: (30, _day_of_30),
    DayCount.E30_360_ISDA: (30, _day_of_30_isda),
    DayCount.E28_336: (28, _day_of_28),
}
