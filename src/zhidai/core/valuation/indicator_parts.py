"""What each indicator adds to a value: its points of the score, and its part of the bridge.

A dimension's score is the mean of its indicators' percentiles by weight, so that each adds
100 x weight x (percentile - 1/2) / (weights known) to the middle; the dimension's part of the
bridge is L(V, V0) x effect x (score - 50) / SCORE_SD and is shared out by these points.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.money import FEN
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.shapley import in_whole_fen
from zhidai.core.valuation.value import SCORE_SD


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator of a dimension with its weight, minus: less is better; its figure and its
    percentile in the cohort, None where it is not known.
    """

    dimension: str
    name: str
    weight: float
    figure: float | None
    percentile: float | None

    @property
    def place(self) -> float | None:
        """The percentile as it counts: of less that is better turned round."""
        if self.percentile is None:
            return None
        return self.percentile if self.weight > 0 else 1 - self.percentile


def points_of(indicators: tuple[Indicator, ...]) -> dict[str, float]:
    """By name, of those known: what each adds to its dimension's score."""
    known = [one for one in indicators if one.place is not None]
    weights: dict[str, float] = {}
    for one in known:
        weights[one.dimension] = weights.get(one.dimension, 0.0) + abs(one.weight)
    return {
        one.name: 100 * abs(one.weight) * ((one.place or 0.0) - 0.5) / weights[one.dimension]
        for one in known
    }


def indicator_parts(
    indicators: tuple[Indicator, ...],
    bridge: Mapping[str, Decimal],
    *,
    mean: float,
    parameters: ValuationParameters,
) -> dict[str, Decimal]:
    """By name, yuan: those of a dimension add up to its part of the bridge, to the fen.

    mean: the logarithmic mean of the value and the typical one.
    """
    points, found = points_of(indicators), dict[str, Decimal]()
    for dimension, amount in bridge.items():
        effect = parameters.effects[dimension] / SCORE_SD
        exact = {
            one.name: Decimal(repr(mean * effect * points[one.name]))
            for one in indicators
            if one.dimension == dimension and one.name in points
        }
        rest = amount - sum(exact.values(), Decimal(0))
        scale = sum((abs(part) for part in exact.values()), Decimal(0))
        if not exact or (not amount and not scale):
            found |= dict.fromkeys(exact, Decimal(0).quantize(FEN))
            continue
        # What roundings of the scores and the parts have left goes by size.
        shares = {
            name: part + rest * (abs(part) / scale if scale else Decimal(1) / len(exact))
            for name, part in exact.items()
        }
        found |= in_whole_fen(shares, amount)
    return found
