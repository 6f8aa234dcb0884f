"""Cycles: how often something recurs, and where an odd period at the end goes.

Written as an ISO 8601 period with its stub: `P1ML0` (every month, long stub at the end), `P1ML1`
(short stub), `P1Y6ML1`; or in the specification's older form, `1M+` (long) and `1M-` (short).
Units: D day, W week, M month, Q quarter, H half-year, Y year. Source: technical specification,
Utility Functions, Schedule and End Of Month Shift Convention.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from zhidai.core.calendar import add_months
from zhidai.core.errors import bad_input

_WRITTEN = re.compile(r"P(?P<period>(?:[0-9]{1,4}[YHQMWD])+)(?:L(?P<stub>[01]))?")
_OLDER = re.compile(r"(?P<period>[0-9]{1,4}[YHQMWD])(?P<stub>[-+])")
_PART = re.compile(r"([0-9]+)([YHQMWD])")
_LARGEST_FIRST = "YHQMWD"
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12}
_LONG_STUBS = ("0", "+")
_END_OF_CALENDAR = datetime.combine(date.max, time())


class EndOfMonth(StrEnum):
    """Where a monthly cycle from the last day of a shorter month falls."""

    SD = "SD"  # same day of the month, or the last one where there is none
    EOM = "EOM"  # always the last day


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """So many days or months; with a long stub the last full period takes the odd rest in."""

    days: int
    months: int
    long_stub: bool


def parse_cycle(text: str) -> Cycle:
    """A cycle as written. Bad input: `actus_cycle_unreadable`."""
    written = text.strip().upper()
    found = _WRITTEN.fullmatch(written) or _OLDER.fullmatch(written)
    parts = _PART.findall(found["period"]) if found else []
    units = [unit for _, unit in parts]
    days = sum(int(count) * _DAYS.get(unit, 0) for count, unit in parts)
    months = sum(int(count) * _MONTHS.get(unit, 0) for count, unit in parts)
    if found is None or not days + months or units != sorted(set(units), key=_LARGEST_FIRST.index):
        raise bad_input("actus_cycle_unreadable", text=text[:40])
    return Cycle(days=days, months=months, long_stub=found["stub"] in _LONG_STUBS)


def later(start: datetime, cycle: Cycle, times: int, end_of_month: EndOfMonth) -> datetime:
    """The time so many cycles after `start`, always counted from `start`.

    Counted from the one before, a loan drawn on the 31st would stay on the 28th after February.
    Past the end of the calendar it is the calendar's last time, which no contract reaches.
    """
    try:
        moved = add_months(start.date(), cycle.months * times)
        if end_of_month is EndOfMonth.EOM and not cycle.days and is_month_end(start):
            moved = moved.replace(day=monthrange(moved.year, moved.month)[1])
        return datetime.combine(moved, start.time()) + timedelta(days=cycle.days * times)
    except (OverflowError, ValueError):
        return _END_OF_CALENDAR


def is_month_end(moment: datetime) -> bool:
    """Whether a time lies on the last day of its month."""
    return moment.day == monthrange(moment.year, moment.month)[1]
