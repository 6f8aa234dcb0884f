"""Changes of a running loan: proposed by one person of the bank, in force when all have agreed.

An extension, a call for the whole debt, a misuse rate, a pause, a waiver, a write-off, or the
reversal of one of them. Who is asked stands in `core.lending.agreed_changes`.
"""

from datetime import date

from zhidai.core.errors import reason
from zhidai.core.lending.agreed_changes import (
    ChangeStatus,
)
from zhidai.core.lending.events import BANK, EventKind
from zhidai.core.money import format_yuan, from_fen
from zhidai.core.parties import PAYING, PartyKind, PersonRole
from zhidai.core.policy.citing import Topic
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import ChangeConsent, ChangeInForce, Loan, LoanChange
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of, clause_of_loan
from zhidai.services.cases.locking import bring_up_to_date
from zhidai.services.early_warning.commands import report_misuse
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.book import state_of
from zhidai.services.lending.change_rules import against_change, state_changed
from zhidai.services.lending.closing import close_if_settled
from zhidai.services.lending.proposed_changes import (
    NewChange,
    as_proposed,
    require_short,
    require_words,
)
from zhidai.services.lending.tenancy import locked_loan, visible_loan
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

BANK_ONLY = frozenset({PartyKind.BANK})


CONSENTING = PAYING | {PartyKind.BANK, PartyKind.ENTERPRISE, PartyKind.BUREAU}


def propose_change(acting: Acting, loan_key: str, new: NewChange, *, key: str) -> Answer:
    """Propose a change of a loan.

    Bad input: `change_kind_unknown`, `change_part_unknown`, `change_day_missing`,
    `change_amount_missing`, `change_rate_missing`, `correction_without_grounds`,
    `grounds_too_long`, those of money and rates.
    """
    request = {name: getattr(new, name) for name in NewChange.__slots__} | {"loan": loan_key}

    def work() -> Answer:
        loan, case, _ = locked_loan(
            acting,
            loan_key,
            roles=BANK_ONLY,
            refusal="change_by_the_bank_only",
            clause=clause_of_loan(Topic.CHANGE),
        )
        today = business_date.today()
        change = as_proposed(loan, new, acting=acting, on=today)
        answer = keep_proposed(change, loan, case, acting)
        if change.kind == EventKind.MISUSE:
            day = change.effective_on or today
            report_misuse(case, acting, happened_on=day, source=change.grounds)
        return answer

    return once(acting, "propose_change", key=key, request=request, work=work)


def keep_proposed(change: LoanChange, loan: Loan, case: Case, acting: Acting) -> Answer:
    """Keep a change that nothing stands against, and tell of it."""
    _require_possible(change, loan, case)
    if _is_waiting(loan, change):
        raise Refused((reason("change_waits_already"),))
    change.save(force_insert=True)
    return _told(change, loan, "loan.change_proposed", acting, grounds=change.grounds)


def decide_change(
    acting: Acting, loan_key: str, number: int, *, is_given: bool, grounds: str, key: str
) -> Answer:
    """Say yes or no to a change for one's party; the last yes brings it into force.

    The person who proposed it withdraws it by a no.
    """
    request = {"loan": loan_key, "change": number, "is_given": is_given, "grounds": grounds}
    if is_given:
        bring_up_to_date(acting, visible_loan(acting, loan_key).case.number)

    def work() -> Answer:
        loan, case, role = locked_loan(
            acting,
            loan_key,
            roles=CONSENTING,
            refusal="change_asks_nothing_of",
            clause=clause_of_loan(Topic.CHANGE),
        )
        change = _open(loan, number)
        _require_asked(change, role, acting, is_given=is_given)
        if is_given:
            require_short(grounds)
            _require_possible(change, loan, case)
        else:
            require_words(grounds)
        _consent(change, role, acting, is_given=is_given, grounds=grounds.strip())
        if not is_given:
            is_own = change.proposed_by_id == acting.person_id
            kind = "loan.change_withdrawn" if is_own else "loan.change_refused"
            return _told(change, loan, kind, acting, grounds=grounds.strip(), role=role)
        answer = _told(
            change, loan, "loan.change_consented", acting, grounds=grounds.strip(), role=role
        )
        if change.consents.count() < change.asked_count:
            return answer
        return {**answer, **_in_force(change, loan, case, acting)}

    return once(acting, "decide_change", key=key, request=request, work=work)


def status_of(change: LoanChange) -> ChangeStatus:
    """Where a change stands; its consents and what follows from it are asked for."""
    for consent in change.consents.all():
        if not consent.is_given:
            is_own = consent.person_id == change.proposed_by_id
            return ChangeStatus.WITHDRAWN if is_own else ChangeStatus.REFUSED
    row = getattr(change, "in_force", None)
    if row is None:
        return ChangeStatus.WAITING
    return ChangeStatus.REVERSED if hasattr(row, "reversal") else ChangeStatus.IN_FORCE


def _is_waiting(loan: Loan, change: LoanChange) -> bool:
    """Whether the same kind of change waits already; of a reversal, one of the same change."""
    same = LoanChange.objects.filter(loan=loan, kind=change.kind, takes_back=change.takes_back)
    return any(status_of(one) is ChangeStatus.WAITING for one in same)


def _open(loan: Loan, number: int) -> LoanChange:
    change = LoanChange.objects.filter(pk=number, loan=loan).first()
    if change is None:
        raise NotFound
    if status_of(change) is not ChangeStatus.WAITING:
        raise Refused((reason("change_decided_already"),))
    return change


def _require_asked(change: LoanChange, role: str, acting: Acting, *, is_given: bool) -> None:
    if role not in change.asked.split():
        raise Refused(
            (reason("change_asks_nothing_of", clause_of(change.loan.case, Topic.CHANGE)),)
        )
    if change.consents.filter(role=role).exists():
        raise Refused((reason("change_answered_already"),))
    if role != BANK:
        return
    is_own = change.proposed_by_id == acting.person_id
    if is_own and is_given:
        raise Refused((reason("change_needs_another_person"),))
    if not is_own and acting.role is not PersonRole.APPROVER:
        raise Refused((reason("change_needs_an_approver"),))


def _require_possible(change: LoanChange, loan: Loan, case: Case) -> None:
    """What did not stand against it when it was proposed may stand against it now."""
    today = business_date.today()
    against = against_change(loan, case, change, on=today)
    if against:
        raise Refused(against)
    state_changed(loan, change, on=today)


def _consent(
    change: LoanChange, role: str, acting: Acting, *, is_given: bool, grounds: str
) -> None:
    ChangeConsent.objects.create(
        change=change,
        role=role,
        party_id=acting.party_id,
        person_id=acting.person_id,
        proposed_by_id=change.proposed_by_id,
        is_given=is_given,
        grounds=grounds,
        decided_on=business_date.today(),
        recorded_at=business_date.now(),
    )


def _in_force(change: LoanChange, loan: Loan, case: Case, acting: Acting) -> Answer:
    today = business_date.today()
    row = ChangeInForce.objects.create(
        change=change,
        effective_on=change.effective_on or today,
        recorded_at=business_date.now(),
        taken_back=change.takes_back,
    )
    _told(
        change,
        loan,
        "loan.change_in_force",
        acting,
        grounds=change.grounds,
        effective_on=row.effective_on,
    )
    post(loan, today)
    closed = close_if_settled(loan, case, state_of(loan, today), acting=acting, on=today)
    check_breaker(case.scheme, today, grounds=Grounds.LOAN_CHANGED, acting=acting)
    return {"in_force": True, "closed": closed}


def _told(
    change: LoanChange,
    loan: Loan,
    kind: str,
    acting: Acting,
    *,
    grounds: str,
    role: str = BANK,
    effective_on: date | None = None,
) -> Answer:
    of = change.takes_back.change if change.takes_back else change
    event = append(
        f"case:{loan.case.number}",
        kind,
        acting=acting,
        payload={
            "loan": loan.key,
            "change": of.kind,
            "number": change.pk,
            "is_reversal": change.takes_back_id is not None,
            "amount": None if of.amount is None else format_yuan(from_fen(of.amount)),
            "due_on": None if of.due_on is None else of.due_on.isoformat(),
            "role": role,
            "grounds": grounds,
        },
        effective_on=effective_on,
    )
    return {"loan": loan.key, "change": change.pk, "event": event.sequence}
