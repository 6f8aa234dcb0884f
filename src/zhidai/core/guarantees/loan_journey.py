"""The journey of one loan, made from the same facts as its entries in the journal.

Days are taken in order, and within a day as the replay takes them: what is lent, interest that
falls due, what is waived, what the enterprise pays, the claim, what payers pay, recoveries in the
order in which they were booked, what is written off.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.guarantees.journey import (
    ZERO,
    Closing,
    Hand,
    Journey,
    Place,
    Spot,
    Step,
    Sum,
    Travel,
    travelled,
)
from zhidai.core.journal.loan_books import LoanBooks
from zhidai.core.journal.recovery_entries import RecoveryBooked
from zhidai.core.lending.events import BANK, EventKind, LoanEvent, Part
from zhidai.core.lending.history import not_taken_back
from zhidai.core.lending.state import Allocation, InstalmentStatus, LoanState

_BOOKS, _INTEREST = Spot(place=Place.BOOKS), Spot(place=Place.INTEREST)
_BORNE, _REPAID = Spot(place=Place.BORNE), Spot(place=Place.REPAID)
_OFF, _INTEREST_OFF = Spot(place=Place.OFF_BOOKS), Spot(place=Place.INTEREST_OFF_BOOKS)
_GIVEN_UP = Spot(place=Place.GIVEN_UP)
_ORDER = {  # within a day; the parts of recoveries keep theirs
    Travel.LENT: 0,
    Travel.INTEREST_DUE: 1,
    Travel.PRINCIPAL_WAIVED: 2,
    Travel.INTEREST_WAIVED: 2,
    Travel.INTEREST_REPAID: 3,
    Travel.ADVANCE_USED: 3,
    Travel.PRINCIPAL_REPAID: 3,
    Travel.OFF_BOOKS_REPAID: 3,
    Travel.INTEREST_OFF_BOOKS_REPAID: 3,
    Travel.SHARE_ASKED: 4,
    Travel.SHARE_BORNE: 4,
    Travel.CLAIM_PAID: 5,
    Travel.PRINCIPAL_WRITTEN_OFF: 7,
    Travel.INTEREST_WRITTEN_OFF: 7,
    Travel.INTEREST_ACCRUED: 8,
}
_RECOVERIES = 6
NO_CLAUSES: Mapping[Travel, str] = MappingProxyType({})  # of a loan under no scheme


def loan_journey(books: LoanBooks, clauses: Mapping[Travel, str] = NO_CLAUSES) -> Journey:
    """Every movement of a loan up to the day of its state, and the sums that must close.

    clauses: of a scheme, for the movements that bring none of their own. Bad input:
    `journey_place_overdrawn`.
    """
    on = books.state.on
    all_steps = (
        *_lent(books),
        *_changed(books),
        *_paid(books),
        *_claimed(books),
        *_recovered(books),
    )
    steps = [
        replace(step, clause=step.clause or clauses.get(step.travel))
        for step in all_steps
        if step.amount and step.on <= on
    ]
    steps.sort(key=lambda step: (step.on, _ORDER.get(step.travel, _RECOVERIES)))
    movements = travelled(steps)
    made = Journey(on=on, movements=movements, closings=())
    return replace(made, closings=tuple(_closings(books, made)))


def _lent(books: LoanBooks) -> Iterator[Step]:
    yield _to_enterprise(Travel.LENT, books.drawn_on, books.principal, into=_BOOKS)
    state = books.state
    for due in state.instalments:
        if due.status is not InstalmentStatus.EXPECTED:
            yield _to_enterprise(Travel.INTEREST_DUE, due.due_on, due.charged, into=_INTEREST)
    yield _to_enterprise(Travel.INTEREST_ACCRUED, state.on, state.interest_accrued, into=_INTEREST)


def _changed(books: LoanBooks) -> Iterator[Step]:
    """Further drawdowns, waivers and write-offs; what else changes moves nothing."""
    for event in not_taken_back(books.events):
        is_principal = event.part is Part.PRINCIPAL
        if event.kind is EventKind.DRAWDOWN:
            yield _to_enterprise(Travel.LENT, event.effective_on, event.amount, into=_BOOKS)
        elif event.kind is EventKind.WAIVER:
            travel = Travel.PRINCIPAL_WAIVED if is_principal else Travel.INTEREST_WAIVED
            spot = _BOOKS if is_principal else _INTEREST
            yield _by_bank(travel, event, out_of=spot, into=_GIVEN_UP)
        elif event.kind is EventKind.WRITE_OFF and is_principal:
            spot = _own_share(books, event.effective_on)
            yield _by_bank(Travel.PRINCIPAL_WRITTEN_OFF, event, out_of=spot, into=_OFF)
        elif event.kind is EventKind.WRITE_OFF:
            travel = Travel.INTEREST_WRITTEN_OFF
            yield _by_bank(travel, event, out_of=_INTEREST, into=_INTEREST_OFF)


def _own_share(books: LoanBooks, on: date) -> Spot:
    """Where the bank's own principal stands: from the claim on it is the share that it bears."""
    return _BORNE if books.claim is not None and books.claim.claimed_on <= on else _BOOKS


def _by_bank(travel: Travel, event: LoanEvent, *, out_of: Spot, into: Spot) -> Step:
    return Step(
        travel=travel,
        on=event.effective_on,
        clause=None,
        giver=BANK,
        receiver=Hand.ENTERPRISE if into is _GIVEN_UP else BANK,
        amount=event.amount,
        leaves=out_of,
        reaches=into,
    )


def _to_enterprise(travel: Travel, on: date, amount: Decimal, *, into: Spot) -> Step:
    return Step(
        travel=travel,
        on=on,
        clause=None,
        giver=BANK,
        receiver=Hand.ENTERPRISE,
        amount=amount,
        reaches=into,
    )


def _paid(books: LoanBooks) -> Iterator[Step]:
    events = {event.id: event for event in books.events}
    for use in books.state.allocations:
        event = events[use.event]
        if event.kind is EventKind.CLAIM_PAYMENT:
            yield from _claim_paid(event)
            freed = use._replace(principal=use.principal - event.amount)
            yield from _used(freed, books_spot=_BORNE)
        elif event.kind is not EventKind.RECOVERY:
            yield from _used(use, books_spot=_BOOKS)


def _used(use: Allocation, *, books_spot: Spot) -> Iterator[Step]:
    """What the enterprise's money paid off.

    Interest kept in advance counts as paid; where it is taken back it pays principal first.
    """
    interest, on = use.interest + use.in_advance, use.effective_on
    yield _from_enterprise(Travel.INTEREST_REPAID, on, max(interest, ZERO), out_of=_INTEREST)
    taken_back = max(-interest, ZERO)
    for travel, spot, amount in (
        (Travel.PRINCIPAL_REPAID, books_spot, use.principal),
        (Travel.OFF_BOOKS_REPAID, _OFF, use.written_off - use.written_off_interest),
        (Travel.INTEREST_OFF_BOOKS_REPAID, _INTEREST_OFF, use.written_off_interest),
    ):
        from_advance = min(taken_back, amount)
        taken_back -= from_advance
        yield _advance_used(on, from_advance, out_of=spot)
        yield _from_enterprise(travel, on, amount - from_advance, out_of=spot)


def _advance_used(on: date, amount: Decimal, *, out_of: Spot) -> Step:
    return Step(
        travel=Travel.ADVANCE_USED,
        on=on,
        clause=None,
        giver=BANK,
        receiver=BANK,
        amount=amount,
        leaves=out_of,
        reaches=_INTEREST,
    )


def _from_enterprise(travel: Travel, on: date, amount: Decimal, *, out_of: Spot) -> Step:
    return Step(
        travel=travel,
        on=on,
        clause=None,
        giver=Hand.ENTERPRISE,
        receiver=BANK,
        amount=amount,
        leaves=out_of,
        reaches=_REPAID,
    )


def _claim_paid(event: LoanEvent) -> Iterator[Step]:
    for payer, amount in event.split.items():
        yield Step(
            travel=Travel.CLAIM_PAID,
            on=event.effective_on,
            clause=None,
            giver=payer,
            receiver=BANK,
            amount=amount,
            leaves=Spot(place=Place.ASKED, party=payer),
            reaches=Spot(place=Place.PAID, party=payer),
        )


def _claimed(books: LoanBooks) -> Iterator[Step]:
    if books.claim is None:
        return
    for party, loss in books.claim.losses.items():
        is_bank = party == BANK
        yield Step(
            travel=Travel.SHARE_BORNE if is_bank else Travel.SHARE_ASKED,
            on=books.claim.claimed_on,
            clause=None,
            giver=BANK,
            receiver=party,
            amount=loss,
            leaves=_BOOKS,
            reaches=_BORNE if is_bank else Spot(place=Place.ASKED, party=party),
        )


def _recovered(books: LoanBooks) -> Iterator[Step]:
    """In the order in which they were booked; of the bank's part what it had written off apart."""
    used = {each.event: each for each in books.state.allocations}
    for one in books.recoveries:
        off, interest_off = _off_books(used.get(one.id))
        yield _out_of_proceeds(Travel.COSTS, one, one.costs_paid, to=Hand.COST_BEARERS)
        for party, amount in one.shares.items():
            kept = ZERO if party == BANK else one.set_off.get(party, ZERO)
            asked = Spot(place=Place.ASKED, party=party)
            yield _made_good(Travel.SET_OFF, one, kept, to=BANK, spot=asked)
            if party == BANK:
                yield _made_good(Travel.RETURNED, one, amount - off, to=party, spot=_BORNE)
                yield _made_good(Travel.RETURNED, one, off, to=party, spot=_OFF)
            else:
                paid = Spot(place=Place.PAID, party=party)
                yield _made_good(Travel.RETURNED, one, amount - kept, to=party, spot=paid)
        on_books = one.to_interest - interest_off
        yield _made_good(Travel.TO_INTEREST, one, on_books, to=BANK, spot=_INTEREST)
        yield _made_good(Travel.TO_INTEREST, one, interest_off, to=BANK, spot=_INTEREST_OFF)
        yield _out_of_proceeds(Travel.TO_PLEDGOR, one, one.to_pledgor, to=Hand.PLEDGOR)


def _off_books(use: Allocation | None) -> tuple[Decimal, Decimal]:
    """Principal and interest of a recovery that were off the bank's books."""
    if use is None:
        return ZERO, ZERO
    return use.written_off - use.written_off_interest, use.written_off_interest


def _made_good(
    travel: Travel, one: RecoveryBooked, amount: Decimal, *, to: str, spot: Spot
) -> Step:
    end = Spot(place=Place.MADE_GOOD, party=spot.party)
    return replace(_out_of_proceeds(travel, one, amount, to=to), leaves=spot, reaches=end)


def _out_of_proceeds(travel: Travel, one: RecoveryBooked, amount: Decimal, *, to: str) -> Step:
    return Step(
        travel=travel,
        on=one.received_on,
        clause=one.clause,
        giver=Hand.PROCEEDS,
        receiver=to,
        amount=amount,
    )


def _closings(books: LoanBooks, made: Journey) -> Iterator[Closing]:
    """Each sum against the state; the claim and recoveries only where there are any."""
    state, advance = books.state, made.total(Travel.ADVANCE_USED)
    to_interest_off = _advance_to_interest_off(made)
    yield Closing(
        sum=Sum.PRINCIPAL,
        went_in=made.total(Travel.LENT),
        came_out=made.total(
            Travel.PRINCIPAL_REPAID,
            Travel.OFF_BOOKS_REPAID,
            Travel.PRINCIPAL_WAIVED,
            Travel.SET_OFF,
            Travel.RETURNED,
        )
        + advance
        - to_interest_off,
        remains=state.principal_unpaid,
    )
    yield Closing(
        sum=Sum.INTEREST,
        went_in=made.total(Travel.INTEREST_DUE, Travel.INTEREST_ACCRUED) + advance,
        came_out=made.total(
            Travel.INTEREST_REPAID,
            Travel.INTEREST_OFF_BOOKS_REPAID,
            Travel.INTEREST_WAIVED,
            Travel.TO_INTEREST,
        )
        + to_interest_off,
        remains=state.interest_due
        + state.interest_accrued
        + state.interest_written_off
        - state.interest_in_advance,
    )
    if books.claim is not None and books.claim.claimed_on <= state.on:
        yield Closing(
            sum=Sum.CLAIM,
            went_in=made.total(Travel.SHARE_ASKED),
            came_out=made.total(Travel.CLAIM_PAID, Travel.SET_OFF),
            remains=_owed_by_payers(made, state),
        )
    gross = sum(_gross(books.recoveries, state), ZERO)
    if gross:
        yield Closing(
            sum=Sum.RECOVERY,
            went_in=gross,
            came_out=made.total(*_OF_RECOVERIES),
            remains=ZERO,
        )


def _advance_to_interest_off(made: Journey) -> Decimal:
    """What was kept for interest to come and paid interest that was written off."""
    steps = (each.step for each in made.movements if each.step.travel is Travel.ADVANCE_USED)
    return sum((step.amount for step in steps if step.leaves == _INTEREST_OFF), ZERO)


_OF_RECOVERIES = (
    Travel.COSTS,
    Travel.SET_OFF,
    Travel.RETURNED,
    Travel.TO_INTEREST,
    Travel.TO_PLEDGOR,
)


def _owed_by_payers(made: Journey, state: LoanState) -> Decimal:
    """What the bank is still owed of the principal beyond its own share and what is not shared."""
    return state.principal_balance - made.standing(Place.BOOKS) - made.standing(Place.BORNE)


def _gross(recoveries: Iterable[RecoveryBooked], state: LoanState) -> Iterator[Decimal]:
    return (one.gross for one in recoveries if one.received_on <= state.on)
