"""The quarters that a dashboard shows."""

from datetime import date

from zhidai.core.calendar import add_months
from zhidai.core.statistics.periods import Grain, Period, periods_of
from zhidai.services.dashboards.look import Look
from zhidai.services.statistics.queries import SHOWN


def quarters(look: Look) -> tuple[Period, ...]:
    """The last ones with today's, as many as the pages of statistics show, none before the first
    case.
    """
    since = add_months(look.today, -Grain.QUARTER.months * (SHOWN[Grain.QUARTER] - 1))
    first = look.own.answer("first day", lambda: look.facts("opened_on")["opened_on"].min())
    begins = max(since, first) if isinstance(first, date) else look.today
    return periods_of(begins, look.today, Grain.QUARTER)
