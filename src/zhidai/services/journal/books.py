"""A loan read out of the tables as the journal knows it."""

from collections.abc import Iterator
from datetime import date

from zhidai.core.journal.loan_books import (
    ClaimBooked,
    FeeBooked,
    LoanBooks,
    SubsidyBooked,
)
from zhidai.core.journal.recovery_entries import RecoveryBooked
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.guarantees.models import Claim, Recovery
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.services.cases.dossier import kinds_taking_part
from zhidai.services.guarantees.standing import standing_recoveries
from zhidai.services.guarantees.terms import claim_clause, recovery_clause
from zhidai.services.lending.book import events_of, terms_of
from zhidai.services.subsidies.locking import clause_of


def books_of(loan: Loan, on: date, *, events: tuple[LoanEvent, ...] | None = None) -> LoanBooks:
    """Everything that moved on a loan up to the end of a day. events: where they are read."""
    claim = Claim.objects.filter(loan=loan).first()
    events = events_of(loan) if events is None else events
    return LoanBooks(
        principal=from_fen(loan.principal),
        drawn_on=loan.drawn_on,
        events=events,
        state=replay(terms_of(loan), events, on=on),
        fees=_fees(loan),
        claim=None if claim is None else _claim(claim, loan),
        recoveries=() if claim is None else tuple(_recoveries(claim, loan)),
        subsidies=tuple(_subsidies(loan)),
    )


def _fees(loan: Loan) -> tuple[FeeBooked, ...]:
    """What was paid at drawdown for guarantee, appraisal, insurance and registration, and to whom.

    A receiver that takes no part in the case keeps no books here.
    """
    kinds = kinds_taking_part(loan.case)
    registrar = loan.registration_fee_to
    paid = (
        (str(PartyKind.GUARANTOR), loan.guarantee_fee, kinds.get(PartyKind.GUARANTOR)),
        (str(PartyKind.APPRAISER), loan.appraisal_fee, kinds.get(PartyKind.APPRAISER)),
        ("insurance_premium", loan.insurance_premium, kinds.get(PartyKind.INSURER)),
        ("registration_fee", loan.registration_fee, registrar or None),
    )
    return tuple(FeeBooked(id=name, amount=from_fen(fee), to=to) for name, fee, to in paid if fee)


def _claim(claim: Claim, loan: Loan) -> ClaimBooked:
    return ClaimBooked(
        claimed_on=claim.claimed_on,
        losses={share.role: from_fen(share.amount) for share in claim.shares.order_by("id")},
        clause=claim_clause(loan),
    )


def _recoveries(claim: Claim, loan: Loan) -> Iterator[RecoveryBooked]:
    clause = recovery_clause(loan)
    for row in standing_recoveries().filter(claim=claim).prefetch_related("shares"):
        yield _recovery(row, clause=clause)


def _recovery(row: Recovery, *, clause: str | None) -> RecoveryBooked:
    shares = list(row.shares.all())
    return RecoveryBooked(
        id=f"recovery:{row.pk}",
        received_on=row.received_on,
        gross=from_fen(row.gross),
        costs=from_fen(row.costs),
        costs_paid=from_fen(row.costs_paid),
        shares={share.role: from_fen(share.amount) for share in shares},
        set_off={share.role: from_fen(share.set_off) for share in shares},
        to_interest=from_fen(row.to_interest),
        to_pledgor=from_fen(row.to_pledgor),
        costs_by=row.costs_by,
        clause=clause,
    )


def _subsidies(loan: Loan) -> Iterator[SubsidyBooked]:
    granted = SubsidyClaim.objects.filter(loan=loan).exclude(status=str(SubsidyStatus.REFUSED))
    clause = clause_of(loan.case)
    for claim in granted.prefetch_related("lines").order_by("id"):
        if claim.approved_on is not None:
            yield SubsidyBooked(
                id=str(claim.pk),
                amount=from_fen(sum(line.amount for line in claim.lines.all())),
                granted_on=claim.approved_on,
                paid_on=claim.paid_on,
                clause=clause,
            )
            yield from _asked_back(claim, clause)


def _asked_back(claim: SubsidyClaim, clause: str | None) -> Iterator[SubsidyBooked]:
    """A confirmed claw-back is a grant below zero, and paid when the money is back."""
    confirmed = claim.clawbacks.filter(decision__is_confirmed=True)
    for row in confirmed.select_related("decision", "money").order_by("id"):
        money = getattr(row, "money", None)
        yield SubsidyBooked(
            id=f"{claim.pk} back {row.pk}",
            amount=-from_fen(row.amount),
            granted_on=row.decision.decided_on,
            paid_on=money.returned_on if money else None,
            clause=clause,
        )
