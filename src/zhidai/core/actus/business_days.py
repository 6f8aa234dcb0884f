"""Business days: where an event goes that falls on a day off, and for which day it counts.

`SC...` shifts first and then calculates: interest runs to the shifted day. `CS...` calculates for
the day scheduled and shifts only the payment. Modified conventions stay within the month.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class Calendar(StrEnum):
    """Which days are business days."""

    NC = "NC"  # every day
    MF = "MF"  # Monday to Friday

    def is_business_day(self, time: datetime) -> bool:
        """Whether people work on the day of this time."""
        return self is Calendar.NC or time.weekday() < _SATURDAY


class BusinessDayConvention(StrEnum):
    """Which way a scheduled time moves, and whether the calculation moves with it."""

    NOS = "NOS"
    SCF = "SCF"
    SCMF = "SCMF"
    CSF = "CSF"
    CSMF = "CSMF"
    SCP = "SCP"
    SCMP = "SCMP"
    CSP = "CSP"
    CSMP = "CSMP"

    @property
    def calculates_first(self) -> bool:
        """Whether interest runs to the day scheduled, whatever day it is paid on."""
        return self.value.startswith("CS")


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessDays:
    """A convention on a calendar."""

    convention: BusinessDayConvention = BusinessDayConvention.NOS
    calendar: Calendar = Calendar.NC

    def paid_at(self, scheduled: datetime) -> datetime:
        """When an event that is scheduled takes place."""
        return _SHIFTS[self.convention.value[2:]](scheduled, self.calendar)

    def counted_at(self, scheduled: datetime) -> datetime:
        """The time that interest runs to."""
        return scheduled if self.convention.calculates_first else self.paid_at(scheduled)


def _following(time: datetime, calendar: Calendar) -> datetime:
    while not calendar.is_business_day(time):
        time += _ONE_DAY
    return time


def _preceding(time: datetime, calendar: Calendar) -> datetime:
    while not calendar.is_business_day(time):
        time -= _ONE_DAY
    return time


def _modified_following(time: datetime, calendar: Calendar) -> datetime:
    moved = _following(time, calendar)
    return moved if moved.month == time.month else _preceding(time, calendar)


def _modified_preceding(time: datetime, calendar: Calendar) -> datetime:
    moved = _preceding(time, calendar)
    return moved if moved.month == time.month else _following(time, calendar)


def _stays(time: datetime, calendar: Calendar) -> datetime:
    return time


_SHIFTS: dict[str, Callable[[datetime, Calendar], datetime]] = {
    "S": _stays,
    "F": _following,
    "MF": _modified_following,
    "P": _preceding,
    "MP": _modified_preceding,
}
