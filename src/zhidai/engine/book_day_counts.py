"""What days count for, for many loans at once: the twin of `core.lending.day_counts`.

Days are counted from 1970-01-01. What each day since 1900 stands at is worked out once, so that
what a period counts for is the difference of two numbers looked up; where every loan counts its
actual days, it is the difference of the days themselves.
"""

from dataclasses import dataclass

import numpy as np

from zhidai.core.lending.terms import DayCount
from zhidai.engine.book_dues import FIRST_DAY, LAST_DAY, MONTHS, Flags, Ints, month_and_day

DAY_COUNTS = tuple(DayCount)  # their place is their code
_IN_YEAR: Ints = np.array([each.units_in_year for each in DAY_COUNTS], np.int64)
_COUNTED_BY_DAYS: Flags = np.array(
    [each in (DayCount.ACT_360, DayCount.ACT_365F) for each in DAY_COUNTS]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCounts:
    """How each loan counts its days."""

    codes: Ints  # places in DAY_COUNTS
    in_year: Ints  # units that make a year
    by_days: bool  # a day is a unit, for all of them

    @classmethod
    def of(cls, codes: Ints) -> "DayCounts":
        return cls(
            codes=codes, in_year=_IN_YEAR[codes], by_days=bool(_COUNTED_BY_DAYS[codes].all())
        )

    def units(self, which: Ints, begins: Ints, ends: Ints) -> Ints:
        """What the days from one to another count for, for each of these loans."""
        if self.by_days:
            return ends - begins
        codes = self.codes[which]
        counted: Ints = _STANDS_AT[codes, ends - FIRST_DAY] - _STANDS_AT[codes, begins - FIRST_DAY]
        return counted


def longest_units(codes: Ints, days: Ints) -> Ints:
    """At most so many units in so many days: a day of ACT/ACT counts for up to 366, and months of
    30 days have up to two more than February.
    """
    most: Ints = np.where(codes == DAY_COUNTS.index(DayCount.ACT_ACT), days * 366, days + 2)
    return most


def _stands_at() -> Ints:
    """By day count and day: the units since some day before all of them."""
    days = np.arange(FIRST_DAY, LAST_DAY, dtype=np.int64)
    month, day_of_month = month_and_day(days)
    year = month // MONTHS
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    worth = np.where(is_leap, 365, 366)  # a year is a year
    by_kind = {
        DayCount.ACT_360: days,
        DayCount.ACT_365F: days,
        DayCount.E30_360: 30 * month + np.minimum(day_of_month, 30),
        DayCount.ACT_ACT: np.cumsum(worth) - worth,
    }
    return np.stack([by_kind[each] for each in DAY_COUNTS])


_STANDS_AT = _stands_at()
