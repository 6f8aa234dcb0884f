"""The quarters that a dashboard shows."""

from zhidai.core.calendar import add_months
from zhidai.core.statistics.periods import Grain, Period, periods_of
from zhidai.services.dashboards.look import Look
from zhidai.services.statistics.queries import SHOWN


def quarters(look: Look) -> tuple[Period, ...]:
    """The last ones with today's, as many as the pages of statistics show, none before the first
    case.
    """
    since = add_months(look.today, -Grain.QUARTER.months * (SHOWN[Grain.QUARTER] - 1))
    first = look.cases.order_by("opened_on").values_list("opened_on", flat=True).first()
    return periods_of(max(since, first or look.today), look.today, Grain.QUARTER)
