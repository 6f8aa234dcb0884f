"""The acting party's early warnings, filtered in the address, and one of them."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhidai.core.early_warning.rules import Severity
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.early_warning.queries import (
    CLOSED,
    OPEN,
    OURS,
    is_told_of_warnings,
    warning_rows,
    warning_view,
)
from zhidai.services.early_warning.views import WarningRow, WarningView
from zhidai.web.early_warning.words import (
    EVIDENCE_OF_WARNING,
    SEVERITIES,
    severity_tag,
    status_tag,
)
from zhidai.web.filings.tables import said
from zhidai.web.loans.words import entries, loan_address
from zhidai.web.shared.components import (
    Cell,
    FieldKind,
    FormField,
    Link,
    Option,
    SummaryRow,
    Table,
    Text,
    table,
)
from zhidai.web.shared.refusals import acting_required, answers_refusals

PAGE_SIZE = 25
TOLD = tuple(kind for kind in PartyKind if is_told_of_warnings(kind))


@answers_refusals
@acting_required(*TOLD)
def warnings(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Open ones first, the heaviest and nearest foremost."""
    status, severity = request.GET.get("status", OPEN), request.GET.get("severity", "")
    rows = warning_rows(acting, status=status, severity=severity)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "table": warning_table(list(page.object_list)),
        "links": _links(status, severity),
        "field": _severity_field(severity),
        "status": status,
        "count": len(rows),
        "citations": usual_citations(acting),
    }
    return render(request, "early_warning/list.html", context)


@answers_refusals
@acting_required(*TOLD)
def warning(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """One warning: its evidence, what is to be done, by whom, and how it went."""
    view = warning_view(acting, number)
    context = {
        "view": view,
        "title": said(view.row.label),
        "tag": status_tag(view.row),
        "rows": facts(view),
        "advice": said(view.advice),
        "entries": entries(view.timeline),
    }
    return render(request, "early_warning/warning.html", context)


def warning_table(rows: list[WarningRow]) -> Table:
    """Warnings as a table."""
    return table(
        caption=_("Early warnings"),
        is_caption_hidden=True,
        columns=[
            _("Warning number"),
            _("What is warned of"),
            _("Severity of the warning"),
            _("Enterprise"),
            _("Loan contract"),
            _("Seen to by"),
            _("To be seen to by"),
            _("Status"),
        ],
        rows=[
            (
                Cell(text=row.number, url=reverse("early_warning:warning", args=[row.number])),
                Cell(text=said(row.label), note=f"ZL{row.subject}" if row.subject else None),
                severity_tag(row.severity),
                said(row.enterprise),
                Cell(text=row.loan, url=loan_address(row.loan) if row.loan else None),
                said(row.owner),
                row.due_on,
                status_tag(row),
            )
            for row in rows
        ],
        empty=_("No warning here."),
    )


def facts(view: WarningView) -> list[SummaryRow]:
    """What happened, how it is known, who sees to it."""
    row = view.row
    patent = [SummaryRow(label=_("Patent"), value=f"ZL{row.subject}")] if row.subject else []
    closed = [
        SummaryRow(label=_("Closed on"), value=row.closed_on.isoformat(), tag=status_tag(row),
                   note=said(view.closed_by) if view.closed_by else _("this platform")),
        SummaryRow(label=_("What was done"), value=view.grounds or "—"),
    ] if row.closed_on else []  # fmt: skip
    return [
        SummaryRow(label=_("Severity of the warning"), tag=severity_tag(row.severity)),
        SummaryRow(label=_("Enterprise"), value=said(row.enterprise)),
        SummaryRow(label=_("Case"), value=row.case, url=reverse("cases:case", args=[row.case])),
        *patent,
        SummaryRow(label=_("Since or on"), value=row.happened_on.isoformat()),
        SummaryRow(label=_("Raised on"), value=row.raised_on.isoformat()),
        *(
            SummaryRow(label=EVIDENCE_OF_WARNING[name], value=content)
            for name, content in view.evidence.items()
            if content
        ),
        SummaryRow(label=_("Seen to by"), value=said(row.owner)),
        SummaryRow(label=_("To be seen to by"), value=row.due_on.isoformat(), clause=row.clause),
        *closed,
    ]


def _links(status: str, severity: str) -> list[Link]:
    offered: list[tuple[str, Text]] = [
        (OPEN, pgettext("warnings", "Open")),
        (OURS, _("For us to see to")),
        (CLOSED, pgettext("warnings", "Closed")),
        ("all", _("All")),
    ]
    return [
        Link(label=label, url=_address(value, severity), is_current=value == status)
        for value, label in offered
    ]


def _address(status: str, severity: str) -> str:
    asked = {name: value for name, value in (("status", status), ("severity", severity)) if value}
    return f"{reverse('early_warning:list')}?{urlencode(asked)}"


def _severity_field(severity: str) -> FormField:
    offered: list[tuple[str, Text]] = [("", _("All"))]
    offered += [(str(each), SEVERITIES[each][0]) for each in reversed(Severity)]
    return FormField(
        name="severity",
        label=_("Severity of the warning"),
        kind=FieldKind.SELECT,
        width="narrow",
        options=tuple(
            Option(value=value, label=label, is_chosen=value == severity)
            for value, label in offered
        ),
    )
