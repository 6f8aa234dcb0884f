"""Recording a recovery: costs first, then losses, the bank's interest, the pledgor (7.3)."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.disposal import RecoveryKind, recovery_refusals
from zhidai.core.guarantees.recovery import RecoveryReceipt, settled
from zhidai.core.money import format_yuan, from_fen, to_fen
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim, Recovery, RecoveryShare
from zhidai.db.lending.models import Loan
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.days import against_day
from zhidai.services.guarantees.disposing import steps_of
from zhidai.services.guarantees.overpayment import told_of_overpayment
from zhidai.services.guarantees.position import claim_of, distributions, positions
from zhidai.services.guarantees.terms import recovery_clause
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.book import state_of
from zhidai.services.lending.closing import close_if_settled
from zhidai.services.lending.conflicts import told_of_changes
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer

LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where recovered money came from: its kind, and in words."""

    kind: RecoveryKind
    source: str


def recover(
    loan: Loan, case: Case, receipt: RecoveryReceipt, *, origin: Origin, acting: Acting
) -> Answer:
    """Record a receipt and where it went, inside the command's transaction."""
    today = business_date.today()
    claim = claim_of(loan)
    clause, day = recovery_clause(loan), receipt.received_on
    against = (
        _against(case, receipt, origin.source)
        or against_day(claim, day)
        or recovery_refusals(origin.kind, steps_of(claim), received_on=day, clause=clause)
    )
    if against:
        raise Refused(against)
    recovery, shared = share_out(claim, loan, receipt, origin=origin, person=acting.person_id)
    with told_of_overpayment(loan):
        positions(claim, today)
    event = append(
        f"case:{case.number}",
        "recovery.recorded",
        acting=acting,
        payload={
            "loan": loan.key,
            "kind": str(origin.kind),
            "source": origin.source,
            "gross": format_yuan(receipt.gross),
            "costs": format_yuan(receipt.costs),
            "costs_paid": format_yuan(from_fen(recovery.costs_paid)),
            "shares": {role: format_yuan(amount) for role, amount in shared.items()},
            "to_interest": format_yuan(from_fen(recovery.to_interest)),
            "to_pledgor": format_yuan(from_fen(recovery.to_pledgor)),
        },
        effective_on=day,
    )
    with told_of_changes():
        post(loan, today)
    closed = close_if_settled(loan, case, state_of(loan, today), acting=acting, on=today)
    check_breaker(case.scheme, today, grounds=Grounds.RECOVERY, acting=acting)
    return {"loan": loan.key, "event": event.sequence, "closed": closed}


def share_out(
    claim: Claim, loan: Loan, receipt: RecoveryReceipt, *, origin: Origin, person: int
) -> tuple[Recovery, dict[str, Decimal]]:
    """Write a receipt down with where it went, after all that came in by its day."""
    before = positions(claim, receipt.received_on)
    went = distributions(claim, more=receipt)[-1]
    final = settled(
        went,
        owed={position.share.role: from_fen(position.unpaid) for position in before},
        interest=state_of(loan, receipt.received_on).interest_unpaid,
    )
    recovery = Recovery.objects.create(
        claim=claim,
        gross=to_fen(receipt.gross),
        costs=to_fen(receipt.costs),
        costs_by=receipt.costs_by,
        costs_paid=to_fen(went.costs_paid),
        to_interest=to_fen(final.to_interest),
        to_pledgor=to_fen(final.to_pledgor),
        received_on=receipt.received_on,
        recorded_at=business_date.now(),
        kind=str(origin.kind),
        source=origin.source,
        person_id=person,
    )
    for position in before:
        role = position.share.role
        RecoveryShare.objects.create(
            recovery=recovery,
            party_id=position.share.party_id,
            role=role,
            amount=to_fen(went.parts[role]),
            set_off=to_fen(final.set_off[role]),
        )
    return recovery, dict(went.parts)


def _against(case: Case, receipt: RecoveryReceipt, source: str) -> tuple[Reason, ...]:
    if case.status != CaseStatus.RUNNING:
        return (reason("loan_closed_already", loan=case.loan.key),)
    if receipt.gross <= 0:
        return (reason("amount_not_above_zero"),)
    if not source or len(source) > LONGEST_SOURCE:
        return (reason("recovery_needs_source", recovery_clause(case.loan), most=LONGEST_SOURCE),)
    return ()
