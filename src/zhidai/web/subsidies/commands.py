"""Claiming, approving, refusing and paying subsidies: the computation, then one button."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import PartyKind
from zhidai.core.policy.quantity import format_quantity
from zhidai.services.acting import Acting
from zhidai.services.subsidies.commands import (
    approve_subsidy,
    claim_subsidy,
    pay_subsidy,
    refuse_subsidy,
)
from zhidai.services.subsidies.queries import subsidy_view
from zhidai.services.subsidies.views import SubsidyView
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.loans.words import in_language
from zhidai.web.shared.attachments import Attachments
from zhidai.web.shared.components import FieldKind, FormField, SummaryRow, Text
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.subsidies.payments import whole_number
from zhidai.web.subsidies.statements import (
    ceilings_table,
    papers_table,
    payer_rows,
    statement_table,
)
from zhidai.web.subsidies.words import who

GROUNDS, PUBLICITY = "grounds", "publicity_days"


@answers_refusals
@acting_required(PartyKind.ENTERPRISE)
def claim(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """What would be paid, line by line, the proofs that are asked for, and the claim."""
    view = subsidy_view(acting, key)
    attachments = Attachments(view.papers_asked, language=language(), request=request)
    page = _page(
        view,
        title=_("Claim subsidies"),
        confirm_text=_("Claim this amount"),
        done=_("The claim has been sent to the bureau."),
        lead=_("Computed on interest and fees actually paid. A cap is never exceeded by rounding."),
        attachments=attachments,
    )

    def do(_sent: QueryDict, idempotency_key: str) -> Answer:
        uploads = tuple(attachments.files.items())
        return claim_subsidy(acting, key, uploads=uploads, key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def approve(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The bureau approves what was computed."""
    view = subsidy_view(acting, key)
    page = _page(
        view,
        title=_("Approve the subsidies"),
        confirm_text=_("Approve this amount"),
        done=_("Approved; the treasury can pay."),
        warning=_("The treasury is asked to pay. Until it has paid you can withdraw the approval."),
        fields=() if view.publicity else (_publicity_field(request.POST),),
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        days = None if view.publicity else whole_number(sent.get(PUBLICITY, "") or "0")
        return approve_subsidy(acting, key, publicity_days=days, key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.BUREAU)
def refuse(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The bureau refuses, or withdraws its approval, with its grounds."""
    view = subsidy_view(acting, key)
    withdraws = view.may_withdraw
    page = _page(
        view,
        title=_("Withdraw the approval") if withdraws else _("Refuse the subsidy claim"),
        confirm_text=_("Withdraw the approval") if withdraws else _("Refuse the claim"),
        done=_("The claim has been refused; the enterprise may claim again."),
        lead=_("An objection was right. Nothing is paid.") if withdraws else None,
        fields=(
            FormField(
                name=GROUNDS,
                label=_("Grounds"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(GROUNDS, ""),
                hint=_("The enterprise reads this."),
            ),
        ),
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return refuse_subsidy(acting, key, grounds=sent.get(GROUNDS, ""), key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.TREASURY)
def pay(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The treasury records that all lines are paid."""
    page = _page(
        subsidy_view(acting, key),
        title=_("Pay the subsidies"),
        confirm_text=_("Record the payment"),
        done=_("The subsidies are paid."),
        warning=_("A recorded payment cannot be taken back."),
    )

    def do(_sent: QueryDict, idempotency_key: str) -> Answer:
        return pay_subsidy(acting, key, key=idempotency_key)

    return command_page(request, page, do=do)


def _publicity_field(typed: QueryDict) -> FormField:
    """Where the scheme states no period the bureau chooses one."""
    return FormField(
        name=PUBLICITY,
        label=_("Days of publicity before payment"),
        value=typed.get(PUBLICITY, "0"),
        hint=_("0 for none. The plan names no period; the day of approval is not counted."),
        width="narrow",
        inputmode="numeric",
    )


def _page(
    view: SubsidyView,
    *,
    title: Text,
    confirm_text: Text,
    done: Text,
    lead: Text | None = None,
    warning: Text | None = None,
    fields: tuple[FormField, ...] = (),
    attachments: Attachments | None = None,
) -> CommandPage:
    name = in_language(view.enterprise, view.enterprise_en)
    rows = [SummaryRow(label=_("Enterprise"), value=name), *payer_rows(view)]
    if view.approved_on is not None:
        day = view.approved_on.isoformat()
        rows.append(SummaryRow(label=_("Approved on"), value=day, note=who(view.approved_by)))
    elif view.publicity:
        said = " · ".join(
            dict.fromkeys(format_quantity(each, language()) for each in view.publicity)
        )
        rows.append(SummaryRow(label=_("Publicity before payment"), value=said))
    papers = () if attachments or not view.papers else (papers_table(view),)
    return CommandPage(
        overline=view.loan,
        title=title,
        clause=view.clause,
        scheme=view.scheme,
        lead=lead,
        warning=warning,
        rows=tuple(rows),
        tables=(statement_table(view), ceilings_table(view), *papers),
        fields=fields,
        attachments=attachments,
        confirm_text=confirm_text,
        back_url=reverse("subsidies:subsidy", args=[view.loan]),
        done=done,
        blames={
            "subsidy_refusal": GROUNDS,
            "grounds_": GROUNDS,
            "subsidy_publicity": PUBLICITY,
            "number_": PUBLICITY,
        },
    )
