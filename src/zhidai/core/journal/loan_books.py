"""The entries of one loan, made anew from what happened: the journal that ought to stand.

Interest is income on the day on which it falls due (not by the day: what accrues in between is
shown by the loan's state). A claim books each party's share of the lost principal on the day it is
started; a payment then settles what the payer owes, and a recovery gives back part of the loss. The
lender's own share is held against the loan as an allowance. Fees (guarantee, appraisal, premium,
registration) are booked as frozen on the loan, on the day of drawdown. Every balance of the lender
equals the replayed state: `loans` the principal balance, `interest_receivable` the interest due
less what was paid in advance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.journal.accounts import Account
from zhidai.core.journal.change_entries import changes_booked, drawn, paid_off
from zhidai.core.journal.entries import ENTERPRISE, Entry, EntryKind, Legs, entry_of, legs
from zhidai.core.journal.recovery_entries import RecoveryBooked, held_in, recoveries_booked
from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.lending.history import not_taken_back
from zhidai.core.lending.state import Allocation, InstalmentStatus, LoanState

TREASURY = "treasury"
ZERO = Decimal("0.00")
_NOTHING: Mapping[str, Decimal] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBooked:
    """A claim that was started. losses: party -> yuan of the principal it bears."""

    claimed_on: date
    losses: Mapping[str, Decimal]
    clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyBooked:
    """Subsidies granted to the enterprise for this loan; paid_on None while they are owed."""

    id: str
    amount: Decimal
    granted_on: date
    paid_on: date | None
    clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBooked:
    """A cost of the loan that the enterprise paid at drawdown, yuan.

    to: the party that received it; None where it went to somebody outside, as a registration agent:
    then it stands in the enterprise's books alone.
    """

    id: str
    amount: Decimal
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanBooks:
    """What the entries of a loan are made of; state: on the day."""

    principal: Decimal
    drawn_on: date
    events: Sequence[LoanEvent]
    state: LoanState
    fees: Sequence[FeeBooked] = ()
    claim: ClaimBooked | None = None
    recoveries: Sequence[RecoveryBooked] = ()
    subsidies: Sequence[SubsidyBooked] = ()


def entries_of(books: LoanBooks) -> tuple[Entry, ...]:
    """All entries up to the day of the state, by day and key.

    A reversed event moves nothing, so that its entry is not wanted any more: `postings_due`
    reverses it.
    """
    made = [
        *_opening(books),
        *_interest(books.state),
        *_payments(books),
        *changes_booked(
            not_taken_back(books.events),
            books.state,
            claimed_on=books.claim.claimed_on if books.claim else None,
        ),
        *_claim(books.claim),
        *recoveries_booked(books.recoveries, books.state),
        *_subsidies(books.subsidies),
    ]
    until = books.state.on
    known = (entry for entry in made if entry.effective_on <= until)
    return tuple(sorted(known, key=lambda entry: (entry.effective_on, entry.key)))


def _opening(books: LoanBooks) -> Iterator[Entry]:
    yield entry_of(EntryKind.DRAWDOWN, books.drawn_on, drawn(books.principal))
    for fee in books.fees:
        if fee.amount:
            yield entry_of(EntryKind.FEE, books.drawn_on, _fee_paid(fee), of=fee.id)


def _fee_paid(fee: FeeBooked) -> Legs:
    paid = (
        (ENTERPRISE, Account.FEE_EXPENSE, fee.amount),
        (ENTERPRISE, Account.CASH, -fee.amount),
    )
    if fee.to is None:
        return legs(*paid)
    received = (
        (fee.to, Account.CASH, fee.amount),
        (fee.to, Account.FEE_INCOME, -fee.amount),
    )
    return legs(*received, *paid)


def _interest(state: LoanState) -> Iterator[Entry]:
    for due in state.instalments:
        if due.charged and due.status is not InstalmentStatus.EXPECTED:
            yield entry_of(
                EntryKind.INTEREST,
                due.due_on,
                legs(
                    (BANK, Account.INTEREST_RECEIVABLE, due.charged),
                    (BANK, Account.INTEREST_INCOME, -due.charged),
                    (ENTERPRISE, Account.INTEREST_EXPENSE, due.charged),
                    (ENTERPRISE, Account.INTEREST_PAYABLE, -due.charged),
                ),
                of=due.due_on.isoformat(),
            )


def _payments(books: LoanBooks) -> Iterator[Entry]:
    used = {each.event: each for each in books.state.allocations}
    for event in books.events:
        if event.id not in used:
            continue  # after the day of the state
        if event.kind is EventKind.REPAYMENT:
            paid = _repaid(event.amount, used[event.id])
            yield entry_of(EntryKind.REPAYMENT, event.effective_on, paid, of=event.id)
        elif event.kind is EventKind.CLAIM_PAYMENT:
            paid = _claim_paid(event, used[event.id])
            yield entry_of(EntryKind.CLAIM_PAYMENT, event.effective_on, paid, of=event.id)


def _repaid(amount: Decimal, use: Allocation) -> Legs:
    return legs(
        (BANK, Account.CASH, amount),
        (ENTERPRISE, Account.CASH, -amount),
        *paid_off(use),
    )


def _claim_paid(event: LoanEvent, use: Allocation) -> Legs:
    """The payers take the bank's place; what the bank need not keep any more pays principal."""
    payers = (
        part
        for payer, amount in event.split.items()
        for part in ((payer, Account.CLAIMS_PAYABLE, amount), (payer, Account.CASH, -amount))
    )
    return legs(
        (BANK, Account.CASH, event.amount),
        (BANK, Account.LOANS, -event.amount),
        (ENTERPRISE, Account.LOANS_PAYABLE, event.amount),
        (ENTERPRISE, Account.OWED_TO_PAYERS, -event.amount),
        *payers,
        *paid_off(use._replace(principal=use.principal - event.amount)),
    )


def _claim(claim: ClaimBooked | None) -> Iterator[Entry]:
    if claim is None:
        return
    parts = [
        part
        for party, loss in claim.losses.items()
        for part in ((party, Account.CLAIM_LOSS, loss), (party, held_in(party), -loss))
    ]
    yield entry_of(EntryKind.CLAIM, claim.claimed_on, legs(*parts), clause=claim.clause)


def _subsidies(granted: Sequence[SubsidyBooked]) -> Iterator[Entry]:
    for one in granted:
        if not one.amount:
            continue
        yield entry_of(
            EntryKind.SUBSIDY_GRANTED,
            one.granted_on,
            legs(
                (TREASURY, Account.SUBSIDY_EXPENSE, one.amount),
                (TREASURY, Account.SUBSIDIES_PAYABLE, -one.amount),
                (ENTERPRISE, Account.SUBSIDIES_RECEIVABLE, one.amount),
                (ENTERPRISE, Account.SUBSIDY_INCOME, -one.amount),
            ),
            of=one.id,
            clause=one.clause,
        )
        if one.paid_on:
            yield entry_of(
                EntryKind.SUBSIDY_PAID,
                one.paid_on,
                legs(
                    (TREASURY, Account.SUBSIDIES_PAYABLE, one.amount),
                    (TREASURY, Account.CASH, -one.amount),
                    (ENTERPRISE, Account.CASH, one.amount),
                    (ENTERPRISE, Account.SUBSIDIES_RECEIVABLE, -one.amount),
                ),
                of=one.id,
                clause=one.clause,
            )
