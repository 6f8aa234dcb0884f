"""The one place that knows what day it is.

A deployment runs on the clock in Asia/Shanghai, unless a business date is stated: the
demonstration city lives in 2021, inside the plan's trial, and its date can be moved forward.
"""

from datetime import date, datetime, time

from zhidai.db.history.models import BusinessDate
from zhidai.services import clock

SHANGHAI = clock.SHANGHAI


def stated() -> date | None:
    """The stated business date, if this deployment has one."""
    return next(iter(BusinessDate.objects.values_list("day", flat=True)), None)


def today() -> date:
    """The business date."""
    return stated() or clock.now().date()


def now() -> datetime:
    """The instant to record: the clock's time of day on the business date."""
    day = stated()
    read = clock.now()
    return (
        read
        if day is None
        else datetime.combine(day, time(), SHANGHAI).replace(
            hour=read.hour, minute=read.minute, second=read.second, microsecond=read.microsecond
        )
    )
