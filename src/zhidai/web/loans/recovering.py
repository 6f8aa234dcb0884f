"""Recording what was recovered: its kind, its gross amount, what it cost, where it came from."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.errors import bad_input
from zhidai.core.guarantees.disposal import RecoveryKind
from zhidai.core.parties import RECOVERING
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.guarantees.commands import record_recovery
from zhidai.services.guarantees.queries import claim_view
from zhidai.services.transactions import Answer
from zhidai.web.loans.claim_events import RECOVERY_KINDS
from zhidai.web.loans.commands import CommandPage, amount_field, command_page, typed_amount
from zhidai.web.loans.words import in_language
from zhidai.web.shared.components import FieldKind, FormField, Option, SummaryRow
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan

GROSS, COSTS, SOURCE, KIND = "gross", "costs", "source", "kind"


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
        fields=_fields(sent),
        warning=_("A recorded recovery is shared out at once and cannot be taken back."),
        confirm_text=_("Record the recovery"),
        back_url=reverse("loans:claim_view", args=[key]),
        done=_("The recovery is recorded and shared out."),
        blames={
            "money_": GROSS,
            "amount_": GROSS,
            "recovery_needs_source": SOURCE,
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
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def _fields(sent: QueryDict) -> tuple[FormField, ...]:
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
