"""What many patents are worth together: their values move together, so the range does not vanish.

Each value is taken as log-normal with its own mean m and spread s (from its P10 and P90),

    V_i = m_i exp(s_i (sqrt(c) F + sqrt(1 - c) e_i) - s_i^2 / 2),

F common to all, e_i of the patent alone, c their correlation. Given F the values are independent,
and mean and variance of their sum are sums; the sum given F is taken as log-normal with these two
moments, and its law is the mean of those laws over F. With one patent that is the patent's own law,
with very many only F is left. Source of the one-factor form: Vasicek, The Distribution of Loan
Portfolio Value, Risk 15, 2002; of the moments: Fenton, IRE Transactions CS-8, 1960.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhidai.core.valuation.income import QUANTILES

Floats = npt.NDArray[np.float64]

_Z90 = 1.2815515655446004  # of the standard normal law
_STEP = 0.1
_POINTS: Floats = np.arange(-6.0, 6.0 + _STEP / 2, _STEP)  # of the common factor
_WEIGHTS: Floats = np.exp(-(_POINTS**2) / 2)
_HALVINGS = 100  # of an interval of logarithms


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioValue:
    """Yuan."""

    mean: float
    p10: float
    p50: float
    p90: float


def portfolio_value(
    means: Floats, p10: Floats, p90: Floats, *, correlation: float
) -> PortfolioValue:
    """The value of patents together; those worth nothing count for nothing. Yuan; 0 <= c <= 1."""
    worth = (means > 0) & (p10 > 0) & (p90 > p10)
    sure = float(means[(means > 0) & ~worth].sum())
    m, s = means[worth], np.log(p90[worth] / p10[worth]) / (2 * _Z90)
    total = float(means.sum())
    if not m.size:
        return PortfolioValue(mean=total, p10=sure, p50=sure, p90=sure)
    mids, spreads = _given_common(m, s, correlation)
    low, middle, high = (sure + _quantile(mids, spreads, one) for one in QUANTILES)
    return PortfolioValue(mean=total, p10=low, p50=middle, p90=high)


def _given_common(m: Floats, s: Floats, correlation: float) -> tuple[Floats, Floats]:
    """Middle and spread of the logarithm of the sum, for each point of F."""
    common, own = s * math.sqrt(correlation), s * math.sqrt(1 - correlation)
    mids, spreads = np.empty(len(_POINTS)), np.empty(len(_POINTS))
    for place, point in enumerate(_POINTS):
        means = m * np.exp(common * point - common**2 / 2)
        mean = means.sum()
        variance = (means**2 * np.expm1(own**2)).sum()
        squared = math.log1p(variance / mean**2)
        mids[place], spreads[place] = math.log(mean) - squared / 2, math.sqrt(squared)
    within = np.gradient(mids, _STEP) * _STEP  # how far the middle moves from point to point
    return mids, np.sqrt(spreads**2 + within**2 / 12)


def _quantile(mids: Floats, spreads: Floats, chance: float) -> float:
    weights = _WEIGHTS / _WEIGHTS.sum()
    low, high = float(mids.min() - 9 * spreads.max()), float(mids.max() + 9 * spreads.max())
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = [_below(middle, mid, spread) for mid, spread in zip(mids, spreads, strict=True)]
        low, high = (middle, high) if float(weights @ np.array(below)) < chance else (low, middle)
    return math.exp((low + high) / 2)


def _below(at: float, mid: float, spread: float) -> float:
    if spread <= 0:
        return 1.0 if at >= mid else 0.0
    return 0.5 * math.erfc((mid - at) / spread / math.sqrt(2))
