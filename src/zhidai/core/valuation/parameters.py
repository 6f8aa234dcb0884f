"""What a valuation rests on besides the patent: weights, rates, factors, each from a dated file."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhidai.core.valuation.lapse import LapseModel

DIMENSIONS = ("legal", "technical", "economic")
KINDS = ("invention", "utility_model", "design")
RATE_STEP = 0.001  # rates of growth and discount are taken to a tenth of a per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class Liquidation:
    """A sale after a default: months until it, and what is left of the value."""

    months: int
    transferability: Mapping[str, float]  # by kind of owner; `default` for others
    fire_sale_discount: float
    chance_of_sale: float
    cost_share: float
    cost_fixed: float  # yuan


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationParameters:
    """All of it. Rates and ratios as fractions of one, money in yuan."""

    version: str
    source: str
    is_indicative: bool
    book_mean: float
    effects: Mapping[str, float]  # dimension -> ln of the factor for one standard deviation
    kind_factor: Mapping[str, float]
    indicators: Mapping[str, Mapping[str, float]]  # dimension -> indicator -> weight, minus: less
    discount: float
    growth: float
    obsolescence: float
    volatility: float
    level_sd_statistical: float
    level_sd_income: float
    tax: float
    technology_share: float
    royalty_default: float
    royalty_by_industry: Mapping[str, float]
    liquidation: Liquidation
    pledge_ratio_cap: float
    loan_years: int
    renewal_pays_ratio: float  # of the full annual fee
    portfolio_correlation: float  # of the logarithms of values of patents held together
    lapse: LapseModel


def yearly_factor(parameters: ValuationParameters, growth: float | None = None) -> float:
    """What a yuan of next year's income is worth this year: (1 + g)(1 - o) / (1 + r).

    Growth is taken to a tenth of a per cent, so that patents share their tables of outcomes.
    """
    rate = parameters.growth if growth is None else round(growth / RATE_STEP) * RATE_STEP
    return (1 + rate) * (1 - parameters.obsolescence) / (1 + parameters.discount)
