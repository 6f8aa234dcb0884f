"""Reads claims for those who share the loss and those who supervise.

The enterprise sees on its loan page that a claim was started; how the others share its loss is
their own affair.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from zhidai.core.cases.status import CaseStatus
from zhidai.core.parties import RECOVERING, PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.core.policy.scheme import Paper
from zhidai.db.guarantees.models import (
    Claim,
    ClaimRefusal,
    ClaimShare,
    Recovery,
    RecoveryShare,
)
from zhidai.db.parties.models import Person
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.cases.citing import citation_of, citations_of
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.letters import PDF
from zhidai.services.cases.locking import role_in
from zhidai.services.guarantees.disposing import PAPER
from zhidai.services.guarantees.letters import loss_sharing_pdf
from zhidai.services.guarantees.position import (
    SharePosition,
    loss_share_of,
    positions,
    positions_of,
)
from zhidai.services.guarantees.sanctions import sanctions_by_hand
from zhidai.services.guarantees.standing import (
    standing_exclusions,
    standing_payments,
    standing_recoveries,
)
from zhidai.services.guarantees.views import (
    ClaimRow,
    ClaimShareLine,
    ClaimView,
    DisposalLine,
    OwedClaim,
    PaymentLine,
    RecoveryLine,
    RefusalLine,
)
from zhidai.services.history.queries import timeline
from zhidai.services.lending.tenancy import of_own_loan, visible_loan
from zhidai.services.paging import Rows
from zhidai.services.refusal import NotFound

_CONCERNED = frozenset(
    {
        PartyKind.BANK,
        PartyKind.GUARANTOR,
        PartyKind.APPRAISER,
        PartyKind.BUREAU,
        PartyKind.FINANCE,
        PartyKind.INSURER,
        PartyKind.FUND,
        PartyKind.OPERATOR,
    }
)
_KINDS = ("claim.", "recovery.", "enterprise.", "disposal.")


def sees_claims(acting: Acting) -> bool:
    """Whether how a loss is shared concerns this kind of party at all."""
    return acting.kind in _CONCERNED


def claims_of(acting: Acting) -> Rows[ClaimRow]:
    """The claims that concern the acting party, newest first."""
    rows = _claims_of(acting).select_related("loan__case__enterprise")
    return Rows(query=rows.order_by("-claimed_on", "-id"), told=_rows)


def own_claims(acting: Acting) -> list[int]:
    """The numbers of the claims that concern the acting party."""
    return list(_claims_of(acting).values_list("pk", flat=True))


def outstanding_on_claims(claims: Sequence[int]) -> int:
    """What all payers owe by now on claims so numbered, fen."""
    today = business_date.today()
    demanded = ClaimShare.objects.filter(claim__in=claims).exclude(role=PartyKind.BANK)
    paid = standing_payments().filter(share__claim__in=claims, paid_on__lte=today)
    set_off = RecoveryShare.objects.filter(
        recovery__in=standing_recoveries().filter(claim__in=claims, received_on__lte=today)
    ).exclude(role=PartyKind.BANK)
    return (
        _sum(demanded.aggregate(Sum("amount")))
        - _sum(paid.aggregate(Sum("amount")))
        - _sum(set_off.aggregate(Sum("set_off")))
        - _not_owed_yet(demanded.filter(deferred__gt=0), today)
    )


def _not_owed_yet(shares: QuerySet[ClaimShare], on: date) -> int:
    """Of what the claims of these shares ask, what the end of the disposal only makes due."""
    claims = Claim.objects.filter(pk__in=shares.values("claim"))
    return sum(one.unpaid - one.owed for some in positions_of(claims, on).values() for one in some)


def claims_to_pay(acting: Acting) -> list[OwedClaim]:
    """The claims on which the acting party still owes something, the nearest last day first."""
    today = business_date.today()
    claims = _claims_of(acting).filter(shares__party_id=acting.party_id)
    found = list(claims.select_related("loan__case__enterprise").order_by("grace_until", "id"))
    standing = positions_of(found, today)
    owed = [
        (claim, sum(one.owed for one in standing[claim.pk] if _is_ours(one, acting)))
        for claim in found
    ]
    return [
        OwedClaim(
            loan=claim.loan.key,
            enterprise=claim.loan.case.enterprise.name,
            enterprise_en=claim.loan.case.enterprise.name_en,
            grace_until=claim.grace_until,
            owed=amount,
            clause=citation_of(claim.loan.case, Topic.CLAIM),
        )
        for claim, amount in owed
        if amount
    ]


def _is_ours(position: SharePosition, acting: Acting) -> bool:
    return position.share.party_id == acting.party_id


def _claims_of(acting: Acting) -> QuerySet[Claim]:
    if not sees_claims(acting):
        return Claim.objects.none()
    return Claim.objects.filter(of_own_loan(acting))


def _sum(found: dict[str, Any]) -> int:
    return sum(amount or 0 for amount in found.values())


def claim_view(acting: Acting, loan_key: str, *, on: date | None = None) -> ClaimView:
    """The claim page of a loan, as of the business date or a day since the claim."""
    claim = _visible_claim(acting, loan_key)
    case = claim.loan.case
    today = max(min(on or business_date.today(), business_date.today()), claim.claimed_on)
    standing = positions(claim, today)
    outstanding = sum(position.owed for position in standing)
    excluded = standing_exclusions().filter(claim=claim).first()
    ours = [position for position in standing if position.share.party_id == acting.party_id]
    return ClaimView(
        on=today,
        loan=claim.loan.key,
        case=case.number,
        clauses=citations_of(case),
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        our_role=role_in(case, acting),
        claimed_on=claim.claimed_on,
        grace_until=claim.grace_until,
        grace_days_left=max((claim.grace_until - today).days, 0),
        is_late=outstanding > 0 and today > claim.grace_until,
        principal_loss=claim.principal_loss,
        interest_unpaid=claim.interest_unpaid,
        outstanding=outstanding,
        excluded_since=excluded.since if excluded else None,
        excluded_until=excluded.until if excluded else None,
        shares=tuple(_share_line(position, acting) for position in standing),
        payments=_payments(claim, today, acting),
        recoveries=_recoveries(claim, today, acting),
        refusals=_refusals(claim, today),
        disposal=_disposal(claim, today),
        by_hand=sanctions_by_hand(case, claim.claimed_on),
        timeline=tuple(
            event for event in timeline(f"case:{case.number}") if event.kind.startswith(_KINDS)
        ),
        may_pay=any(position.owed for position in ours),
        may_record_recovery=acting.kind in RECOVERING and case.status == CaseStatus.RUNNING,
    )


def disposal_papers(acting: Acting, loan_key: str) -> tuple[Paper, ...]:
    """The papers of the scheme that can come with a step of the disposal."""
    papers = scheme_of(_visible_claim(acting, loan_key).loan.case).papers
    return (papers[PAPER],) if PAPER in papers else ()


def loss_sharing_document(acting: Acting, loan_key: str) -> tuple[str, str, bytes]:
    """Name, media type and bytes of the account of loss and recovery as at the business date."""
    claim = _visible_claim(acting, loan_key)
    name = f"{claim.loan.case.number}-loss_sharing_statement.pdf"
    return name, PDF, loss_sharing_pdf(claim, business_date.today())


def _visible_claim(acting: Acting, loan_key: str) -> Claim:
    loan = visible_loan(acting, loan_key)
    claim = Claim.objects.select_related("loan__case__enterprise").filter(loan=loan).first()
    if claim is None or not sees_claims(acting):
        raise NotFound
    return claim


def _rows(claims: list[Claim]) -> list[ClaimRow]:
    today = business_date.today()
    standing = positions_of(claims, today)
    return [_row(claim, standing[claim.pk], today) for claim in claims]


def _row(claim: Claim, standing: Sequence[SharePosition], today: date) -> ClaimRow:
    outstanding = sum(position.owed for position in standing)
    return ClaimRow(
        loan=claim.loan.key,
        case=claim.loan.case.number,
        enterprise=claim.loan.case.enterprise.name,
        enterprise_en=claim.loan.case.enterprise.name_en,
        claimed_on=claim.claimed_on,
        grace_until=claim.grace_until,
        principal_loss=claim.principal_loss,
        demanded=sum(p.share.amount for p in standing if p.share.role != PartyKind.BANK),
        outstanding=outstanding,
        recovered=sum(position.recovered for position in standing),
        is_late=outstanding > 0 and today > claim.grace_until,
    )


def _share_line(position: SharePosition, acting: Acting) -> ClaimShareLine:
    share = position.share
    return ClaimShareLine(
        role=share.role,
        party=share.party.name,
        party_en=share.party.name_en,
        loss_share=loss_share_of(share),
        amount=share.amount,
        paid=position.paid,
        set_off=position.set_off,
        owed=position.owed,
        deferred=position.unpaid - position.owed,
        days_late=position.days_late,
        recovered=position.recovered,
        net_loss=position.net_loss,
        is_ours=share.party_id == acting.party_id,
    )


def _payments(claim: Claim, on: date, acting: Acting) -> tuple[PaymentLine, ...]:
    rows = standing_payments().filter(share__claim=claim, paid_on__lte=on)
    rows = rows.select_related("share", "person")
    return tuple(
        PaymentLine(
            number=row.pk,
            may_correct=_may_correct(row.person, acting),
            role=row.share.role,
            amount=row.amount,
            paid_on=row.paid_on,
            person=named(row.person),
        )
        for row in rows.order_by("id")
    )


def _refusals(claim: Claim, on: date) -> tuple[RefusalLine, ...]:
    rows = ClaimRefusal.objects.filter(share__claim=claim, refused_on__lte=on)
    return tuple(
        RefusalLine(
            role=row.share.role,
            grounds=row.grounds,
            refused_on=row.refused_on,
            person=named(row.person),
        )
        for row in rows.select_related("share", "person").order_by("id")
    )


def _disposal(claim: Claim, on: date) -> tuple[DisposalLine, ...]:
    rows = claim.disposal.filter(held_on__lte=on).select_related("person")
    return tuple(
        DisposalLine(
            kind=row.kind, held_on=row.held_on, record=row.record, person=named(row.person)
        )
        for row in rows.order_by("held_on", "id")
    )


def _recoveries(claim: Claim, on: date, acting: Acting) -> tuple[RecoveryLine, ...]:
    rows = (
        standing_recoveries()
        .filter(claim=claim, received_on__lte=on)
        .select_related("person", "claim__loan__case")
        .prefetch_related("shares")
    )
    return tuple(_recovery_line(row, acting) for row in rows)


def _may_correct(person: Person, acting: Acting) -> bool:
    """The bank, or the party that recorded it."""
    return acting.kind is PartyKind.BANK or person.party_id == acting.party_id


def _recovery_line(row: Recovery, acting: Acting) -> RecoveryLine:
    return RecoveryLine(
        number=row.pk,
        may_correct=_may_correct(row.person, acting),
        received_on=row.received_on,
        kind=row.kind,
        source=row.source,
        gross=row.gross,
        costs=row.costs,
        costs_by=row.costs_by,
        costs_paid=row.costs_paid,
        shares=tuple((share.role, share.amount) for share in row.shares.all()),
        to_interest=row.to_interest,
        to_pledgor=row.to_pledgor,
        person=named(row.person),
    )
