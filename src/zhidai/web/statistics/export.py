"""The figures of the page as a workbook: the same numbers, with definition, scope and source."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhidai.core.statistics.metrics import FigureUnit
from zhidai.core.statistics.report import Report
from zhidai.core.statistics.series import Step
from zhidai.documents.workbooks import Cell, Number, Sheet, workbook
from zhidai.services.acting import Acting
from zhidai.services.statistics.queries import CONCERNED, statistics_view
from zhidai.services.statistics.views import StatisticsView
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import XLSX, download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.statistics.asking import asked_in
from zhidai.wording.statistics import (
    change_ratio,
    change_text,
    group_name,
    metric_definition,
    metric_name,
    period_of_figure,
    with_unit,
)


@answers_refusals
@acting_required(*sorted(CONCERNED))
def export(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The workbook of the question in the address."""
    view = statistics_view(acting, asked_in(request.GET), language=language())
    content = workbook((_figures(view.report), _about(view)), dated=view.today)
    name = f"{view.report.question.metric}-{view.today.isoformat()}.xlsx"
    return download(request, name, XLSX, content)


def _figures(report: Report) -> Sheet:
    spoken, places = language(), report.places
    rows: list[list[Cell]] = []
    for step in report.year_on_year:
        one = step.figure
        rank = places.get((one.group, one.period))
        rows.append(
            [
                period_of_figure(one, spoken),
                group_name(one.group, spoken),
                None if one.value is None else Number(value=one.value, unit=one.unit),
                _changed(step, spoken),
                None if rank is None else rank.place,
                one.left_out,
                one.query,
            ]
        )
    return Sheet(
        name=metric_name(report.question.metric, spoken),
        columns=(
            _("Period"),
            _("Group"),
            with_unit(_("Figure"), report.question.metric, spoken),
            _("Year on year"),
            _("Rank"),
            _("Left out"),
            _("Query"),
        ),
        rows=rows,
    )


def _changed(step: Step, spoken: str) -> Cell:
    ratio = change_ratio(step)
    if ratio is None:
        return change_text(step, spoken)
    return Number(value=ratio, unit=FigureUnit.RATIO, is_change=True)


def _about(view: StatisticsView) -> Sheet:
    metric, spoken = view.report.question.metric, language()
    rows: list[list[Cell]] = [
        [metric_name(metric, spoken), metric_definition(metric, spoken)],
        [_("Scope"), view.scope],
        [_("Source"), view.source],
        [_("Business date"), view.today.isoformat()],
    ]
    if view.known_on is not None:
        rows.append([_("As reported at the end of the day"), view.known_on.isoformat()])
    return Sheet(name=_("Definition"), columns=(_("What"), _("Meaning")), rows=rows)
