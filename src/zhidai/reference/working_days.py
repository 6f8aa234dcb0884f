"""The working calendar of China from the State Council's annual notices."""

from datetime import date, timedelta
from functools import cache

from zhidai.core.calendar import WorkingDays
from zhidai.reference.table import read_table


@cache
def working_days() -> WorkingDays:
    """The calendar as far as it is published."""
    table = read_table("working_days")
    years = table["years"].values()
    return WorkingDays(
        holidays=frozenset(
            day for year in years for part in year["days_off"] for day in _days(part)
        ),
        makeup_days=frozenset(day for year in years for day in year["days_worked"]),
        known_from=table["known_from"],
        known_until=table["known_until"],
    )


def _days(part: date | str) -> list[date]:
    """A single day, or the days of `2021-10-04..2021-10-07`."""
    if isinstance(part, date):
        return [part]
    first, last = (date.fromisoformat(end) for end in part.split(".."))
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]
