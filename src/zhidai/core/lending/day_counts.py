"""How days become a fraction of a year, in whole units, so that nothing is rounded on the way.

Every kind is additive: what a period bears is the sum of what its parts bear, wherever it is cut.
The first day is in, the last is out. ACT/360 is Chinese bank practice; 30E/360 and ACT/ACT are
those of the ISDA definitions (2006, 4.16 (g) and (b)).
"""

from calendar import isleap
from datetime import date
from enum import StrEnum

_UNITS_OF_365_AND_366 = 365 * 366


class DayCount(StrEnum):
    """The day counts of a loan."""

    ACT_360 = "ACT/360"
    ACT_365F = "ACT/365F"  # 365 in leap years too
    E30_360 = "30E/360"  # every month has 30 days; the 31st counts as the 30th
    ACT_ACT = "ACT/ACT"  # ISDA: the days of each calendar year over that year's own length

    def days(self, begins_on: date, ends_on: date) -> int:
        """Days that bear interest: actual ones, or those of months of 30 days."""
        if self is DayCount.E30_360:
            return _day_of_months_of_30(ends_on) - _day_of_months_of_30(begins_on)
        return (ends_on - begins_on).days

    def units(self, begins_on: date, ends_on: date) -> int:
        """What the days count for: one each, for ACT/ACT more in a year that has fewer."""
        if self is not DayCount.ACT_ACT:
            return self.days(begins_on, ends_on)
        return _units_since_year_0(ends_on) - _units_since_year_0(begins_on)

    @property
    def units_in_year(self) -> int:
        """How many units make a year."""
        return _UNITS_IN_YEAR[self]


_UNITS_IN_YEAR = {
    DayCount.ACT_360: 360,
    DayCount.ACT_365F: 365,
    DayCount.E30_360: 360,
    DayCount.ACT_ACT: _UNITS_OF_365_AND_366,
}


def _day_of_months_of_30(day: date) -> int:
    return 360 * day.year + 30 * day.month + min(day.day, 30)


def _units_since_year_0(day: date) -> int:
    """A day is worth 366 units in a year of 365 days and 365 in one of 366: a year is a year."""
    of_the_year = (day - date(day.year, 1, 1)).days
    return day.year * _UNITS_OF_365_AND_366 + of_the_year * (365 if isleap(day.year) else 366)
