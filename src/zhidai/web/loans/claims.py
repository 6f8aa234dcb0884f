"""Starting a claim and paying it: one page for each command."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.money import from_fen, parse_yuan, to_fen
from zhidai.core.parties import PAYING, PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.commands import pay_claim, start_claim
from zhidai.services.guarantees.preview import claim_preview
from zhidai.services.guarantees.queries import claim_view
from zhidai.services.guarantees.views import ClaimPreview, ClaimShareLine, ClaimView, PreviewLine
from zhidai.services.lending.queries import loan_view
from zhidai.services.lending.views import LoanView
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import (
    CONFIRMED,
    CommandPage,
    amount_field,
    booked_later,
    command_page,
    confirmed_page,
    past_day_field,
    typed_amount,
)
from zhidai.web.loans.words import in_language, loan_address, money_column, percent
from zhidai.web.shared.components import (
    Column,
    SummaryRow,
    Table,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import deadline, ten_thousands, yuan
from zhidai.web.shared.words import role_name
from zhidai.wording.speech import sentences

AMOUNT, DAY = "amount", "paid_on"


@answers_refusals
@acting_required(PartyKind.BANK)
def start(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The facts, who would owe what, and the button."""
    view, preview = loan_view(acting, key), claim_preview(acting, key)
    page = CommandPage(
        overline=key,
        title=_("Start a claim"),
        clause=view.clauses.get(Topic.CLAIM),
        scheme=view.scheme,
        lead=_(
            "Once a loan is overdue long enough, the bank may ask those who share its loss for "
            "their shares of the unpaid principal, payable within the grace period; it bears its "
            "own share."
        )
        if view.overdue_days
        else _("Nothing of the loan is overdue today, so no claim can start."),
        rows=tuple(_facts(view, preview)),
        tables=(_expected(preview),) if preview.lines else (),
        warning=_("Claim notices are issued to the payers at once. This cannot be undone."),
        confirm_text=_("Start the claim"),
        back_url=loan_address(key),
        done=_("The claim has been started and the notices are issued."),
        is_open=view.overdue_days > 0,
    )

    def do(_sent: QueryDict, idempotency_key: str) -> Answer:
        return start_claim(acting, key, key=idempotency_key)

    return command_page(request, page, do=do)


def _facts(view: LoanView, preview: ClaimPreview) -> list[SummaryRow]:
    since = view.overdue_since
    return [
        SummaryRow(label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en)),
        SummaryRow(
            label=_("Unpaid principal"), value=yuan(view.balance), note=ten_thousands(view.balance)
        ),
        *_shared(view, preview),
        SummaryRow(
            label=_("Unpaid interest"),
            value=yuan(view.settlement.total - view.settlement.principal),
            note=_("Interest is not shared; it stays with the bank."),
            clause=view.clauses.get(Topic.LOSS),
        ),
        SummaryRow(
            label=_("Days overdue"),
            value=str(view.overdue_days),
            note=_("since {day}").format(day=since.isoformat()) if since else None,
            clause=view.clauses.get(Topic.CLAIM),
        ),
    ]


def _shared(view: LoanView, preview: ClaimPreview) -> list[SummaryRow]:
    """The part that is shared where it is not the whole, or why nothing can be."""
    label, source = _("Shared of it"), view.clauses.get(Topic.LOSS)
    if preview.against:
        why = " ".join(sentences(preview.against, language()))
        return [SummaryRow(label=label, value=why, clause=source)]
    if preview.shared == preview.principal:
        return []
    note = _("only what the pledged rights secure; the bank bears the rest")
    return [SummaryRow(label=label, value=yuan(preview.shared), note=note, clause=source)]


def _expected(preview: ClaimPreview) -> Table:
    """What the claim will ask of each party, by the shares in force."""
    source = (
        _("as signed in {agreement}").format(agreement=preview.agreement)
        if preview.agreement
        else _("by the scheme's own shares, no signed agreement replacing them")
    )
    return table(
        caption=_("Shares of the unpaid principal, {source}").format(source=source),
        columns=[
            _("Party"),
            Column(label=_("Share"), is_numeric=True),
            money_column(_("Amount")),
            _("What it does"),
        ],
        rows=[
            (role_name(line.role), percent(line.share), yuan(line.amount), _does(line))
            for line in preview.lines
        ],
        total=(_("Total"), "", yuan(sum(line.amount for line in preview.lines)), ""),
    )


def _does(line: PreviewLine) -> str:
    if line.role == PartyKind.BANK:
        return _("bears it at once")
    told = [_("pays the bank within the grace period")]
    if line.deferred:
        told = [
            _("pays {now} within the grace period, {later} once the disposal has ended").format(
                now=yuan(line.amount - line.deferred), later=yuan(line.deferred)
            )
        ]
    if line.cut:
        cut = _("a cap of the scheme cuts off {amount}, which the bank bears")
        told.append(cut.format(amount=yuan(line.cut)))
    return " · ".join(told)


@answers_refusals
@acting_required(*PAYING)
def pay(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """What this party owes on the claim, and the amount it pays."""
    view = claim_view(acting, key)
    ours = next((line for line in view.shares if line.is_ours), None)
    owed = ours.owed if ours else 0
    page = CommandPage(
        overline=key,
        title=_("Pay the claim"),
        clause=view.clauses.get(Topic.CLAIM),
        lead=_("The whole amount or a part of it. The first payment excludes the enterprise.")
        if owed
        else _("Nothing is owed on this claim by your party."),
        rows=tuple(_owed_rows(view, ours)),
        fields=(
            amount_field(
                AMOUNT,
                label=_("Amount paid to the bank"),
                value=request.POST.get(AMOUNT, f"{from_fen(owed):.2f}"),
            ),
            past_day_field(
                DAY, label=_("Day on which the money arrived"), value=request.POST.get(DAY, "")
            ),
        ),
        confirm_text=_("Continue"),
        back_url=reverse("loans:claim_view", args=[key]),
        done=_("The payment on the claim is recorded."),
        is_open=owed > 0,
        blames={
            "money_": AMOUNT,
            "amount_": AMOUNT,
            "claim_payment_above": AMOUNT,
            "claim_money": DAY,
            "calendar_": DAY,
        },
    )

    def do(posted: QueryDict, idempotency_key: str) -> Answer:
        amount, day = typed_amount(posted.get(AMOUNT, "")), posted.get(DAY, "").strip()
        return pay_claim(
            acting,
            key,
            amount=amount,
            paid_on=parse_day(day) if day else None,
            key=idempotency_key,
        )

    return confirmed_page(
        request,
        page,
        do=do,
        read=lambda: claim_view(acting, key),
        confirming=lambda after: _confirming(page, view, after, request.POST),
    )


def _confirming(
    page: CommandPage, before: ClaimView, after: ClaimView, typed: QueryDict
) -> CommandPage:
    """The same payment with nothing left to type, and what it comes to."""
    amount = to_fen(parse_yuan(typed_amount(typed.get(AMOUNT, ""))))
    day = typed.get(DAY, "").strip() or business_date.today().isoformat()
    left = sum(line.owed for line in after.shares if line.is_ours)
    return replace(
        page,
        title=_("Confirm the payment on the claim"),
        lead=None,
        rows=(
            SummaryRow(
                label=_("Enterprise"), value=in_language(before.enterprise, before.enterprise_en)
            ),
            SummaryRow(
                label=_("Amount paid to the bank"), value=yuan(amount), note=ten_thousands(amount)
            ),
            SummaryRow(
                label=_("Day on which the money arrived"),
                value=parse_day(day).isoformat(),
                note=booked_later(parse_day(day)),
            ),
            SummaryRow(label=_("Still owed afterwards"), value=yuan(left)),
            *_exclusion(before, after),
        ),
        fields=(),
        hidden={
            AMOUNT: f"{amount // 100}.{amount % 100:02d}",
            DAY: parse_day(day).isoformat(),
            CONFIRMED: "yes",
        },
        warning=_("A recorded payment is not changed; a mistake is put right by two people."),
        confirm_text=_("Record the payment"),
        back_url=reverse("loans:pay_claim", args=[before.loan]),
    )


def _exclusion(before: ClaimView, after: ClaimView) -> list[SummaryRow]:
    """The first payment excludes the enterprise, which its payer should see before."""
    if before.excluded_since or after.excluded_since is None or after.excluded_until is None:
        return []
    told = _("from {since} until {until}").format(
        since=after.excluded_since.isoformat(), until=after.excluded_until.isoformat()
    )
    cited = after.clauses.get(Topic.EXCLUSION)
    return [SummaryRow(label=_("Excludes the enterprise"), value=told, clause=cited)]


def _owed_rows(view: ClaimView, ours: ClaimShareLine | None) -> list[SummaryRow]:
    rows = [
        SummaryRow(label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en)),
        SummaryRow(label=_("Principal claimed"), value=yuan(view.principal_loss)),
    ]
    if ours is None:
        return rows
    return [
        *rows,
        SummaryRow(
            label=_("Our share"),
            value=yuan(ours.amount),
            note=percent(ours.loss_share),
            clause=view.clauses.get(Topic.SHARING),
        ),
        SummaryRow(label=_("Paid so far"), value=yuan(ours.paid)),
        *([SummaryRow(label=_("Set off from recoveries"), value=yuan(ours.set_off))]
          if ours.set_off else []),
        SummaryRow(
            label=_("Still owed"),
            value=yuan(ours.owed),
            note=deadline(view.grace_until, business_date.today()) if ours.owed else None,
            clause=view.clauses.get(Topic.CLAIM),
        ),
    ]  # fmt: skip
