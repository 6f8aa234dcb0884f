"""On which day money of a claim may have come: between the claim and today, in order.

What came in later was shared out on the strength of what stood, and the exclusion began with the
first payment (7.3, 8.5): money of a day before them is put in by taking them back (corrections).
"""

from datetime import date

from zhidai.core.errors import Reason, reason
from zhidai.db.guarantees.models import Claim
from zhidai.services import business_date
from zhidai.services.guarantees.standing import standing_payments, standing_recoveries
from zhidai.services.guarantees.terms import recovery_clause


def against_day(claim: Claim, day: date) -> tuple[Reason, ...]:
    """Why no money of a claim is recorded for a day; empty if it may."""
    today = business_date.today()
    if day > today:
        return (reason("claim_money_in_future", day=day, today=today),)
    if day < claim.claimed_on:
        return (reason("claim_money_before_claim", day=day, claimed_on=claim.claimed_on),)
    later = standing_recoveries().filter(claim=claim, received_on__gt=day)
    last = later.order_by("received_on").first()
    if last is not None:
        clause = recovery_clause(claim.loan)
        return (reason("claim_money_before_recovery", clause, day=day, other=last.received_on),)
    return ()


def against_payment_day(claim: Claim, day: date) -> tuple[Reason, ...]:
    """The same for a payment, which comes no earlier than the one that began the exclusion."""
    found = against_day(claim, day)
    first = standing_payments().filter(share__claim=claim).order_by("paid_on", "id").first()
    if found or first is None or first.paid_on <= day:
        return found
    return (reason("claim_money_before_first_payment", day=day, other=first.paid_on),)
