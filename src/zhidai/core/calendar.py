"""Days, periods and working days: Civil Code art. 200-204, State Council holiday notices.

A period in days, months or years begins on the day after the event (201) and ends on the
corresponding day, or on the last day of a month that has none (202); a last day on a holiday
moves to the next working day (203). China works on some weekends (调休), so working days are
dated data with a last known day. Beyond it an answer is an estimate by weekends, and says so.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.numerals import normalise

SHANGHAI = ZoneInfo("Asia/Shanghai")  # all China keeps the hours of Beijing
_SATURDAY = 5
_SHORTEST_MONTH = 28
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200  # beyond them a year is a slip or means "no end"
_DAY = re.compile(
    r"(?P<year>[0-9]{4})(?:"
    r"(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?:[T]?00:00(?::00)?)?"
    r"|年(?P<month_zh>[0-9]{1,2})月(?P<day_zh>[0-9]{1,2})[日号]?"
    r"|(?P<month_bare>[0-9]{2})(?P<day_bare>[0-9]{2}))"
)


def day_of(instant: datetime) -> date:
    """The day in China, in whatever zone the instant is written."""
    return instant.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """A working day found, with the reasons why it may still change (none if it is sure)."""

    on: date
    reasons: tuple[Reason, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether every day looked at is inside the published calendar."""
        return not self.reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """The published working calendar from `known_from` to `known_until`, both included."""

    holidays: frozenset[date]  # weekdays that are off
    makeup_days: frozenset[date]  # Saturdays and Sundays that are worked (调休)
    known_from: date
    known_until: date
    # The days found so far, by day and direction: a book asks for the same due days again and again
    _found: dict[tuple[date, int], DueDay] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def knows(self, day: date) -> bool:
        """Whether the working calendar of this day has been published."""
        return self.known_from <= day <= self.known_until

    def is_working_day(self, day: date) -> bool:
        """Whether people work on this day; bad input for a day that is not yet published."""
        if not self.knows(day):
            raise bad_input(
                "calendar_day_unpublished",
                day=day,
                known_from=self.known_from,
                known_until=self.known_until,
            )
        return self._works(day)

    def next_working_day(self, day: date) -> DueDay:
        """This day if it is worked, else the first worked day after it.

        Outside the published calendar Saturdays and Sundays count as off, every other day as
        worked, and the answer carries the reason `calendar_day_estimated`.
        """
        return self._nearest(day, step=1)

    def previous_working_day(self, day: date) -> DueDay:
        """This day if it is worked, else the last worked day before it; else as above."""
        return self._nearest(day, step=-1)

    def _nearest(self, day: date, *, step: int) -> DueDay:
        found = self._found.get((day, step))
        if found is None:
            found = self._found[day, step] = self._sought(day, step)
        return found

    def _sought(self, day: date, step: int) -> DueDay:
        found = day
        while not self._works(found):
            found += timedelta(days=step)
        if self.knows(day) and self.knows(found):
            return DueDay(on=found)
        return DueDay(on=found, reasons=(self._estimated(found),))

    def _works(self, day: date) -> bool:
        if day in self.makeup_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def _estimated(self, day: date) -> Reason:
        return reason(
            "calendar_day_estimated",
            day=day,
            known_from=self.known_from,
            known_until=self.known_until,
        )


def parse_day(text: object) -> date:
    """A day as people write it: 2021-03-01, 2021/3/1, 2021.3.1, 20210301, 2021年3月1日 or 1号.

    Bad input (`calendar_day_unreadable`) for anything else, such as 01/03/2021 or 2021-02-30, and
    (`calendar_day_out_of_range`) for a year that `require_sensible` does not take; for nothing at
    all `calendar_day_missing`.
    """
    shown = str(text).strip()[:40]
    if not shown:
        raise bad_input("calendar_day_missing")
    found = _DAY.fullmatch(normalise(shown))
    if found is None:
        raise bad_input("calendar_day_unreadable", text=shown)
    month = found["month"] or found["month_zh"] or found["month_bare"]
    day = found["day"] or found["day_zh"] or found["day_bare"]
    try:
        read = date(int(found["year"]), int(month), int(day))
    except ValueError:
        raise bad_input("calendar_day_unreadable", text=shown) from None
    return require_sensible(read)


def require_sensible(day: date) -> date:
    """The day itself; bad input for a year before 1900 or after 2200, such as a 9999 for "no end".

    Periods are counted on from a day, so one at the end of the calendar would have no answer.
    """
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise bad_input(
            "calendar_day_out_of_range", day=day, earliest=EARLIEST_YEAR, latest=LATEST_YEAR
        )
    return day


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months later (or earlier), at most the month's last day."""
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    return day_of_month(year, month, day.day)


def day_of_month(year: int, month: int, day: int) -> date:
    """The day of a month, at most its last one."""
    if day > _SHORTEST_MONTH:
        day = min(day, monthrange(year, month)[1])
    return date(year, month, day)


def period_end(
    start: date, *, days: int | None = None, months: int | None = None, years: int | None = None
) -> date:
    """The last day of a period that an event on `start` sets running (Civil Code 201, 202).

    The day of the event is not counted: 60 days from 1 March end on 30 April, one month from
    31 January on the last day of February. Exactly one of the lengths is given.
    """
    if [days, months, years].count(None) != 2:
        raise TypeError("a period has exactly one of days, months and years")
    if days is not None:
        return start + timedelta(days=days)
    return add_months(start, months if months is not None else 12 * (years or 0))


def period_end_on_working_day(
    start: date,
    working_days: WorkingDays,
    *,
    days: int | None = None,
    months: int | None = None,
    years: int | None = None,
) -> DueDay:
    """As `period_end`, but a last day on a holiday moves to the next working day (203)."""
    return working_days.next_working_day(period_end(start, days=days, months=months, years=years))


def period_end_in_working_days(start: date, working_days: WorkingDays, *, days: int) -> DueDay:
    """The `days`-th working day after `start`, which is not counted itself (Civil Code 201)."""
    found = DueDay(on=start)
    for _ in range(days):
        found = working_days.next_working_day(found.on + timedelta(days=1))
    return found


def days_between(start: date, end: date) -> int:
    """Actual days from `start` to `end`, the first counted and the last not; the interest count."""
    return (end - start).days
