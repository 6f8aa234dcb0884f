"""Asking a paid subsidy back: proposed by the bureau, decided and received by the treasury."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from zhidai.core.errors import reason
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.clawback import ClawbackCause
from zhidai.services.acting import Acting
from zhidai.services.refusal import Refused
from zhidai.services.subsidies.clawing_back import (
    decide_clawback,
    propose_clawback,
    record_return,
)
from zhidai.services.subsidies.queries import subsidy_view
from zhidai.services.subsidies.views import ClawbackLine, SubsidyView
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, amount_field, command_page, typed_amount
from zhidai.web.loans.words import in_language, money_column
from zhidai.web.shared.components import (
    FieldKind,
    FormField,
    Option,
    SummaryRow,
    Table,
    Tag,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan

LEVEL, AMOUNT, CAUSE, GROUNDS, DECISION = "level", "amount", "cause", "grounds", "decision"
CONFIRM, DROP = "confirm", "drop"
CAUSES: Mapping[str, Promise] = {
    ClawbackCause.MISUSE: pgettext_lazy("clawback", "Loan used for something else"),
    ClawbackCause.FALSE_PAPERS: pgettext_lazy("clawback", "False papers"),
    ClawbackCause.ERROR: pgettext_lazy("clawback", "Error in the computation"),
}


@answers_refusals
@acting_required(PartyKind.BUREAU)
def propose(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """How much of whose payment is asked back, and why."""
    view = subsidy_view(acting, key)
    page = _page(
        view,
        title=str(_("Ask a subsidy back")),
        lead=str(_("At most what this payer paid for the loan. The treasury decides on it.")),
        fields=_fields(view, request.POST),
        confirm_text=str(_("Propose the claw-back")),
        done=str(_("The claw-back is proposed; the treasury decides.")),
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return propose_clawback(
            acting,
            key,
            level=sent.get(LEVEL, ""),
            amount=typed_amount(sent.get(AMOUNT, "")),
            cause=sent.get(CAUSE, ""),
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.TREASURY)
def decide(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The oldest claw-back that waits, and what the treasury decides."""
    view = subsidy_view(acting, key)
    waiting = next((one for one in view.clawbacks if one.is_confirmed is None), None)
    page = _page(
        view,
        title=str(_("Decide on a claw-back")),
        lead=_said(waiting),
        fields=(
            FormField(
                name=DECISION,
                label=_("Decision"),
                kind=FieldKind.RADIOS,
                options=(
                    Option(value=CONFIRM, label=_("Confirm: the enterprise owes this amount")),
                    Option(value=DROP, label=_("Drop: nothing is asked back")),
                ),
            ),
        ),
        confirm_text=str(_("Record the decision")),
        done=str(_("The decision is recorded.")),
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        decision = sent.get(DECISION, "")
        if waiting is None:
            raise Refused((reason("clawback_none_waiting", view.clause),))
        if decision not in (CONFIRM, DROP):
            raise Refused((reason("clawback_decision_missing", view.clause),))
        return decide_clawback(
            acting, key, waiting.id, is_confirmed=decision == CONFIRM, key=idempotency_key
        )

    return command_page(request, page, do=do)


@answers_refusals
@acting_required(PartyKind.TREASURY)
def returned(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The oldest confirmed claw-back whose money is not back."""
    view = subsidy_view(acting, key)
    owed = next(
        (one for one in view.clawbacks if one.is_confirmed and one.returned_on is None), None
    )
    page = _page(
        view,
        title=str(_("Record money that came back")),
        lead=_said(owed),
        confirm_text=str(_("Record the return")),
        done=str(_("The return is recorded.")),
    )

    def do(_sent: QueryDict, idempotency_key: str) -> Answer:
        if owed is None:
            raise Refused((reason("clawback_none_waiting", view.clause),))
        return record_return(acting, key, owed.id, key=idempotency_key)

    return command_page(request, page, do=do)


def clawbacks_table(view: SubsidyView) -> Table | None:
    """What was asked back, by whom decided, and whether it is back; None where nothing was."""
    if not view.clawbacks:
        return None
    return table(
        caption=_("Asked back"),
        is_caption_hidden=True,
        columns=[
            _("Payer"),
            money_column(_("Amount")),
            _("Cause"),
            _("Grounds"),
            _("Proposed"),
            _("Decided"),
            _("Status"),
        ],
        rows=[
            (
                one.payer.in_language(language()),
                yuan(one.amount),
                str(CAUSES[one.cause]),
                one.grounds,
                f"{one.proposed_on.isoformat()} {one.proposed_by.in_language(language())}",
                _decided(one),
                _status(one),
            )
            for one in view.clawbacks
        ],
    )


def _decided(one: ClawbackLine) -> str:
    if one.decided_on is None or one.decided_by is None:
        return ""
    return f"{one.decided_on.isoformat()} {one.decided_by.in_language(language())}"


def _status(one: ClawbackLine) -> Tag:
    if one.is_confirmed is None:
        return Tag(text=_("Waits for the treasury"), tone=Tone.ACTIVE)
    if not one.is_confirmed:
        return Tag(text=_("Dropped"))
    if one.returned_on is None:
        return Tag(text=_("Owed by the enterprise"), tone=Tone.BAD)
    return Tag(text=_("Back since {day}").format(day=one.returned_on.isoformat()))


def _said(one: ClawbackLine | None) -> str:
    if one is None:
        return str(_("Nothing waits here."))
    return f"{yuan(one.amount)} · {CAUSES[one.cause]} · {one.grounds}"


def _fields(view: SubsidyView, typed: QueryDict) -> tuple[FormField, ...]:
    def choice(name: str, options: Mapping[str, object]) -> tuple[Option, ...]:
        return tuple(
            Option(value=value, label=str(label), is_chosen=typed.get(name) == value)
            for value, label in options.items()
        )

    levels = {name: label.in_language(language()) for name, label in view.payers.items()}
    return (
        FormField(
            name=LEVEL, label=_("Payer"), kind=FieldKind.RADIOS, options=choice(LEVEL, levels)
        ),
        amount_field(AMOUNT, label=_("Amount asked back"), value=typed.get(AMOUNT, "")),
        FormField(
            name=CAUSE, label=_("Cause"), kind=FieldKind.RADIOS, options=choice(CAUSE, CAUSES)
        ),
        FormField(
            name=GROUNDS,
            label=_("Grounds"),
            kind=FieldKind.LONG_TEXT,
            value=typed.get(GROUNDS, ""),
            hint=_("The enterprise and the treasury read this."),
        ),
    )


def _page(
    view: SubsidyView,
    *,
    title: str,
    lead: str,
    confirm_text: str,
    done: str,
    fields: tuple[FormField, ...] = (),
) -> CommandPage:
    earlier = clawbacks_table(view)
    paid = [
        SummaryRow(label=label.in_language(language()), value=yuan(amount))
        for label, amount in view.by_level
    ]
    return CommandPage(
        overline=view.loan,
        title=title,
        clause=view.clause,
        scheme=view.scheme,
        lead=lead,
        rows=(
            SummaryRow(
                label=_("Enterprise"), value=in_language(view.enterprise, view.enterprise_en)
            ),
            *paid,
        ),
        tables=(earlier,) if earlier else (),
        fields=fields,
        warning=_("What is recorded here cannot be taken back."),
        confirm_text=confirm_text,
        back_url=reverse("subsidies:subsidy", args=[view.loan]),
        done=done,
        blames={
            "subsidy_level": LEVEL,
            "money_": AMOUNT,
            "amount_": AMOUNT,
            "clawback_above": AMOUNT,
            "clawback_cause": CAUSE,
            "clawback_needs_grounds": GROUNDS,
            "grounds_": GROUNDS,
            "clawback_decision": DECISION,
        },
    )
