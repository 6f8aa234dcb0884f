"""Records what the enterprise paid back."""

from datetime import date
from decimal import Decimal

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import BadInput, Reason, reason
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.money import format_yuan, parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of, clause_of_loan
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.book import events_of, state_of, terms_of
from zhidai.services.lending.closing import close_if_settled
from zhidai.services.lending.conflicts import told_of_changes
from zhidai.services.lending.tenancy import locked_loan
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once

BANK_ONLY = frozenset({PartyKind.BANK})


def record_repayment(
    acting: Acting, loan_key: str, *, amount: str, effective_on: date | None = None, key: str
) -> Answer:
    """The bank records money received from the enterprise; paid in full, the loan closes."""

    def work() -> Answer:
        loan, case, _ = locked_loan(
            acting,
            loan_key,
            roles=BANK_ONLY,
            refusal="repayment_by_the_bank_only",
            clause=clause_of_loan(Topic.REPAYMENT),
        )
        return _record(loan, case, parse_yuan(amount), effective_on=effective_on, acting=acting)

    request = {"loan": loan_key, "amount": amount, "effective_on": effective_on}
    return once(acting, "record_repayment", key=key, request=request, work=work)


def _record(
    loan: Loan, case: Case, amount: Decimal, *, effective_on: date | None, acting: Acting
) -> Answer:
    today = business_date.today()
    day = effective_on or today
    against = _against(loan, case, amount, day=day) or _above_debt(loan, amount, day=day)
    if against:
        raise Refused(against)
    LoanEventRow.objects.create(
        loan=loan,
        kind=str(EventKind.REPAYMENT),
        amount=to_fen(amount),
        effective_on=day,
        recorded_at=business_date.now(),
        person_id=acting.person_id,
    )
    event = append(
        f"case:{case.number}",
        "loan.repayment_recorded",
        acting=acting,
        payload={"loan": loan.key, "amount": format_yuan(amount)},
        effective_on=day,
    )
    post(loan, today)
    closed = close_if_settled(loan, case, state_of(loan, today), acting=acting, on=today)
    check_breaker(case.scheme, today, grounds=Grounds.REPAYMENT, acting=acting)
    return {"loan": loan.key, "event": event.sequence, "closed": closed}


def _against(loan: Loan, case: Case, amount: Decimal, *, day: date) -> tuple[Reason, ...]:
    today = business_date.today()
    if amount <= 0:
        return (reason("amount_not_above_zero"),)
    if day > today:
        return (reason("repayment_in_future", day=day, today=today),)
    if day < loan.drawn_on:
        return (reason("repayment_before_drawdown", day=day, drawn_on=loan.drawn_on),)
    if Claim.objects.filter(loan=loan).exists():
        return (reason("repayment_after_claim", clause_of(case, Topic.RECOVERY)),)
    if case.status != CaseStatus.RUNNING:
        return (reason("loan_closed_already", loan=loan.key),)
    return ()


def _above_debt(loan: Loan, amount: Decimal, *, day: date) -> tuple[Reason, ...]:
    """Money beyond what is owed is refused: nothing is swallowed, nothing guessed."""
    event = LoanEvent(
        id="new",
        kind=EventKind.REPAYMENT,
        amount=amount,
        effective_on=day,
        recorded_at=business_date.now(),
    )
    try:
        with told_of_changes():
            replay(terms_of(loan), (*events_of(loan), event), on=business_date.today())
    except BadInput as error:
        found = error.reasons[0]
        excess = found.parameters.get("excess")
        if found.code != "loan_overpaid" or not isinstance(excess, Decimal):
            raise
        most = max(amount - excess, Decimal(0))
        return (
            reason(
                "repayment_above_debt",
                amount=format_yuan(amount),
                excess=format_yuan(excess),
                most=format_yuan(most),
            ),
        )
    return ()
