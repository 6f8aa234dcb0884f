"""The acting party's books as files: plain-text accounting, and a workbook."""

from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.money import from_fen
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.documents.workbooks import Cell, Number, Sheet, workbook
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.journal.own_books import (
    BOOK_KEEPERS,
    own_bookings,
    own_ledger,
    trial_balance,
)
from zhidai.web.journal.words import account, what
from zhidai.web.loans.words import in_language
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import XLSX, download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.journal import class_word


@answers_refusals
@acting_required(*BOOK_KEEPERS)
def as_beancount(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The books up to the end of the day in the address, in beancount's form."""
    on = _day(request)
    content = own_ledger(acting, on).encode()
    return download(
        request, f"journal-{on.isoformat()}.beancount", "text/plain; charset=utf-8", content
    )


@answers_refusals
@acting_required(*BOOK_KEEPERS)
def as_xlsx(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The trial balance of the day and every booking up to it."""
    on = _day(request)
    content = workbook((_balances(acting, on), _bookings(acting, on)), dated=on)
    return download(request, f"journal-{on.isoformat()}.xlsx", XLSX, content)


def _day(request: HttpRequest) -> date:
    typed = request.GET.get("on", "").strip()
    return parse_day(typed) if typed else business_date.today()


def _balances(acting: Acting, on: date) -> Sheet:
    return Sheet(
        name=_("Trial balance"),
        columns=(_("Account"), _("Class"), _("Debit"), _("Credit")),
        rows=[
            [account(one.account), class_word(one.account_class, language()), *_sides(one.balance)]
            for one in trial_balance(acting, on)
        ],
    )


def _bookings(acting: Acting, on: date) -> Sheet:
    return Sheet(
        name=_("Bookings"),
        columns=(
            _("Booked on"),
            _("Took effect on"),
            _("Loan contract"),
            _("Enterprise"),
            _("Movement"),
            _("Account"),
            _("Debit"),
            _("Credit"),
            _("Clause"),
        ),
        rows=[
            [
                line.booked_on.isoformat(),
                line.effective_on.isoformat(),
                line.loan,
                in_language(line.enterprise, line.enterprise_en),
                what(line),
                account(line.account),
                *_sides(line.amount),
                line.clause,
            ]
            for line in own_bookings(acting, on)
        ],
    )


def _sides(fen: int) -> tuple[Cell, Cell]:
    """Debit and credit, yuan; the side that it does not stand on is empty."""
    debit, credit = max(fen, 0), max(-fen, 0)
    return _number(debit), _number(credit)


def _number(fen: int) -> Cell:
    yuan: Decimal = from_fen(fen)
    return Number(value=yuan, unit=FigureUnit.YUAN) if fen else None
