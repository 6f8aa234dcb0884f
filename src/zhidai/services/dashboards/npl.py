"""The plan's ratio over the party's loans at the ends of quarters, and the breaker's line."""

from datetime import date

from zhidai.core.dashboards.figures import Panel
from zhidai.core.portfolio.settings import arrears_lines
from zhidai.engine.dashboards.npl import LATENESS, npl_over_time
from zhidai.services.dashboards.figures_kept import kept_figures
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.quarters import quarters
from zhidai.services.dashboards.views import PanelView
from zhidai.services.portfolio.queries import breaker_lines
from zhidai.services.statistics.keeping import PAID


def npl_panel(look: Look) -> PanelView:
    """Of the whole scheme for those who oversee it, of their own loans for all others.

    By the first of its breakers, as the supervision page; a scheme without one has no such part.
    """
    scheme = look.scheme
    watched = arrears_lines(scheme, max(look.today, scheme.in_force_from))[0]
    days, first = tuple(_days(look)), watched.counted_from
    figures = kept_figures(
        look,
        ("npl", days, first),
        lambda: npl_over_time(look.loans(*LATENESS), look.repayments, days, from_overdue_day=first),
        columns=(*LATENESS, PAID),
    )
    return PanelView(
        panel=Panel.NPL,
        figures=figures,
        names={},
        line=watched.threshold,
        breaker=breaker_lines(scheme.id),
    )


def _days(look: Look) -> list[date]:
    """The ends of the quarters that are over, and today."""
    ends = [period.last_on for period in quarters(look) if period.last_on < look.today]
    return [*ends, look.today]
