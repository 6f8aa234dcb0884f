"""The page behind a figure of a dashboard: what it is, and what it was counted from."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.dashboards.figures import Measure, Panel
from zhidai.services.acting import Acting
from zhidai.services.dashboards.look import PANELS
from zhidai.services.dashboards.queries import behind_view
from zhidai.services.dashboards.views import BehindView
from zhidai.services.refusal import NotFound
from zhidai.web.dashboards.tables import GROUPS, address_of
from zhidai.web.shared.components import SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.statistics.behind_list import BehindList, behind_file, behind_row, behind_table
from zhidai.web.statistics.figure import PAGE_SIZE
from zhidai.wording.dashboards import (
    day_or_period,
    figure_text,
    measure_definition,
    measure_name,
    measure_unit,
    panel_name,
)


@answers_refusals
@acting_required(*sorted(PANELS))
def figure(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The figure that `measure` and `of` name, as it is counted today."""
    view = _view(request, acting)
    behind = _behind(view)
    page = Paginator(view.lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "name": measure_name(view.figure.measure, language()),
        "rows": [*_rows(view), behind_row(behind)],
        "table": behind_table(behind, list(page.object_list)),
        "page": page,
        "count": len(view.lines),
        "back_url": f"{reverse('dashboards:dashboard')}#{view.panel}",
        "back_text": _("Dashboard"),
        "file_url": address_of(view.figure, url_name="dashboards:figure_lines"),
    }
    return render(request, "statistics/figure.html", context)


@answers_refusals
@acting_required(*sorted(PANELS))
def figure_lines(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The list behind the same figure, whole, as a file."""
    view = _view(request, acting)
    return behind_file(request, f"{view.figure.measure}-{view.today}.csv", _behind(view))


def _view(request: HttpRequest, acting: Acting) -> BehindView:
    measure, of = request.GET.get("measure", ""), request.GET.get("of", "")
    if measure not in set(Measure):
        raise NotFound
    return behind_view(acting, Measure(measure), of, language=language())


def _behind(view: BehindView) -> BehindList:
    return BehindList(
        counted=view.figure.measure,
        day=_("Opened on") if view.panel is Panel.PIPELINE else _("Drawn on"),
        lines=view.lines,
        contribution=view.contribution,
        totals=view.totals,
    )


def _rows(view: BehindView) -> list[SummaryRow]:
    one, spoken = view.figure, language()
    of = (
        day_or_period(view.panel, one.of, spoken)
        if view.of is None
        else view.of.in_language(spoken)
    )
    rows = [
        SummaryRow(
            label=measure_name(one.measure, spoken),
            value=f"{figure_text(one)} ({measure_unit(one.measure, spoken)})",
            note=measure_definition(one.measure, spoken),
        ),
        SummaryRow(label=GROUPS[view.panel], value=of),
        SummaryRow(label=_("Part of the dashboard"), value=panel_name(view.panel, spoken)),
        SummaryRow(label=_("Scope"), value=view.scope),
        SummaryRow(label=_("Source"), value=view.source),
        SummaryRow(label=_("Business date"), value=view.today.isoformat()),
    ]
    if one.left_out:
        rows.append(SummaryRow(label=_("Left out"), value=str(one.left_out)))
    return rows
