"""What would change a patent's value most: one thing moved, all else as it is.

Indicators of a patent valued by its scores are moved to the first and the last tenth of its cohort;
rates by a point; income by a tenth; and the owner keeps it to the end of its term, or gives it up
when the next fee falls due. The mean value is exact each time: income x E Y.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from zhidai.core.valuation.income import Prospects, outcome
from zhidai.core.valuation.indicator_parts import Indicator
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.value import SCORE_SD

FIRST_TENTH, LAST_TENTH = 0.9, 0.1
RATE_POINT, INCOME_TENTH = 0.01, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """What is moved, and what the mean value gains or loses by it, yuan, the better way first."""

    name: str
    better: float
    worse: float

    @property
    def most(self) -> float:
        """The larger of both."""
        return max(abs(self.better), abs(self.worse))


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning:
    """A valued patent: mean value, its prospects, growth of its income; is its income its own?"""

    mean: float
    prospects: Prospects
    growth: float
    has_economics: bool


def levers(
    found: Earning, indicators: tuple[Indicator, ...], parameters: ValuationParameters
) -> tuple[Lever, ...]:
    """The strongest first; none for a patent that is worth nothing."""
    if found.mean <= 0:
        return ()
    every = [*_rates(found, parameters), *_lives(found, parameters), _income(found)]
    if not found.has_economics:
        every += _indicators(found.mean, indicators, parameters.effects)
    return tuple(sorted(every, key=lambda one: (-one.most, one.name)))


def _first(prospects: Prospects, growth: float, parameters: ValuationParameters) -> float:
    factor = (1 + growth) * (1 - parameters.obsolescence) / (1 + parameters.discount)
    return outcome(prospects, factor=factor, volatility=parameters.volatility).first


def _rates(found: Earning, parameters: ValuationParameters) -> Iterator[Lever]:
    now = _first(found.prospects, found.growth, parameters)

    def change(growth: float, moved: ValuationParameters) -> float:
        return found.mean * (_first(found.prospects, growth, moved) / now - 1)

    yield Lever(
        name="growth",
        better=change(found.growth + RATE_POINT, parameters),
        worse=change(found.growth - RATE_POINT, parameters),
    )
    discount, obsolescence = parameters.discount, parameters.obsolescence
    yield Lever(
        name="discount",
        better=change(found.growth, replace(parameters, discount=discount - RATE_POINT)),
        worse=change(found.growth, replace(parameters, discount=discount + RATE_POINT)),
    )
    yield Lever(
        name="obsolescence",
        better=change(found.growth, replace(parameters, obsolescence=obsolescence - RATE_POINT)),
        worse=change(found.growth, replace(parameters, obsolescence=obsolescence + RATE_POINT)),
    )


def _lives(found: Earning, parameters: ValuationParameters) -> Iterator[Lever]:
    ahead = found.prospects
    if not any(ahead.kept):
        return
    now = _first(ahead, found.growth, parameters)
    kept = replace(ahead, kept=tuple(1.0 for chance in ahead.kept if chance > 0))
    yield Lever(
        name="life",
        better=found.mean * (_first(kept, found.growth, parameters) / now - 1),
        worse=found.mean * (_first(replace(ahead, kept=()), found.growth, parameters) / now - 1),
    )


def _income(found: Earning) -> Lever:
    tenth = INCOME_TENTH * found.mean
    return Lever(name="income" if found.has_economics else "level", better=tenth, worse=-tenth)


def _indicators(
    mean: float, indicators: tuple[Indicator, ...], effects: Mapping[str, float]
) -> Iterator[Lever]:
    weights: dict[str, float] = {}
    for one in indicators:
        if one.place is not None:
            weights[one.dimension] = weights.get(one.dimension, 0.0) + abs(one.weight)
    for one in indicators:
        if one.place is None:
            continue
        step = 100 * abs(one.weight) / weights[one.dimension] * effects[one.dimension] / SCORE_SD
        yield Lever(
            name=one.name,
            better=mean * math.expm1(step * max(FIRST_TENTH - one.place, 0.0)),
            worse=mean * math.expm1(step * min(LAST_TENTH - one.place, 0.0)),
        )
