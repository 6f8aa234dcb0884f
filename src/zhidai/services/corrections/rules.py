"""What stands against a correction: who may, what may be corrected, and what it would come to."""

from datetime import date
from decimal import Decimal

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.lending.correction import Decision, corrected
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.money import to_fen
from zhidai.core.parties import PersonRole
from zhidai.core.policy.citing import Topic
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.corrections.models import Correction, CorrectionDecision
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan, LoanEvent
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of
from zhidai.services.lending.book import events_of, terms_of
from zhidai.services.lending.conflicts import told_of_changes
from zhidai.services.refusal import Refused

LONGEST_GROUNDS = 500


def state_corrected(
    loan: Loan, wrong: LoanEvent, *, amount: Decimal | None, effective_on: date | None
) -> LoanState:
    """The loan today if the correction stood; refused where a repayment would exceed the debt."""
    events = corrected(
        events_of(loan),
        wrong=f"repayment:{wrong.pk}",
        amount=amount,
        effective_on=effective_on,
        at=business_date.now(),
    )
    try:
        with told_of_changes():
            return replay(terms_of(loan), events, on=business_date.today())
    except BadInput as error:
        found = error.reasons[0]
        if found.code != "loan_overpaid":
            raise
        day, excess = found.parameters["effective_on"], found.parameters["excess"]
        raise Refused((reason("correction_above_debt", day=day, excess=excess),)) from None


def require_person(row: Correction, acting: Acting, decision: Decision) -> None:
    is_own = row.proposed_by_id == acting.person_id
    if decision is Decision.WITHDRAWN:
        if not is_own:
            raise Refused((reason("correction_withdrawn_by_its_proposer"),))
        return
    if is_own:
        raise Refused((reason("correction_needs_another_person"),))
    if acting.role is not PersonRole.APPROVER:
        raise Refused((reason("correction_needs_an_approver"),))


def require_words(text: str) -> None:
    if says_nothing(text):
        raise bad_input("correction_without_grounds")
    require_short(text)


def require_short(text: str) -> None:
    """Grounds may be left out of an approval, but are never longer than they are kept."""
    if len(text.strip()) > LONGEST_GROUNDS:
        raise bad_input("grounds_too_long", most=LONGEST_GROUNDS)


def against(
    loan: Loan,
    case: Case,
    wrong: LoanEvent,
    *,
    yuan: Decimal | None,
    on: date | None,
    is_open: bool = False,
) -> tuple[Reason, ...]:
    today = business_date.today()
    if Claim.objects.filter(loan=loan).exists():
        return (reason("correction_after_claim", clause_of(case, Topic.RECOVERY)),)
    if CorrectionDecision.objects.filter(taken_back=wrong).exists():
        return (reason("repayment_reversed_already"),)
    if not is_open and wrong.corrections.filter(decision__isnull=True).exists():
        return (reason("correction_waits_already"),)
    if yuan is None or on is None:
        return ()
    if yuan <= 0:
        return (reason("amount_not_above_zero"),)
    if on > today:
        return (reason("repayment_in_future", day=on, today=today),)
    if on < loan.drawn_on:
        return (reason("repayment_before_drawdown", day=on, drawn_on=loan.drawn_on),)
    if to_fen(yuan) == wrong.amount and on == wrong.effective_on:
        return (reason("correction_changes_nothing"),)
    return ()
