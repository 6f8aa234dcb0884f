"""The entries of what changes a loan besides money that comes in, and of what money pays off.

An extension, an acceleration, a pause and a misuse move no money: they show in the interest that
falls due afterwards. A waiver is an expense of the lender and income of the borrower. A write-off
leaves the borrower's books as they are, for all of it is still owed; the lender's own share of a
claimed principal was booked as a loss with the claim, so that its write-off uses up the allowance.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from zhidai.core.journal.accounts import Account
from zhidai.core.journal.entries import ENTERPRISE, Entry, EntryKind, Legs, entry_of, legs
from zhidai.core.lending.events import BANK, EventKind, LoanEvent, Part
from zhidai.core.lending.state import Allocation, LoanState

_BROUGHT_MONEY = (EventKind.REPAYMENT, EventKind.CLAIM_PAYMENT, EventKind.RECOVERY)


def changes_booked(
    events: Sequence[LoanEvent], state: LoanState, *, claimed_on: date | None
) -> Iterator[Entry]:
    """events: of the loan, none that was taken back."""
    for event in events:
        if event.kind is EventKind.DRAWDOWN:
            yield _entry(EntryKind.DRAWDOWN, event, drawn(event.amount))
        elif event.kind is EventKind.WAIVER:
            yield _entry(EntryKind.WAIVER, event, _waived(event))
        elif event.kind is EventKind.WRITE_OFF:
            is_claimed = claimed_on is not None and event.effective_on >= claimed_on
            yield _entry(EntryKind.WRITE_OFF, event, _written_off(event, is_claimed=is_claimed))
    by_id = {event.id: event for event in events}
    for use in state.allocations:
        event = by_id[use.event]
        if event.kind not in _BROUGHT_MONEY:
            yield _entry(EntryKind.KEPT_USED, event, legs(*paid_off(use)))


def drawn(amount: Decimal) -> Legs:
    """Money lent, in yuan."""
    return legs(
        (BANK, Account.LOANS, amount),
        (BANK, Account.CASH, -amount),
        (ENTERPRISE, Account.CASH, amount),
        (ENTERPRISE, Account.LOANS_PAYABLE, -amount),
    )


def paid_off(
    use: Allocation, *, off_books: Account = Account.WRITE_OFFS
) -> Iterator[tuple[str, Account, Decimal]]:
    """The debts that an event's money discharged, without the money itself.

    off_books: where the lender booked the loss of the principal that it wrote off.
    """
    interest = use.interest + use.in_advance
    principal_off = use.written_off - use.written_off_interest
    yield (BANK, Account.INTEREST_RECEIVABLE, -interest)
    yield (BANK, Account.LOANS, -use.principal)
    yield (BANK, off_books, -principal_off)
    yield (BANK, Account.WRITE_OFFS, -use.written_off_interest)
    yield (ENTERPRISE, Account.INTEREST_PAYABLE, interest + use.written_off_interest)
    yield (ENTERPRISE, Account.LOANS_PAYABLE, use.principal + principal_off)


def _waived(event: LoanEvent) -> Legs:
    is_principal = event.part is Part.PRINCIPAL
    asset = Account.LOANS if is_principal else Account.INTEREST_RECEIVABLE
    debt = Account.LOANS_PAYABLE if is_principal else Account.INTEREST_PAYABLE
    return legs(
        (BANK, Account.WAIVERS, event.amount),
        (BANK, asset, -event.amount),
        (ENTERPRISE, debt, event.amount),
        (ENTERPRISE, Account.WAIVER_INCOME, -event.amount),
    )


def _written_off(event: LoanEvent, *, is_claimed: bool) -> Legs:
    is_principal = event.part is Part.PRINCIPAL
    loss = Account.LOSS_ALLOWANCE if is_principal and is_claimed else Account.WRITE_OFFS
    asset = Account.LOANS if is_principal else Account.INTEREST_RECEIVABLE
    return legs((BANK, loss, event.amount), (BANK, asset, -event.amount))


def _entry(kind: EntryKind, event: LoanEvent, made: Legs) -> Entry:
    return entry_of(kind, event.effective_on, made, of=event.id)
