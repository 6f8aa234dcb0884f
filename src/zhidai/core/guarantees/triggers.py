"""From which day compensation falls due, by the metrics that plans use.

Days overdue include the first day that meets the plan's words: day 60 where 60 days are reached,
day 91 where 90 days are exceeded (`strength.first_day_that_holds`). A time after
a class was entered or a loan written off does not count the day of the event (Civil Code 201).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from zhidai.core.calendar import add_months
from zhidai.core.errors import bad_input
from zhidai.core.policy.claim_triggers import NplClass, OverdueOf, TriggerMetric
from zhidai.core.policy.quantity import Quantity, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerTerms:
    """A trigger on a day, its parameters resolved; days: the first overdue day that meets it."""

    metric: TriggerMetric
    of: OverdueOf = OverdueOf.EITHER
    npl_class: NplClass | None = None
    days: int = 0
    after: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanHistory:
    """overdue_since: overdue day 1. classified: class -> the day on which the loan entered it."""

    principal_overdue_since: date | None = None
    interest_overdue_since: date | None = None
    classified: dict[NplClass, date] | None = None
    written_off_on: date | None = None


def falls_due_on(terms: TriggerTerms, history: LoanHistory) -> date | None:
    """The first day on which the claim may be made; None while nothing has brought it about."""
    if terms.metric is TriggerMetric.DAYS_OVERDUE:
        since = _overdue_since(terms.of, history)
        start = None if since is None else since + timedelta(days=terms.days - 1)
    elif terms.metric is TriggerMetric.FIVE_CLASS:
        start = _entered(terms.npl_class, history)
    else:
        start = history.written_off_on
    return None if start is None else _later(start, terms.after)


def _overdue_since(of: OverdueOf, history: LoanHistory) -> date | None:
    found = {
        OverdueOf.PRINCIPAL: [history.principal_overdue_since],
        OverdueOf.INTEREST: [history.interest_overdue_since],
        OverdueOf.EITHER: [history.principal_overdue_since, history.interest_overdue_since],
    }[of]
    return min((day for day in found if day is not None), default=None)


def _entered(npl_class: NplClass | None, history: LoanHistory) -> date | None:
    """The day on which the loan entered the class or a worse one."""
    if npl_class is None:
        raise bad_input("claim_trigger_without_class")
    worse = list(NplClass)[list(NplClass).index(npl_class) :]
    days = [day for one, day in (history.classified or {}).items() if one in worse]
    return min(days, default=None)


def _later(start: date, after: Quantity | None) -> date:
    if after is None:
        return start
    if after.unit is Unit.DAYS:
        return start + timedelta(days=int(after.amount))
    if after.unit is Unit.MONTHS:
        return add_months(start, int(after.amount))
    raise bad_input("claim_trigger_time_unit", unit=after.unit)
