"""Flow pictures as SVG: stations in columns, ribbons between them as wide as the amounts.

Made here, without a browser and without a library: the same picture on a page and on paper. Every
station carries its name and its amount beside it, so that no colour is needed to read it; a picture
stands beside the table of its figures. Geometry is in whole pixels; amounts are never computed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise
from unicodedata import east_asian_width

_COLOURS = ("#1b4f8f", "#c2571a", "#2f7d4f", "#7a3b8f", "#5a5a52")
_INK, _QUIET, _PAPER = "#1d1d1b", "#55554d", "#ffffff"
_BAR, _GAP, _SLOT, _TOP = 12, 12, 36, 8  # width of a station, between slots, least slot, margin
_COLUMN, _BESIDE = 208, 14  # least from one column to the next; room before and after words
_NARROW, _WIDE = 7, 13  # pixels of a letter and of a Chinese character, as names are printed
_TALLEST = 300  # pixels of the column that carries most


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A bar with its words. colour: place in the palette; row: stations stand by rows."""

    id: str
    column: int
    row: int
    name: str
    amount: str  # in words, as it is printed beside the bar
    size: Decimal
    colour: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """What goes from one station to another, to its right."""

    origin: str
    target: str
    size: Decimal
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """A station, or the place where a long ribbon crosses a column, laid out."""

    x: int
    y: int
    height: int


def flow_picture(
    stations: Sequence[Station], ribbons: Sequence[Ribbon], *, name: str, title: str
) -> str:
    """The SVG text. name: unique on the page; title: what the picture shows, in one sentence."""
    bars = _laid_out(stations, ribbons)
    known = {station.id: station for station in stations}
    width = _column(stations) * (max(station.column for station in stations) + 1)
    height = max(max(bar.y + bar.height, bar.y + _SLOT) for bar in bars.values()) + _TOP
    drawn = [
        *_ribbons(ribbons, bars, known),
        *(_station(station, bars[station.id]) for station in stations),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="{escape(name)}" font-family="sans-serif">'
        f'<title id="{escape(name)}">{escape(title)}</title>{"".join(drawn)}</svg>'
    )


def _laid_out(stations: Sequence[Station], ribbons: Sequence[Ribbon]) -> Mapping[str, _Bar]:
    """Bars from the top of each column by row; a crossing ribbon takes room in between."""
    slots = [(one.column, one.row, one.id, one.size) for one in stations]
    known = {one.id: one for one in stations}
    for ribbon in ribbons:
        origin, target = known[ribbon.origin], known[ribbon.target]
        for column in range(origin.column + 1, target.column):
            slots.append((column, origin.row, _crossing(ribbon, column), ribbon.size))
    most = max(
        sum((slot[3] for slot in slots if slot[0] == column), Decimal(0))
        for column in {slot[0] for slot in slots}
    )
    apart = _column(stations)
    bars, bottom = {}, dict.fromkeys({slot[0] for slot in slots}, _TOP)
    for column, _, name, size in sorted(slots, key=lambda slot: (slot[0], slot[1])):
        height = max(_pixels(size, most), 2)
        bars[name] = _Bar(x=column * apart, y=bottom[column], height=height)
        least = _SLOT if name in known else height
        bottom[column] += max(height, least) + _GAP
    return bars


def _column(stations: Sequence[Station]) -> int:
    """From one column to the next: no name is cut off or runs into the next bar."""
    longest = max(
        sum(_WIDE if east_asian_width(each) in "WF" else _NARROW for each in station.name)
        for station in stations
    )
    return max(_COLUMN, _BAR + longest + _BESIDE)


def _crossing(ribbon: Ribbon, column: int) -> str:
    return f"{ribbon.origin} to {ribbon.target} at {column}"


def _pixels(size: Decimal, most: Decimal) -> int:
    return int(size * _TALLEST / most) if most else 0


def _ribbons(
    ribbons: Sequence[Ribbon], bars: Mapping[str, _Bar], known: Mapping[str, Station]
) -> list[str]:
    """Each ribbon leaves and arrives below those before it, so that none lie on each other."""
    leaving, arriving = dict.fromkeys(known, 0), dict.fromkeys(known, 0)
    drawn = []
    for ribbon in sorted(ribbons, key=lambda one: (known[one.origin].row, known[one.target].row)):
        origin, target = known[ribbon.origin], known[ribbon.target]
        wide = max(_part(ribbon.size, origin, bars), 1)
        start = bars[origin.id].y + leaving[origin.id]
        end = bars[target.id].y + arriving[target.id]
        leaving[origin.id] += wide
        arriving[target.id] += wide
        points = [
            (bars[origin.id].x + _BAR, start),
            *(
                (crossing.x + step, crossing.y)
                for column in range(origin.column + 1, target.column)
                for crossing in [bars[_crossing(ribbon, column)]]
                for step in (0, _BAR)
            ),
            (bars[target.id].x, end),
        ]
        words = escape(f"{origin.name} → {target.name}: {ribbon.amount}")
        drawn.append(
            f'<path d="{_path(points, wide)}" fill="{_colour(target)}" fill-opacity="0.32">'
            f"<title>{words}</title></path>"
        )
    return drawn


def _part(size: Decimal, origin: Station, bars: Mapping[str, _Bar]) -> int:
    return int(size * bars[origin.id].height / origin.size) if origin.size else 0


def _path(points: Sequence[tuple[int, int]], wide: int) -> str:
    """Along the upper edge to the right and back along the lower one."""
    upper = [f"M{points[0][0]} {points[0][1]}", *_curves(points)]
    below = [(x, y + wide) for x, y in reversed(points)]
    return " ".join([*upper, f"L{below[0][0]} {below[0][1]}", *_curves(below), "Z"])


def _curves(points: Sequence[tuple[int, int]]) -> list[str]:
    curves = []
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) // 2
        curves.append(f"C{middle} {y1} {middle} {y2} {x2} {y2}")
    return curves


def _station(station: Station, bar: _Bar) -> str:
    x, y = bar.x + _BAR + 6, bar.y + min(bar.height, _SLOT) // 2
    y = max(y, bar.y + 14)
    halo = f'stroke="{_PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<rect x="{bar.x}" y="{bar.y}" width="{_BAR}" height="{bar.height}" '
        f'fill="{_colour(station)}"/>'
        f'<text x="{x}" y="{y}" font-size="13" fill="{_INK}" {halo}>{escape(station.name)}</text>'
        f'<text x="{x}" y="{y + 16}" font-size="12" fill="{_QUIET}" {halo}>'
        f"{escape(station.amount)}</text>"
    )


def _colour(station: Station) -> str:
    return _COLOURS[station.colour % len(_COLOURS)]
