"""A loan with its claim, from bare facts: who was asked for what, what was paid, what came back.

The facts are dated and few: terms and events, the day of the claim with the loss shares, each
payment and each receipt. Everything else (amounts asked, waterfall, set-off, what each receipt does
to the loan) is worked out here, by the same functions as when the platform books it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.guarantees.beside_claim import against_beside_claim
from zhidai.core.guarantees.claim import ClaimDemand, demand_position
from zhidai.core.guarantees.loss_sharing import LossShares, share_loss
from zhidai.core.guarantees.recovery import (
    RecoveryReceipt,
    RecoverySettlement,
    distribute,
    settled,
)
from zhidai.core.journal.loan_books import ClaimBooked, LoanBooks
from zhidai.core.journal.recovery_entries import RecoveryBooked
from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.lending.history import not_taken_back
from zhidai.core.lending.replay import replay
from zhidai.core.lending.terms import LoanTerms

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPaid:
    """Yuan that a payer paid the bank on the claim."""

    payer: str
    amount: Decimal
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """A claim as it happened. Its days decide, never the order in which it is written down.

    Of one day, a receipt that does not cover its costs comes before those that do: what the day
    cost is paid before anything of it is shared.
    """

    claimed_on: date
    shares: LossShares
    payments: tuple[ClaimPaid, ...] = ()
    recoveries: tuple[RecoveryReceipt, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Claimed:
    """The loan while its claim is worked out; nothing outside sees it change."""

    terms: LoanTerms
    losses: dict[str, Decimal]
    payments: Sequence[ClaimPaid]
    events: list[LoanEvent]
    set_off: dict[str, Decimal] = field(default_factory=dict)
    recoveries: list[RecoveryBooked] = field(default_factory=list)

    def owed(self, payer: str, on: date) -> Decimal:
        """What a payer owes at the end of a day. Bad input: `claim_overpaid`."""
        return self._owed(payer, on, set_off=self.set_off.get(payer, ZERO))

    def _owed(self, payer: str, on: date, *, set_off: Decimal) -> Decimal:
        demand = ClaimDemand(
            payer=payer, share=ZERO, amount=self.losses.get(payer, ZERO), grace_ends_on=None
        )
        paid = sum(
            (each.amount for each in self.payments if each.payer == payer and each.paid_on <= on),
            ZERO,
        )
        return demand_position(demand, paid=paid + set_off, on=on).unpaid

    def take(self, place: int, settlement: RecoverySettlement) -> None:
        """Books one receipt."""
        went = settlement.distribution
        for party, amount in settlement.set_off.items():
            self.set_off[party] = self.set_off.get(party, ZERO) + amount
        booked = RecoveryBooked(
            id=f"recovery:{place}",
            received_on=went.receipt.received_on,
            gross=went.receipt.gross,
            costs=went.receipt.costs,
            costs_paid=went.costs_paid,
            shares=went.parts,
            set_off=settlement.set_off,
            to_interest=settlement.to_interest,
            to_pledgor=settlement.to_pledgor,
        )
        self.recoveries.append(booked)
        self.events += _reached_the_lenders(booked)

    def check(self, *, claimed_on: date, on: date, owed_on: Callable[[date], Decimal]) -> None:
        """owed_on: what payers owe on a day. Bad input: those of `against_beside_claim`."""
        for event in not_taken_back(self.events):
            if event.effective_on > on:
                continue
            against = against_beside_claim(
                event.kind,
                event.part,
                is_claimed=event.effective_on >= claimed_on,
                may_be_claimed=True,
                owed_by_payers=owed_on(event.effective_on),
                clause=None,
            )
            if against:
                raise BadInput(against)

    def owed_on(self, on: date) -> Decimal:
        """What payers owe on a day on which later receipts have not set anything off yet."""
        owed = ZERO
        for payer in self.losses:
            if payer != BANK:
                received = (one for one in self.recoveries if one.received_on <= on)
                set_off = sum((one.set_off.get(payer, ZERO) for one in received), ZERO)
                owed += self._owed(payer, on, set_off=set_off)
        return owed


def claimed_loan(
    terms: LoanTerms, events: Sequence[LoanEvent], claim: ClaimFacts | None, *, on: date
) -> LoanBooks:
    """The loan at the end of a day, with its claim worked out.

    Bad input: `claim_asks_nothing_of`, `claim_overpaid`, `claim_before_drawdown`, those of replay,
    shares and recoveries.
    """
    if claim is None or claim.claimed_on > on:
        return _books(terms, events, on=on)
    if claim.claimed_on < terms.drawn_on:
        raise bad_input("claim_before_drawdown", on=claim.claimed_on, drawn_on=terms.drawn_on)
    principal = replay(terms, events, on=claim.claimed_on).principal_balance
    losses = share_loss(principal, claim.shares)
    payments = sorted(
        (each for each in claim.payments if each.paid_on <= on),
        key=lambda each: (each.paid_on, each.payer, each.amount),
    )
    worked = _Claimed(
        terms=terms,
        losses=losses,
        payments=payments,
        events=[*events, *_payment_events(payments, losses)],
    )
    worked.check(claimed_on=claim.claimed_on, on=on, owed_on=lambda _: ZERO)
    receipts = sorted(
        (each for each in claim.recoveries if each.received_on <= on),
        key=lambda each: (each.received_on, each.gross - each.costs, each.gross),
    )
    for place, went in enumerate(distribute(receipts, losses=losses), start=1):
        day = went.receipt.received_on
        owed = {payer: worked.owed(payer, day) for payer in losses if payer != BANK}
        unpaid = replay(terms, worked.events, on=day).interest_unpaid
        worked.take(place, settled(went, owed=owed, interest=unpaid))
    for payer in losses:
        if payer != BANK:
            worked.owed(payer, on)  # refuses what was paid beyond it
    worked.check(claimed_on=claim.claimed_on, on=on, owed_on=worked.owed_on)
    booked = ClaimBooked(claimed_on=claim.claimed_on, losses=losses)
    return _books(terms, worked.events, on=on, claim=booked, recoveries=worked.recoveries)


def _books(
    terms: LoanTerms,
    events: Sequence[LoanEvent],
    *,
    on: date,
    claim: ClaimBooked | None = None,
    recoveries: Sequence[RecoveryBooked] = (),
) -> LoanBooks:
    return LoanBooks(
        principal=terms.principal,
        drawn_on=terms.drawn_on,
        events=tuple(events),
        state=replay(terms, events, on=on),
        claim=claim,
        recoveries=tuple(recoveries),
    )


def _payment_events(
    payments: Sequence[ClaimPaid], losses: dict[str, Decimal]
) -> Iterator[LoanEvent]:
    for place, each in enumerate(payments, start=1):
        if each.payer == BANK or not losses.get(each.payer):
            raise bad_input("claim_asks_nothing_of", payer=each.payer)
        yield LoanEvent(
            id=f"claim_payment:{place}",
            kind=EventKind.CLAIM_PAYMENT,
            amount=each.amount,
            effective_on=each.paid_on,
            recorded_at=_start_of(each.paid_on),
            split={each.payer: each.amount},
        )


def _reached_the_lenders(booked: RecoveryBooked) -> Iterator[LoanEvent]:
    """What is set off stays with the bank; costs and the pledgor's part never reach the loan."""
    split = {BANK: booked.to_interest}
    for party, amount in booked.shares.items():
        kept = amount if party == BANK else booked.set_off.get(party, ZERO)
        split[BANK] += kept
        split[party] = split.get(party, ZERO) + amount - kept
    received = {party: amount for party, amount in split.items() if amount}
    if received:
        yield LoanEvent(
            id=booked.id,
            kind=EventKind.RECOVERY,
            amount=sum(received.values(), ZERO),
            effective_on=booked.received_on,
            recorded_at=_start_of(booked.received_on),
            split=received,
        )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
