"""Changes of a running loan: proposed by one person of the bank, in force when all have agreed.

An extension, a call for the whole debt, a misuse rate, a pause, a waiver, a write-off, or the
reversal of one of them. Who is asked stands in `core.lending.agreed_changes`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input, reason
from zhidai.core.lending.agreed_changes import (
    BEGIN_ON_A_DAY,
    CHANGES,
    MOVE_MONEY,
    ChangeStatus,
)
from zhidai.core.lending.events import BANK, EventKind, Part
from zhidai.core.lending.written_rates import parse_rate
from zhidai.core.money import format_yuan, from_fen, parse_yuan, to_fen
from zhidai.core.parties import PAYING, PartyKind, PersonRole
from zhidai.core.policy.citing import Topic
from zhidai.core.writing import says_nothing
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import ChangeConsent, ChangeInForce, Loan, LoanChange
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import clause_of, clause_of_loan
from zhidai.services.cases.locking import bring_up_to_date
from zhidai.services.early_warning.commands import report_misuse
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.book import MILLION, state_of
from zhidai.services.lending.change_rules import against_change, asked_for, state_changed
from zhidai.services.lending.closing import close_if_settled
from zhidai.services.lending.tenancy import locked_loan, visible_loan
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

BANK_ONLY = frozenset({PartyKind.BANK})
CONSENTING = PAYING | {PartyKind.BANK, PartyKind.ENTERPRISE, PartyKind.BUREAU}
LONGEST_GROUNDS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """What a person of the bank proposes; amounts and rates as they were typed.

    amount: needed for a waiver and a write-off; of a misuse, empty for the whole loan.
    reverses: number of the change that a reversal takes back.
    """

    kind: str
    grounds: str
    amount: str = ""
    part: str = str(Part.PRINCIPAL)
    due_on: date | None = None
    annual_rate: str = ""
    effective_on: date | None = None
    until: date | None = None
    markup: str = ""
    reverses: int | None = None


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
        change = _written(loan, new, acting=acting, on=today)
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
            _require_short(grounds)
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


def _written(loan: Loan, new: NewChange, *, acting: Acting, on: date) -> LoanChange:
    """What was typed as a row, not saved yet."""
    if new.kind not in {str(kind) for kind in CHANGES} - {str(EventKind.DRAWDOWN)}:
        raise bad_input("change_kind_unknown")
    kind = EventKind(new.kind)
    require_words(new.grounds)
    takes_back = _to_reverse(loan, new.reverses) if kind is EventKind.REVERSAL else None
    # a reversal undoes what others agreed to: it asks them again
    asked = (
        tuple(takes_back.change.asked.split())
        if takes_back
        else asked_for(loan, kind, due_on=new.due_on)
    )
    return LoanChange(
        loan=loan,
        kind=str(kind),
        amount=_amount(kind, new.amount),
        part=_part(kind, new.part),
        due_on=_day(kind is EventKind.EXTENSION, new.due_on),
        annual_rate=_rate(new.annual_rate) if kind is EventKind.EXTENSION else None,
        effective_on=_day(kind in BEGIN_ON_A_DAY, new.effective_on),
        until=_until(kind, new.until),
        markup=_markup(new.markup) if kind is EventKind.MISUSE else None,
        takes_back=takes_back,
        asked=" ".join(asked),
        asked_count=len(asked),
        grounds=new.grounds.strip(),
        proposed_on=on,
        proposed_by_id=acting.person_id,
    )


def _amount(kind: EventKind, typed: str) -> int | None:
    if kind in MOVE_MONEY and not typed.strip():
        raise bad_input("change_amount_missing")
    if kind not in {*MOVE_MONEY, EventKind.MISUSE} or not typed.strip():
        return None
    amount = parse_yuan(typed)
    if amount <= 0:
        raise bad_input("amount_not_above_zero")
    return to_fen(amount)


def _part(kind: EventKind, typed: str) -> str:
    if kind not in MOVE_MONEY:
        return str(Part.PRINCIPAL)
    if typed not in {str(part) for part in Part}:
        raise bad_input("change_part_unknown")
    return typed


def _day(is_needed: bool, typed: date | None) -> date | None:  # noqa: FBT001 - reads as a question
    if is_needed and typed is None:
        raise bad_input("change_day_missing")
    return typed if is_needed else None


def _until(kind: EventKind, typed: date | None) -> date | None:
    if kind is EventKind.PAUSE:
        return _day(True, typed)
    return typed if kind is EventKind.MISUSE else None


def _rate(typed: str) -> int | None:
    return _in_millionths(parse_rate(typed)) if typed.strip() else None


def _markup(typed: str) -> int:
    if not typed.strip():
        raise bad_input("change_rate_missing")
    return _in_millionths(parse_rate(typed))


def _in_millionths(fraction: Decimal) -> int:
    whole = fraction * MILLION
    if whole != int(whole):
        raise bad_input("change_rate_too_fine")
    return int(whole)


def _to_reverse(loan: Loan, number: int | None) -> ChangeInForce:
    row = ChangeInForce.objects.filter(change_id=number, change__loan=loan).first()
    if row is None:
        raise NotFound
    return row


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


def require_words(text: str) -> None:
    """Why has to be said. Bad input: `correction_without_grounds`, `grounds_too_long`."""
    if says_nothing(text):
        raise bad_input("correction_without_grounds")
    _require_short(text)


def _require_short(text: str) -> None:
    """Grounds may be left out of a consent, but are never longer than they are kept."""
    if len(text.strip()) > LONGEST_GROUNDS:
        raise bad_input("grounds_too_long", most=LONGEST_GROUNDS)


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
