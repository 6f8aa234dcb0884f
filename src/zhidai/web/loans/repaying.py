"""The bank records money received: amount and day, then a page to confirm both."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput
from zhidai.core.money import from_fen, in_words, parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.queries import loan_view, settlement_on
from zhidai.services.lending.views import LoanView
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import (
    CommandPage,
    amount_field,
    command_page,
    shown,
    typed_amount,
)
from zhidai.web.loans.loan_page import settlement_rows
from zhidai.web.loans.words import in_language, loan_address
from zhidai.web.shared.components import FormField, SummaryRow
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan

AMOUNT, DAY, CONFIRMED = "amount", "effective_on", "confirmed"
BLAMES = {
    "money_": AMOUNT,
    "amount_": AMOUNT,
    "repayment_above": AMOUNT,
    "calendar_": DAY,
    "repayment_in_future": DAY,
    "repayment_before": DAY,
}


@answers_refusals
@acting_required(PartyKind.BANK)
def repay(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """What is due; amount and day; then the same facts to confirm."""
    view = loan_view(acting, key)
    page = _page(view, request.POST)

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return record_repayment(
            acting,
            key,
            amount=typed_amount(sent.get(AMOUNT, "")),
            effective_on=parse_day(sent.get(DAY, "")),
            key=idempotency_key,
        )

    if request.method != "POST" or request.POST.get(CONFIRMED):
        return command_page(request, page, do=do)
    try:
        amount = to_fen(parse_yuan(typed_amount(request.POST.get(AMOUNT, ""))))
        day = parse_day(request.POST.get(DAY, ""))
    except BadInput as refused:
        return shown(request, page, refused.reasons)
    return shown(request, _confirming(acting, page, view, amount=amount, day=day))


def _page(view: LoanView, typed: QueryDict) -> CommandPage:
    today = business_date.today()
    return CommandPage(
        overline=view.key,
        title=_("Record a repayment"),
        clause=view.clauses.get(Topic.REPAYMENT),
        scheme=view.scheme,
        lead=_("Interest due is paid first, then principal. More than what is owed is refused."),
        rows=(_enterprise(view), *_due(view), *settlement_rows(view.settlement)),
        fields=(
            amount_field(
                AMOUNT,
                label=_("Amount received"),
                value=typed.get(AMOUNT, ""),
                hint=_("For example 12125.00 or 1.2125万元"),
            ),
            FormField(
                name=DAY,
                label=_("Day on which the money arrived"),
                value=typed.get(DAY, today.isoformat()),
                hint=_("For example 2021-03-01; not after today."),
                width="medium",
            ),
        ),
        confirm_text=_("Continue"),
        back_url=loan_address(view.key),
        done=_("The repayment is recorded."),
        blames=BLAMES,
    )


def _enterprise(view: LoanView) -> SummaryRow:
    return SummaryRow(label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en))


def _due(view: LoanView) -> tuple[SummaryRow, ...]:
    due = view.interest_due + view.principal_overdue
    return (
        SummaryRow(
            label=_("Due today, interest and principal"), value=yuan(due), note=ten_thousands(due)
        ),
    )


def _confirming(
    acting: Acting, page: CommandPage, view: LoanView, *, amount: int, day: date
) -> CommandPage:
    """The same command with nothing left to type."""
    sent = {AMOUNT: f"{amount // 100}.{amount % 100:02d}", DAY: day.isoformat(), CONFIRMED: "yes"}
    return replace(
        page,
        title=_("Confirm the repayment"),
        lead=None,
        rows=(
            _enterprise(view),
            SummaryRow(label=_("Amount received"), value=yuan(amount), note=_words(amount)),
            SummaryRow(label=_("Day on which the money arrived"), value=day.isoformat()),
            *_settlement(acting, view, day),
        ),
        fields=(),
        hidden=sent,
        warning=_("A recorded repayment is not changed; a mistake is put right by two people."),
        confirm_text=_("Record the repayment"),
        back_url=reverse("loans:repay", args=[view.key]),
    )


def _settlement(acting: Acting, view: LoanView, day: date) -> list[SummaryRow]:
    """What would have settled the loan on the day of the money, where that day can be asked for."""
    if not view.drawn_on <= day <= business_date.today():
        return []
    total = settlement_on(acting, view.key, day).total
    return [
        SummaryRow(
            label=_("Settles the loan on {day}").format(day=day.isoformat()), value=yuan(total)
        )
    ]


def _words(amount: int) -> str:
    return f"{ten_thousands(amount)} · {in_words(from_fen(amount))}"
