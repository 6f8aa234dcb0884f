"""Corrections of a claim's payments and recoveries for pages: what is proposed, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from zhidai.core.errors import Reason
from zhidai.core.labels import Label
from zhidai.core.parties import PersonRole
from zhidai.core.policy.citing import Citation, Topic
from zhidai.db.cases.models import Case
from zhidai.db.corrections.models import ClaimCorrection
from zhidai.db.guarantees.models import Claim, ClaimPayment, Recovery
from zhidai.services.acting import Acting, named
from zhidai.services.cases.citing import citation_of
from zhidai.services.corrections.claim_rules import against
from zhidai.services.corrections.claims import PAYMENT, RECOVERY
from zhidai.services.guarantees.queries import sees_claims
from zhidai.services.lending.tenancy import of_own_loan, visible_loan
from zhidai.services.refusal import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedOnClaim:
    """A payment or recovery as it stands; fen. costs: of a recovery."""

    kind: str  # payment, recovery
    day: date
    amount: int
    costs: int | None
    clause: Citation | None
    against: tuple[Reason, ...] = ()  # why it cannot be corrected; empty if it can


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCorrectionView:
    """A proposal and what became of it; fen.

    instead: None if it never happened; day_instead: None where the day is right.
    """

    id: int
    loan: str
    enterprise: str
    enterprise_en: str
    recorded: RecordedOnClaim
    instead: int | None
    costs_instead: int | None
    day_instead: date | None
    grounds: str
    proposed_on: date
    proposed_by: Label
    decided_at: Label
    decision: str | None
    decided_by: Label | None
    is_own: bool
    may_decide: bool


def recorded_on_claim(acting: Acting, key: str, kind: str, number: int) -> RecordedOnClaim:
    """One of a claim that concerns the acting party, not taken back."""
    loan = visible_loan(acting, key)
    found: ClaimPayment | Recovery | None = None
    if kind == PAYMENT:
        found = ClaimPayment.objects.filter(pk=number, share__claim__loan=loan).first()
    elif kind == RECOVERY:
        found = Recovery.objects.filter(pk=number, claim__loan=loan).first()
    if found is None or not sees_claims(acting):
        raise NotFound
    row = ClaimCorrection(
        payment=found if isinstance(found, ClaimPayment) else None,
        recovery=found if isinstance(found, Recovery) else None,
    )
    return replace(_recorded(found, loan.case), against=against(row, loan))


def claim_corrections_of(acting: Acting, key: str) -> tuple[ClaimCorrectionView, ...]:
    """All of a loan's claim, the newest first."""
    claim = Claim.objects.filter(loan=visible_loan(acting, key)).first()
    if claim is None or not sees_claims(acting):
        raise NotFound
    return tuple(_views(acting, Q(payment__share__claim=claim) | Q(recovery__claim=claim)))


def claim_correction_view(acting: Acting, key: str, number: int) -> ClaimCorrectionView:
    """One of a loan's claim."""
    view = next((one for one in claim_corrections_of(acting, key) if one.id == number), None)
    if view is None:
        raise NotFound
    return view


def open_claim_corrections(acting: Acting) -> tuple[ClaimCorrectionView, ...]:
    """What waits for the acting person's decision."""
    ways = ("payment__share__claim__loan", "recovery__claim__loan")
    payment, recovery = (of_own_loan(acting, loan) for loan in ways)
    waiting = Q(payment | recovery, decision__isnull=True, decided_at=acting.party_id)
    return tuple(one for one in _views(acting, waiting) if one.may_decide)


def _views(acting: Acting, which: Q) -> Iterator[ClaimCorrectionView]:
    rows = ClaimCorrection.objects.filter(which).select_related(
        "payment__share__claim__loan__case__enterprise",
        "recovery__claim__loan__case__enterprise",
        "proposed_by",
        "decided_at",
        "decision__decided_by",
    )
    for row in rows.order_by("-id"):
        yield _view(row, acting)


def _view(row: ClaimCorrection, acting: Acting) -> ClaimCorrectionView:
    decision, is_own = getattr(row, "decision", None), row.proposed_by_id == acting.person_id
    if row.payment is not None:
        claim = row.payment.share.claim
    else:
        assert row.recovery is not None  # noqa: S101 - held by the database
        claim = row.recovery.claim
    wrong = row.payment or row.recovery
    assert wrong is not None  # noqa: S101 - held by the database
    enterprise, party = claim.loan.case.enterprise, row.decided_at
    return ClaimCorrectionView(
        id=row.pk,
        loan=claim.loan.key,
        enterprise=enterprise.name,
        enterprise_en=enterprise.name_en,
        recorded=_recorded(wrong, claim.loan.case),
        instead=row.amount,
        costs_instead=row.costs,
        day_instead=row.effective_on,
        grounds=row.grounds,
        proposed_on=row.proposed_on,
        proposed_by=named(row.proposed_by),
        decided_at=Label(zh=party.name, en=party.name_en),
        decision=None if decision is None else decision.decision,
        decided_by=None if decision is None else named(decision.decided_by),
        is_own=is_own,
        may_decide=decision is None
        and not is_own
        and acting.role is PersonRole.APPROVER
        and acting.party_id == row.decided_at_id,
    )


def _recorded(wrong: ClaimPayment | Recovery, case: Case) -> RecordedOnClaim:
    clause = citation_of(case, Topic.RECOVERY)
    if isinstance(wrong, ClaimPayment):
        return RecordedOnClaim(
            kind=PAYMENT, day=wrong.paid_on, amount=wrong.amount, costs=None, clause=clause
        )
    return RecordedOnClaim(
        kind=RECOVERY, day=wrong.received_on, amount=wrong.gross, costs=wrong.costs, clause=clause
    )
