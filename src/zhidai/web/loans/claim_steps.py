"""Two commands on a claim that move no money: a refusal to pay, and a step of the disposal."""

from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.guarantees.disposal import DisposalKind, DisposalStep
from zhidai.core.parties import PAYING, RECOVERING
from zhidai.core.policy.citing import Topic
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.commands import record_disposal, refuse_claim
from zhidai.services.guarantees.queries import claim_view, disposal_papers
from zhidai.services.guarantees.views import ClaimView
from zhidai.services.transactions import Answer
from zhidai.web.loans.claim_events import DISPOSAL_KINDS, disposal_table
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.loans.words import in_language
from zhidai.web.shared.attachments import Attachments
from zhidai.web.shared.components import FieldKind, FormField, Option, SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan

GROUNDS, KIND, DAY, RECORD = "grounds", "kind", "held_on", "record"


@answers_refusals
@acting_required(*PAYING)
def refuse(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The payer's grounds; what it owes is not changed by them."""
    view = claim_view(acting, key)
    owed = sum(line.owed for line in view.shares if line.is_ours)
    page = CommandPage(
        overline=key,
        title=_("Refuse to pay"),
        clause=view.clauses.get(Topic.CLAIM),
        lead=_("The grounds are kept with the claim. The share stays owed until it is settled."),
        rows=(_enterprise(view), SummaryRow(label=_("Still owed"), value=yuan(owed))),
        fields=(
            FormField(
                name=GROUNDS,
                label=_("Grounds"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(GROUNDS, ""),
                hint=_("Bank, bureau and finance office read this."),
            ),
        ),
        warning=_("A recorded refusal cannot be taken back; paying later is possible."),
        confirm_text=_("Record the refusal"),
        back_url=_claim(key),
        done=_("The refusal is recorded."),
        blames={"claim_refusal": GROUNDS, "grounds_": GROUNDS},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return refuse_claim(acting, key, grounds=sent.get(GROUNDS, ""), key=idempotency_key)

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(*RECOVERING)
def dispose(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """What was done to realise the pledge, when, and where it is on record."""
    view = claim_view(acting, key)
    attachments = Attachments(disposal_papers(acting, key), language=language(), request=request)
    earlier = disposal_table(view)
    page = CommandPage(
        overline=key,
        title=_("Record a step of the disposal"),
        clause=view.clauses.get(Topic.RECOVERY),
        lead=_("The notice comes first; auction and transfer follow it, and then their money."),
        rows=(_enterprise(view),),
        tables=(earlier,) if earlier else (),
        fields=_fields(request.POST),
        attachments=attachments,
        warning=_("A recorded step cannot be taken back."),
        confirm_text=_("Record the step"),
        back_url=_claim(key),
        done=_("The step is recorded."),
        blames={
            "disposal_kind": KIND,
            "disposal_needs_record": RECORD,
            "disposal_": DAY,
            "calendar_": DAY,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return record_disposal(
            acting,
            key,
            DisposalStep(kind=_kind(sent.get(KIND, "")), held_on=parse_day(sent.get(DAY, ""))),
            record=sent.get(RECORD, ""),
            uploads=tuple(attachments.files.items()),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def _fields(typed: QueryDict) -> tuple[FormField, ...]:
    today: date = business_date.today()
    return (
        FormField(
            name=KIND,
            label=_("What was done"),
            kind=FieldKind.RADIOS,
            options=tuple(
                Option(value=kind, label=label, is_chosen=typed.get(KIND) == kind)
                for kind, label in DISPOSAL_KINDS.items()
            ),
        ),
        FormField(
            name=DAY,
            label=_("On which day"),
            value=typed.get(DAY, today.isoformat()),
            hint=_("For example 2021-03-01; not after today."),
            width="medium",
        ),
        FormField(
            name=RECORD,
            label=_("Where it is on record"),
            value=typed.get(RECORD, ""),
            hint=_("Exchange, court or registry, and the number of the record."),
        ),
    )


def _kind(typed: str) -> DisposalKind:
    if typed not in set(DisposalKind):
        raise bad_input("disposal_kind_unknown")
    return DisposalKind(typed)


def _enterprise(view: ClaimView) -> SummaryRow:
    return SummaryRow(label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en))


def _claim(key: str) -> str:
    return reverse("loans:claim_view", args=[key])
