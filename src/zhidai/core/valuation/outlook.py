"""What a patent may be worth in later years, if it is still kept then: the fan of a chart.

After t years, just past the t-th coming fee anniversary's place in the year, the patent that is
still kept has the same part of its fee year left and the later chances given that it was kept. Its
income has grown by (1 + growth)(1 - obsolescence) a year; it is not discounted: these are values on
that later day. The uncertainty of the level is that of today's estimate; the years' shocks before
that day are left out, as in the liquidation value, so that the fan says what an estimate made then
from today's knowledge would range over.
"""

from dataclasses import dataclass

from zhidai.core.valuation.income import Prospects, quantiles
from zhidai.core.valuation.parameters import ValuationParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterValue:
    """In so many years: the chance that the patent is still kept, and its value if it is, yuan."""

    years: int
    kept: float
    p10: float
    p50: float
    p90: float


def outlook(
    income: float,
    prospects: Prospects,
    *,
    factor: float,
    level_sd: float,
    parameters: ValuationParameters,
) -> tuple[LaterValue, ...]:
    """Today and each later year up to the end of the term. income: of a year from today, yuan;
    factor: what next year's yuan is worth this year, as the valuation took it.
    """
    growth = factor * (1 + parameters.discount)
    later = []
    for years in range(len(prospects.kept) + 1):
        chance = prospects.kept[years - 1] if years else 1.0
        if chance <= 0:
            break
        then = Prospects(
            months_left=prospects.months_left,
            kept=tuple(one / chance for one in prospects.kept[years:]),
        )
        p10, p50, p90 = quantiles(
            income * growth**years,
            then,
            factor=factor,
            volatility=parameters.volatility,
            level_sd=level_sd,
        )
        later.append(LaterValue(years=years, kept=chance, p10=p10, p50=p50, p90=p90))
    return tuple(later)
