"""Takes back what was recorded of a claim, and shares out anew what rested on it."""

from datetime import date

from zhidai.core.guarantees.disposal import RecoveryKind
from zhidai.core.guarantees.recovery import RecoveryReceipt
from zhidai.core.money import from_fen
from zhidai.db.cases.models import Case
from zhidai.db.corrections.models import (
    ClaimCorrection,
    ClaimCorrectionDecision,
    ExclusionTakenBack,
    PaymentTakenBack,
    RecoveryTakenBack,
)
from zhidai.db.guarantees.models import Claim, ClaimPayment, Recovery
from zhidai.db.lending.models import Loan
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.paying import exclude
from zhidai.services.guarantees.position import claim_of, receipt_of
from zhidai.services.guarantees.recovering import Origin, share_out
from zhidai.services.guarantees.standing import (
    standing_exclusions,
    standing_payments,
    standing_recoveries,
)


def take_back(
    row: ClaimCorrection,
    decision: ClaimCorrectionDecision,
    loan: Loan,
    case: Case,
    acting: Acting,
) -> int:
    """Everything an approval does to the claim; returns how many recoveries were shared anew."""
    claim, day = claim_of(loan), since(row)
    anew = _receipts_from(claim, day, row)
    for recovery in standing_recoveries().filter(claim=claim, received_on__gte=day):
        RecoveryTakenBack.objects.create(recovery=recovery, decision=decision)
    if row.payment is not None:
        _pay_otherwise(row.payment, row, decision)
        _exclude_otherwise(claim, decision, loan, case, acting)
    for recovery, receipt in anew:
        origin = Origin(kind=RecoveryKind(recovery.kind), source=recovery.source)
        share_out(claim, loan, receipt, origin=origin, person=recovery.person_id)
    return len(anew)


def day_of(row: ClaimCorrection) -> date:
    """The day of what a correction is about."""
    if row.payment:
        return row.payment.paid_on
    assert row.recovery is not None  # noqa: S101 - held by the database
    return row.recovery.received_on


def since(row: ClaimCorrection) -> date:
    """The first day on which a correction changes anything: the recorded one, or the one instead.

    From it on recoveries rested on what is corrected, whichever way its day moves.
    """
    return min(day_of(row), row.effective_on or day_of(row))


def _receipts_from(
    claim: Claim, day: date, row: ClaimCorrection
) -> list[tuple[Recovery, RecoveryReceipt]]:
    """What came in from a day on, each as it was or as it ought to have been, by day.

    Of one day in the order of their recording, so that they are shared out as if entered right.
    """
    found = []
    for recovery in standing_recoveries().filter(claim=claim, received_on__gte=day):
        receipt = receipt_of(recovery)
        if recovery.pk == row.recovery_id:
            if row.amount is None:
                continue
            receipt = RecoveryReceipt(
                received_on=row.effective_on or recovery.received_on,
                gross=from_fen(row.amount),
                costs=from_fen(row.costs or 0),
                costs_by=recovery.costs_by,
            )
        found.append((recovery, receipt))
    return sorted(found, key=lambda each: (each[1].received_on, each[0].pk))


def _pay_otherwise(
    payment: ClaimPayment, row: ClaimCorrection, decision: ClaimCorrectionDecision
) -> None:
    PaymentTakenBack.objects.create(payment=payment, decision=decision)
    if row.amount is not None:
        ClaimPayment.objects.create(
            share=payment.share,
            amount=row.amount,
            paid_on=row.effective_on or payment.paid_on,
            recorded_at=business_date.now(),
            person_id=payment.person_id,
        )


def _exclude_otherwise(
    claim: Claim, decision: ClaimCorrectionDecision, loan: Loan, case: Case, acting: Acting
) -> None:
    """From the first payment that stands; not at all if none does (8.5)."""
    payments = standing_payments().filter(share__claim=claim).order_by("paid_on", "id")
    first, present = payments.first(), standing_exclusions().filter(claim=claim).first()
    if present is not None and (first is None or first.paid_on != present.since):
        ExclusionTakenBack.objects.create(exclusion=present, decision=decision)
    if first is not None:
        exclude(claim, loan, case, acting=acting, on=first.paid_on)
