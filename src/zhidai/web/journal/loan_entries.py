"""What the acting party booked for one loan, entry by entry, each with its clause."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.services.acting import Acting
from zhidai.services.journal.own_books import BOOK_KEEPERS, BookLine, loan_entries
from zhidai.services.lending.queries import loan_scheme
from zhidai.web.journal.books import movement
from zhidai.web.journal.words import account, credit, debit, debit_and_credit
from zhidai.web.loans.words import in_language, loan_address
from zhidai.web.shared.components import Content, Table, table
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import clause


@answers_refusals
@acting_required(*BOOK_KEEPERS)
def loan(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """All entries of the loan in the acting party's books, in the order of booking."""
    lines = loan_entries(acting, key)
    context = {
        "party": in_language(acting.party_name, acting.party_name_en),
        "loan": key,
        "back_url": loan_address(key),
        "table": _entries(lines, loan_scheme(acting, key)),
    }
    return render(request, "journal/loan.html", context)


def _entries(lines: tuple[BookLine, ...], scheme: str) -> Table:
    """The first leg of an entry names it; the others stand under it."""
    rows: list[list[Content]] = []
    for _entry, legs in groupby(
        lines, key=lambda one: (one.booked_on, one.key, one.is_reversal, one.effective_on)
    ):
        for place, line in enumerate(legs):
            rows.append(_row(line, scheme, is_first=place == 0))
    return table(
        caption=_("Entries"),
        is_caption_hidden=True,
        columns=[_("Booked on"), _("Movement"), _("Account"), *debit_and_credit(), _("Clause")],
        rows=rows,
        empty=_("Nothing is booked for this loan in these books."),
    )


def _row(line: BookLine, scheme: str, *, is_first: bool) -> list[Content]:
    return [
        line.booked_on,
        movement(line) if is_first else "",
        account(line.account),
        debit(line.amount),
        credit(line.amount),
        clause(line.clause, scheme) if is_first else "",
    ]
