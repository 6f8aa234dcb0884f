"""Calendar months, each known by its first day."""

import re
from datetime import date, timedelta

from zhidai.core.calendar import add_months, require_sensible
from zhidai.core.errors import bad_input
from zhidai.core.numerals import normalise

_MONTH = re.compile(
    r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})|年(?P<month_zh>[0-9]{1,2})月"
    r"|(?P<month_bare>[0-9]{2}))"
)


def month_of(day: date) -> date:
    """The first day of the month that a day lies in."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return add_months(month_of(month), 1)


def last_day(month: date) -> date:
    """The last day of a month."""
    return next_month(month) - timedelta(days=1)


def month_name(month: date) -> str:
    """2021-03."""
    return f"{month:%Y-%m}"


def parse_month(text: object) -> date:
    """A month as people write it: 2021-03, 2021/3, 202103, 2021年3月; its first day.

    Bad input: `month_unreadable`, and `calendar_day_out_of_range` as for days.
    """
    shown = str(text).strip()[:40]
    found = _MONTH.fullmatch(normalise(shown))
    if found is None:
        raise bad_input("month_unreadable", text=shown)
    month = found["month"] or found["month_zh"] or found["month_bare"]
    try:
        first = date(int(found["year"]), int(month), 1)
    except ValueError:
        raise bad_input("month_unreadable", text=shown) from None
    return require_sensible(first)
