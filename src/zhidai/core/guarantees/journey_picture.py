"""A journey drawn together: stations in columns, and the yuan that went from one to the next.

Left to right: what was lent and charged, what of it was paid back or is unpaid, who bears which
share of the loss, what became of each share, and where it ended or remains. What a recovery brought
is a picture of its own, because its yuan make good those of the first one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhidai.core.guarantees.journey import ZERO, Journey, Place, Travel
from zhidai.core.lending.events import BANK


class Stop(StrEnum):
    """Where the drawn yuan stop on their way."""

    LENT = "lent"
    CHARGED = "charged"
    REPAID = "repaid"
    GIVEN_UP = "given_up"
    UNPAID_PRINCIPAL = "unpaid_principal"
    UNPAID_INTEREST = "unpaid_interest"
    SHARE = "share"
    OWED = "owed"  # by a payer to the bank
    SET_OFF = "set_off"
    PAID = "paid"
    MADE_GOOD = "made_good"
    LOST = "lost"  # borne by a party and not got back
    STILL_UNPAID = "still_unpaid"
    OFF_BOOKS = "off_books"  # written off, owed all the same
    PROCEEDS = "proceeds"
    COSTS = "costs"
    BACK = "back"  # to a party
    TO_INTEREST = "to_interest"
    TO_PLEDGOR = "to_pledgor"


COLUMNS: dict[Stop, int] = {
    Stop.LENT: 0, Stop.CHARGED: 0,
    Stop.REPAID: 1, Stop.GIVEN_UP: 1, Stop.UNPAID_PRINCIPAL: 1, Stop.UNPAID_INTEREST: 1,
    Stop.SHARE: 2,
    Stop.PAID: 3, Stop.SET_OFF: 3, Stop.OWED: 3,
    Stop.MADE_GOOD: 4, Stop.LOST: 4, Stop.STILL_UNPAID: 4, Stop.OFF_BOOKS: 4,
    Stop.PROCEEDS: 0,
    Stop.COSTS: 1, Stop.BACK: 1, Stop.TO_INTEREST: 1, Stop.TO_PLEDGOR: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A stop, and whose it is (empty: nobody's in particular)."""

    stop: Stop
    party: str = ""

    @property
    def column(self) -> int:
        return COLUMNS[self.stop]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Yuan that went from one station to another."""

    origin: Station
    target: Station
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyPicture:
    """The yuan of the loan, and those that recoveries brought; nothing that is zero."""

    loan: tuple[Flow, ...]
    recoveries: tuple[Flow, ...]


def journey_picture(journey: Journey) -> JourneyPicture:
    """The flows of a journey at its end; at every station between, in equals out."""
    return JourneyPicture(
        loan=tuple(flow for flow in _loan(journey) if flow.amount > 0),
        recoveries=tuple(flow for flow in _recoveries(journey) if flow.amount > 0),
    )


def _flow(origin: Stop, target: Stop, amount: Decimal, *, of: str = "", to: str = "") -> Flow:
    return Flow(
        origin=Station(stop=origin, party=of), target=Station(stop=target, party=to), amount=amount
    )


def _loan(journey: Journey) -> Iterator[Flow]:
    shares = {
        party: journey.total(Travel.SHARE_ASKED, Travel.SHARE_BORNE, party=party)
        for party in parties_of(journey)
    }
    unshared, off = journey.standing(Place.BOOKS), journey.standing(Place.OFF_BOOKS)
    given_up = journey.total(Travel.PRINCIPAL_WAIVED)
    unpaid = sum(shares.values(), unshared) if shares else unshared + off
    lent = journey.total(Travel.LENT)
    yield _flow(Stop.LENT, Stop.REPAID, lent - given_up - unpaid)
    yield _flow(Stop.LENT, Stop.GIVEN_UP, given_up)
    yield _flow(Stop.LENT, Stop.UNPAID_PRINCIPAL, unpaid)
    if not shares:
        yield _flow(Stop.UNPAID_PRINCIPAL, Stop.OFF_BOOKS, off)
    yield from _interest(journey)
    yield _flow(Stop.UNPAID_PRINCIPAL, Stop.STILL_UNPAID, unshared)
    for party, share in shares.items():
        yield _flow(Stop.UNPAID_PRINCIPAL, Stop.SHARE, share, to=party)
        yield from _share_of(party, journey)


def _interest(journey: Journey) -> Iterator[Flow]:
    charged = journey.total(Travel.INTEREST_DUE, Travel.INTEREST_ACCRUED)
    recovered = journey.total(Travel.TO_INTEREST)
    unpaid = max(journey.standing(Place.INTEREST), ZERO)
    off = journey.standing(Place.INTEREST_OFF_BOOKS)
    given_up = journey.total(Travel.INTEREST_WAIVED)
    yield _flow(Stop.CHARGED, Stop.REPAID, charged - recovered - unpaid - off - given_up)
    yield _flow(Stop.CHARGED, Stop.GIVEN_UP, given_up)
    yield _flow(Stop.CHARGED, Stop.UNPAID_INTEREST, recovered + unpaid + off)
    yield _flow(Stop.UNPAID_INTEREST, Stop.OFF_BOOKS, off)
    yield _flow(Stop.UNPAID_INTEREST, Stop.MADE_GOOD, recovered)
    yield _flow(Stop.UNPAID_INTEREST, Stop.STILL_UNPAID, unpaid)


def _share_of(party: str, journey: Journey) -> Iterator[Flow]:
    returned = journey.total(Travel.RETURNED, party=party)
    if party == BANK:
        yield _flow(Stop.SHARE, Stop.MADE_GOOD, returned, of=party)
        lost = journey.standing(Place.BORNE) + journey.standing(Place.OFF_BOOKS)
        yield _flow(Stop.SHARE, Stop.LOST, lost, of=party, to=party)
        return
    paid = journey.total(Travel.CLAIM_PAID, party=party)
    kept = journey.total(Travel.SET_OFF, party=party)
    owed = journey.standing(Place.ASKED, party)
    yield _flow(Stop.SHARE, Stop.PAID, paid, of=party, to=party)
    yield _flow(Stop.SHARE, Stop.SET_OFF, kept, of=party, to=party)
    yield _flow(Stop.SHARE, Stop.OWED, owed, of=party, to=party)
    yield _flow(Stop.PAID, Stop.MADE_GOOD, returned, of=party)
    yield _flow(Stop.SET_OFF, Stop.MADE_GOOD, kept, of=party)
    yield _flow(Stop.PAID, Stop.LOST, journey.standing(Place.PAID, party), of=party, to=party)
    yield _flow(Stop.OWED, Stop.LOST, owed, of=party, to=party)


def _recoveries(journey: Journey) -> Iterator[Flow]:
    yield _flow(Stop.PROCEEDS, Stop.COSTS, journey.total(Travel.COSTS))
    for party in parties_of(journey):
        back = journey.total(Travel.RETURNED, Travel.SET_OFF, party=party)
        yield _flow(Stop.PROCEEDS, Stop.BACK, back, to=party)
    yield _flow(Stop.PROCEEDS, Stop.TO_INTEREST, journey.total(Travel.TO_INTEREST))
    yield _flow(Stop.PROCEEDS, Stop.TO_PLEDGOR, journey.total(Travel.TO_PLEDGOR))


def parties_of(journey: Journey) -> tuple[str, ...]:
    """Those who bear a share, in the order of the agreement."""
    shared = (Travel.SHARE_ASKED, Travel.SHARE_BORNE)
    return tuple(
        movement.step.receiver for movement in journey.movements if movement.step.travel in shared
    )
