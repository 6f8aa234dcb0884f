"""Paying a claim, in parts or at once; the first payment excludes the enterprise (7.2, 8.5)."""

from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason, reason
from zhidai.core.money import format_yuan, from_fen, to_fen
from zhidai.core.portfolio.exclusions import exclusion
from zhidai.core.portfolio.settings import exclusion_of
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim, ClaimPayment
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import Exclusion
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.guarantees.days import against_payment_day
from zhidai.services.guarantees.position import SharePosition, claim_of, position_of
from zhidai.services.guarantees.standing import standing_exclusions
from zhidai.services.guarantees.terms import claim_clause
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.conflicts import told_of_changes
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer


def pay(
    loan: Loan, case: Case, role: str, *, amount: Decimal, paid_on: date | None, acting: Acting
) -> Answer:
    """Record a payment, inside the command's transaction. paid_on: today if not given."""
    today = business_date.today()
    claim, day = claim_of(loan), paid_on or today
    position = position_of(claim, role, today)
    against = _against_payment(amount, position) or against_payment_day(claim, day)
    if against:
        raise Refused(against)
    late = position_of(claim, role, day).days_late
    ClaimPayment.objects.create(
        share=position.share,
        amount=to_fen(amount),
        paid_on=day,
        recorded_at=business_date.now(),
        person_id=acting.person_id,
    )
    left = from_fen(position.owed) - amount
    event = append(
        f"case:{case.number}",
        "claim.paid",
        acting=acting,
        payload={
            "loan": loan.key,
            "role": role,
            "amount": format_yuan(amount),
            "still_owed": format_yuan(left),
            "days_late": late,
        },
        effective_on=day,
    )
    with told_of_changes():
        post(loan, today)
    exclude(claim, loan, case, acting=acting, on=day)
    check_breaker(case.scheme, today, grounds=Grounds.CLAIM_PAYMENT, acting=acting)
    return {"loan": loan.key, "event": event.sequence, "still_owed": format_yuan(left)}


def _against_payment(amount: Decimal, position: SharePosition) -> tuple[Reason, ...]:
    owed = from_fen(position.owed)
    if amount <= 0:
        return (reason("amount_not_above_zero"),)
    if not owed:
        return (reason("claim_asks_nothing", claim_clause(position.share.claim.loan)),)
    if amount > owed:
        return (
            reason(
                "claim_payment_above_owed",
                claim_clause(position.share.claim.loan),
                amount=format_yuan(amount),
                owed=format_yuan(owed),
            ),
        )
    return ()


def exclude(claim: Claim, loan: Loan, case: Case, *, acting: Acting, on: date) -> None:
    """The enterprise is excluded from the day of the first claim payment, if the scheme says so."""
    if standing_exclusions().filter(claim=claim).exists():
        return
    terms = exclusion_of(scheme_of(case), loan.drawn_on)
    if terms is None:
        return
    period = exclusion(on, months=terms.months)
    Exclusion.objects.create(
        enterprise_id=case.enterprise_id, claim=claim, since=period.since, until=period.until
    )
    append(
        f"case:{case.number}",
        "enterprise.excluded",
        acting=acting,
        payload={
            "enterprise": case.enterprise.name,
            "since": period.since.isoformat(),
            "until": period.until.isoformat(),
            "clause": terms.clause,
        },
    )
