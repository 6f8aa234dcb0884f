"""What changes a loan other than money that comes in, from a drawdown to a write-off.

An extension (展期) is agreed before the principal is overdue: on the due day at the latest.
Interest earned up to the old due day still falls due on it; what falls due later is principal, at
the contract's rate or at the one agreed with the extension. How long a loan may be extended is
left to the bank. An acceleration (提前到期) makes all principal, and the interest earned so far,
due on its day; a rate agreed with an extension begins on the old due day all the same. In a pause
no day counts as overdue, and neither penalty nor compound interest is earned.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.lending.account import LoanAccount, Misuse
from zhidai.core.lending.events import EventKind, LoanEvent, Part
from zhidai.core.lending.interest import ZERO

_ABOVE_OWED = {
    EventKind.WAIVER: "loan_waiver_above_owed",
    EventKind.WRITE_OFF: "loan_write_off_above_owed",
}


def draw(account: LoanAccount, events: Sequence[LoanEvent]) -> None:
    """A further part of the loan is paid out.

    Bad input: `loan_drawdown_beyond_commitment`, `loan_drawdown_after_maturity`.
    """
    amount = sum((event.amount for event in events), ZERO)
    commitment = account.terms.committed
    if account.has_matured:
        raise bad_input(
            "loan_drawdown_after_maturity",
            event=events[-1].id,
            effective_on=account.day,
            due_on=account.due_days.maturities[-1],
        )
    if account.plan.lent + amount > commitment:
        raise bad_input(
            "loan_drawdown_beyond_commitment",
            event=events[-1].id,
            drawn=account.plan.lent + amount,
            commitment=commitment,
        )
    account.plan = account.plan.with_drawdown(amount, on=account.day)
    account.balance += amount


def extend(account: LoanAccount, event: LoanEvent) -> None:
    """The principal that falls due at maturity falls due later.

    Bad input: `loan_extension_too_late`, `loan_extension_not_later`.
    """
    present = account.due_days.maturities[-1]
    assert event.due_on is not None  # noqa: S101 - held by the event itself
    agreed = account.terms.moved(event.due_on).on
    if account.day > present:
        raise bad_input(
            "loan_extension_too_late",
            event=event.id,
            effective_on=event.effective_on,
            due_on=present,
        )
    if agreed <= present:
        raise bad_input(
            "loan_extension_not_later", event=event.id, agreed=event.due_on, due_on=present
        )
    account.due_days = replace(account.due_days, maturities=(*account.due_days.maturities, agreed))
    account.plan = account.plan.extended(present, agreed)
    account.next_due_on = account.due_days.after(account.day)
    if event.annual_rate is not None:
        account.rates.append((present, event.annual_rate))
        account.turns.append(present)


def accelerate(account: LoanAccount, event: LoanEvent) -> None:
    """All principal falls due today, and with it the interest earned so far.

    Bad input: `loan_acceleration_too_late`.
    """
    present = account.due_days.maturities[-1]
    if account.has_matured:
        raise bad_input(
            "loan_acceleration_too_late",
            event=event.id,
            effective_on=event.effective_on,
            due_on=present,
        )
    earlier = (each for each in account.due_days.maturities if each < account.day)
    account.due_days = replace(account.due_days, maturities=(*earlier, account.day))
    account.plan = account.plan.accelerated(account.day)
    account.settle()
    account.next_due_on = account.due_days.after(account.day)


def pause(account: LoanAccount, event: LoanEvent) -> None:
    """No day from the event's to its last one counts as overdue."""
    assert event.until is not None  # noqa: S101 - held by the event itself
    account.pauses.append((event.effective_on, event.until))
    account.turns.append(event.until + timedelta(days=1))


def misuse(account: LoanAccount, event: LoanEvent) -> None:
    """A part of the loan, or all of it, bears the misuse rate.

    Bad input: `loan_misuse_unpriced`.
    """
    markup = event.markup or account.terms.misuse_markup
    if not markup:
        raise bad_input("loan_misuse_unpriced", event=event.id)
    account.misuses.append(Misuse(amount=event.amount or None, until=event.until, markup=markup))
    if event.until is not None:
        account.turns.append(event.until + timedelta(days=1))


def waive(account: LoanAccount, part: Part, events: Sequence[LoanEvent]) -> None:
    """The bank gives up a part of what it is owed. Bad input: `loan_waiver_above_owed`."""
    amount = _taken(account, part, events)
    if part is Part.PRINCIPAL:
        account.waived_principal += amount
    else:
        account.waived_interest += amount


def write_off(account: LoanAccount, part: Part, events: Sequence[LoanEvent]) -> None:
    """Off the bank's books, and owed all the same. Bad input: `loan_write_off_above_owed`."""
    amount = _taken(account, part, events)
    if part is Part.PRINCIPAL:
        account.written_off += amount
    else:
        account.interest_written_off += amount


def _taken(account: LoanAccount, part: Part, events: Sequence[LoanEvent]) -> Decimal:
    """Takes the events' sum off what the bank is owed of a part; returns it."""
    amount = sum((event.amount for event in events), ZERO)
    if part is Part.PRINCIPAL:
        owed = max(account.balance - account.in_advance, ZERO)  # kept money pays the rest of it
        if amount > owed:
            raise _above(events[-1], part, owed)
        account.balance -= amount
        if not account.balance:
            account.settle()
        return amount
    owed = account.dues.left.of(part)
    if amount > owed and account.has_matured:  # everything is due: so is what today has earned
        account.settle()
        owed = account.dues.left.of(part)
    if amount > owed:
        raise _above(events[-1], part, owed)
    account.dues.discharge(part, amount)
    return amount


def _above(event: LoanEvent, part: Part, owed: Decimal) -> BadInput:
    return bad_input(
        _ABOVE_OWED[event.kind],
        event=event.id,
        effective_on=event.effective_on,
        part=str(part),
        owed=owed,
    )
