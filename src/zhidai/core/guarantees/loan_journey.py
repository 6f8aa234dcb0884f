"""The journey of one loan, made from the same facts as its entries in the journal.

Days are taken in order, and within a day as the replay takes them: interest that falls due, what
the enterprise pays, the claim, what payers pay, recoveries in the order in which they were booked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from zhidai.core.guarantees.journey import (
    PLAN_CLAUSES,
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
from zhidai.core.journal.loan_books import LoanBooks, RecoveryBooked
from zhidai.core.lending.events import BANK, EventKind, LoanEvent
from zhidai.core.lending.state import Allocation, InstalmentStatus, LoanState

_BOOKS, _INTEREST = Spot(place=Place.BOOKS), Spot(place=Place.INTEREST)
_BORNE, _REPAID = Spot(place=Place.BORNE), Spot(place=Place.REPAID)
_ORDER = {  # within a day; the parts of recoveries keep theirs
    Travel.LENT: 0,
    Travel.INTEREST_DUE: 1,
    Travel.INTEREST_REPAID: 2,
    Travel.ADVANCE_USED: 2,
    Travel.PRINCIPAL_REPAID: 2,
    Travel.SHARE_ASKED: 3,
    Travel.SHARE_BORNE: 3,
    Travel.CLAIM_PAID: 4,
    Travel.INTEREST_ACCRUED: 6,
}
_RECOVERIES = 5


def loan_journey(books: LoanBooks, clauses: Mapping[Travel, str] = PLAN_CLAUSES) -> Journey:
    """Every movement of a loan up to the day of its state, and the sums that must close.

    clauses: of the movements that bring none of their own. Bad input: `journey_place_overdrawn`.
    """
    on = books.state.on
    all_steps = (*_lent(books), *_paid(books), *_claimed(books), *_recovered(books))
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
            yield _to_enterprise(Travel.INTEREST_DUE, due.due_on, due.interest, into=_INTEREST)
    yield _to_enterprise(Travel.INTEREST_ACCRUED, state.on, state.interest_accrued, into=_INTEREST)


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
    used = {each.event: each for each in books.state.allocations}
    for event in books.events:
        if event.id not in used:
            continue  # after the day of the state
        if event.kind is EventKind.REPAYMENT:
            yield from _repaid(event, used[event.id])
        elif event.kind is EventKind.CLAIM_PAYMENT:
            yield from _claim_paid(event)


def _repaid(event: LoanEvent, use: Allocation) -> Iterator[Step]:
    """Interest kept in advance counts as paid; what a pay-off takes back of it pays principal."""
    interest = use.interest + use.in_advance
    yield _from_enterprise(
        Travel.INTEREST_REPAID, event.effective_on, max(interest, ZERO), out_of=_INTEREST
    )
    yield Step(
        travel=Travel.ADVANCE_USED,
        on=event.effective_on,
        clause=None,
        giver=BANK,
        receiver=BANK,
        amount=max(-interest, ZERO),
        leaves=_BOOKS,
        reaches=_INTEREST,
    )
    yield _from_enterprise(
        Travel.PRINCIPAL_REPAID,
        event.effective_on,
        use.principal + min(interest, ZERO),
        out_of=_BOOKS,
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
    """In the order in which they were booked."""
    for one in books.recoveries:
        yield _out_of_proceeds(Travel.COSTS, one, one.costs_paid, to=Hand.COST_BEARERS)
        for party, amount in one.shares.items():
            kept = ZERO if party == BANK else one.set_off.get(party, ZERO)
            asked = Spot(place=Place.ASKED, party=party)
            paid = _BORNE if party == BANK else Spot(place=Place.PAID, party=party)
            yield _made_good(Travel.SET_OFF, one, kept, to=BANK, spot=asked)
            yield _made_good(Travel.RETURNED, one, amount - kept, to=party, spot=paid)
        yield _made_good(Travel.TO_INTEREST, one, one.to_interest, to=BANK, spot=_INTEREST)
        yield _out_of_proceeds(Travel.TO_PLEDGOR, one, one.to_pledgor, to=Hand.PLEDGOR)


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
    state = books.state
    yield Closing(
        sum=Sum.PRINCIPAL,
        went_in=made.total(Travel.LENT),
        came_out=made.total(
            Travel.PRINCIPAL_REPAID, Travel.ADVANCE_USED, Travel.SET_OFF, Travel.RETURNED
        ),
        remains=state.principal_unpaid,
    )
    yield Closing(
        sum=Sum.INTEREST,
        went_in=made.total(Travel.INTEREST_DUE, Travel.INTEREST_ACCRUED, Travel.ADVANCE_USED),
        came_out=made.total(Travel.INTEREST_REPAID, Travel.TO_INTEREST),
        remains=state.interest_due + state.interest_accrued - state.interest_in_advance,
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
