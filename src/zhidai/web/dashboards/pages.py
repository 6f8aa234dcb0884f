"""The dashboard of a party: each part with its chart, its table, and what its figures count."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.core.dashboards.figures import Panel
from zhidai.services.acting import Acting
from zhidai.services.dashboards.look import PANELS
from zhidai.services.dashboards.queries import dashboard_view
from zhidai.services.dashboards.views import DashboardView, PanelView
from zhidai.web.dashboards.charts import BY_TIME, chart_of, volumes_chart
from zhidai.web.dashboards.tables import (
    breaker_table,
    definitions,
    panel_table,
    volumes_definitions,
    volumes_table,
)
from zhidai.web.shared.components import Link, SummaryRow, Table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.dashboards import panel_name
from zhidai.wording.statistics import percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the page. line: what the line across the chart is, if there is one; is_by_time:
    whether the chart goes from the oldest to the newest.
    """

    id: str
    title: str
    chart: str | None
    is_by_time: bool
    table: Table
    definitions: list[SummaryRow]
    line: str = ""
    more: Table | None = None


@answers_refusals
@acting_required(*sorted(PANELS))
def dashboard(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Over the acting party's own cases."""
    view = dashboard_view(acting, language=language())
    sections = [*_volumes(view), *(_section(panel) for panel in view.panels)]
    context = {
        "view": view,
        "sections": sections,
        "links": [Link(label=one.title, url=f"#{one.id}") for one in sections],
    }
    return render(request, "dashboards/dashboard.html", context)


def _volumes(view: DashboardView) -> list[Section]:
    if not view.volumes:
        return []
    return [
        Section(
            id=str(Panel.VOLUMES),
            title=panel_name(Panel.VOLUMES, language()),
            chart=volumes_chart(view.volumes),
            is_by_time=True,
            table=volumes_table(view.volumes),
            definitions=volumes_definitions(view.volumes),
        )
    ]


def _section(view: PanelView) -> Section:
    line = ""
    if view.line is not None:
        line = _(
            "The line lies at {line}: above it, over the whole scheme, new business stops."
        ).format(line=percent(view.line))
    return Section(
        id=str(view.panel),
        title=panel_name(view.panel, language()),
        chart=chart_of(view),
        is_by_time=view.panel in BY_TIME,
        table=panel_table(view),
        definitions=definitions(view),
        line=line,
        more=breaker_table(view.breaker) if view.panel is Panel.NPL else None,
    )
