"""A wrong repayment put right: proposed by one person of the bank, decided by another."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.corrections.commands import decide_correction, propose_correction
from zhidai.services.corrections.queries import (
    CorrectionView,
    Standing,
    correction_view,
    effect_of,
    open_corrections,
    settled_before,
    wrong_repayment,
)
from zhidai.services.lending.queries import loan_scheme
from zhidai.services.transactions import Answer
from zhidai.web.loans.commands import (
    CommandPage,
    amount_field,
    booked_later,
    command_page,
    typed_amount,
)
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
from zhidai.web.loans.words import in_language, loan_address, money_column
from zhidai.web.shared.components import (
    Cell,
    Column,
    FormField,
    SummaryRow,
    Table,
    ToDo,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import yuan


@answers_refusals
@acting_required(PartyKind.BANK)
def propose(request: HttpRequest, acting: Acting, event: int, key: str) -> HttpResponse:
    """What is recorded, what it ought to be, and why."""
    wrong, typed = wrong_repayment(acting, key, event), request.POST
    settled = settled_before(acting, key)
    page = CommandPage(
        overline=key,
        title=_("Correct a repayment"),
        clause=wrong.clause,
        scheme=loan_scheme(acting, key),
        lead=_(
            "One person proposes, another person of the bank approves. Only then the repayment is "
            "reversed and recorded as it ought to have been; nothing is deleted."
        ),
        rows=(
            *_recorded(wrong.amount, wrong.effective_on),
            *(why_not_rows(wrong.against) if wrong.against else after_settling_rows(settled)),
        ),
        is_open=not wrong.against,
        fields=(
            amount_field(
                AMOUNT,
                label=_("Amount as it ought to be"),
                value=typed.get(AMOUNT, ""),
                hint=_("Leave both empty if the money never came."),
            ),
            _day_field(typed),
            grounds_field(typed, _("Why")),
        ),
        confirm_text=_("Propose the correction"),
        back_url=loan_address(key),
        done=_("The correction waits for another person of the bank."),
        blames={
            "money_": AMOUNT,
            "amount_": AMOUNT,
            "correction_half": AMOUNT,
            "correction_above": AMOUNT,
            "correction_changes": AMOUNT,
            "calendar_": DAY,
            "repayment_in_future": DAY,
            "repayment_before": DAY,
            "correction_without": GROUNDS,
            "grounds_": GROUNDS,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        amount, day = sent.get(AMOUNT, "").strip(), sent.get(DAY, "").strip()
        return propose_correction(
            acting,
            key,
            event,
            amount=typed_amount(amount) if amount else None,
            effective_on=parse_day(day) if day else None,
            grounds=sent.get(GROUNDS, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def _recorded(amount: int, day: date, *, is_open: bool = True) -> tuple[SummaryRow, SummaryRow]:
    """What stands recorded; while it is open, where the books of its day put the correction."""
    return (
        SummaryRow(label=_("Recorded amount"), value=yuan(amount)),
        SummaryRow(
            label=_("Recorded day"),
            value=day.isoformat(),
            note=booked_later(day) if is_open else None,
        ),
    )


def _day_field(typed: QueryDict) -> FormField:
    label = _("Day as it ought to be")
    return FormField(name=DAY, label=label, value=typed.get(DAY, ""), width="medium")


@answers_refusals
@acting_required(PartyKind.BANK)
def decide(request: HttpRequest, acting: Acting, number: int, key: str) -> HttpResponse:
    """What is proposed, what it changes, and what becomes of it."""
    view, typed = correction_view(acting, key, number), request.POST
    now, then = effect_of(acting, key, number) if view.decision is None else (None, None)
    settled = settled_before(acting, key) if then and not then.is_settled else None
    page = CommandPage(
        overline=key,
        title=_("Decide on a correction"),
        clause=view.clause,
        scheme=loan_scheme(acting, key),
        rows=(
            *_recorded(view.amount, view.effective_on, is_open=view.decision is None),
            SummaryRow(label=_("Ought to be"), value=_instead(view)),
            SummaryRow(label=_("Why"), value=view.grounds),
            SummaryRow(
                label=_("Proposed by"),
                value=view.proposed_by.in_language(language()),
                note=view.proposed_on.isoformat(),
            ),
            *after_settling_rows(settled),
        ),
        tables=(_effect(now, then),) if now else (),
        fields=decision_fields(typed, is_own=view.is_own, settled=settled),
        is_open=view.decision is None and (view.may_decide or view.is_own),
        warning=_(
            "An approval reverses the repayment at once; interest and overdue days are computed "
            "anew."
        ),
        confirm_text=_("Decide"),
        back_url=loan_address(key),
        done=_("The decision is recorded."),
        blames={
            "correction_decision": DECISION,
            "correction_needs_the_register": REGISTRATION,
            "correction_pledged": REGISTRATION,
            "correction_needs": DECISION,
            "correction_without": GROUNDS,
            "grounds_": GROUNDS,
        },
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return decide_correction(
            acting,
            key,
            number,
            sent.get(DECISION, ""),
            grounds=sent.get(GROUNDS, ""),
            registration=sent.get(REGISTRATION, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)


def correction_to_dos(acting: Acting) -> list[ToDo]:
    """For the bank's approver: corrections that another person proposed."""
    return [
        ToDo(
            title=_("A correction waits for you"),
            url=_address(view),
            hint=_("{loan} · {enterprise} · {amount} of {day}").format(
                loan=view.loan,
                enterprise=in_language(view.enterprise, view.enterprise_en),
                amount=yuan(view.amount),
                day=view.effective_on.isoformat(),
            ),
            clause=view.clause,
        )
        for view in open_corrections(acting)
    ]


def corrections_table(views: Sequence[CorrectionView], *, is_bank: bool) -> Table:
    """Every correction of a loan; the bank's people come from here to the decision."""
    return table(
        caption=_("Corrections of repayments"),
        columns=[
            _("Repayment corrected"),
            _("Ought to be"),
            _("Why"),
            _("Proposed by"),
            _("Status"),
        ],
        rows=[
            (
                Cell(
                    text=f"{view.effective_on.isoformat()} {yuan(view.amount)}",
                    url=_address(view) if is_bank and view.decision is None else None,
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


def _address(view: CorrectionView) -> str:
    return reverse("loans:decide_correction", args=[view.id, view.loan])


def _instead(view: CorrectionView) -> str:
    if view.instead is None or view.instead_on is None:
        return _("The money never came")
    return f"{view.instead_on.isoformat()} {yuan(view.instead)}"


def _effect(now: Standing, then: Standing | None) -> Table:
    stages = ((_("Today"), now), (_("After the correction"), then))
    return table(
        caption=_("What the correction changes"),
        columns=[
            _("As of"),
            money_column(_("Unpaid principal")),
            money_column(_("Interest due")),
            Column(label=_("Days overdue"), is_numeric=True),
        ],
        rows=[
            (label, yuan(one.balance), yuan(one.interest_due), str(one.overdue_days))
            for label, one in stages
            if one is not None
        ],
        empty=_("It would leave a repayment above the debt and cannot be approved."),
    )
