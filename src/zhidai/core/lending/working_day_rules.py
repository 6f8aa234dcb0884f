"""What becomes of a due day on which nobody works: the usual business-day rules.

Civil Code art. 203 moves the last day of a period to the next working day; contracts may agree
otherwise. Working days are China's, with the weekends that are worked (调休).
"""

from datetime import date
from enum import StrEnum

from zhidai.core.calendar import DueDay, WorkingDays


class WorkingDayRule(StrEnum):
    """How a due day moves."""

    NONE = "none"
    FOLLOWING = "following"  # to the next working day
    MODIFIED_FOLLOWING = "modified_following"  # the same, but back where that is another month
    PRECEDING = "preceding"  # to the last working day before


def moved_by(rule: WorkingDayRule, day: date, calendar: WorkingDays) -> DueDay:
    """The day by the rule; beyond the published calendar an estimate that says so."""
    if rule is WorkingDayRule.NONE:
        return DueDay(on=day)
    if rule is WorkingDayRule.PRECEDING:
        return calendar.previous_working_day(day)
    following = calendar.next_working_day(day)
    if rule is WorkingDayRule.MODIFIED_FOLLOWING and following.on.month != day.month:
        return calendar.previous_working_day(day)
    return following
