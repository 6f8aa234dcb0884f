"""The one place that knows what day it is.

A deployment runs on the clock in Asia/Shanghai, unless a business date is stated: the
demonstration city lives in 2021, inside the plan's trial, and its date can be moved forward.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from zhidai.db.history.models import BusinessDate

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _clock() -> datetime:
    return datetime.now(SHANGHAI)  # noqa: TID251 - the one reading of the clock


def stated() -> date | None:
    """The stated business date, if this deployment has one."""
    return next(iter(BusinessDate.objects.values_list("day", flat=True)), None)


def today() -> date:
    """The business date."""
    return stated() or _clock().date()


def now() -> datetime:
    """The instant to record: the clock's time of day on the business date."""
    day = stated()
    clock = _clock()
    return (
        clock
        if day is None
        else datetime.combine(day, time(), SHANGHAI).replace(
            hour=clock.hour, minute=clock.minute, second=clock.second, microsecond=clock.microsecond
        )
    )
