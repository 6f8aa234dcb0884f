"""Puts a wrongly recorded repayment right: one person of the bank proposes, another approves.

The loan's event is reversed and, where it did happen otherwise, recorded anew; the journal reverses
and books what follows from it. A loan that is settled is opened again where it is owed again
(`settled`). A claimed one is not corrected: its losses were shared on what was recorded.
"""

from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input, reason
from zhidai.core.lending.correction import Decision
from zhidai.core.lending.events import EventKind
from zhidai.core.money import format_yuan, from_fen, parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.db.cases.models import Case
from zhidai.db.corrections.models import Correction, CorrectionDecision
from zhidai.db.lending.models import Loan
from zhidai.db.lending.models import LoanEvent as LoanEventRow
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of_loan
from zhidai.services.corrections.rules import (
    against,
    require_person,
    require_short,
    require_words,
    state_corrected,
)
from zhidai.services.corrections.settled import settle_anew
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.tenancy import locked_loan
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

BANK_ONLY = frozenset({PartyKind.BANK})


def propose_correction(
    acting: Acting,
    loan_key: str,
    event_id: int,
    *,
    amount: str | None,
    effective_on: date | None,
    grounds: str,
    key: str,
) -> Answer:
    """Propose to take a repayment back; amount and day as they ought to be, None if it never was.

    Bad input: `correction_half`, `correction_without_grounds`, `grounds_too_long`.
    """
    request = {"event": event_id, "amount": amount, "on": effective_on, "grounds": grounds}

    def work() -> Answer:
        loan, case = _locked(acting, loan_key)
        wrong = _repayment(loan, event_id)
        if (amount is None) != (effective_on is None):
            raise bad_input("correction_half")
        yuan = None if amount is None else parse_yuan(amount)
        require_words(grounds)
        reasons = against(loan, case, wrong, yuan=yuan, on=effective_on)
        if reasons:
            raise Refused(reasons)
        state_corrected(loan, wrong, amount=yuan, effective_on=effective_on)
        row = Correction.objects.create(
            event=wrong,
            amount=None if yuan is None else to_fen(yuan),
            effective_on=effective_on,
            grounds=grounds.strip(),
            proposed_on=business_date.today(),
            proposed_by_id=acting.person_id,
        )
        return _told(row, loan, "loan.correction_proposed", acting, grounds=row.grounds)

    return once(acting, "propose_correction", key=key, request=request, work=work)


def decide_correction(
    acting: Acting,
    loan_key: str,
    correction_id: int,
    decision: str,
    *,
    grounds: str,
    registration: str = "",
    key: str,
) -> Answer:
    """Approve or refuse a proposal as another person and an approver, or withdraw one's own.

    registration: what the register shows of the pledges, where a settled loan is opened again.
    """
    request = {
        "correction": correction_id, "decision": decision, "grounds": grounds,
        "registration": registration,
    }  # fmt: skip

    def work() -> Answer:
        loan, case = _locked(acting, loan_key)
        row = _open(loan, correction_id)
        chosen = _decision(decision)
        require_person(row, acting, chosen)
        if chosen is Decision.APPROVED:
            said = grounds.strip()
            return _approve(row, loan, case, acting, grounds=said, registration=registration)
        require_words(grounds)
        _decided(row, chosen, acting, grounds=grounds.strip())
        kind = (
            "loan.correction_refused" if chosen is Decision.REFUSED else "loan.correction_withdrawn"
        )
        return _told(row, loan, kind, acting, grounds=grounds.strip())

    return once(acting, "decide_correction", key=key, request=request, work=work)


def _approve(
    row: Correction, loan: Loan, case: Case, acting: Acting, *, grounds: str, registration: str
) -> Answer:
    require_short(grounds)
    today = business_date.today()
    wrong, yuan = row.event, None if row.amount is None else from_fen(row.amount)
    reasons = against(loan, case, wrong, yuan=yuan, on=row.effective_on, is_open=True)
    if reasons:
        raise Refused(reasons)
    state_corrected(loan, wrong, amount=yuan, effective_on=row.effective_on)
    anew = None
    if yuan is not None and row.effective_on is not None:
        anew = _recorded_anew(loan, yuan, row.effective_on, acting=acting)
    _decided(row, Decision.APPROVED, acting, grounds=grounds, anew=anew)
    answer = _told(row, loan, "loan.repayment_reversed", acting, grounds=row.grounds)
    if anew is not None:
        append(
            f"case:{case.number}",
            "loan.repayment_recorded",
            acting=acting,
            payload={"loan": loan.key, "amount": format_yuan(from_fen(anew.amount))},
            effective_on=anew.effective_on,
        )
    closed = settle_anew(loan, case, acting, registration=registration, grounds=row.grounds)
    post(loan, today)
    check_breaker(case.scheme, today, grounds=Grounds.REPAYMENT, acting=acting)
    return {**answer, "closed": closed}


def _recorded_anew(
    loan: Loan, amount: Decimal, effective_on: date, *, acting: Acting
) -> LoanEventRow:
    return LoanEventRow.objects.create(
        loan=loan,
        kind=str(EventKind.REPAYMENT),
        amount=to_fen(amount),
        effective_on=effective_on,
        recorded_at=business_date.now(),
        person_id=acting.person_id,
    )


def _decided(
    row: Correction,
    decision: Decision,
    acting: Acting,
    *,
    grounds: str,
    anew: LoanEventRow | None = None,
) -> None:
    CorrectionDecision.objects.create(
        correction=row,
        decision=str(decision),
        taken_back=row.event if decision is Decision.APPROVED else None,
        anew=anew,
        grounds=grounds,
        decided_on=business_date.today(),
        recorded_at=business_date.now(),
        proposed_by_id=row.proposed_by_id,
        decided_by_id=acting.person_id,
    )


def _locked(acting: Acting, loan_key: str) -> tuple[Loan, Case]:
    loan, case, _ = locked_loan(
        acting,
        loan_key,
        roles=BANK_ONLY,
        refusal="correction_by_the_bank_only",
        clause=clause_of_loan(Topic.REPAYMENT),
    )
    return loan, case


def _repayment(loan: Loan, event_id: int) -> LoanEventRow:
    found = loan.events.filter(pk=event_id, kind=str(EventKind.REPAYMENT)).first()
    if found is None:
        raise NotFound
    return found


def _open(loan: Loan, correction_id: int) -> Correction:
    row = Correction.objects.filter(pk=correction_id, event__loan=loan).first()
    if row is None:
        raise NotFound
    if CorrectionDecision.objects.filter(correction=row).exists():
        raise Refused((reason("correction_decided_already"),))
    return row


def _decision(text: str) -> Decision:
    if text not in set(Decision):
        raise bad_input("correction_decision_unknown")
    return Decision(text)


def _told(row: Correction, loan: Loan, kind: str, acting: Acting, *, grounds: str) -> Answer:
    event = append(
        f"case:{loan.case.number}",
        kind,
        acting=acting,
        payload={
            "loan": loan.key,
            "correction": row.pk,
            "amount": format_yuan(from_fen(row.event.amount)),
            "day": row.event.effective_on.isoformat(),
            "instead": None if row.amount is None else format_yuan(from_fen(row.amount)),
            "instead_on": None if row.effective_on is None else row.effective_on.isoformat(),
            "grounds": grounds,
        },
    )
    return {"loan": loan.key, "correction": row.pk, "event": event.sequence}
