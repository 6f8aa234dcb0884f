"""Puts a wrongly recorded claim payment or recovery right: one person proposes, another approves.

Who approves is of another party than the proposer where the record is another party's: the bank's
own mistake is decided on at the bank; what a payer or the guarantor recorded is taken back by them
and the bank together. What is taken back counts as never made, on any day. Recoveries of its day
and later were shared out on the strength of it: they are taken back with it and shared out anew,
so that the order of entry never changes what anybody is owed (7.3). The exclusion follows the first
payment that stands (8.5).
"""

from datetime import date

from zhidai.core.errors import bad_input, reason
from zhidai.core.lending.correction import Decision
from zhidai.core.money import format_yuan, from_fen, parse_yuan, to_fen
from zhidai.core.parties import PAYING, PartyKind
from zhidai.db.cases.models import Case
from zhidai.db.corrections.models import ClaimCorrection, ClaimCorrectionDecision
from zhidai.db.guarantees.models import ClaimPayment, Recovery
from zhidai.db.lending.models import Loan
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.corrections.claim_rules import (
    against,
    deciding_party,
    require_standing,
    require_who,
)
from zhidai.services.corrections.retaking import day_of, since, take_back
from zhidai.services.corrections.rules import require_short, require_words
from zhidai.services.corrections.settled import settle_anew
from zhidai.services.guarantees.overpayment import told_of_overpayment
from zhidai.services.guarantees.terms import recovery_clause
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.conflicts import told_of_changes
from zhidai.services.lending.tenancy import locked_loan
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

CONCERNED = PAYING | {PartyKind.BANK}
PAYMENT, RECOVERY = "payment", "recovery"


def propose_claim_correction(
    acting: Acting,
    loan_key: str,
    kind: str,
    number: int,
    *,
    amount: str,
    costs: str,
    effective_on: date | None = None,
    grounds: str,
    key: str,
) -> Answer:
    """Propose to take a payment or a recovery back; amounts as they ought to be, empty if never.

    effective_on: the day as it ought to be; None where the recorded day is right.

    Bad input: `correction_half`, `correction_without_grounds`, `grounds_too_long`, those of money.
    """
    request = {
        "kind": kind, "number": number, "amount": amount, "costs": costs, "grounds": grounds,
        "effective_on": effective_on,
    }  # fmt: skip

    def work() -> Answer:
        loan, case = _locked(acting, loan_key)
        wrong = _recorded(loan, kind, number)
        row = ClaimCorrection(
            payment=wrong if isinstance(wrong, ClaimPayment) else None,
            recovery=wrong if isinstance(wrong, Recovery) else None,
            amount=_fen(amount),
            costs=_fen(costs),
            effective_on=effective_on,
            grounds=grounds.strip(),
            proposed_on=business_date.today(),
            proposed_by_id=acting.person_id,
        )
        _require_whole(row)
        require_words(grounds)
        reasons = against(row, loan)
        if reasons:
            raise Refused(reasons)
        row.decided_at_id = deciding_party(row, case, acting)
        row.save(force_insert=True)
        return _told(row, case, "claim.correction_proposed", acting, grounds=row.grounds)

    return once(acting, "propose_claim_correction", key=key, request=request, work=work)


def decide_claim_correction(
    acting: Acting,
    loan_key: str,
    number: int,
    decision: str,
    *,
    grounds: str,
    registration: str = "",
    key: str,
) -> Answer:
    """Approve or refuse a proposal as another person, or withdraw one's own.

    registration: what the register shows of the pledges, where a settled loan is opened again.
    """
    request = {
        "correction": number, "decision": decision, "grounds": grounds,
        "registration": registration,
    }  # fmt: skip

    def work() -> Answer:
        loan, case = _locked(acting, loan_key)
        row = _open(loan, number)
        if decision not in set(Decision):
            raise bad_input("correction_decision_unknown")
        chosen = Decision(decision)
        require_who(row, acting, chosen)
        if chosen is Decision.APPROVED:
            said = grounds.strip()
            return _approve(row, loan, case, acting, grounds=said, registration=registration)
        require_words(grounds)
        _decided(row, chosen, acting, grounds=grounds.strip())
        return _told(row, case, f"claim.correction_{chosen}", acting, grounds=grounds.strip())

    return once(acting, "decide_claim_correction", key=key, request=request, work=work)


def _approve(
    row: ClaimCorrection,
    loan: Loan,
    case: Case,
    acting: Acting,
    *,
    grounds: str,
    registration: str,
) -> Answer:
    require_short(grounds)
    today = business_date.today()
    reasons = against(row, loan)
    if reasons:
        raise Refused(reasons)
    decision = _decided(row, Decision.APPROVED, acting, grounds=grounds)
    with told_of_overpayment(loan), told_of_changes():
        shared_anew = take_back(row, decision, loan, case, acting)
        require_standing(loan, since(row), today)
    is_payment = row.payment is not None
    kind = "claim.payment_reversed" if is_payment else "recovery.reversed"
    answer = _told(row, case, kind, acting, grounds=row.grounds, shared_anew=shared_anew)
    with told_of_changes():
        closed = settle_anew(loan, case, acting, registration=registration, grounds=row.grounds)
        post(loan, today)
    grounds_of = Grounds.CLAIM_PAYMENT if is_payment else Grounds.RECOVERY
    check_breaker(case.scheme, today, grounds=grounds_of, acting=acting)
    return {**answer, "closed": closed}


def _locked(acting: Acting, loan_key: str) -> tuple[Loan, Case]:
    loan, case, _ = locked_loan(
        acting,
        loan_key,
        roles=CONCERNED,
        refusal="claim_correction_by_sharers",
        clause=recovery_clause,
    )
    return loan, case


def _recorded(loan: Loan, kind: str, number: int) -> ClaimPayment | Recovery:
    found: ClaimPayment | Recovery | None = None
    if kind == PAYMENT:
        found = ClaimPayment.objects.filter(pk=number, share__claim__loan=loan).first()
    elif kind == RECOVERY:
        found = Recovery.objects.filter(pk=number, claim__loan=loan).first()
    if found is None:
        raise NotFound
    return found


def _open(loan: Loan, number: int) -> ClaimCorrection:
    row = ClaimCorrection.objects.filter(pk=number).first()
    if row is None or _loan_of(row) != loan.pk:
        raise NotFound
    if ClaimCorrectionDecision.objects.filter(correction=row).exists():
        raise Refused((reason("correction_decided_already"),))
    return row


def _loan_of(row: ClaimCorrection) -> int:
    if row.payment:
        return int(row.payment.share.claim.loan_id)
    assert row.recovery is not None  # noqa: S101 - held by the database
    return int(row.recovery.claim.loan_id)


def _fen(typed: str) -> int | None:
    return to_fen(parse_yuan(typed)) if typed.strip() else None


def _require_whole(row: ClaimCorrection) -> None:
    """Amount and costs of a recovery go together; a payment has no costs, money not come no day."""
    wanted = row.recovery is not None and row.amount is not None
    if (row.costs is not None) != wanted:
        raise bad_input("claim_correction_half")
    if row.effective_on is not None and row.amount is None:
        raise bad_input("claim_correction_day_without_amount")
    if row.amount is not None and row.amount <= 0:
        raise bad_input("amount_not_above_zero")


def _decided(
    row: ClaimCorrection, decision: Decision, acting: Acting, *, grounds: str
) -> ClaimCorrectionDecision:
    return ClaimCorrectionDecision.objects.create(
        correction=row,
        decision=str(decision),
        grounds=grounds,
        decided_on=business_date.today(),
        recorded_at=business_date.now(),
        proposed_by_id=row.proposed_by_id,
        decided_by_id=acting.person_id,
    )


def _told(
    row: ClaimCorrection,
    case: Case,
    kind: str,
    acting: Acting,
    *,
    grounds: str,
    shared_anew: int = 0,
) -> Answer:
    wrong = row.payment.amount if row.payment else row.recovery and row.recovery.gross
    event = append(
        f"case:{case.number}",
        kind,
        acting=acting,
        payload={
            "loan": case.loan.key,
            "correction": row.pk,
            "amount": format_yuan(from_fen(wrong or 0)),
            "day": day_of(row).isoformat(),
            "instead": None if row.amount is None else format_yuan(from_fen(row.amount)),
            "day_instead": row.effective_on and row.effective_on.isoformat(),
            "costs": None if row.costs is None else format_yuan(from_fen(row.costs)),
            "shared_anew": shared_anew,
            "grounds": grounds,
        },
    )
    return {"loan": case.loan.key, "correction": row.pk, "event": event.sequence}
