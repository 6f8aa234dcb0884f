"""The last day on which an approval of subsidies is published before it can be paid.

A plan that names a period (公示5个工作日) binds the bureau to it; one that names none, like the
Ganzhou plan 9.3, leaves the bureau to choose, none included. The day of approval is not counted
(Civil Code 201). Of subsidies with different periods that one claim asks for, the longest holds.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from zhidai.core.calendar import WorkingDays, period_end_in_working_days
from zhidai.core.errors import bad_input
from zhidai.core.policy.quantity import Quantity, Unit

LONGEST_PUBLICITY_DAYS = 60


def chosen_until(approved_on: date, *, days: int) -> date | None:
    """The last day of a period that the bureau chose, calendar days; None for no days.

    Bad input: `subsidy_publicity_out_of_range`.
    """
    if not 0 <= days <= LONGEST_PUBLICITY_DAYS:
        raise bad_input("subsidy_publicity_out_of_range", days=days, most=LONGEST_PUBLICITY_DAYS)
    return approved_on + timedelta(days=days) if days else None


def stated_until(
    approved_on: date, periods: Iterable[Quantity], working_days: WorkingDays
) -> date | None:
    """The last day of the longest of the periods that a scheme states; None where it states none.

    Past the published working calendar Saturdays and Sundays count as off.
    """
    ends = (_end(approved_on, period, working_days) for period in periods)
    return max(ends, default=None)


def _end(approved_on: date, period: Quantity, working_days: WorkingDays) -> date:
    days = int(period.amount)
    if period.unit is Unit.WORKING_DAYS:
        return period_end_in_working_days(approved_on, working_days, days=days).on
    return approved_on + timedelta(days=days)
