"""How every yuan of a loan travels: out of the bank's books, through claim and shares, and back.

A yuan that was lent, or charged as interest, stands in one place at any time: in the bank's books,
in the share that a payer owes, with the payer once it has paid, or at an end, paid back
by the enterprise, given up by the bank, or made good by a recovery; what is written off only
leaves the books. Each movement takes it from one place to the
next; what stands where afterwards is what remains with whom. The sums are then held against the
replayed loan, which knows nothing of shares: what went in is what came out and what is unpaid.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.lending.events import BANK
from zhidai.core.money import format_yuan

ZERO = Decimal("0.00")


class Place(StrEnum):
    """Where a yuan can stand; the last three are ends."""

    BOOKS = "books"  # principal in the bank's books
    INTEREST = "interest"  # interest in the bank's books; below zero: paid in advance
    ASKED = "asked"  # a payer's share, not paid yet
    BORNE = "borne"  # the bank's own share
    OFF_BOOKS = "off_books"  # principal written off, owed all the same
    INTEREST_OFF_BOOKS = "interest_off_books"
    PAID = "paid"  # paid to the bank by a payer who has not got it back
    REPAID = "repaid"  # paid back by the enterprise
    GIVEN_UP = "given_up"  # waived by the bank
    MADE_GOOD = "made_good"  # by a recovery


ENDS = frozenset({Place.REPAID, Place.GIVEN_UP, Place.MADE_GOOD})


class Travel(StrEnum):
    """What a movement is."""

    LENT = "lent"
    INTEREST_DUE = "interest_due"
    INTEREST_ACCRUED = "interest_accrued"  # on the last day shown, not due yet
    INTEREST_REPAID = "interest_repaid"
    PRINCIPAL_REPAID = "principal_repaid"
    ADVANCE_USED = "advance_used"  # interest kept in advance goes to the principal
    PRINCIPAL_WAIVED = "principal_waived"
    INTEREST_WAIVED = "interest_waived"
    PRINCIPAL_WRITTEN_OFF = "principal_written_off"
    INTEREST_WRITTEN_OFF = "interest_written_off"
    OFF_BOOKS_REPAID = "off_books_repaid"  # principal that was written off
    INTEREST_OFF_BOOKS_REPAID = "interest_off_books_repaid"
    SHARE_ASKED = "share_asked"
    SHARE_BORNE = "share_borne"
    CLAIM_PAID = "claim_paid"
    COSTS = "costs"
    RETURNED = "returned"
    SET_OFF = "set_off"
    TO_INTEREST = "to_interest"
    TO_PLEDGOR = "to_pledgor"


# Where the plan is silent and the Civil Code decides: the article.
CIVIL_CODE: Mapping[Travel, int] = MappingProxyType(
    {Travel.SET_OFF: 568, Travel.TO_INTEREST: 389, Travel.TO_PLEDGOR: 438}
)


class Hand(StrEnum):
    """Who gives or receives beside the parties of a claim."""

    ENTERPRISE = "enterprise"
    PROCEEDS = "proceeds"  # of the pledge, or from the enterprise after the claim
    COST_BEARERS = "cost_bearers"  # court, auction, enforcement
    PLEDGOR = "pledgor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place and whose it is."""

    place: Place
    party: str = BANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Remainder:
    """Yuan that stand at a spot."""

    place: Place
    party: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A movement before it is made: amount in yuan, above zero.

    leaves: None where it comes into the loan from outside (a yuan lent, interest charged, or money
    that a recovery brings for costs and pledgor). reaches: None where it never was part of it.
    """

    travel: Travel
    on: date
    clause: str | None
    giver: str
    receiver: str
    amount: Decimal
    leaves: Spot | None = None
    reaches: Spot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A step that was made, with what stands where afterwards; nothing that stands at zero."""

    step: Step
    civil_code: int | None
    remains: tuple[Remainder, ...]

    def remains_with(self, *spots: Spot) -> Decimal:
        """Yuan at these spots together."""
        wanted = {(spot.place, spot.party) for spot in spots}
        found = (each.amount for each in self.remains if (each.place, each.party) in wanted)
        return sum(found, ZERO)


class Sum(StrEnum):
    """What is counted in a closing."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    CLAIM = "claim"  # what payers were asked for
    RECOVERY = "recovery"  # gross receipts


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """went_in = came_out + remains, `remains` being what the replayed loan says. Yuan."""

    sum: Sum
    went_in: Decimal
    came_out: Decimal
    remains: Decimal

    @property
    def difference(self) -> Decimal:
        return self.went_in - self.came_out - self.remains

    @property
    def closes(self) -> bool:
        return self.difference == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """All movements up to the end of `on`, oldest first, and whether their sums close."""

    on: date
    movements: tuple[Movement, ...]
    closings: tuple[Closing, ...]

    @property
    def closes(self) -> bool:
        """Every sum closes to the fen."""
        return all(each.closes for each in self.closings)

    def total(self, *travels: Travel, party: str | None = None) -> Decimal:
        """Yuan of these movements; of one party's, where it stands in the place left or reached."""
        steps = (each.step for each in self.movements if each.step.travel in travels)
        return sum((step.amount for step in steps if party in (None, _whose(step))), ZERO)

    def standing(self, place: Place, party: str = BANK) -> Decimal:
        """Yuan that stand at a spot at the end."""
        if not self.movements:
            return ZERO
        return self.movements[-1].remains_with(Spot(place=place, party=party))


def travelled(steps: Iterable[Step]) -> tuple[Movement, ...]:
    """The steps made one after another.

    Bad input: `journey_place_overdrawn`, more taken from a place than stood there; interest may be
    paid in advance.
    """
    standing: dict[Spot, Decimal] = {}
    made = []
    for step in steps:
        if step.leaves is not None:
            left = standing.get(step.leaves, ZERO) - step.amount
            if left < 0 and step.leaves.place is not Place.INTEREST:
                raise bad_input(
                    "journey_place_overdrawn",
                    on=step.on,
                    amount=format_yuan(step.amount),
                    missing=format_yuan(-left),
                )
            standing[step.leaves] = left
        if step.reaches is not None:
            standing[step.reaches] = standing.get(step.reaches, ZERO) + step.amount
        made.append(_made(step, standing))
    return tuple(made)


def _made(step: Step, standing: Mapping[Spot, Decimal]) -> Movement:
    return Movement(
        step=step,
        civil_code=CIVIL_CODE.get(step.travel),
        remains=tuple(
            Remainder(place=spot.place, party=spot.party, amount=amount)
            for spot, amount in standing.items()
            if amount and spot.place not in ENDS
        ),
    )


def _whose(step: Step) -> str | None:
    spot = step.reaches or step.leaves
    return None if spot is None else spot.party
