"""Changes of loans for pages: what is proposed, who has agreed, what it would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhidai.core.cases.status import CaseStatus
from zhidai.core.labels import Label
from zhidai.core.lending.agreed_changes import ChangeStatus
from zhidai.core.lending.events import BANK
from zhidai.core.lending.state import LoanState
from zhidai.core.money import to_fen
from zhidai.core.parties import PersonRole
from zhidai.core.policy.citing import Citation, Topic
from zhidai.db.cases.models import CaseParty
from zhidai.db.lending.models import ChangeConsent, LoanChange
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.cases.citing import citation_of
from zhidai.services.cases.locking import role_in
from zhidai.services.lending.book import state_of
from zhidai.services.lending.change_rules import against_change, state_changed
from zhidai.services.lending.changing import status_of
from zhidai.services.lending.tenancy import of_own_loan, visible_loan
from zhidai.services.refusal import NotFound, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """One role that a change asks; is_given None while it has not answered."""

    role: str
    is_given: bool | None
    person: Label | None
    decided_on: date | None
    grounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTerms:
    """What a change says; amount in fen, None for the whole loan; rates in millionths."""

    kind: str
    part: str
    amount: int | None
    due_on: date | None
    annual_rate: int | None
    effective_on: date | None
    until: date | None
    markup: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change as it was proposed, and where it stands.

    terms: of the change itself, or of the one that a reversal takes back.
    """

    number: int
    loan: str
    enterprise: str
    enterprise_en: str
    clause: Citation | None
    is_reversal: bool
    terms: ChangeTerms
    grounds: str
    proposed_on: date
    proposed_by: Label
    consents: tuple[ConsentView, ...]
    status: ChangeStatus
    effective_on: date | None
    may_answer: bool
    may_withdraw: bool
    may_reverse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEffect:
    """The loan today; fen."""

    balance: int
    interest_due: int
    written_off: int
    due_on: date | None
    overdue_days: int


def changes_of(acting: Acting, key: str) -> tuple[ChangeView, ...]:
    """All of a loan, the newest first."""
    loan = visible_loan(acting, key)
    rows = LoanChange.objects.filter(loan=loan)
    return tuple(_views(acting, rows, roles={loan.case_id: role_in(loan.case, acting)}))


def change_view(acting: Acting, key: str, number: int) -> ChangeView:
    """One of a loan of the acting party."""
    view = next((one for one in changes_of(acting, key) if one.number == number), None)
    if view is None:
        raise NotFound
    return view


def changes_to_answer(acting: Acting) -> tuple[ChangeView, ...]:
    """What waits for the acting person's answer, the oldest first."""
    rows = LoanChange.objects.filter(
        of_own_loan(acting),
        loan__case__status=CaseStatus.RUNNING,  # nothing is changed of a loan that is settled
        in_force__isnull=True,
    )
    cases = list(rows.order_by().values_list("loan__case", flat=True))
    ours = CaseParty.objects.filter(party_id=acting.party_id, case__in=cases)
    found = _views(acting, rows, roles=dict(ours.values_list("case_id", "role")))
    return tuple(reversed([one for one in found if one.may_answer]))


def effect_of_change(
    acting: Acting, key: str, number: int
) -> tuple[ChangeEffect, ChangeEffect | None]:
    """Where the loan stands today, and would stand; None where the change cannot stand."""
    loan = visible_loan(acting, key)
    change = LoanChange.objects.filter(pk=number, loan=loan).first()
    if change is None:
        raise NotFound
    today = business_date.today()
    now = _effect(state_of(loan, today))
    if against_change(loan, loan.case, change, on=today):
        return now, None
    try:
        return now, _effect(state_changed(loan, change, on=today))
    except Refused:
        return now, None


def _effect(state: LoanState) -> ChangeEffect:
    return ChangeEffect(
        balance=to_fen(state.principal_balance),
        interest_due=to_fen(state.interest_due),
        written_off=to_fen(state.principal_written_off + state.interest_written_off),
        due_on=state.due_on,
        overdue_days=state.overdue_days,
    )


def _views(
    acting: Acting, rows: QuerySet[LoanChange], *, roles: Mapping[int, str]
) -> Iterator[ChangeView]:
    """roles: of the acting party by case, as its scheme names them."""
    found = rows.select_related(
        "loan__case__enterprise", "proposed_by", "takes_back__change", "in_force__reversal"
    ).prefetch_related("consents__person")
    for change in found.order_by("-id"):
        yield _view(change, acting, role=roles[change.loan.case_id])


def _view(change: LoanChange, acting: Acting, *, role: str) -> ChangeView:
    loan, status = change.loan, status_of(change)
    answers = {each.role: each for each in change.consents.all()}
    row = getattr(change, "in_force", None)
    is_own = change.proposed_by_id == acting.person_id
    is_waiting = status is ChangeStatus.WAITING
    is_asked = is_waiting and role in change.asked.split() and role not in answers
    is_checker = role != BANK or (acting.role is PersonRole.APPROVER and not is_own)
    return ChangeView(
        number=change.pk,
        loan=loan.key,
        enterprise=loan.case.enterprise.name,
        enterprise_en=loan.case.enterprise.name_en,
        clause=citation_of(loan.case, Topic.CHANGE),
        is_reversal=change.takes_back_id is not None,
        terms=_terms(change.takes_back.change if change.takes_back else change),
        grounds=change.grounds,
        proposed_on=change.proposed_on,
        proposed_by=named(change.proposed_by),
        consents=tuple(_consent(each, answers.get(each)) for each in change.asked.split()),
        status=status,
        effective_on=None if row is None else row.effective_on,
        may_answer=is_asked and is_checker,
        may_withdraw=is_asked and is_own,
        may_reverse=role == BANK
        and status is ChangeStatus.IN_FORCE
        and change.takes_back_id is None
        and loan.case.status == CaseStatus.RUNNING,
    )


def _terms(change: LoanChange) -> ChangeTerms:
    return ChangeTerms(
        kind=change.kind,
        part=change.part,
        amount=change.amount,
        due_on=change.due_on,
        annual_rate=change.annual_rate,
        effective_on=change.effective_on,
        until=change.until,
        markup=change.markup,
    )


def _consent(role: str, answer: ChangeConsent | None) -> ConsentView:
    return ConsentView(
        role=role,
        is_given=None if answer is None else answer.is_given,
        person=None if answer is None else named(answer.person),
        decided_on=None if answer is None else answer.decided_on,
        grounds="" if answer is None else answer.grounds,
    )
