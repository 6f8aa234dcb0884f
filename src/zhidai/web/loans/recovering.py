"""Recording what was recovered: its kind, its gross amount, what it cost, where it came from."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.guarantees.disposal import RecoveryKind
from zhidai.core.parties import RECOVERING
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.guarantees.commands import record_recovery
from zhidai.services.guarantees.queries import claim_view
from zhidai.services.guarantees.views import ClaimView, RecoveryLine
from zhidai.services.transactions import Answer
from zhidai.web.loans.claim_events import RECOVERY_KINDS
from zhidai.web.loans.commands import (
    CONFIRMED,
    CommandPage,
    amount_field,
    booked_later,
    confirmed_page,
    past_day_field,
    typed_amount,
)
from zhidai.web.loans.words import in_language, money_column
from zhidai.web.shared.components import FieldKind, FormField, Option, SummaryRow, Table, table
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.shared.words import role_name

GROSS, COSTS, SOURCE, KIND, DAY = "gross", "costs", "source", "kind", "received_on"
COSTS_BY = "costs_by"


@answers_refusals
@acting_required(*RECOVERING)
def recover(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """Money recovered: gross, what it cost, where it came from."""
    view = claim_view(acting, key)
    sent = request.POST if request.method == "POST" else QueryDict()
    page = CommandPage(
        overline=key,
        title=_("Record a recovery"),
        clause=view.clauses.get(Topic.RECOVERY),
        lead=_(
            "Costs come off first; the rest goes back in proportion to the losses, then to the "
            "bank's unpaid interest, and what is left belongs to the pledgor."
        ),
        rows=(
            SummaryRow(
                label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en)
            ),
            SummaryRow(label=_("Principal claimed"), value=yuan(view.principal_loss)),
            SummaryRow(
                label=_("Not recovered yet"),
                value=yuan(sum(line.net_loss for line in view.shares)),
            ),
        ),
        fields=_fields(sent, view),
        confirm_text=_("Continue"),
        back_url=reverse("loans:claim_view", args=[key]),
        done=_("The recovery is recorded and shared out."),
        blames={
            "money_": GROSS,
            "amount_": GROSS,
            "claim_money": DAY,
            "calendar_": DAY,
            "recovery_needs_source": SOURCE,
            "recovery_costs": COSTS_BY,
            "recovery_": KIND,
        },
    )

    def do(posted: QueryDict, idempotency_key: str) -> Answer:
        return record_recovery(
            acting,
            key,
            gross=typed_amount(posted.get(GROSS, "")),
            costs=typed_amount(posted.get(COSTS, "")),
            source=posted.get(SOURCE, ""),
            kind=_recovery_kind(posted.get(KIND, "")),
            received_on=_day(posted),
            costs_by=posted.get(COSTS_BY, ""),
            key=idempotency_key,
        )

    return confirmed_page(
        request,
        page,
        do=do,
        read=lambda: claim_view(acting, key),
        confirming=lambda after: _confirming(page, view, after, sent),
    )


def _confirming(
    page: CommandPage, before: ClaimView, after: ClaimView, typed: QueryDict
) -> CommandPage:
    """The same recovery with nothing left to type, and where its money would go."""
    known = {one.number for one in before.recoveries}
    one = next(each for each in after.recoveries if each.number not in known)
    return replace(
        page,
        title=_("Confirm the recovery"),
        lead=None,
        rows=(
            page.rows[0],
            SummaryRow(label=_("What brought the money"), value=RECOVERY_KINDS[one.kind]),
            SummaryRow(label=_("Where the money came from"), value=one.source),
            SummaryRow(
                label=_("Amount recovered"), value=yuan(one.gross), note=ten_thousands(one.gross)
            ),
            SummaryRow(
                label=_("Costs of the recovery"),
                value=yuan(one.costs),
                note=_("paid by: {party}").format(party=role_name(one.costs_by))
                if one.costs
                else None,
            ),
            SummaryRow(
                label=_("Day on which the money arrived"),
                value=one.received_on.isoformat(),
                note=booked_later(one.received_on),
            ),
        ),
        tables=(_shared_out(one),),
        fields=(),
        hidden={
            **{name: typed.get(name, "") for name in (KIND, GROSS, COSTS, COSTS_BY, SOURCE)},
            DAY: one.received_on.isoformat(),
            CONFIRMED: "yes",
        },
        warning=_("A recorded recovery is not changed; a mistake is put right by two people."),
        confirm_text=_("Record the recovery"),
        back_url=reverse("loans:recover", args=[before.loan]),
    )


def _shared_out(one: RecoveryLine) -> Table:
    """The waterfall of this receipt: its parts are its gross amount."""
    parts = (
        (_("Costs, carried ones with them"), one.costs_paid),
        *((role_name(role), amount) for role, amount in one.shares),
        (_("Bank's interest"), one.to_interest),
        (_("Pledgor"), one.to_pledgor),
    )
    return table(
        caption=_("Where the money goes"),
        columns=[_("To"), money_column(_("Amount"))],
        rows=[(label, yuan(amount)) for label, amount in parts if amount],
        total=(_("Total"), yuan(one.gross)),
    )


def _day(typed: QueryDict) -> date | None:
    text = typed.get(DAY, "").strip()
    return parse_day(text) if text else None


def _fields(sent: QueryDict, view: ClaimView) -> tuple[FormField, ...]:
    return (
        FormField(
            name=KIND,
            label=_("What brought the money"),
            kind=FieldKind.RADIOS,
            options=tuple(
                Option(value=kind, label=label, is_chosen=sent.get(KIND) == kind)
                for kind, label in RECOVERY_KINDS.items()
            ),
        ),
        amount_field(GROSS, label=_("Amount recovered"), value=sent.get(GROSS, "")),
        amount_field(
            COSTS,
            label=_("Costs of the recovery"),
            value=sent.get(COSTS, ""),
            hint=_("Court, auction and enforcement. Leave empty if there were none."),
        ),
        FormField(
            name=COSTS_BY,
            label=_("Who paid the costs"),
            kind=FieldKind.RADIOS,
            options=tuple(
                Option(
                    value=line.role,
                    label=role_name(line.role),
                    is_chosen=sent.get(COSTS_BY, view.our_role) == line.role,
                )
                for line in view.shares
            ),
        ),
        past_day_field(DAY, label=_("Day on which the money arrived"), value=sent.get(DAY, "")),
        FormField(
            name=SOURCE,
            label=_("Where the money came from"),
            value=sent.get(SOURCE, ""),
            hint=_("For example: auction of the patent on the property-rights exchange"),
        ),
    )


def _recovery_kind(typed: str) -> RecoveryKind:
    if typed not in set(RecoveryKind):
        raise bad_input("recovery_kind_unknown")
    return RecoveryKind(typed)
