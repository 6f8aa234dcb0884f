"""A bank statement held against the cash booked. The file is read for the answer and not kept."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.journal.reconciliation import Reconciliation, covered_by
from zhidai.core.money import to_fen
from zhidai.documents.bank_statements import StatementColumns, statement_lines
from zhidai.documents.tables import read_table
from zhidai.documents.uploads import MAX_BYTES, clean_name
from zhidai.services.acting import Acting
from zhidai.services.journal.own_books import BOOK_KEEPERS, own_reconciliation
from zhidai.web.journal.words import UNPROCESSABLE
from zhidai.web.loans.words import in_language, money_column
from zhidai.web.shared.components import (
    Column,
    FieldKind,
    FormError,
    FormField,
    SummaryRow,
    Table,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.speech import sentences

FILE, DAY, AMOUNT, TEXT, WITHIN = "statement", "day", "amount", "text", "within"
SINCE, UNTIL = "since", "until"
MOST_LINES = 2_000  # of one request; more are for `zhidai journal reconcile`
_USUAL = StatementColumns()
_DEFAULTS = {DAY: _USUAL.day, AMOUNT: _USUAL.amount, TEXT: _USUAL.text, WITHIN: "3"}
_LONGEST_DAYS = 4


@answers_refusals
@acting_required(*BOOK_KEEPERS)
def reconcile(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The form; sent with a statement, what agrees and what only one side has."""
    context: dict[str, object] = {
        "party": in_language(acting.party_name, acting.party_name_en),
        "fields": _fields(request),
    }
    if request.method != "POST":
        return render(request, "journal/reconcile.html", context)
    try:
        found = _found(request, acting)
    except BadInput as refused:
        told = sentences(refused.reasons, language())
        context["errors"] = [FormError(text=each, field_id=FILE) for each in told]
        return render(request, "journal/reconcile.html", context, status=UNPROCESSABLE)
    return render(request, "journal/reconcile.html", context | _shown(*found))


def _found(request: HttpRequest, acting: Acting) -> tuple[Reconciliation, tuple[str, ...]]:
    """The answer, and the columns that the amounts were read from."""
    given = request.FILES.get(FILE)
    if not isinstance(given, UploadedFile) or not given.name:
        raise bad_input("statement_file_not_given")
    name = clean_name(given.name)
    columns = StatementColumns(
        day=_typed(request, DAY), amount=_typed(request, AMOUNT), text=_typed(request, TEXT)
    )
    read = read_table(given.read(MAX_BYTES + 1), name=name, largest_bytes=MAX_BYTES)
    if len(read.rows) > MOST_LINES:
        raise bad_input("statement_too_long", count=len(read.rows), most=MOST_LINES)
    lines = statement_lines(read, columns=columns, file=name)
    covered = covered_by(lines, since=_covers(request, SINCE), until=_covers(request, UNTIL))
    found = own_reconciliation(acting, lines, covered, within_days=_within(request))
    return found, columns.amounts_in(read)


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip() or _DEFAULTS[name]


def _covers(request: HttpRequest, name: str) -> date | None:
    typed = request.POST.get(name, "").strip()
    return parse_day(typed) if typed else None


def _within(request: HttpRequest) -> int:
    typed = _typed(request, WITHIN)
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_DAYS):
        raise bad_input("statement_days_unreadable", text=typed[:20])
    return int(typed)


def _fields(request: HttpRequest) -> tuple[FormField, ...]:
    labels = (
        (DAY, _("Column of the day")),
        (AMOUNT, _("Column of the amount (money out below zero)")),
        (TEXT, _("Column of the text")),
        (WITHIN, _("Days that bank and books may lie apart")),
    )
    covers = (
        (SINCE, _("First day that the statement covers"), _("Else that of its first line.")),
        (UNTIL, _("Last day that the statement covers"), _("Else that of its last line.")),
    )
    return (
        FormField(
            name=FILE,
            label=_("Bank statement"),
            kind=FieldKind.FILE,
            accept=".xlsx,.csv,.parquet",
            hint=_("Excel, CSV or Parquet. It is read for this answer and not kept."),
        ),
        *(
            FormField(
                name=name,
                label=label,
                value=request.POST.get(name, ""),
                width="medium",
                hint=hint,
            )
            for name, label, hint in covers
        ),
        *(
            FormField(name=name, label=label, value=_typed(request, name), width="medium")
            for name, label in labels
        ),
    )


def _amounts_read(amounts: tuple[str, ...]) -> str:
    if len(amounts) == 1:
        return _("{column}, money in above zero").format(column=amounts[0])
    money_in, money_out = amounts
    return _("{money_in} as money in, {money_out} as money out").format(
        money_in=money_in, money_out=money_out
    )


def _shown(found: Reconciliation, amounts: tuple[str, ...]) -> dict[str, object]:
    return {
        "found": found,
        "rows": [
            SummaryRow(label=_("Amounts read"), value=_amounts_read(amounts)),
            SummaryRow(
                label=_("Days covered"), value=f"{found.covered.since} – {found.covered.until}"
            ),
            SummaryRow(label=_("Lines that agree"), value=str(len(found.agreed))),
            SummaryRow(
                label=_("The statement has more than the books"),
                value=yuan(to_fen(found.difference)),
            ),
        ],
        "only_in_statement": _only_in_statement(found),
        "only_in_books": _only_in_books(found),
    }


def _only_in_statement(found: Reconciliation) -> Table:
    return table(
        caption=_("Only in the statement"),
        columns=[
            Column(label=_("Row"), is_numeric=True),
            _("Day"),
            money_column(_("Amount")),
            _("Text"),
        ],
        rows=[
            (one.number, one.on, yuan(to_fen(one.amount)), one.text)
            for one in found.only_in_statement
        ],
        empty=_("Every line of the statement is booked."),
    )


def _only_in_books(found: Reconciliation) -> Table:
    return table(
        caption=_("Only in the books"),
        columns=[_("Loan contract"), _("Day"), money_column(_("Amount"))],
        rows=[(one.loan, one.on, yuan(to_fen(one.amount))) for one in found.only_in_books],
        empty=_("Every booking of these days is in the statement."),
    )
