"""The list of monthly filings with the late ones, one filing, its versions and their files."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.filings.standing import FilingStatus
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.filings.queries import (
    filing_document,
    filing_rows,
    filing_view,
    filing_workbook_file,
)
from zhidai.services.filings.views import FilingView
from zhidai.web.filings.tables import (
    list_table,
    loans_table,
    papers_table,
    said,
    versions_table,
)
from zhidai.web.filings.words import FILING_STATUS, filing_tag, lateness, month_text
from zhidai.web.loans.words import entries
from zhidai.web.shared.components import Link, SummaryRow, Text
from zhidai.web.shared.downloads import download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan

LATE = "late"
PAGE_SIZE = 25
CONCERNED = (PartyKind.BANK, PartyKind.BUREAU)


@answers_refusals
@acting_required(*CONCERNED)
def filings(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Months, newest first; `status=late` is the late list."""
    status = request.GET.get("status", "")
    rows = filing_rows(acting, status=status, late_only=status == LATE)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "table": list_table(list(page.object_list)),
        "links": _links(status),
        "count": len(rows),
        "citations": usual_citations(acting),
    }
    return render(request, "filings/list.html", context)


@answers_refusals
@acting_required(*CONCERNED)
def filing(request: HttpRequest, acting: Acting, number: str) -> HttpResponse:
    """A filing as it counts now; before it is sent, what would be sent."""
    return _page(request, filing_view(acting, number))


@answers_refusals
@acting_required(*CONCERNED)
def version(request: HttpRequest, acting: Acting, number: str, version: int) -> HttpResponse:
    """One version; 0 is what would be sent now."""
    return _page(request, filing_view(acting, number, version=version))


@answers_refusals
@acting_required(*CONCERNED)
def paper(request: HttpRequest, acting: Acting, number: str, version: int) -> HttpResponse:
    """The 放贷项目备案表 of a version as a file."""
    return download(request, *filing_document(acting, number, version))


@answers_refusals
@acting_required(*CONCERNED)
def workbook(request: HttpRequest, acting: Acting, number: str, version: int) -> HttpResponse:
    """A version as a workbook."""
    return download(request, *filing_workbook_file(acting, number, version))


def facts(view: FilingView) -> list[SummaryRow]:
    """Who files what with whom, by when."""
    missing, total = len(view.filing.missing), to_fen(view.filing.total)
    return [
        SummaryRow(label=_("Month"), value=month_text(view.month)),
        SummaryRow(label=_("Bank"), value=said(view.bank)),
        SummaryRow(label=_("Filed with"), value=said(view.bureau)),
        SummaryRow(
            label=_("To be filed by"),
            value=view.standing.due_on.isoformat(),
            tag=lateness(view.standing),
            clause=view.clause,
        ),
        SummaryRow(label=_("Loans"), value=str(len(view.filing.rows))),
        SummaryRow(label=_("Amount"), value=yuan(total), note=ten_thousands(total)),
        SummaryRow(label=_("Papers missing"), value=str(missing)),
    ]


def _page(request: HttpRequest, view: FilingView) -> HttpResponse:
    context = {
        "view": view,
        "month": month_text(view.month),
        "tag": filing_tag(view.standing.status),
        "is_older": bool(view.version) and view.version != view.current,
        "facts": facts(view),
        "loans": loans_table(view),
        "papers": papers_table(view),
        "versions": versions_table(view),
        "to_complete": _to_complete(view),
        "actions": _actions(view),
        "entries": entries(view.timeline),
    }
    return render(request, "filings/filing.html", context)


def _to_complete(view: FilingView) -> list[Link]:
    """For the bank: each loan of the month, to add papers to."""
    if not view.may_send:
        return []
    return [
        Link(
            label=_("Add papers for {loan}").format(loan=row.drawdown.loan),
            url=reverse("filings:papers", args=[view.number, row.drawdown.loan]),
        )
        for row in view.filing.rows
    ]


def _actions(view: FilingView) -> list[Link]:
    number, version = view.number, view.version
    send = _("Send it again") if view.current else _("Send the filing")
    offered: list[tuple[bool, Text, str, list[str | int]]] = [
        (view.may_send, send, "filings:send", [number]),
        (view.may_decide, _("Receive it"), "filings:receive", [number]),
        (view.may_decide, _("Return it"), "filings:return", [number]),
        (view.may_send and version > 0, _("What would be sent now"), "filings:version",
         [number, 0]),
        (version > 0, _("Filing (PDF)"), "filings:paper", [number, version]),
        (version > 0, _("Filing (Excel)"), "filings:workbook", [number, version]),
    ]  # fmt: skip
    return [
        Link(label=label, url=reverse(name, args=arguments))
        for may, label, name, arguments in offered
        if may
    ]


def _links(status: str) -> list[Link]:
    here = reverse("filings:list")
    offered: list[tuple[str, Text]] = [("", _("All")), (LATE, _("Past its day"))]
    offered += [(each, FILING_STATUS[each][0]) for each in FilingStatus]
    return [
        Link(
            label=label,
            url=f"{here}?status={value}" if value else here,
            is_current=value == status,
        )
        for value, label in offered
    ]
