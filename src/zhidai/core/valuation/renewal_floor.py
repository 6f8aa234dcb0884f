"""What a patent is worth at least to an owner who has just paid to keep it.

Who pays the annual fee c_n of patent year n says that the year's income r and the right to decide
again next year are together worth the fee. With yearly income that moves by
G = m exp(sigma e - sigma^2 / 2), m = (1 + growth)(1 - obsolescence), and d = 1 / (1 + discount),

    V_n(r) = r d^(1/2) + d E max(V_(n+1)(r G) - c_(n+1), 0),   nothing after the term,

the owner pays if V_n(r) >= c_n. The income r* at which the two are equal is the least that the
payment reveals, and the floor on a later day of that fee year is what r* is worth from there on,
with the fraction f of the year left:

    floor = f r* d^(f/2) + d^f E max(V_(n+1)(r* G) - c_(n+1), 0),

the fee itself on the day it was paid. It is a floor of the owner's own reckoning, far below the
value of most patents: fees are small. Source of the model: Pakes, Patents as Options, Econometrica
54, 1986; without the option it is Schankerman and Pakes, Economic Journal 96, 1986.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from zhidai.core.valuation.income import MONTHS

Floats = npt.NDArray[np.float64]

# The grid of yearly incomes, in yuan, and of shocks, in standard deviations.
_INCOMES: Floats = np.exp(np.arange(0.0, np.log(1e8), 0.02))
_SHOCKS: Floats = np.linspace(-6.0, 6.0, 121)


@lru_cache(maxsize=64)
def renewal_floors(
    fees: tuple[float, ...],
    *,
    growth: float,
    obsolescence: float,
    discount: float,
    volatility: float,
) -> Floats:
    """The floor in yuan for [fee year last paid - 1, months of it left], months 0 to 12.

    fees: what each patent year costs, the first year's first; one a year of the term. Rates are
    fractions of one; volatility is the standard deviation of the logarithm of yearly income.
    """
    later = 1 / (1 + discount)
    moves = (1 + growth) * (1 - obsolescence) * _moves(volatility)
    masses = np.exp(-(_SHOCKS**2) / 2)
    masses /= masses.sum()
    floors = np.empty((len(fees), MONTHS + 1))
    option = np.zeros(len(_INCOMES))  # what next year's decision is worth, by this year's income
    for year in range(len(fees), 0, -1):
        fee = fees[year - 1]
        kept = _INCOMES * later**0.5 + later * option
        least = float(np.interp(fee, kept, _INCOMES))
        right = float(np.interp(least, _INCOMES, option))
        left = np.arange(MONTHS + 1) / MONTHS
        floors[year - 1] = left * least * later ** (left / 2) + later**left * right
        option = _expected(np.maximum(kept - fee, 0.0), moves, masses)
    return floors


def _moves(volatility: float) -> Floats:
    """Yearly factors for each shock, of mean one over the grid's masses."""
    factors: Floats = np.exp(volatility * _SHOCKS)
    weights = np.exp(-(_SHOCKS**2) / 2)
    mean: float = (factors * weights).sum() / weights.sum()
    return factors / mean


def _expected(worth: Floats, moves: Floats, masses: Floats) -> Floats:
    """The mean of `worth` a year on, for each income today."""
    total = np.zeros(len(_INCOMES))
    for move, mass in zip(moves, masses, strict=True):
        total += mass * np.interp(_INCOMES * move, _INCOMES, worth)
    return total
