"""What a person of the bank proposes of a running loan, read as it was typed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.lending.agreed_changes import (
    BEGIN_ON_A_DAY,
    CHANGES,
    MOVE_MONEY,
)
from zhidai.core.lending.events import EventKind, Part
from zhidai.core.lending.written_rates import parse_rate
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.writing import says_nothing
from zhidai.db.lending.models import ChangeInForce, Loan, LoanChange
from zhidai.services.acting import Acting
from zhidai.services.lending.book import MILLION
from zhidai.services.lending.change_rules import asked_for
from zhidai.services.refusal import NotFound

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


def as_proposed(loan: Loan, new: NewChange, *, acting: Acting, on: date) -> LoanChange:
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


def require_words(text: str) -> None:
    """Why has to be said. Bad input: `correction_without_grounds`, `grounds_too_long`."""
    if says_nothing(text):
        raise bad_input("correction_without_grounds")
    require_short(text)


def require_short(text: str) -> None:
    """Grounds may be left out of a consent, but are never longer than they are kept."""
    if len(text.strip()) > LONGEST_GROUNDS:
        raise bad_input("grounds_too_long", most=LONGEST_GROUNDS)


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
