"""One patent's value and everything that follows from it: the reference for the engine.

Relief from royalty where the patent's economics are known; else the income of the cohort's typical
patent, moved by its scores, on a level that makes the book's mean the stated one. docs/algorithms/
valuation.md has the formulas with worked numbers.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from zhidai.core.valuation.income import (
    MONTHS,
    Prospects,
    outcome,
    quantiles,
    standard_deviation,
)
from zhidai.core.valuation.lapse import expected_remaining_years, lapse_probability
from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters, yearly_factor

SCORE_SD = 100 / math.sqrt(12)  # of a score that is a percentile
MIDDLE = 50.0
EXTRA_LIFE_YEARS = 2.0  # that a pledge should outlive its loan by (assumed)
PARTS = ("kind", *DIMENSIONS, "life", "income")


@dataclass(frozen=True, slots=True, kw_only=True)
class Economics:
    """What is known of the money a patent earns; yuan a year, rates as fractions of one."""

    attributable_revenue: float
    royalty_rate: float
    growth: float | None = None

    def income(self, parameters: ValuationParameters) -> float:
        """Royalties saved in a year, after tax."""
        saved = self.attributable_revenue * self.royalty_rate * parameters.technology_share
        return saved * (1 - parameters.tax)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patent:
    """A patent in force as the valuation takes it. Scores 0 to 100, the middle where unknown."""

    kind: str
    owner_type: str | None
    scores: Mapping[str, float]
    prospects: Prospects
    economics: Economics | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Yuan, years and chances; see the output of `zhidai value book`."""

    mean: float
    sd: float
    p10: float
    p50: float
    p90: float
    liquidation: float
    pledge_ratio: float
    expected_remaining_years: float
    lapse_probability_1y: float
    lapse_probability_3y: float


def score_income(patent: Patent, base: float, parameters: ValuationParameters) -> float:
    """The yearly income that kind and scores speak for; `base` of the typical invention."""
    factor = parameters.kind_factor[patent.kind]
    for name in DIMENSIONS:
        factor *= score_factor(patent.scores[name], parameters.effects[name])
    return base * factor


def score_factor(score: float, effect: float) -> float:
    """What a score does to income: e^effect for each standard deviation above the middle."""
    return math.exp(effect * (score - MIDDLE) / SCORE_SD)


def value(patent: Patent, base: float, parameters: ValuationParameters) -> Value:
    """The value of one patent."""
    economics = patent.economics
    factor = yearly_factor(parameters, None if economics is None else economics.growth)
    if economics is None:
        income, level_sd = score_income(patent, base, parameters), parameters.level_sd_statistical
    else:
        income, level_sd = economics.income(parameters), parameters.level_sd_income
    found = outcome(patent.prospects, factor=factor, volatility=parameters.volatility)
    mean = income * found.first
    p10, p50, p90 = quantiles(
        income,
        patent.prospects,
        factor=factor,
        volatility=parameters.volatility,
        level_sd=level_sd,
    )
    kept, to_next = patent.prospects.kept, patent.prospects.months_left / MONTHS
    left = expected_remaining_years(kept, to_next)
    sale = liquidation_value(
        patent, income, factor=factor, level_sd=level_sd, parameters=parameters
    )
    return Value(
        mean=mean,
        sd=standard_deviation(income, found, level_sd=level_sd),
        p10=p10,
        p50=p50,
        p90=p90,
        liquidation=sale,
        pledge_ratio=pledge_ratio(sale, mean, years_left=left, parameters=parameters),
        expected_remaining_years=left,
        lapse_probability_1y=lapse_probability(kept, 1),
        lapse_probability_3y=lapse_probability(kept, 3),
    )


def liquidation_value(
    patent: Patent,
    income: float,
    *,
    factor: float,
    level_sd: float,
    parameters: ValuationParameters,
) -> float:
    """What a forced sale a year from now may bring: the P10 of the value then, of a patent that is
    then still kept, less what a forced sale costs. Never below nothing.
    """
    kept = patent.prospects.kept
    if not kept:
        return 0.0
    sale = parameters.liquidation
    then = Prospects(
        months_left=patent.prospects.months_left,
        kept=tuple(chance / kept[0] for chance in kept[1:]),
    )
    growth = factor * (1 + parameters.discount)  # a year's growth and wear, not discounted
    low, _, _ = quantiles(
        income * growth,
        then,
        factor=factor,
        volatility=parameters.volatility,
        level_sd=level_sd,
    )
    owner = patent.owner_type or "default"
    transferability = sale.transferability.get(owner, sale.transferability["default"])
    gross = kept[0] * low * transferability * (1 - sale.fire_sale_discount) * sale.chance_of_sale
    return max(gross * (1 - sale.cost_share) - sale.cost_fixed, 0.0)


def pledge_ratio(
    liquidation: float, mean: float, *, years_left: float, parameters: ValuationParameters
) -> float:
    """The lowest of the cap, liquidation over value, and how well the patent outlives the loan."""
    if mean <= 0:
        return 0.0
    outlives = years_left / (parameters.loan_years + EXTRA_LIFE_YEARS)
    return min(parameters.pledge_ratio_cap, liquidation / mean, outlives)


def bridge(
    patent: Patent,
    found: Value,
    *,
    base: float,
    typical_first: float,
    parameters: ValuationParameters,
) -> dict[str, float]:
    """From the cohort's typical patent (middle scores, an invention, E Y = `typical_first`) to this
    one, in yuan: each part is L(V, V0) x ln of its factor, L the logarithmic mean, so that the
    parts sum exactly. `typical` is V0 itself.
    """
    typical = base * typical_first
    logs = {"kind": math.log(parameters.kind_factor[patent.kind])}
    for name in DIMENSIONS:
        logs[name] = parameters.effects[name] * (patent.scores[name] - MIDDLE) / SCORE_SD
    by_scores = score_income(patent, base, parameters)
    factor = yearly_factor(
        parameters, None if patent.economics is None else patent.economics.growth
    )
    first = outcome(patent.prospects, factor=factor, volatility=parameters.volatility).first
    logs["life"] = math.log(first / typical_first)
    income = by_scores
    if patent.economics is not None:
        income = patent.economics.income(parameters)
    if income <= 0:  # no income at all: one part that takes everything away
        return {"typical": typical, **dict.fromkeys(PARTS, 0.0), "income": -typical}
    logs["income"] = math.log(income / by_scores)
    mean = logarithmic_mean(found.mean, typical)
    return {"typical": typical, **{name: mean * logs[name] for name in PARTS}}


def logarithmic_mean(one: float, other: float) -> float:
    """(a - b) / (ln a - ln b); a where they are equal."""
    if one == other:
        return one
    return (one - other) / (math.log(one) - math.log(other))
