"""A wrong payment or recovery of a claim put right: proposed by one person, decided by another."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.calendar import parse_day
from zhidai.services.acting import Acting
from zhidai.services.corrections.claim_queries import (
    ClaimCorrectionView,
    RecordedOnClaim,
    claim_correction_view,
    open_claim_corrections,
    recorded_on_claim,
)
from zhidai.services.corrections.claims import (
    CONCERNED,
    PAYMENT,
    RECOVERY,
    decide_claim_correction,
    propose_claim_correction,
)
from zhidai.services.corrections.queries import settled_before
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import CommandPage, amount_field, command_page, typed_amount
from zhidai.web.loans.correction_forms import (
    AMOUNT,
    DAY,
    DECISION,
    GROUNDS,
    REGISTRATION,
    after_settling_rows,
    decision_fields,
    grounds_field,
    status_cell,
    why_not_rows,
)
from zhidai.web.loans.words import in_language
from zhidai.web.shared.components import Cell, FormField, SummaryRow, Table, ToDo, table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan

COSTS = "costs"
KINDS: Mapping[str, Promise] = {
    PAYMENT: gettext_lazy("Payment on the claim"),
    RECOVERY: gettext_lazy("Recovery of a claim"),
}


@answers_refusals
@acting_required(*CONCERNED)
def propose(request: HttpRequest, acting: Acting, kind: str, number: int, key: str) -> HttpResponse:
    """What is recorded, what it ought to be, and why."""
    wrong, typed = recorded_on_claim(acting, key, kind, number), request.POST
    settled = settled_before(acting, key)
    page = CommandPage(
        overline=key,
        title=_("Correct what was recorded on a claim"),
        clause=wrong.clause,
        lead=_(
            "One person proposes, another one approves: at the bank, or where the bank proposes "
            "to take back what another party recorded, at that party. Money that came in later is "
            "shared out anew; nothing is deleted."
        ),
        rows=(
            *_recorded(wrong),
            *(why_not_rows(wrong.against) if wrong.against else after_settling_rows(settled)),
        ),
        is_open=not wrong.against,
        fields=_fields(wrong, typed),
        confirm_text=_("Propose the correction"),
        back_url=_claim(key),
        done=_("The correction waits for another person."),
        blames={
            "money_": AMOUNT,
            "amount_": AMOUNT,
            "quantity_": AMOUNT,
            "claim_correction_half": AMOUNT,
            "claim_correction_day": AMOUNT,
            "claim_correction_in_future": DAY,
            "claim_correction_before_claim": DAY,
            "recovery_needs": DAY,
            "calendar_": DAY,
            "claim_correction_changes": AMOUNT,
            "correction_without": GROUNDS,
            "grounds_": GROUNDS,
        },
    )  # fmt: skip

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        amount, costs = sent.get(AMOUNT, "").strip(), sent.get(COSTS, "").strip()
        day = sent.get(DAY, "").strip()
        return propose_claim_correction(
            acting,
            key,
            kind,
            number,
            amount=typed_amount(amount) if amount else "",
            costs=typed_amount(costs) if costs else "",
            effective_on=parse_day(day) if day else None,
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def _fields(wrong: RecordedOnClaim, typed: QueryDict) -> tuple[FormField, ...]:
    """Everything as it ought to be, and why."""
    return (
        amount_field(
            AMOUNT,
            label=_("Amount as it ought to be"),
            value=typed.get(AMOUNT, ""),
            hint=_("Empty if the money never came."),
        ),
        *(
            [amount_field(COSTS, label=_("Costs as they ought to be"), value=typed.get(COSTS, ""))]
            if wrong.costs is not None
            else []
        ),
        FormField(
            name=DAY,
            label=_("Day as it ought to be"),
            value=typed.get(DAY, ""),
            hint=_("For example 2021-06-01; empty if the day is right."),
            width="medium",
        ),
        grounds_field(typed, _("Why")),
    )


@answers_refusals
@acting_required(*CONCERNED)
def decide(request: HttpRequest, acting: Acting, number: int, key: str) -> HttpResponse:
    """What is proposed, and what becomes of it."""
    view, typed = claim_correction_view(acting, key, number), request.POST
    settled = settled_before(acting, key) if view.decision is None else None
    page = CommandPage(
        overline=key,
        title=_("Decide on a correction"),
        clause=view.recorded.clause,
        rows=(
            *_recorded(view.recorded),
            SummaryRow(label=_("Ought to be"), value=_instead(view)),
            SummaryRow(label=_("Why"), value=view.grounds),
            SummaryRow(
                label=_("Proposed by"),
                value=view.proposed_by.in_language(language()),
                note=view.proposed_on.isoformat(),
            ),
            SummaryRow(label=_("Decided on at"), value=view.decided_at.in_language(language())),
            *after_settling_rows(settled),
        ),
        fields=decision_fields(typed, is_own=view.is_own, settled=settled),
        warning=_(
            "An approval takes it back at once: what each party owes, what came in later and the "
            "exclusion are worked out anew."
        ),
        confirm_text=_("Decide"),
        back_url=_claim(key),
        done=_("The decision is recorded."),
        is_open=view.decision is None and (view.may_decide or view.is_own),
        blames={
            "correction_decision": DECISION,
            "correction_needs_the_register": REGISTRATION,
            "correction_pledged": REGISTRATION,
            "claim_correction_needs": DECISION,
            "correction_without": GROUNDS,
            "grounds_": GROUNDS,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return decide_claim_correction(
            acting,
            key,
            number,
            sent.get(DECISION, ""),
            grounds=sent.get(GROUNDS, ""),
            registration=sent.get(REGISTRATION, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def claim_correction_to_dos(acting: Acting) -> list[ToDo]:
    """Corrections of claims that wait for the acting person."""
    return [
        ToDo(
            title=_("A correction of a claim waits for you"),
            url=_address(view),
            hint=_("{loan} · {enterprise} · {amount} of {day}").format(
                loan=view.loan,
                enterprise=in_language(view.enterprise, view.enterprise_en),
                amount=yuan(view.recorded.amount),
                day=view.recorded.day.isoformat(),
            ),
            clause=view.recorded.clause,
        )
        for view in open_claim_corrections(acting)
    ]


def claim_corrections_table(views: Sequence[ClaimCorrectionView]) -> Table:
    """Every correction on a claim, with the way to the decision while it is open."""
    return table(
        caption=_("Corrections on the claim"),
        columns=[_("What"), _("Ought to be"), _("Why"), _("Proposed by"), _("Status")],
        rows=[
            (
                Cell(
                    text=KINDS[view.recorded.kind],
                    note=f"{view.recorded.day.isoformat()} {yuan(view.recorded.amount)}",
                    url=_address(view) if view.may_decide or _is_open(view) else None,
                ),
                _instead(view),
                view.grounds,
                Cell(
                    text=view.proposed_by.in_language(language()),
                    note=view.proposed_on.isoformat(),
                ),
                status_cell(view.decision, view.decided_by),
            )
            for view in views
        ],
    )


def _is_open(view: ClaimCorrectionView) -> bool:
    return view.is_own and view.decision is None


def _recorded(wrong: RecordedOnClaim) -> list[SummaryRow]:
    rows = [
        SummaryRow(label=_("What"), value=KINDS[wrong.kind]),
        SummaryRow(label=_("Recorded amount"), value=yuan(wrong.amount)),
        SummaryRow(label=_("Recorded day"), value=wrong.day.isoformat()),
    ]
    if wrong.costs is not None:
        rows.append(SummaryRow(label=_("Recorded costs"), value=yuan(wrong.costs)))
    return rows


def _instead(view: ClaimCorrectionView) -> str:
    if view.instead is None:
        return _("The money never came")
    text = yuan(view.instead)
    if view.costs_instead is not None:
        text = _("{amount}, costs {costs}").format(amount=text, costs=yuan(view.costs_instead))
    return text if view.day_instead is None else f"{view.day_instead.isoformat()} {text}"


def _address(view: ClaimCorrectionView) -> str:
    return reverse("loans:decide_claim_correction", args=[view.id, view.loan])


def _claim(key: str) -> str:
    return reverse("loans:claim_view", args=[key])
