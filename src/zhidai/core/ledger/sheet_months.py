"""The month that a sheet bears in its name (6月, 2021年6月, 202106), where no day stands inside."""

import re
from collections.abc import Sequence
from datetime import date

from zhidai.core.calendar import day_of_month
from zhidai.core.numerals import normalise

_OF_A_YEAR = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})[-年./_]?(?P<month>1[0-2]|0?[1-9])(?:[-月./_]?[0-9]{1,2}日?)?(?![0-9])"
)
_ALONE = re.compile(
    r"(?<![0-9])(?P<month>1[0-2]|0?[1-9])月|(?P<word>十[一二]?|[一二三四五六七八九])月"
)
_WORDS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_FIRST_YEAR = 2001  # where no sheet names a year only the order counts
_DECEMBER, _LAST = 12, 31


def days_of(sheets: Sequence[tuple[str, date | None]]) -> list[date | None]:
    """For each sheet the day inside it, else the last of the month in its name; None without both.

    sheets: name and the day stated inside, in the order of the file. A month without a year is of
    the year of the sheet before it: after December comes January of the next, and the other way
    round where the newest stands first.
    """
    year = next((found.year for one in sheets if (found := one[1] or _with_year(one[0]))), None)
    year = year or _FIRST_YEAR
    before: int | None = None
    days: list[date | None] = []
    for name, stated_on in sheets:
        day = stated_on or _with_year(name)
        month = None if day is not None else _month_alone(name)
        if day is not None:
            year, before = day.year, day.month
        elif month is not None:
            year += {(_DECEMBER, 1): 1, (1, _DECEMBER): -1}.get((before or 0, month), 0)
            day, before = day_of_month(year, month, _LAST), month
        days.append(day)
    return days


def _with_year(name: str) -> date | None:
    found = _OF_A_YEAR.search(normalise(name))
    return None if found is None else day_of_month(int(found["year"]), int(found["month"]), _LAST)


def _month_alone(name: str) -> int | None:
    found = _ALONE.search(normalise(name))
    if found is None:
        return None
    return int(found["month"]) if found["month"] else _WORDS.index(found["word"]) + 1
