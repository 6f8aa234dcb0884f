"""The loan book of the acting party, filtered in the address, overdue loans first."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.lending.state import LoanStatus
from zhidai.services.acting import Acting
from zhidai.services.lending.lists import loan_rows
from zhidai.services.lending.views import LoanRow
from zhidai.web.loans.words import (
    LOAN_STATUS,
    RISK_CLASSES,
    in_language,
    loan_address,
    loan_tag,
    money_column,
    percent,
)
from zhidai.web.shared.components import Cell, Column, FormField, Link, Table, Text, table
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan

PAGE_SIZE = 25
LONGEST_TEXT = 100  # of a search; the database refuses patterns of tens of thousands


@answers_refusals
@acting_required()
def book(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Loans with the longest overdue first, then the newest."""
    status, text = request.GET.get("status", ""), request.GET.get("text", "").strip()[:LONGEST_TEXT]
    rows = loan_rows(acting, status=status, text=text, overdue_first=True)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "table": loan_table(list(page.object_list)),
        "links": _status_links(status, text),
        "status": status,
        "field": FormField(
            name="text", label=_("Contract number or enterprise"), value=text, width="medium"
        ),
        "is_filtered": bool(status or text),
        "count": len(rows),
    }
    return render(request, "loans/book.html", context)


def loan_table(rows: Sequence[LoanRow], *, caption: str = "") -> Table:
    """Loans as a table: number, enterprise, principal, balance, days overdue, class."""
    return table(
        caption=caption or _("Loans"),
        is_caption_hidden=True,
        columns=[
            _("Loan contract"),
            _("Enterprise"),
            money_column(_("Principal")),
            money_column(_("Unpaid principal")),
            Column(label=_("Rate"), is_numeric=True),
            _("Status"),
            Column(label=_("Days overdue"), is_numeric=True),
            _("Risk class"),
            _("Due on"),
        ],
        rows=[_row(row) for row in rows],
        empty=_("No loan matches."),
    )


def _row(row: LoanRow) -> list[Cell]:
    claimed = _("claim started") if row.is_claimed else None
    return [
        Cell(text=row.key, url=loan_address(row.key)),
        Cell(text=in_language(row.enterprise, row.enterprise_en)),
        Cell(text=yuan(row.principal)),
        Cell(text=yuan(row.balance)),
        Cell(text=percent(row.annual_rate)),
        Cell(tag=loan_tag(row.status), note=claimed),
        Cell(text=str(row.overdue_days) if row.overdue_days else ""),
        Cell(text=RISK_CLASSES[row.risk_class]),
        Cell(text=row.due_on.isoformat(), keeps_line=True),
    ]


def _status_links(status: str, text: str) -> list[Link]:
    offered: list[tuple[str, Text]] = [("", _("All"))]
    offered += [(each, LOAN_STATUS[each][0]) for each in LoanStatus]
    return [
        Link(label=label, url=_address(value, text), is_current=value == status)
        for value, label in offered
    ]


def _address(status: str, text: str) -> str:
    asked = {name: value for name, value in (("status", status), ("text", text)) if value}
    return f"{reverse('loans:list')}?{urlencode(asked)}" if asked else reverse("loans:list")
