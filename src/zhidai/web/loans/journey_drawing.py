"""The flows of a loan's journey as a picture with the words of the page."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from zhidai.core.guarantees.journey_picture import Flow, Station, Stop
from zhidai.core.money import to_fen
from zhidai.documents import flow_pictures
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.loan_journey import station_word

_ROWS = {"guarantor": 1, "bank": 2, "appraiser": 3}  # from the top, as clause 8.1 lists them
_COLOURS = {"bank": 0, "guarantor": 1, "appraiser": 2}
_GREY, _GREEN, _LAST_ROW = 4, 2, 9


def flow_drawing(flows: Iterable[Flow], *, name: str, title: str) -> str:
    """The SVG text; empty where nothing flowed. name: unique on the page."""
    drawn = list(flows)
    if not drawn:
        return ""
    stations = dict.fromkeys(station for flow in drawn for station in (flow.origin, flow.target))
    return flow_pictures.flow_picture(
        [_station(one, drawn) for one in stations],
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


def _station(station: Station, flows: Sequence[Flow]) -> flow_pictures.Station:
    arrived = sum((one.amount for one in flows if one.target == station), Decimal(0))
    left = sum((one.amount for one in flows if one.origin == station), Decimal(0))
    size = max(arrived, left)
    return flow_pictures.Station(
        id=_id(station),
        column=station.column,
        row=_row(station),
        name=station_word(station, language()),
        amount=_shown(size),
        size=size,
        colour=_colour(station),
    )


def _id(station: Station) -> str:
    return f"{station.stop} {station.party}"


def _row(station: Station) -> int:
    if station.stop in (Stop.REPAID, Stop.MADE_GOOD, Stop.COSTS):
        return 0
    if station.party:
        return _ROWS.get(station.party, len(_ROWS) + 1)
    return 1 if station.stop in (Stop.LENT, Stop.UNPAID_PRINCIPAL, Stop.PROCEEDS) else _LAST_ROW


def _colour(station: Station) -> int:
    if station.party:
        return _COLOURS.get(station.party, len(_COLOURS))
    return _GREEN if station.stop in (Stop.REPAID, Stop.MADE_GOOD) else _GREY


def _shown(amount: Decimal) -> str:
    return yuan(to_fen(amount))
