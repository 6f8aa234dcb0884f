"""Scores on axes around a middle, as SVG: the same picture on a page and on paper.

Every axis carries its name and its score, so that no colour is needed to read it; the ring of the
middle is drawn stronger. A picture stands beside the table of its figures.
"""

import math
from collections.abc import Iterable, Sequence
from html import escape

_MOST, _MIDDLE, _RINGS = 100.0, 50.0, (25.0, 50.0, 75.0, 100.0)
_RADIUS, _WIDTH, _HEIGHT = 120, 440, 280
_CENTRE = (_WIDTH / 2, 165.0)
_COLOUR, _INK, _QUIET, _LINE, _PAPER = (
    "#1b4f8f", "#1d1d1b", "#55554d", "#c9c9c4", "#ffffff",
)  # fmt: skip
_OUTLINE = f'stroke="{_COLOUR}" stroke-width="2"'
FEWEST_AXES = 3


def radar_picture(scores: Sequence[tuple[str, float]], *, name: str, title: str) -> str:
    """The SVG text; scores 0 to 100 by the axis's words, the first one upright. name: unique on
    the page.
    """
    if len(scores) < FEWEST_AXES:
        raise AssertionError(f"{len(scores)} axes make no radar")
    places = range(len(scores))
    rings = [_ring(ring, len(scores)) for ring in _RINGS]
    axes = [_axis(_at(place, len(scores), _MOST)) for place in places]
    shape = _points(_at(place, len(scores), score) for place, (_, score) in enumerate(scores))
    words = [
        _words(_at(place, len(scores), _MOST + 14), text, score)
        for place, (text, score) in enumerate(scores)
    ]
    dots = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{_COLOUR}"/>'
        for x, y in (_at(place, len(scores), score) for place, (_, score) in enumerate(scores))
    ]
    drawn = (
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}"/>',
        *rings,
        *axes,
        f'<polygon points="{shape}" fill="{_COLOUR}" fill-opacity="0.2" {_OUTLINE}/>',
        *dots,
        *words,
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img" aria-labelledby="{escape(name)}" '
        f'font-family="Noto Sans SC, sans-serif" font-weight="500">'
        f'<title id="{escape(name)}">{escape(title)}</title>'
        f"{''.join(drawn)}</svg>"
    )


def _at(place: int, count: int, score: float) -> tuple[float, float]:
    angle = 2 * math.pi * place / count - math.pi / 2
    reach = _RADIUS * score / _MOST
    return _CENTRE[0] + reach * math.cos(angle), _CENTRE[1] + reach * math.sin(angle)


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _ring(score: float, count: int) -> str:
    points = _points(_at(place, count, score) for place in range(count))
    is_middle = score == _MIDDLE
    stroke = f'stroke="{_QUIET}" stroke-dasharray="5 3"' if is_middle else f'stroke="{_LINE}"'
    x, y = _at(0, count, score)
    mark = (
        f'<text x="{x + 5:.1f}" y="{y + 4:.1f}" font-size="11" fill="{_QUIET}">{score:.0f}</text>'
    )
    return f'<polygon points="{points}" fill="none" {stroke}/>{mark}'


def _axis(end: tuple[float, float]) -> str:
    x, y = _CENTRE
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="{_LINE}"/>'


def _words(at: tuple[float, float], text: str, score: float) -> str:
    x, y = at
    apart = x - _CENTRE[0]
    anchor = "middle" if abs(apart) < 1 else "start" if apart > 0 else "end"
    lines = (
        f'<tspan x="{x:.1f}">{escape(text)}</tspan>'
        f'<tspan x="{x:.1f}" dy="1.2em" font-weight="bold">{score:.1f}</tspan>'
    )
    top = y - 16 if abs(apart) < 1 else y
    return (
        f'<text x="{x:.1f}" y="{top:.1f}" font-size="13" fill="{_INK}" text-anchor="{anchor}">'
        f"{lines}</text>"
    )
