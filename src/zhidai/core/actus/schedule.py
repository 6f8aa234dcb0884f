"""Schedules: the times from an anchor, cycle by cycle, up to an end.

Source: technical specification, Utility Functions, Schedule.
"""

from datetime import datetime
from itertools import count

from zhidai.core.actus.cycles import Cycle, EndOfMonth, later
from zhidai.core.errors import bad_input

MOST_TIMES = 40_000  # more than a century of days; keeps hostile contracts cheap


def schedule(
    start: datetime,
    cycle: Cycle | None,
    end: datetime,
    *,
    end_of_month: EndOfMonth,
    with_start: bool = True,
    with_end: bool,
) -> tuple[datetime, ...]:
    """Times from `start` on, before `end`, and `end` itself where it belongs to the schedule.

    Without a cycle only `start` (and `end`). A long stub drops the last time before `end` if the
    cycle does not meet `end`. `start` itself is left out where it only sets the rhythm. Bad input:
    `actus_schedule_too_long`.
    """
    if cycle is None:
        return (*(time for time in (start,) if time < end), *((end,) if with_end else ()))
    times: list[datetime] = []
    for number in count(0 if with_start else 1):
        following = later(start, cycle, number, end_of_month)
        if following >= end:
            break
        times.append(following)
        if len(times) > MOST_TIMES:
            raise bad_input("actus_schedule_too_long", most=MOST_TIMES)
    if cycle.long_stub and following != end and len(times) + with_end > 2:
        times.pop()
    return (*times, end) if with_end else tuple(times)
