"""The acting party's trial balance on any day, and the statement of one account."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.journal import own_books
from zhidai.services.journal.own_books import BOOK_KEEPERS, AccountStatement, BookLine
from zhidai.services.journal.queries import BookBalance
from zhidai.web.journal.words import AskedDays, account, credit, debit, debit_and_credit, what
from zhidai.web.loans.words import in_language, money_column
from zhidai.web.shared.components import Cell, Content, Link, SummaryRow, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.journal import class_word

PAGE_SIZE = 100


@answers_refusals
@acting_required(*BOOK_KEEPERS)
def trial_balance(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every account with a balance at the end of a day; debits equal credits."""
    asked = AskedDays(request)
    on = asked.day("on", label=_("At the end of the day"), default=business_date.today())
    lines = own_books.trial_balance(acting, on)
    day = f"?{urlencode({'on': on.isoformat()})}"
    context = {
        "party": in_language(acting.party_name, acting.party_name_en),
        "on": on,
        "fields": asked.fields,
        "errors": asked.errors,
        "table": _balances(lines),
        "rooms": _rooms(),
        "downloads": [
            Link(label=_("As a workbook (Excel)"), url=reverse("journal:xlsx") + day),
            Link(label=_("As plain text (beancount)"), url=reverse("journal:beancount") + day),
        ],
    }
    return render(request, "journal/books.html", context, status=asked.status)


@answers_refusals
@acting_required(*BOOK_KEEPERS)
def account_page(request: HttpRequest, acting: Acting, account: str) -> HttpResponse:
    """One account: what it stood at, every movement, what it stands at."""
    asked, today = AskedDays(request), business_date.today()
    first = today.replace(month=1, day=1)
    since = asked.day("since", label=_("Booked from"), default=first)
    until = asked.day("until", label=_("Booked to"), default=today)
    try:
        found = own_books.statement(acting, account, since=since, until=until)
    except BadInput as refused:
        asked.tell(refused, "until")
        found = own_books.statement(acting, account, since=first, until=today)
    page = Paginator(found.lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "party": in_language(acting.party_name, acting.party_name_en),
        "statement": found,
        "title": account_name(found),
        "fields": asked.fields,
        "errors": asked.errors,
        "rows": _sums(found),
        "page": page,
        "table": _statement(page),
    }
    return render(request, "journal/account.html", context, status=asked.status)


def account_name(found: AccountStatement) -> str:
    """The account of a statement, by its name."""
    return account(found.account)


def movement(line: BookLine) -> Cell:
    """What a line tells of, with the day of effect where it was booked for an earlier one."""
    late = line.booked_on != line.effective_on
    note = _("for {day}").format(day=line.effective_on.isoformat()) if late else None
    return Cell(text=what(line), note=note)


def loan_cell(line: BookLine) -> Cell:
    """The loan of a line, leading to its entries."""
    return Cell(
        text=line.loan,
        url=reverse("journal:loan", args=[line.loan]),
        note=in_language(line.enterprise, line.enterprise_en),
    )


def _balances(lines: Sequence[BookBalance]) -> Table:
    return table(
        caption=_("Trial balance"),
        is_caption_hidden=True,
        columns=[_("Account"), _("Class"), *debit_and_credit()],
        rows=[
            (
                Cell(
                    text=account(one.account),
                    url=reverse("journal:account", args=[str(one.account)]),
                ),
                class_word(one.account_class, language()),
                debit(one.balance),
                credit(one.balance),
            )
            for one in lines
        ],
        total=(
            _("Total"),
            "",
            yuan(sum(one.balance for one in lines if one.balance > 0)),
            yuan(-sum(one.balance for one in lines if one.balance < 0)),
        ),
        empty=_("Nothing is booked up to this day."),
    )


def _rooms() -> list[Link]:
    return [
        Link(
            label=_("Bank statement"),
            url=reverse("journal:reconcile"),
            description=_("Held against the cash booked; every difference is listed."),
        ),
        Link(
            label=_("Corrections"),
            url=reverse("journal:corrections"),
            description=_("What was booked for a period that was closed already."),
        ),
        Link(
            label=_("Closed periods"),
            url=reverse("journal:periods"),
            description=_("Up to which day the books are closed, and by whom."),
        ),
    ]


def _sums(found: AccountStatement) -> list[SummaryRow]:
    debited = sum(line.amount for line in found.lines if line.amount > 0)
    credited = -sum(line.amount for line in found.lines if line.amount < 0)
    before = _("Balance before {day}").format(day=found.since.isoformat())
    after = _("Balance at the end of {day}").format(day=found.until.isoformat())
    return [
        SummaryRow(label=before, value=yuan(found.opening)),
        SummaryRow(label=_("Debits of the period"), value=yuan(debited)),
        SummaryRow(label=_("Credits of the period"), value=yuan(credited)),
        SummaryRow(label=after, value=yuan(found.closing), note=_("a debit is above zero")),
    ]


def _statement(page: Page[BookLine]) -> Table:
    return table(
        caption=_("Bookings of the period"),
        columns=[
            _("Booked on"),
            _("Movement"),
            _("Loan contract"),
            *debit_and_credit(),
            money_column(_("Balance")),
        ],
        rows=[_row(line) for line in page.object_list],
        empty=_("Nothing was booked in this period."),
    )


def _row(line: BookLine) -> list[Content]:
    return [
        line.booked_on,
        movement(line),
        loan_cell(line),
        debit(line.amount),
        credit(line.amount),
        yuan(line.balance),
    ]
