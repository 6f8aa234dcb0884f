"""Months, quarters and years of the calendar, and how people write them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhidai.core.calendar import EARLIEST_YEAR, LATEST_YEAR, add_months
from zhidai.core.errors import bad_input
from zhidai.core.numerals import normalise


class Grain(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[self]


_CHINESE_QUARTERS = "一二三四"
_WRITTEN = re.compile(
    r"(?P<year>[0-9]{4})年?(?:"
    r"[-.]?[qQ](?P<quarter>[1-4])"
    r"|第?(?P<quarter_zh>[1-4一二三四])季度"
    r"|[-/.](?P<month>[0-9]{1,2})"
    r"|(?P<month_zh>[0-9]{1,2})月)?"
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """A whole month, quarter or year; `str()` gives 2021-03, 2021Q1 or 2021."""

    first_on: date
    grain: Grain

    @property
    def last_on(self) -> date:
        return add_months(self.first_on, self.grain.months) - timedelta(days=1)

    @property
    def next(self) -> "Period":
        return Period(first_on=add_months(self.first_on, self.grain.months), grain=self.grain)

    @property
    def year_before(self) -> "Period":
        """The same months of the year before (同期)."""
        return Period(first_on=add_months(self.first_on, -12), grain=self.grain)

    def overlaps(self, other: "Period") -> bool:
        return self.first_on <= other.last_on and other.first_on <= self.last_on

    def __str__(self) -> str:
        year, month = self.first_on.year, self.first_on.month
        match self.grain:
            case Grain.YEAR:
                return f"{year}"
            case Grain.QUARTER:
                return f"{year}Q{(month + 2) // 3}"
            case Grain.MONTH:
                return f"{year}-{month:02d}"


def period_of(day: date, grain: Grain) -> Period:
    """The period of a length in which a day lies."""
    month = (day.month - 1) // grain.months * grain.months + 1
    return Period(first_on=date(day.year, month, 1), grain=grain)


def parse_period(text: str) -> Period:
    """2021Q1, 2021-03, 2021; 2021年第1季度, 2021年一季度, 2021年3月, 2021年.

    Bad input: `statistics_period_unreadable`.
    """
    found = _WRITTEN.fullmatch(normalise(text))
    if found is None or not EARLIEST_YEAR < int(found["year"]) <= LATEST_YEAR:
        raise bad_input("statistics_period_unreadable", text=text.strip()[:40])
    year, month = int(found["year"]), int(found["month"] or found["month_zh"] or 0)
    quarter = found["quarter"] or found["quarter_zh"]
    if quarter is not None:
        number = _CHINESE_QUARTERS.find(quarter) + 1 or int(quarter)
        return Period(first_on=date(year, 3 * number - 2, 1), grain=Grain.QUARTER)
    if found["month"] is None and found["month_zh"] is None:
        return Period(first_on=date(year, 1, 1), grain=Grain.YEAR)
    if not 1 <= month <= 12:
        raise bad_input("statistics_period_unreadable", text=text.strip()[:40])
    return Period(first_on=date(year, month, 1), grain=Grain.MONTH)


def periods_of(since: date, until: date, grain: Grain) -> tuple[Period, ...]:
    """Every period of a length that touches the days from `since` to `until`."""
    found, period = [], period_of(since, grain)
    while period.first_on <= until:
        found.append(period)
        period = period.next
    return tuple(found)
