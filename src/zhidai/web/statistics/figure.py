"""The page behind a figure: what it is, and every case that it was counted from."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.statistics.metrics import DEFINITIONS, Counted
from zhidai.core.statistics.periods import parse_period
from zhidai.services.acting import Acting
from zhidai.services.statistics.queries import CONCERNED, figure_view
from zhidai.services.statistics.views import FigureView
from zhidai.web.shared.components import SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.statistics.asking import address, asked_in, figure_address
from zhidai.web.statistics.behind_list import BehindList, behind_file, behind_row, behind_table
from zhidai.wording.statistics import (
    figure_text,
    group_name,
    metric_definition,
    metric_name,
    period_of_figure,
    with_unit,
)

PAGE_SIZE = 50
_DAYS: Mapping[Counted, Promise] = {
    Counted.REGISTRATIONS: gettext_lazy("Registered on"),
    Counted.APPLICATIONS: gettext_lazy("Applied on"),
    Counted.LOANS: gettext_lazy("Drawn on"),
    Counted.ENTERPRISES: gettext_lazy("Drawn on"),
}


@answers_refusals
@acting_required(*sorted(CONCERNED))
def figure(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The figure of `of` (a period) for `group`; without them the whole of the period today."""
    asked, view = asked_in(request.GET), _view(request, acting)
    behind = _behind(view)
    page = Paginator(view.cases, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "name": metric_name(view.figure.metric, language()),
        "rows": [*_rows(view), behind_row(behind)],
        "table": behind_table(behind, list(page.object_list)),
        "page": page,
        "count": len(view.cases),
        "back_url": address("statistics:statistics", asked),
        "back_text": _("Statistics"),
        "file_url": figure_address(asked, view.figure, url_name="statistics:figure_lines"),
    }
    return render(request, "statistics/figure.html", context)


@answers_refusals
@acting_required(*sorted(CONCERNED))
def figure_lines(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The list behind the same figure, whole, as a file."""
    view = _view(request, acting)
    name = f"{view.figure.metric}-{view.figure.period}.csv"
    return behind_file(request, name, _behind(view))


def _view(request: HttpRequest, acting: Acting) -> FigureView:
    of = request.GET.get("of", "")
    return figure_view(
        acting,
        asked_in(request.GET),
        period=parse_period(of) if of else None,
        group=request.GET.get("group"),
        language=language(),
    )


def _behind(view: FigureView) -> BehindList:
    return BehindList(
        counted=view.figure.metric,
        day=_DAYS[DEFINITIONS[view.figure.metric].counted],
        lines=view.cases,
        contribution=view.contribution,
        totals=view.totals,
    )


def _rows(view: FigureView) -> list[SummaryRow]:
    one, spoken = view.figure, language()
    rows = [
        SummaryRow(
            label=metric_name(one.metric, spoken),
            value=with_unit(figure_text(one), one.metric, spoken),
            note=metric_definition(one.metric, spoken),
        ),
        SummaryRow(label=_("Period"), value=period_of_figure(one, spoken)),
        SummaryRow(label=_("Group"), value=group_name(one.group, spoken)),
        SummaryRow(label=_("Scope"), value=one.scope),
        SummaryRow(label=_("Source"), value=one.source),
        SummaryRow(label=_("Query"), value=one.query),
    ]
    if one.left_out:
        rows.append(SummaryRow(label=_("Left out"), value=str(one.left_out)))
    if view.known_on is not None:
        rows.append(
            SummaryRow(
                label=_("As reported at the end of the day"), value=view.known_on.isoformat()
            )
        )
    return rows
