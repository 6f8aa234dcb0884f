"""Charts as SVG, made without a browser: the same picture on a page and on paper.

Colours differ in lightness too, so that a print in grey still tells the lines apart; every chart
stands beside the table of its figures.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import vl_convert

from zhidai.documents.label_lines import in_lines

_COLOURS = ("#1b4f8f", "#c2571a", "#2f7d4f", "#7a3b8f", "#5a5a52")
_IN_LINES = {"labelExpr": r"split(datum.label, '\n')"}  # a label of several lines
MOST_BARS = len(_COLOURS)  # in one place; more cannot be told apart
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4])
_LIMIT = "#a6291f"
_WIDTH, _HEIGHT = 560, 260
_NARROW = 190  # beside its names and scale on a phone of 390 pixels
_NARROW_NAMES = 20  # half-widths in a line; three lines fit between two bars
SANS_SERIF = "sans-serif"  # a paper names the one that it is set in
_AXIS = {"labelAngle": 0, "titleFontWeight": "normal", "titlePadding": 16}
_LONGEST_LABEL = 300  # of a lying bar, pixels
_LEAST_PADDING = 28  # between two names of a legend, pixels
_SPARE = 5  # around every drawing
_KEPT = 256  # drawings of a process, some 20 kB each


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A named line: its points from left to right."""

    name: str
    points: tuple[tuple[Decimal, Decimal], ...]


def line_chart(
    lines: Sequence[Line],
    *,
    x_title: str,
    y_title: str,
    marked_at: Sequence[Decimal] = (),
    font: str = SANS_SERIF,
    is_narrow: bool = False,
) -> str:
    """The SVG text; marked_at: where vertical lines stand (the breakers' ratios). is_narrow: for a
    phone.
    """
    names = [line.name for line in lines]
    values = [
        {"x": float(x), "y": float(y), "name": line.name} for line in lines for x, y in line.points
    ]
    colour = {"domain": names, "range": list(_COLOURS[: len(names)])}
    dash = {"domain": names, "range": [list(one) for one in _DASHES[: len(names)]]}
    drawn = {
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "title": x_title},
            "y": {"field": "y", "type": "quantitative", "title": y_title},
            "color": {
                "field": "name",
                "type": "nominal",
                "title": None,
                "scale": colour,
                "legend": _legend(names, is_narrow=is_narrow),
            },
            "strokeDash": {"field": "name", "type": "nominal", "scale": dash, "legend": None},
        },
    }
    rules = [_rule("y", Decimal(0)), *(_rule("x", at) for at in marked_at)]
    chart = {
        "width": _NARROW if is_narrow else _WIDTH,
        "height": _HEIGHT,
        "layer": [drawn, *rules],
        "config": _config(font),
    }
    return _drawn(json.dumps(chart))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBar:
    """A bar from `start` to `end`, under its name."""

    name: str
    start: float
    end: float


def span_chart(
    bars: Sequence[NamedBar],
    *,
    title: str,
    is_flat: bool = False,
    font: str = SANS_SERIF,
    is_narrow: bool = False,
) -> str:
    """Bars in their order, upright or (is_flat) lying; what falls is of another colour. is_narrow:
    for a phone, long names in several lines.
    """
    if is_narrow:
        bars = [replace(bar, name=in_lines(bar.name, most=_NARROW_NAMES)) for bar in bars]
    names = [bar.name for bar in bars]
    name = {"field": "name", "type": "nominal", "title": None, "sort": names}
    value: dict[str, object] = {"type": "quantitative", "title": title}
    if is_narrow:
        value["axis"] = {"tickCount": 3}
    along, across = ("x", "y") if is_flat else ("y", "x")
    chart = {
        "width": _NARROW if is_narrow else _WIDTH,
        "height": {"step": 40 if is_narrow else 26} if is_flat else _HEIGHT,
        "padding": {
            "left": _SPARE + (_spare(names) if is_flat else 0),
            "right": _SPARE,
            "top": _SPARE,
            "bottom": _SPARE,
        },
        "data": {
            "values": [
                {
                    "name": bar.name,
                    "start": bar.start,
                    "end": bar.end,
                    "colour": _COLOURS[1] if bar.end < bar.start else _COLOURS[0],
                }
                for bar in bars
            ]
        },
        "mark": {"type": "bar"},
        "encoding": {
            along: {"field": "start", **value},
            f"{along}2": {"field": "end"},
            across: {
                **name,
                "axis": {
                    "labelAngle": 0,
                    "labelLimit": _LONGEST_LABEL,
                    "labelOverlap": True,
                    **_IN_LINES,
                },
            },
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
        "config": _config(font),
    }
    return _drawn(json.dumps(chart))


@dataclass(frozen=True, slots=True, kw_only=True)
class FanPoint:
    """A range at one place of a fan."""

    x: int
    low: float
    middle: float
    high: float


def fan_chart(
    points: Sequence[FanPoint],
    *,
    x_title: str,
    y_title: str,
    font: str = SANS_SERIF,
    is_narrow: bool = False,
) -> str:
    """A band from low to high with the middle as a line. is_narrow: for a phone."""
    x = {
        "field": "x",
        "type": "quantitative",
        "title": x_title,
        "axis": {"tickMinStep": 1, "format": "d"},
    }
    band = {
        "mark": {"type": "area", "color": _COLOURS[0], "opacity": 0.2},
        "encoding": {
            "x": x,
            "y": {"field": "low", "type": "quantitative", "title": y_title},
            "y2": {"field": "high"},
        },
    }
    line = {
        "mark": {"type": "line", "color": _COLOURS[0], "strokeWidth": 2, "point": True},
        "encoding": {"x": x, "y": {"field": "middle", "type": "quantitative"}},
    }
    chart = {
        "width": _NARROW if is_narrow else _WIDTH,
        "height": _HEIGHT,
        "data": {
            "values": [
                {"x": one.x, "low": one.low, "middle": one.middle, "high": one.high}
                for one in points
            ]
        },
        "layer": [band, line],
        "config": _config(font),
    }
    return _drawn(json.dumps(chart))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A named row of bars, one for each place; None where there is no figure."""

    name: str
    values: tuple[Decimal | None, ...]


def bar_chart(
    rows: Sequence[Bars],
    *,
    places: Sequence[str],
    y_title: str,
    breaks_before: Sequence[str] = (),
    level: Decimal | None = None,
    font: str = SANS_SERIF,
    size: tuple[int, int] = (_WIDTH, _HEIGHT),
) -> str:
    """The SVG text: bars side by side at each place, at most `MOST_BARS` rows. places: their names,
    of as many lines as they have.

    breaks_before: the places before which a series breaks, each marked by an upright line. level:
    where a line lies across that the bars are held against. font: the one a paper is set in.
    """
    if len(rows) > MOST_BARS:
        raise AssertionError(f"{len(rows)} rows of bars cannot be told apart")
    names = [row.name for row in rows]
    values = [
        {"place": place, "value": float(value), "name": row.name}
        for row in rows
        for place, value in zip(places, row.values, strict=True)
        if value is not None
    ]
    at = {"field": "place", "type": "ordinal", "sort": list(places), "title": None}
    drawn = {
        "data": {"values": values},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {**at, "scale": {"domain": list(places)}, "axis": _IN_LINES},
            "xOffset": {"field": "name", "sort": names},
            "y": {"field": "value", "type": "quantitative", "title": y_title},
            "color": {
                "field": "name",
                "type": "nominal",
                "title": None,
                "scale": {"domain": names, "range": list(_COLOURS[: len(names)])},
                "legend": _legend(names) if len(names) > 1 else None,
            },
        },
    }
    broken = [
        {
            "data": {"values": [{"place": place}]},
            "mark": {"type": "rule", "color": "#77776f", "strokeDash": [4, 3]},
            "encoding": {"x": {**at, "bandPosition": 0}},
        }
        for place in breaks_before
    ]
    chart = {
        "width": size[0],
        "height": size[1],
        "layer": [drawn, *broken, *([] if level is None else [_rule("y", level, is_limit=True)])],
        "config": {"font": font, "axis": _AXIS},
    }
    return _drawn(json.dumps(chart))


def forget_drawn() -> None:
    """Draw every picture anew."""
    _drawn.cache_clear()


def make_ready() -> None:
    """Draw nothing once: it takes half a second to begin, for which no page has to wait then."""
    _drawn(json.dumps({"mark": "point", "data": {"values": []}}))


@lru_cache(maxsize=_KEPT)
def _drawn(chart: str) -> str:
    """The same figures are the same picture: a page looked at again draws nothing again."""
    svg: str = vl_convert.vegalite_to_svg(chart)
    return svg


def _config(font: str) -> dict[str, object]:
    """On paper the normal weight of the font comes out thin: a heavier one is asked for there."""
    if font == SANS_SERIF:
        return {"font": font, "axis": _AXIS}
    axis = {**_AXIS, "labelFontWeight": 500, "titleFontWeight": 500}
    return {"font": font, "axis": axis, "legend": {"labelFontWeight": 500}}


def _legend(names: Sequence[str], *, is_narrow: bool = False) -> dict[str, object]:
    """Names in a row with room between, as a reader's letters may be wider than those measured
    here; on a phone one under another.
    """
    padding = max(_LEAST_PADDING, 2 * max(map(len, names), default=0))
    row = {"columns": 1} if is_narrow else {"columnPadding": padding}
    return {"orient": "top", "labelLimit": 0, **row}


def _spare(names: Sequence[str]) -> int:
    """Room before lying bars: a reader's letters may be a sixth wider than those measured here."""
    longest = max((len(line) for name in names for line in name.split("\n")), default=0)
    return min(longest, _LONGEST_LABEL // 6)


def _rule(axis: str, at: Decimal, *, is_limit: bool = False) -> dict[str, object]:
    """A limit is drawn stronger than what only helps to read."""
    colour, width = (_LIMIT, 2) if is_limit else ("#77776f", 1)
    return {
        "data": {"values": [{"at": float(at)}]},
        "mark": {"type": "rule", "color": colour, "strokeDash": [4, 3], "strokeWidth": width},
        "encoding": {axis: {"field": "at", "type": "quantitative"}},
    }
