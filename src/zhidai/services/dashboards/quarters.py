"""The quarters that a dashboard shows."""

from datetime import date

from zhidai.core.calendar import add_months
from zhidai.core.statistics.periods import Grain, Period, periods_of
from zhidai.services.dashboards.look import Look
from zhidai.services.statistics.queries import SHOWN


def quarters(look: Look, *, by: date | None = None) -> tuple[Period, ...]:
    """The last ones with today's, or that of another day, as many as the pages of statistics show,
    none before the first case.
    """
    last = by or look.today
    since = add_months(last, -Grain.QUARTER.months * (SHOWN[Grain.QUARTER] - 1))
    first = look.cases.order_by("opened_on").values_list("opened_on", flat=True).first()
    begins = last if first is None else max(since, first)
    return periods_of(min(begins, last), last, Grain.QUARTER)
