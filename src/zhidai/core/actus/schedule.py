"""Schedules: the times from an anchor, cycle by cycle, up to an end."""

from datetime import datetime

from zhidai.core.actus.cycles import Cycle, EndOfMonth, later
from zhidai.core.errors import bad_input

MOST_TIMES = 40_000  # more than a century of days; keeps hostile contracts cheap


def schedule(
    start: datetime,
    cycle: Cycle | None,
    end: datetime,
    *,
    end_of_month: EndOfMonth,
    with_end: bool,
) -> tuple[datetime, ...]:
    """Times from `start` on, before `end`, and `end` itself where it belongs to the schedule.

    Without a cycle only `start` (and `end`). A long stub drops the last time before `end` if the
    cycle does not meet `end`. Bad input: `actus_schedule_too_long`.
    """
    times = [start] if start < end else []
    following = start
    if cycle is not None:
        while (following := later(start, cycle, max(len(times), 1), end_of_month)) < end:
            times.append(following)
            if len(times) > MOST_TIMES:
                raise bad_input("actus_schedule_too_long", most=MOST_TIMES)
        if cycle.long_stub and following != end and len(times) + with_end > 2:
            times.pop()
    return (*times, end) if with_end else tuple(times)
