"""The bank records money received: amount and day, then a page to confirm both."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.lending.state import LoanStatus
from zhidai.core.money import from_fen, in_words, parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.views import LoanView
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import (
    CONFIRMED,
    CommandPage,
    amount_field,
    booked_later,
    confirmed_page,
    past_day_field,
    typed_amount,
)
from zhidai.web.loans.loan_page import settlement_rows
from zhidai.web.loans.words import in_language, loan_address, money_column
from zhidai.web.shared.components import Column, SummaryRow, Table, table
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan

AMOUNT, DAY = "amount", "effective_on"
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

    return confirmed_page(
        request,
        page,
        do=do,
        read=lambda: loan_view(acting, key),
        confirming=lambda after: _confirming(page, view, after, request.POST),
    )


def _page(view: LoanView, typed: QueryDict) -> CommandPage:
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
            past_day_field(
                DAY, label=_("Day on which the money arrived"), value=typed.get(DAY, "")
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
    page: CommandPage, before: LoanView, after: LoanView, typed: QueryDict
) -> CommandPage:
    """The same command with nothing left to type, and what it would do."""
    amount = to_fen(parse_yuan(typed_amount(typed.get(AMOUNT, ""))))
    day = parse_day(typed.get(DAY, ""))
    sent = {AMOUNT: f"{amount // 100}.{amount % 100:02d}", DAY: day.isoformat(), CONFIRMED: "yes"}
    return replace(
        page,
        title=_("Confirm the repayment"),
        lead=None,
        rows=(
            _enterprise(before),
            SummaryRow(label=_("Amount received"), value=yuan(amount), note=_words(amount)),
            SummaryRow(
                label=_("Day on which the money arrived"),
                value=day.isoformat(),
                note=booked_later(day),
            ),
            *_used(before, after),
            *_settled(after),
        ),
        tables=(_what_remains(before, after),),
        fields=(),
        hidden=sent,
        warning=_("A recorded repayment is not changed; a mistake is put right by two people."),
        confirm_text=_("Record the repayment"),
        back_url=reverse("loans:repay", args=[before.key]),
    )


def _used(before: LoanView, after: LoanView) -> list[SummaryRow]:
    """Where the money goes, part by part."""
    known = {(line.kind, line.event) for line in before.money}
    line = next(one for one in after.money if (one.kind, one.event) not in known)
    parts = (
        (_("Used for interest and penalty"), line.interest),
        (_("Kept for interest not due yet"), line.in_advance),
        (_("Used for principal"), line.principal),
    )
    return [SummaryRow(label=label, value=yuan(part)) for label, part in parts if part]


def _settled(after: LoanView) -> list[SummaryRow]:
    if after.status != LoanStatus.CLOSED:
        return []
    told = _("The loan is settled with it: its case is closed and its pledges are released.")
    return [SummaryRow(label=_("What follows"), value=told)]


def _what_remains(before: LoanView, after: LoanView) -> Table:
    """Today, without the money and with it; of an earlier day it moves more than its amount."""
    stages = ((_("not counted"), before), (_("counted"), after))
    return table(
        caption=_("What is owed today"),
        columns=[
            _("This repayment"),
            money_column(_("Unpaid principal")),
            money_column(_("Interest due")),
            money_column(_("of it penalty")),
            money_column(_("Settles the loan")),
            Column(label=_("Days overdue"), is_numeric=True),
        ],
        rows=[
            (
                label,
                yuan(view.balance),
                yuan(view.interest_due),
                yuan(view.penalty_due),
                yuan(view.settlement.total),
                str(view.overdue_days),
            )
            for label, view in stages
        ],
    )


def _words(amount: int) -> str:
    return f"{ten_thousands(amount)} · {in_words(from_fen(amount))}"
