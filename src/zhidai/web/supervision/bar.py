"""The ratio as a bar: whole numbers for the attributes of an SVG, nothing to style."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.services.portfolio.views import RatioView

WIDTH = 1000  # of the drawing; the page stretches it
THRESHOLD_AT = WIDTH // 2  # a ratio at the threshold fills half, unless the ratio needs more room


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Lengths of at most `WIDTH`."""

    filled: int
    threshold: int
    is_above: bool


def bar(ratio: RatioView) -> Bar:
    """Ratio and threshold on one scale."""
    shown = ratio.ratio or Decimal(0)
    whole = max(ratio.threshold * WIDTH / THRESHOLD_AT, shown)
    return Bar(
        filled=_length(shown, whole),
        threshold=_length(ratio.threshold, whole),
        is_above=ratio.is_above,
    )


def _length(part: Decimal, whole: Decimal) -> int:
    return round(part / whole * WIDTH) if whole else 0
