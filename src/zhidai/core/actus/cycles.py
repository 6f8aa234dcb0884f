"""Cycles: how often something recurs, and where an odd period at the end goes.

Written `P1ML0` (every month, long stub at the end), `P1ML1` (short stub), or in the older form
`1M+` (long) and `1M-` (short). Units: D day, W week, M month, Q quarter, H half-year, Y year.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from zhidai.core.calendar import add_months
from zhidai.core.errors import bad_input

_WRITTEN = re.compile(
    r"P(?P<count>[0-9]{1,4})(?P<unit>[DWMQHY])(?:L(?P<stub>[01]))?"
    r"|(?P<old_count>[0-9]{1,4})(?P<old_unit>[DWMQHY])(?P<old_stub>[-+])"
)
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12}


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
    found = _WRITTEN.fullmatch(text.strip().upper())
    if found is None:
        raise bad_input("actus_cycle_unreadable", text=text[:40])
    count = int(found["count"] or found["old_count"])
    unit = found["unit"] or found["old_unit"]
    if count == 0:
        raise bad_input("actus_cycle_unreadable", text=text[:40])
    return Cycle(
        days=count * _DAYS.get(unit, 0),
        months=count * _MONTHS.get(unit, 0),
        long_stub=found["stub"] == "0" or found["old_stub"] == "+",
    )


def later(start: datetime, cycle: Cycle, times: int, end_of_month: EndOfMonth) -> datetime:
    """The time so many cycles after `start`, always counted from `start`.

    Counted from the one before, a loan drawn on the 31st would stay on the 28th after February.
    """
    if cycle.days:
        return start + timedelta(days=cycle.days * times)
    moved = add_months(start.date(), cycle.months * times)
    if end_of_month is EndOfMonth.EOM and is_month_end(start):
        moved = moved.replace(day=monthrange(moved.year, moved.month)[1])
    return datetime.combine(moved, start.time())


def is_month_end(time: datetime) -> bool:
    """Whether a time lies on the last day of its month."""
    return time.day == monthrange(time.year, time.month)[1]
