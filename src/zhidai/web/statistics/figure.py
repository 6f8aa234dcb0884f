"""The page behind a figure: what it is, and every case that it was counted from."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.statistics.periods import parse_period
from zhidai.services.acting import Acting
from zhidai.services.statistics.queries import CONCERNED, figure_view
from zhidai.services.statistics.views import CaseBehind, FigureView
from zhidai.web.loans.words import in_language, loan_address, money_column
from zhidai.web.shared.components import Cell, SummaryRow, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.statistics.asking import address, asked_in
from zhidai.wording.statistics import (
    figure_text,
    group_name,
    metric_definition,
    metric_name,
    period_of_figure,
    unit_name,
)

PAGE_SIZE = 50


@answers_refusals
@acting_required(*sorted(CONCERNED))
def figure(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The figure of `of` (a period) for `group`; without them the whole of the period today."""
    asked = asked_in(request.GET)
    of = request.GET.get("of", "")
    view = figure_view(
        acting,
        asked,
        period=parse_period(of) if of else None,
        group=request.GET.get("group"),
        language=language(),
    )
    page = Paginator(view.cases, PAGE_SIZE).get_page(request.GET.get("page"))
    name = metric_name(view.figure.metric, language())
    context = {
        "name": name,
        "rows": _rows(view),
        "table": cases_table(list(page.object_list)),
        "page": page,
        "count": len(view.cases),
        "back_url": address("statistics:statistics", asked),
        "back_text": _("Statistics"),
    }
    return render(request, "statistics/figure.html", context)


def _rows(view: FigureView) -> list[SummaryRow]:
    one, spoken = view.figure, language()
    rows = [
        SummaryRow(
            label=metric_name(one.metric, spoken),
            value=f"{figure_text(one)} ({unit_name(one.unit, spoken)})",
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


def cases_table(lines: list[CaseBehind]) -> Table:
    """The cases or loans behind a figure, each with its own page."""
    return table(
        caption=_("Cases behind the figure"),
        is_caption_hidden=True,
        columns=[
            _("Case"),
            _("Loan contract"),
            _("Enterprise"),
            _("Day"),
            money_column(_("Amount")),
        ],
        rows=[
            (
                Cell(text=line.case, url=reverse("cases:case", args=[line.case])),
                "" if line.loan is None else Cell(text=line.loan, url=loan_address(line.loan)),
                in_language(line.enterprise, line.enterprise_en),
                line.on,
                yuan(line.amount),
            )
            for line in lines
        ],
        empty=_("No case stands behind this figure."),
    )
