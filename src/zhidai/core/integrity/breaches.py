"""Where a recorded breach stands on a day, and what it means for whoever may take part.

A bureau records a breach with its evidence; the party may object within the days given; a breach
counts once the objection was refused or the days are over without one, back to the day on which it
happened, until its years are over. The plan asks for three years without a breach (5.2.1, 5.3.1)
and says nothing of how a breach is established: the procedure is ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhidai.core.calendar import add_months

OBJECTION_DAYS = 15  # assumed: calendar days after the day of recording, the last one included
_YEAR = 12  # months


class BreachKind(StrEnum):
    """The closed list of what is recorded."""

    FALSE_STATEMENT = "false_statement"
    FUNDS_MISUSED = "funds_misused"
    CLAIM_NOT_PAID = "claim_not_paid"
    INFLATED_APPRAISAL = "inflated_appraisal"
    DUTY_NEGLECTED = "duty_neglected"
    OTHER = "other"


class BreachStatus(StrEnum):
    """Where a breach stands."""

    OPEN_TO_OBJECTION = "open_to_objection"
    OBJECTED = "objected"
    STANDS = "stands"
    DISMISSED = "dismissed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A breach as it was recorded, and what followed. `ends_on`: first day it counts no more.

    `is_dismissed` is None while nobody has decided on it.
    """

    happened_on: date
    recorded_on: date
    ends_on: date | None
    objected_on: date | None = None
    is_dismissed: bool | None = None


def objection_until(recorded_on: date) -> date:
    """The last day on which the party may object."""
    return recorded_on + timedelta(days=OBJECTION_DAYS)


def ends_on(happened_on: date, years: int | None) -> date | None:
    """The first day on which a breach counts no more: so many years after it happened."""
    return None if years is None else add_months(happened_on, _YEAR * years)


def breach_status(breach: Breach, on: date) -> BreachStatus:
    """Where a breach stands on a day; one whose years are over has expired, decided or not."""
    if breach.is_dismissed:
        return BreachStatus.DISMISSED
    if breach.ends_on is not None and on >= breach.ends_on:
        return BreachStatus.EXPIRED
    if breach.is_dismissed is not None:
        return BreachStatus.STANDS
    if breach.objected_on is not None:
        return BreachStatus.OBJECTED
    if on <= objection_until(breach.recorded_on):
        return BreachStatus.OPEN_TO_OBJECTION
    return BreachStatus.STANDS


def full_years_since(day: date, on: date) -> int:
    """Whole years from one day to another: 2 on the day before the third anniversary, 3 on it."""
    years = on.year - day.year
    return years if add_months(day, _YEAR * years) <= on else years - 1


def years_since_breach(breaches: Iterable[Breach], on: date) -> int | None:
    """Whole years since the newest breach that stands; None without one."""
    standing = [
        each.happened_on for each in breaches if breach_status(each, on) is BreachStatus.STANDS
    ]
    return full_years_since(max(standing), on) if standing else None
