"""The list of cases of the acting party, filtered in the address."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.cases.status import CaseStatus
from zhidai.services.acting import Acting
from zhidai.services.cases.queries import case_rows
from zhidai.services.cases.views import CaseRow
from zhidai.web.shared.components import (
    Cell,
    Column,
    FieldKind,
    FormField,
    Option,
    Table,
    cell,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.shared.words import CASE_STATUS, case_tag

PAGE_SIZE = 25
LONGEST_TEXT = 100  # of a search; the database refuses patterns of tens of thousands


@answers_refusals
@acting_required()
def inbox(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Cases, newest first."""
    status, text = request.GET.get("status", ""), request.GET.get("text", "").strip()[:LONGEST_TEXT]
    rows = case_rows(acting, status=status, text=text)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "table": case_table(list(page.object_list)),
        "fields": _filters(status, text),
        "is_filtered": bool(status or text),
        "count": len(rows),
    }
    return render(request, "casework/inbox.html", context)


def case_table(rows: list[CaseRow]) -> Table:
    """Cases as a table: number, enterprise, amount, stage, who holds it."""
    return table(
        caption=_("Cases"),
        columns=[
            _("Case"),
            _("Enterprise"),
            Column(label=_("Amount"), unit=_("yuan"), is_numeric=True),
            _("Route"),
            _("Status"),
            _("Stage"),
            _("Waiting for"),
            _("Opened"),
        ],
        rows=[_row(row) for row in rows],
        empty=_("No cases to show."),
    )


def _row(row: CaseRow) -> list[Cell]:
    english = language() == "en"
    return [
        Cell(text=row.number, url=reverse("cases:case", args=[row.number]), keeps_line=True),
        Cell(text=row.enterprise_en if english else row.enterprise),
        Cell(text=yuan(row.amount)),
        Cell(text=row.route.in_language(language())),
        Cell(tag=case_tag(row.status)),
        Cell(text=row.step.in_language(language()) if row.step else ""),
        Cell(text=("; " if english else "、").join(h.in_language(language()) for h in row.held_by)),
        cell(row.opened_on),
    ]


def _filters(status: str, text: str) -> list[FormField]:
    return [
        FormField(
            name="status",
            label=_("Status"),
            kind=FieldKind.SELECT,
            options=tuple(
                Option(value=each, label=CASE_STATUS[each][0], is_chosen=each == status)
                for each in CaseStatus
            ),
        ),
        FormField(name="text", label=_("Number or enterprise"), value=text, width="medium"),
    ]
