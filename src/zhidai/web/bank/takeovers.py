"""Running loans taken over from the bank's ledger: hand it in, look at every row, confirm it."""

from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.money import to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.takeover.rows import Against, Basis, TakeoverRow
from zhidai.documents.uploads import MAX_BYTES, clean_name
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.refusal import Refused
from zhidai.services.takeover.commands import GivenLedger, confirm_takeover, hand_in
from zhidai.services.takeover.planning import Plan
from zhidai.services.takeover.queries import (
    TakeoverView,
    lenders_to_choose,
    loans_of_takeover,
    plan_of_takeover,
    takeover_view,
    takeovers,
)
from zhidai.web.loans.takeover_mark import in_groups
from zhidai.web.loans.words import in_language, money_column
from zhidai.web.shared.components import (
    Cell,
    Column,
    FieldKind,
    FormError,
    FormField,
    Option,
    SummaryRow,
    Table,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.navigation import DEFAULT_SCHEME
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.speech import sentence, sentences

LEDGER, DAY, GUARANTOR, APPRAISER, GOOD_ROWS = "ledger", "on", "guarantor", "appraiser", "good_rows"
UNPROCESSABLE = 422
MOST_DIGITS = 18  # of a party's number, which the database keeps in 64 bits


@answers_refusals
@acting_required(PartyKind.BANK)
def ledgers(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What was handed in so far, and the form that hands a ledger in."""
    errors: list[FormError] = []
    if request.method == "POST":
        try:
            return redirect("bank:takeover", number=_handed_in(request, acting))
        except (BadInput, Refused) as refused:
            told = sentences(refused.reasons, language())
            errors = [FormError(text=each, field_id=LEDGER) for each in told]
    context = {
        "table": _ledgers(takeovers(acting)),
        "fields": _fields(request),
        "errors": errors,
    }
    status = UNPROCESSABLE if errors else 200
    return render(request, "bank/takeovers.html", context, status=status)


@answers_refusals
@acting_required(PartyKind.BANK)
def ledger(request: HttpRequest, acting: Acting, number: int) -> HttpResponse:
    """Every row of a ledger, and the button that takes its loans over; or what came of it."""
    errors: list[FormError] = []
    if request.method == "POST":
        try:
            confirm_takeover(
                acting,
                number,
                good_rows=request.POST.get(GOOD_ROWS) == "yes",
                key=request.POST.get("idempotency_key", ""),
            )
            messages.success(request, _("The loans are taken over."))
            return redirect("bank:takeover", number=number)
        except Refused as refused:
            errors = [FormError(text=each) for each in sentences(refused.reasons, language())]
    view = takeover_view(acting, number)
    context: dict[str, object] = {"view": view, "rows": _facts(view), "errors": errors}
    if view.taken is None:
        plan = plan_of_takeover(acting, number)
        context |= {
            "plan": plan,
            "good": _good(plan),
            "refused": _refused(plan),
            "field": _choice(plan) if plan.refused and plan.loans else None,
        }
    else:
        context["taken"] = _taken(loans_of_takeover(acting, number))
    return render(request, "bank/takeover.html", context, status=UNPROCESSABLE if errors else 200)


def _handed_in(request: HttpRequest, acting: Acting) -> int:
    given = request.FILES.get(LEDGER)
    if not isinstance(given, UploadedFile) or not given.name:
        raise bad_input("takeover_file_not_given")
    answer = hand_in(
        acting,
        DEFAULT_SCHEME,
        GivenLedger(
            file_name=clean_name(given.name),
            content=given.read(MAX_BYTES + 1),
            cut_over_on=_day(request) or business_date.today(),
            guarantor=_chosen(request, GUARANTOR),
            appraiser=_chosen(request, APPRAISER),
        ),
        key=request.POST.get("idempotency_key", ""),
    )
    return int(answer["takeover"])


def _day(request: HttpRequest) -> date | None:
    typed = request.POST.get(DAY, "").strip()
    return parse_day(typed) if typed else None


def _chosen(request: HttpRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")[:MOST_DIGITS]
    return int(typed) if typed.isascii() and typed.isdigit() else None


def _fields(request: HttpRequest) -> tuple[FormField, ...]:
    return (
        FormField(
            name=LEDGER,
            label=_("Your loan ledger"),
            kind=FieldKind.FILE,
            accept=".xlsx,.xls,.csv",
            hint=_(
                "Excel or CSV in your own layout, at most {megabytes} MB; payments on a sheet "
                "beside the loans. It is kept with the loans that come from it."
            ).format(megabytes=MAX_BYTES // 1024**2),
        ),
        FormField(
            name=DAY,
            label=_("Cut-over day"),
            width="narrow",
            value=request.POST.get(DAY, business_date.today().isoformat()),
            hint=_("The day at whose end the ledger stands as it tells."),
        ),
        _lender(request, GUARANTOR, PartyKind.GUARANTOR, _("Guarantor of rows that name none")),
        _lender(request, APPRAISER, PartyKind.APPRAISER, _("Appraiser of rows that name none")),
    )


def _lender(request: HttpRequest, name: str, kind: PartyKind, label: str) -> FormField:
    chosen = _chosen(request, name)
    none = Option(value="", label=_("None"), is_chosen=chosen is None)
    offered = (
        Option(value=str(party), label=each.in_language(language()), is_chosen=chosen == party)
        for party, each in lenders_to_choose(kind)
    )
    return FormField(name=name, label=label, kind=FieldKind.SELECT, options=(none, *offered))


def _choice(plan: Plan) -> FormField:
    text = _("Take over the {good} good rows and leave the {count} refused ones out").format(
        good=len(plan.loans), count=len(plan.refused)
    )
    return FormField(
        name=GOOD_ROWS,
        label=_("Refused rows"),
        kind=FieldKind.CHECKBOXES,
        options=(Option(value="yes", label=text),),
    )


def _ledgers(views: tuple[TakeoverView, ...]) -> Table:
    return table(
        caption=_("Ledgers handed in"),
        columns=[
            _("File"),
            _("Cut-over day"),
            _("Handed in on"),
            _("Handed in by"),
            Column(label=_("Loans taken over"), is_numeric=True),
        ],
        rows=[
            (
                Cell(text=view.file_name, url=reverse("bank:takeover", args=[view.number])),
                view.cut_over_on,
                view.proposed_on,
                view.proposed_by.in_language(language()),
                _("not confirmed") if view.taken is None else str(view.taken),
            )
            for view in views
        ],
        empty=_("No ledger has been handed in yet."),
    )


def _facts(view: TakeoverView) -> list[SummaryRow]:
    rows = [
        SummaryRow(label=_("File"), value=view.file_name),
        SummaryRow(label="SHA-256", value=in_groups(view.sha256)),
        SummaryRow(label=_("Cut-over day"), value=view.cut_over_on.isoformat()),
        SummaryRow(
            label=_("Handed in by"),
            value=view.proposed_by.in_language(language()),
            note=view.proposed_on.isoformat(),
        ),
    ]
    if view.confirmed_by is not None and view.confirmed_on is not None:
        rows.append(
            SummaryRow(
                label=_("Confirmed by"),
                value=view.confirmed_by.in_language(language()),
                note=view.confirmed_on.isoformat(),
            )
        )
        rows.append(SummaryRow(label=_("Rows that were refused"), value=str(view.refused)))
    return rows


def _good(plan: Plan) -> Table:
    states = [(one, one.row.state) for one in plan.loans if one.row.state is not None]
    return table(
        caption=_("Loans to be taken over"),
        columns=[
            Column(label=_("Row"), is_numeric=True),
            _("Loan contract"),
            _("Enterprise"),
            _("Guarantor"),
            money_column(_("Amount")),
            money_column(_("Balance")),
            money_column(_("Interest due")),
            Column(label=_("Days overdue"), is_numeric=True),
            _("How its history is known"),
        ],
        rows=[
            (
                one.row.loan.row,
                one.row.loan.loan_id,
                Cell(
                    text=one.row.loan.borrower,
                    note=None if one.enterprise else _("will be registered"),
                ),
                in_language(one.guarantor.name, one.guarantor.name_en) if one.guarantor else "–",
                yuan(to_fen(one.row.loan.principal)),
                yuan(to_fen(state.principal_balance)),
                yuan(to_fen(state.interest_due)),
                state.overdue_days,
                _basis(one.row),
            )
            for one, state in states
        ],
        total=(
            "", _("Total"), "", "",
            yuan(sum(to_fen(one.row.loan.principal) for one, _state in states)),
            yuan(sum(to_fen(state.principal_balance) for _one, state in states)),
            yuan(sum(to_fen(state.interest_due) for _one, state in states)),
            "", "",
        ),
        empty=_("No row of the ledger can be taken over."),
    )  # fmt: skip


def _basis(row: TakeoverRow) -> str:
    if row.basis is Basis.PAYMENTS:
        return _("from the sheet of payments")
    if row.is_left_out:
        return _("paid as agreed, up to the arrears told: the sheet of payments has no row of it")
    return _("paid as agreed, up to the arrears told")


def _refused(plan: Plan) -> Table:
    return table(
        caption=_("Refused rows"),
        columns=[
            _("Sheet"),
            Column(label=_("Row"), is_numeric=True),
            _("Enterprise"),
            _("Cell"),
            _("Why"),
        ],
        rows=[
            (one.sheet, one.row, one.borrower, _place(each), sentence(each.reason, language()))
            for one in plan.refused
            for each in one.against
        ],
        empty=_("Every row can be taken over."),
    )


def _place(against: Against) -> str:
    cell = against.cell
    return "" if cell is None else f"{cell.cell} {cell.heading}".strip()


def _taken(keys: tuple[str, ...]) -> Table:
    return table(
        caption=_("Loans taken over"),
        columns=[_("Loan contract")],
        rows=[(Cell(text=key, url=reverse("loans:loan", args=[key])),) for key in keys],
    )
