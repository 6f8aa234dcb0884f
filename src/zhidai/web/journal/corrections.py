"""Corrections: what was booked in a period for an earlier one that was closed already."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.journal.own_books import BOOK_KEEPERS, BookLine, own_corrections
from zhidai.web.journal.books import loan_cell
from zhidai.web.journal.words import AskedDays, account, credit, debit, debit_and_credit, what
from zhidai.web.loans.words import in_language
from zhidai.web.shared.components import Table, table
from zhidai.web.shared.refusals import acting_required, answers_refusals


@answers_refusals
@acting_required(*BOOK_KEEPERS)
def corrections(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Those of the acting party's books, by the days on which they were booked."""
    asked, today = AskedDays(request), business_date.today()
    first = today.replace(month=1, day=1)
    since = asked.day("since", label=_("Booked from"), default=first)
    until = asked.day("until", label=_("Booked to"), default=today)
    try:
        found = own_corrections(acting, since=since, until=until)
    except BadInput as refused:
        asked.tell(refused, "until")
        found = ()
    context = {
        "party": in_language(acting.party_name, acting.party_name_en),
        "fields": asked.fields,
        "errors": asked.errors,
        "table": _table(found),
    }
    return render(request, "journal/corrections.html", context, status=asked.status)


def _table(lines: tuple[BookLine, ...]) -> Table:
    return table(
        caption=_("Corrections"),
        is_caption_hidden=True,
        columns=[
            _("Booked on"),
            _("Took effect on"),
            _("Loan contract"),
            _("Movement"),
            _("Account"),
            *debit_and_credit(),
        ],
        rows=[
            (
                line.booked_on,
                line.effective_on,
                loan_cell(line),
                what(line),
                account(line.account),
                debit(line.amount),
                credit(line.amount),
            )
            for line in lines
        ],
        empty=_("Nothing was corrected in this period."),
    )
