"""A loan's journey in words and as one table, for the page, the file and the terminal alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.guarantees.journey import (
    ENDS,
    ZERO,
    Closing,
    Hand,
    Journey,
    Movement,
    Place,
    Spot,
    Step,
    Sum,
    Travel,
)
from zhidai.core.guarantees.journey_picture import Station, Stop
from zhidai.core.labels import Label
from zhidai.core.lending.events import BANK
from zhidai.wording.parties import PARTY_KINDS
from zhidai.wording.speech import translate

_TRAVELS: Mapping[Travel, str] = {
    Travel.LENT: "Principal lent",
    Travel.INTEREST_DUE: "Interest falls due",
    Travel.INTEREST_ACCRUED: "Interest accrued, not due yet",
    Travel.INTEREST_REPAID: "Interest paid by the enterprise",
    Travel.PRINCIPAL_REPAID: "Principal repaid by the enterprise",
    Travel.ADVANCE_USED: "Interest paid in advance goes to the principal",
    Travel.PRINCIPAL_WAIVED: "Principal given up by the bank",
    Travel.INTEREST_WAIVED: "Interest given up by the bank",
    Travel.PRINCIPAL_WRITTEN_OFF: "Principal written off",
    Travel.INTEREST_WRITTEN_OFF: "Interest written off",
    Travel.OFF_BOOKS_REPAID: "Written-off principal paid by the enterprise",
    Travel.INTEREST_OFF_BOOKS_REPAID: "Written-off interest paid by the enterprise",
    Travel.SHARE_ASKED: "Share of the loss asked for",
    Travel.SHARE_BORNE: "Share of the loss that the bank bears",
    Travel.CLAIM_PAID: "Paid to the bank on the claim",
    Travel.COSTS: "Costs of the recovery",
    Travel.RETURNED: "Returned in proportion to the losses",
    Travel.SET_OFF: "Kept by the bank against what {party} owes",
    Travel.TO_INTEREST: "To the bank's unpaid interest",
    Travel.TO_PLEDGOR: "Surplus to the pledgor",
}
_PARTIES: Mapping[str, str] = {
    BANK: "Bank",
    Hand.ENTERPRISE: "Enterprise",
    Hand.PROCEEDS: "Proceeds of the pledge",
    Hand.COST_BEARERS: "Court, auction, enforcement",
    Hand.PLEDGOR: "Pledgor",
}
_KINDS: Mapping[str, str] = {str(kind): word for kind, word in PARTY_KINDS.items()}
_PLACES: Mapping[Place, str] = {
    Place.BOOKS: "Unpaid principal in the bank's books",
    Place.INTEREST: "Unpaid interest in the bank's books",
    Place.OFF_BOOKS: "Principal written off, still owed",
    Place.INTEREST_OFF_BOOKS: "Interest written off, still owed",
    Place.ASKED: "Owed by {party}",
    Place.BORNE: "Borne by the bank, not got back",
    Place.PAID: "Paid by {party}, not got back",
}
_STOPS: Mapping[Stop, str] = {
    Stop.LENT: "Principal lent",
    Stop.CHARGED: "Interest charged",
    Stop.REPAID: "Paid by the enterprise",
    Stop.GIVEN_UP: "Given up by the bank",
    Stop.UNPAID_PRINCIPAL: "Unpaid principal",
    Stop.UNPAID_INTEREST: "Interest not paid",
    Stop.SHARE: "{party}: share",
    Stop.OWED: "{party}: still owed",
    Stop.SET_OFF: "{party}: set off",
    Stop.PAID: "{party}: paid",
    Stop.MADE_GOOD: "Made good by recovery",
    Stop.LOST: "{party}: loss that remains",
    Stop.STILL_UNPAID: "Unpaid, with the bank",
    Stop.OFF_BOOKS: "Written off, still owed",
    Stop.PROCEEDS: "Recovered in all",
    Stop.COSTS: "Costs of the recovery",
    Stop.BACK: "Back to {party}",
    Stop.TO_INTEREST: "To the bank's unpaid interest",
    Stop.TO_PLEDGOR: "Surplus to the pledgor",
}
_SUMS: Mapping[Sum, str] = {
    Sum.PRINCIPAL: "Principal of the loan",
    Sum.INTEREST: "Interest of the loan",
    Sum.CLAIM: "Shares asked of the payers",
    Sum.RECOVERY: "Recoveries",
}
Content = str | int | date | Decimal | None
OwnNames = Mapping[str, Label]
_NO_NAMES: OwnNames = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyTable:
    """Every movement as a row; amounts are Decimal yuan. fixed: columns before what remains."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]
    fixed: int


def journey_table(journey: Journey, language: str, own: OwnNames = _NO_NAMES) -> JourneyTable:
    """What moved, from whom to whom, by which clause, and what remains where after it.

    own: what the scheme calls the parties that it names itself, by role.
    """
    spots = _spots(journey)
    fixed = ("Step", "Day", "What", "Clause", "Given by", "Received by", "Amount")
    heads = [translate(one, language) for one in fixed]
    remains = [place_word(spot, language, own) for spot in spots]
    return JourneyTable(
        columns=(*heads, *remains, translate("Unpaid in all", language)),
        rows=tuple(
            _row(number, movement, spots, language, own)
            for number, movement in enumerate(journey.movements, start=1)
        ),
        fixed=len(fixed),
    )


def _row(
    number: int, movement: Movement, spots: tuple[Spot, ...], language: str, own: OwnNames
) -> tuple[Content, ...]:
    step = movement.step
    return (
        number,
        step.on,
        travel_word(step, language, own),
        law_words(movement, language),
        hand_word(step.giver, language, own),
        hand_word(step.receiver, language, own),
        step.amount,
        *(movement.remains_with(spot) for spot in spots),
        sum((each.amount for each in movement.remains), ZERO),
    )


def _spots(journey: Journey) -> tuple[Spot, ...]:
    """Every place in which something stood, in the order in which it was first reached."""
    reached = dict.fromkeys(
        movement.step.reaches for movement in journey.movements if movement.step.reaches
    )
    return tuple(spot for spot in reached if spot.place not in ENDS)


def travel_word(step: Step, language: str, own: OwnNames = _NO_NAMES) -> str:
    """What a movement is."""
    whose = step.leaves.party if step.leaves else step.giver
    return _filled(_TRAVELS[step.travel], whose, language, own)


def hand_word(hand: str, language: str, own: OwnNames = _NO_NAMES) -> str:
    """Who gives or receives: a party by the scheme's own name for it, else by its kind."""
    if hand in own:
        return own[hand].in_language(language)
    message = _PARTIES.get(hand) or _KINDS.get(hand)
    return hand if message is None else translate(message, language)


def place_word(spot: Spot, language: str, own: OwnNames = _NO_NAMES) -> str:
    """Where yuan stand."""
    return _filled(_PLACES[spot.place], spot.party, language, own)


def station_word(station: Station, language: str, own: OwnNames = _NO_NAMES) -> str:
    """A stop of the picture."""
    return _filled(_STOPS[station.stop], station.party, language, own)


def closing_word(closing: Closing, language: str) -> str:
    """What a closing counts."""
    return translate(_SUMS[closing.sum], language)


def law_words(movement: Movement, language: str) -> str:
    """The clause of the plan, and the article of the Civil Code where the plan is silent."""
    parts = [movement.step.clause] if movement.step.clause else []
    if movement.civil_code is not None:
        code = translate("Civil Code {article}", language)
        parts.append(code.format(article=movement.civil_code))
    return ", ".join(parts)


def _filled(message: str, party: str, language: str, own: OwnNames) -> str:
    say: Callable[..., str] = translate(message, language).format
    return say(party=hand_word(party, language, own))
