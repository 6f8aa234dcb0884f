"""The flows of a loan's journey as a picture with the words of the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.guarantees.journey_picture import Flow, Station, Stop
from zhidai.core.labels import Label
from zhidai.core.lending.events import BANK
from zhidai.core.money import to_fen
from zhidai.documents import flow_pictures
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.loan_journey import station_word

_BLUE, _GREEN, _OTHERS, _GREY = 0, 2, 3, 4  # the bank's, what was made good, further parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who stands in a picture. sharers: from the top, as the scheme lists those who share a loss.

    own_names: what the scheme calls the parties that it names itself, by role.
    """

    sharers: tuple[str, ...]
    own_names: Mapping[str, Label]

    def row(self, party: str) -> int:
        """The row of a party, from 1; those who share nothing stand below all who do."""
        return (*self.sharers, party).index(party) + 1

    def colour(self, party: str) -> int:
        """The place of a party in the palette: the bank's is the same in every picture."""
        payers = [one for one in self.sharers if one != BANK]
        if party == BANK:
            return _BLUE
        return min(payers.index(party) + 1, _OTHERS) if party in payers else _OTHERS


def flow_drawing(flows: Iterable[Flow], parties: Parties, *, name: str, title: str) -> str:
    """The SVG text; empty where nothing flowed. name: unique on the page."""
    drawn = list(flows)
    if not drawn:
        return ""
    stations = dict.fromkeys(station for flow in drawn for station in (flow.origin, flow.target))
    return flow_pictures.flow_picture(
        [_station(one, drawn, parties) for one in stations],
        [
            flow_pictures.Ribbon(
                origin=_id(flow.origin),
                target=_id(flow.target),
                size=flow.amount,
                amount=_shown(flow.amount),
            )
            for flow in drawn
        ],
        name=name,
        title=title,
    )


def _station(station: Station, flows: Sequence[Flow], parties: Parties) -> flow_pictures.Station:
    arrived = sum((one.amount for one in flows if one.target == station), Decimal(0))
    left = sum((one.amount for one in flows if one.origin == station), Decimal(0))
    size = max(arrived, left)
    return flow_pictures.Station(
        id=_id(station),
        column=station.column,
        row=_row(station, parties),
        name=station_word(station, language(), parties.own_names),
        amount=_shown(size),
        size=size,
        colour=_colour(station, parties),
    )


def _id(station: Station) -> str:
    return f"{station.stop} {station.party}"


def _row(station: Station, parties: Parties) -> int:
    if station.stop in (Stop.REPAID, Stop.MADE_GOOD, Stop.COSTS):
        return 0
    if station.party:
        return parties.row(station.party)
    is_first = station.stop in (Stop.LENT, Stop.UNPAID_PRINCIPAL, Stop.PROCEEDS)
    return 1 if is_first else len(parties.sharers) + 2


def _colour(station: Station, parties: Parties) -> int:
    if station.party:
        return parties.colour(station.party)
    return _GREEN if station.stop in (Stop.REPAID, Stop.MADE_GOOD) else _GREY


def _shown(amount: Decimal) -> str:
    return yuan(to_fen(amount))
