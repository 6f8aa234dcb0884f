"""Corrections of repayments for pages: what is proposed, by whom, what it would change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhidai.core.errors import Reason
from zhidai.core.labels import Label
from zhidai.core.lending.events import EventKind
from zhidai.core.lending.state import LoanState
from zhidai.core.money import from_fen, to_fen
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.core.policy.citing import Citation, Topic
from zhidai.db.corrections.models import Correction
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.cases.citing import citation_of
from zhidai.services.corrections.rules import against, state_corrected
from zhidai.services.corrections.settled import AfterSettling, after_settling
from zhidai.services.lending.book import state_of
from zhidai.services.lending.tenancy import of_own_loan, visible_loan
from zhidai.services.refusal import NotFound, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A proposal and what became of it; amounts in fen. instead: None if it never happened."""

    id: int
    loan: str
    enterprise: str
    enterprise_en: str
    clause: Citation | None
    amount: int
    effective_on: date
    instead: int | None
    instead_on: date | None
    grounds: str
    proposed_on: date
    proposed_by: Label
    decision: str | None
    decided_on: date | None
    decided_by: Label | None
    decision_grounds: str
    is_own: bool
    may_decide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a loan stands today; fen."""

    balance: int
    interest_due: int
    overdue_days: int
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongRepayment:
    """A repayment as it was recorded."""

    amount: int
    effective_on: date
    clause: Citation | None
    against: tuple[Reason, ...]  # why it cannot be corrected; empty if it can


def corrections_of(acting: Acting, key: str) -> tuple[CorrectionView, ...]:
    """All of a loan, the newest first."""
    loan = visible_loan(acting, key)
    return tuple(_views(acting, Q(event__loan=loan)))


def open_corrections(acting: Acting) -> tuple[CorrectionView, ...]:
    """What waits for the acting person's decision."""
    if acting.kind is not PartyKind.BANK:
        return ()
    waiting = Q(of_own_loan(acting, "event__loan"), decision__isnull=True)
    found = _views(acting, waiting)
    return tuple(one for one in found if one.may_decide)


def correction_view(acting: Acting, key: str, correction_id: int) -> CorrectionView:
    """One of a loan of the acting party."""
    found = (one for one in corrections_of(acting, key) if one.id == correction_id)
    view = next(found, None)
    if view is None:
        raise NotFound
    return view


def wrong_repayment(acting: Acting, key: str, event_id: int) -> WrongRepayment:
    """A repayment of a loan of the acting party, to be corrected."""
    loan = visible_loan(acting, key)
    row = loan.events.filter(pk=event_id, kind=str(EventKind.REPAYMENT)).first()
    if row is None:
        raise NotFound
    return WrongRepayment(
        amount=row.amount,
        effective_on=row.effective_on,
        clause=citation_of(loan.case, Topic.REPAYMENT),
        against=against(loan, loan.case, row, yuan=None, on=None),
    )


def settled_before(acting: Acting, key: str) -> AfterSettling | None:
    """What followed from the settling of a loan of the acting party; None while it runs."""
    return after_settling(visible_loan(acting, key).case)


def effect_of(acting: Acting, key: str, correction_id: int) -> tuple[Standing, Standing | None]:
    """Where the loan stands today, and would stand; None where it would not be approved."""
    loan = visible_loan(acting, key)
    row = Correction.objects.filter(pk=correction_id, event__loan=loan).first()
    if row is None:
        raise NotFound
    now = _standing(state_of(loan, business_date.today()))
    try:
        then = state_corrected(
            loan,
            row.event,
            amount=None if row.amount is None else from_fen(row.amount),
            effective_on=row.effective_on,
        )
    except Refused:
        return now, None
    return now, _standing(then)


def _standing(state: LoanState) -> Standing:
    return Standing(
        balance=to_fen(state.principal_balance),
        interest_due=to_fen(state.interest_due),
        overdue_days=state.overdue_days,
        is_settled=state.closed_on is not None,
    )


def _views(acting: Acting, which: Q) -> Iterator[CorrectionView]:
    for row in (
        Correction.objects.filter(which)
        .select_related("event__loan__case__enterprise", "proposed_by", "decision__decided_by")
        .order_by("-id")
    ):
        yield _view(row, acting)


def _view(row: Correction, acting: Acting) -> CorrectionView:
    decision = getattr(row, "decision", None)
    loan, is_own = row.event.loan, row.proposed_by_id == acting.person_id
    is_bank = acting.kind is PartyKind.BANK
    may = is_bank and acting.role is PersonRole.APPROVER and not is_own and decision is None
    return CorrectionView(
        id=row.pk,
        loan=loan.key,
        enterprise=loan.case.enterprise.name,
        enterprise_en=loan.case.enterprise.name_en,
        clause=citation_of(loan.case, Topic.REPAYMENT),
        amount=row.event.amount,
        effective_on=row.event.effective_on,
        instead=row.amount,
        instead_on=row.effective_on,
        grounds=row.grounds,
        proposed_on=row.proposed_on,
        proposed_by=named(row.proposed_by),
        decision=None if decision is None else decision.decision,
        decided_on=None if decision is None else decision.decided_on,
        decided_by=None if decision is None else named(decision.decided_by),
        decision_grounds="" if decision is None else decision.grounds,
        is_own=is_own,
        may_decide=may,
    )
