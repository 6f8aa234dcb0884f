"""The names over a chart do not run into each other, in letters wider than those measured here."""

import re
from decimal import Decimal

import pytest

from zhidai.documents.charts import Line, line_chart

NAMES = ("guarantor", "Risk compensation fund", "bank")
WIDEST = 6.6  # pixels of a letter at ten pixels, in the widest font a reader may have
SYMBOL = 16
_ENTRY = re.compile(
    r'<g transform="translate\(([0-9.]+),([0-9.]+)\)"><path class="background"[^>]*'
    r'pointer-events="none" opacity="1"/><g><g class="mark-symbol role-legend-symbol"'
)


def places(*, is_narrow: bool) -> list[tuple[float, float]]:
    """Where each name of the legend begins."""
    points = ((Decimal(0), Decimal(1)), (Decimal(1), Decimal(2)))
    lines = [Line(name=name, points=points) for name in NAMES]
    drawn = line_chart(lines, x_title="x", y_title="y", is_narrow=is_narrow)
    return [(float(x), float(y)) for x, y in _ENTRY.findall(drawn)]


@pytest.mark.parametrize("at", [0, 1])
def test_a_name_of_a_legend_ends_before_the_next_begins(at: int) -> None:
    starts = [x for x, _ in places(is_narrow=False)]

    assert starts[at] + SYMBOL + len(NAMES[at]) * WIDEST < starts[at + 1]


def test_on_a_phone_the_names_stand_one_under_another() -> None:
    found = places(is_narrow=True)

    assert [x for x, _ in found] == [0.0] * len(NAMES)
    assert len({y for _, y in found}) == len(NAMES)
