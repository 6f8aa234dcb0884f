"""The list of subsidy claims, one claim with its computation and why, and its paper."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.subsidies.queries import (
    pays_or_supervises,
    subsidy_document,
    subsidy_rows,
    subsidy_view,
)
from zhidai.services.subsidies.views import SubsidyRow, SubsidyView
from zhidai.web.loans.words import in_language, loan_address, money_column
from zhidai.web.shared.components import Cell, Link, SummaryRow, Table, Text, table
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.subsidies.clawing_back import clawbacks_table
from zhidai.web.subsidies.statements import (
    ceilings_table,
    papers_table,
    payer_rows,
    statement_table,
)
from zhidai.web.subsidies.words import SUBSIDY_STATUS, subsidy_tag, who
from zhidai.wording.speech import sentence

PAGE_SIZE = 25
CONCERNED = (
    PartyKind.ENTERPRISE,
    PartyKind.BUREAU,
    PartyKind.TREASURY,
    PartyKind.FINANCE,
)


@answers_refusals
@acting_required(*CONCERNED)
def subsidies(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Claims, newest first."""
    status = request.GET.get("status", "")
    rows = subsidy_rows(acting, status=status)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "table": subsidy_table(list(page.object_list)),
        "links": _status_links(status),
        "count": len(rows),
        "sees_payments": pays_or_supervises(acting),
        "clause": usual_citations(acting).get(Topic.SUBSIDY),
    }
    return render(request, "subsidies/list.html", context)


@answers_refusals
@acting_required(*CONCERNED)
def subsidy(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """One claim: who decided, what is paid by whom, and what held the amounts down."""
    view = subsidy_view(acting, key)
    context = {
        "subsidy": view,
        "scheme_id": view.scheme,
        "title": in_language(view.enterprise, view.enterprise_en),
        "tag": subsidy_tag(view.status) if view.status else None,
        "identity": identity(view),
        "course": _course(view),
        "payers": payer_rows(view),
        "statement": statement_table(view),
        "ceilings": ceilings_table(view),
        "papers": papers_table(view) if view.status else None,
        "holds": [sentence(each, language()) for each in view.hold],
        "clawbacks": clawbacks_table(view),
        "actions": _actions(view),
    }
    return render(request, "subsidies/subsidy.html", context)


@answers_refusals
@acting_required(*CONCERNED)
def statement(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The 贴息补贴计算表 as a file."""
    name, media_type, content = subsidy_document(acting, key)
    return download(request, name, media_type, content)


def subsidy_table(rows: list[SubsidyRow]) -> Table:
    """Subsidy claims as a table."""
    return table(
        caption=_("Subsidy claims"),
        is_caption_hidden=True,
        columns=[
            _("Loan contract"),
            _("Enterprise"),
            money_column(_("Amount")),
            _("Claimed on"),
            _("Status"),
        ],
        rows=[
            (
                Cell(text=row.loan, url=reverse("subsidies:subsidy", args=[row.loan])),
                in_language(row.enterprise, row.enterprise_en),
                yuan(row.total),
                row.claimed_on,
                subsidy_tag(row.status),
            )
            for row in rows
        ],
        empty=_("No subsidy claim here. An enterprise claims on the page of its repaid loan."),
    )


def identity(view: SubsidyView) -> list[SummaryRow]:
    """The bar at the top: the loan, the amount, when it was claimed."""
    rows = [
        SummaryRow(label=_("Amount"), value=yuan(view.total), note=ten_thousands(view.total)),
        SummaryRow(label=_("Loan contract"), value=view.loan),
    ]
    if view.claimed_on is not None:
        rows.append(SummaryRow(label=_("Claimed on"), value=view.claimed_on.isoformat()))
    return rows


def _course(view: SubsidyView) -> list[SummaryRow]:
    """What has been decided, by whom."""
    rows = [SummaryRow(label=_("Loan contract"), value=view.loan, url=loan_address(view.loan))]
    if view.claimed_on is not None:
        rows.append(SummaryRow(label=_("Claimed on"), value=view.claimed_on.isoformat()))
    if view.approved_on is not None:
        rows.append(
            SummaryRow(
                label=_("Approved on"),
                value=view.approved_on.isoformat(),
                note=who(view.approved_by),
            )
        )
    if view.public_until is not None:
        day = view.public_until.isoformat()
        rows.append(
            SummaryRow(label=_("Published until"), value=day, url=reverse("subsidies:published"))
        )
    if view.refused_on is not None:
        day = view.refused_on.isoformat()
        rows.append(SummaryRow(label=_("Refused on"), value=day, note=who(view.refused_by)))
        rows.append(SummaryRow(label=_("Grounds"), value=view.grounds))
    if view.paid_on is not None:
        rows.append(
            SummaryRow(label=_("Paid on"), value=view.paid_on.isoformat(), note=who(view.paid_by))
        )
    return rows


def _actions(view: SubsidyView) -> list[Link]:
    offered = [
        (view.may_claim, _("Claim subsidies"), "subsidies:claim"),
        (view.may_decide, _("Approve"), "subsidies:approve"),
        (view.may_decide, _("Refuse the claim"), "subsidies:refuse"),
        (view.may_withdraw, _("Withdraw the approval"), "subsidies:refuse"),
        (view.may_pay and not view.hold, _("Pay"), "subsidies:pay"),
        (view.may_claw_back, _("Ask a subsidy back"), "subsidies:claw_back"),
        (view.may_decide_clawback, _("Decide on a claw-back"), "subsidies:decide_clawback"),
        (view.may_record_return, _("Record money that came back"), "subsidies:returned"),
        (view.status is not None, _("Statement (PDF)"), "subsidies:statement"),
    ]
    return [
        Link(label=label, url=reverse(name, args=[view.loan]))
        for may, label, name in offered
        if may
    ]


def _status_links(status: str) -> list[Link]:
    here = reverse("subsidies:list")
    offered: list[tuple[str, Text]] = [("", _("All"))]
    offered += [(each, SUBSIDY_STATUS[each][0]) for each in SubsidyStatus]
    return [
        Link(
            label=label,
            url=f"{here}?status={value}" if value else here,
            is_current=value == status,
        )
        for value, label in offered
    ]
