"""The value of the income of the years a patent is still kept: mean, spread and quantiles.

Today's fee year is paid: for the fraction f of it that is left the income is earned for sure. Then
K full fee years follow, K random: the patent is kept past the j-th coming anniversary with chance
kept[j-1]. With D = (1 + growth)(1 - obsolescence) / (1 + discount), income in the middle of each
year, and yearly shocks G_i = D exp(sigma e_i - sigma^2 / 2),

    V = A Y,   Y = f D^(f/2) + D^(f-1/2) Z_K,   Z_K = G_1 + G_1 G_2 + ... + G_1 ... G_K,

A the yearly income of today, log-normal with mean a and standard deviation level_sd of ln A. Mean
and variance are exact (`outcome`). Quantiles come from the law of ln Z_K, which follows from that
of ln Z_(K-1) in one step, Z_K = G (1 + Z_(K-1)): Carverhill and Clewlow, Flexible convolution,
Risk 3/4, 1990. That holds at any volatility, where matching moments to a log-normal law does not.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MONTHS = 12
MOST_YEARS = 20
FINE, FINE_LOW, FINE_HIGH = 0.01, -14.0, 8.0  # grid of ln Z while it is built up
COARSE, COARSE_LOW, COARSE_HIGH = 0.05, -12.0, 10.0  # grid of ln (V / a) that is kept
QUANTILES = (0.1, 0.5, 0.9)
_TABLES = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """What is left of a patent: the part of the paid fee year in months, and the chances to be kept
    past each coming anniversary (`kept`, falling; empty where the term ends first).
    """

    months_left: int  # of the paid fee year, 1 to 12
    kept: tuple[float, ...]

    @property
    def weights(self) -> tuple[float, ...]:
        """The chance of exactly 0, 1, 2, ... further full years."""
        chances = (1.0, *self.kept, 0.0)
        return tuple(chances[j] - chances[j + 1] for j in range(len(chances) - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """E Y and E Y^2: what a yuan of yearly income is worth, and its square."""

    first: float
    second: float


def outcome(prospects: Prospects, *, factor: float, volatility: float) -> Outcome:
    """The exact moments of Y over the lapse year."""
    f = prospects.months_left / MONTHS
    sure, scale = f * factor ** (f / 2), factor ** (f - 0.5)
    first = second = 0.0
    once, twice = 0.0, 0.0  # E Z_K and E Z_K^2
    shock = factor**2 * math.exp(volatility**2)
    for weight in prospects.weights:
        first += weight * (sure + scale * once)
        second += weight * (sure**2 + 2 * sure * scale * once + scale**2 * twice)
        once, twice = factor * (1 + once), shock * (1 + 2 * once + twice)
    return Outcome(first=first, second=second)


def standard_deviation(income: float, found: Outcome, *, level_sd: float) -> float:
    """Of V, in the unit of `income` (the mean of A)."""
    variance = math.exp(level_sd**2) * found.second - found.first**2
    return income * math.sqrt(max(variance, 0.0))


def quantiles(
    income: float, prospects: Prospects, *, factor: float, volatility: float, level_sd: float
) -> tuple[float, ...]:
    """P10, P50 and P90 of V, in the unit of `income`."""
    if income <= 0:
        return (0.0,) * len(QUANTILES)
    table = outcome_table(factor, volatility, level_sd)[prospects.months_left - 1]
    weights = np.zeros(MOST_YEARS + 1)
    weights[: len(prospects.weights)] = prospects.weights
    chances = weights @ table
    return tuple(income * math.exp(place_of(chances, chance)) for chance in QUANTILES)


def place_of(chances: Floats, chance: float) -> float:
    """Where a distribution on the coarse grid reaches a chance, straight between two points."""
    above = int((chances < chance).sum())
    if above == 0 or above == len(chances):
        return COARSE_LOW if above == 0 else COARSE_HIGH
    low, high = chances[above - 1], chances[above]
    return COARSE_LOW + COARSE * float(above - 1 + (chance - low) / (high - low))


@lru_cache(maxsize=_TABLES)
def outcome_table(factor: float, volatility: float, level_sd: float) -> Floats:
    """P(ln (V / a) <= z) for [months left - 1, full years to come, z on the coarse grid]."""
    fine: Floats = np.arange(FINE_LOW, FINE_HIGH, FINE)
    coarse = np.arange(COARSE_LOW, COARSE_HIGH + COARSE / 2, COARSE)
    laws = np.array(_laws_of_sums(factor, volatility, fine))
    level = _levels(len(coarse), len(fine), level_sd)
    table = np.empty((MONTHS, MOST_YEARS + 1, len(coarse)))
    for months in range(1, MONTHS + 1):
        f = months / MONTHS
        sure, scale = f * factor ** (f / 2), factor ** (f - 0.5)
        table[months - 1, 0] = _phi((coarse - math.log(sure)) / level_sd + level_sd / 2)
        values = np.log(sure + scale * np.exp(fine))
        table[months - 1, 1:] = _spread(values, laws, fine) @ level.T
    return table


def _levels(coarse: int, fine: int, level_sd: float) -> Floats:
    """P(ln (A / a) <= z - y) for [z on the coarse grid, y on the fine one]. Both are whole steps of
    the fine one, so that few differences occur, many times each.
    """
    widely = round(COARSE / FINE)
    steps = widely * np.arange(coarse)[:, None] - np.arange(fine)[None, :]
    lowest = 1 - fine
    apart = COARSE_LOW - FINE_LOW + FINE * np.arange(lowest, widely * (coarse - 1) + 1)
    of_steps = _phi(np.asarray(apart / level_sd + level_sd / 2, np.float64))
    chances: Floats = of_steps[steps - lowest]
    return chances


def _laws_of_sums(factor: float, volatility: float, fine: Floats) -> list[Floats]:
    """Masses of ln Z_1, ln Z_2, ... on the fine grid."""
    drift = math.log(factor) - volatility**2 / 2
    reach = max(int(6 * volatility / FINE), 1)
    steps = np.arange(-reach, reach + 1, dtype=np.float64) * FINE
    if volatility > 0:
        edges = np.concatenate([steps - FINE / 2, [steps[-1] + FINE / 2]]) / volatility
        kernel: Floats = np.diff(_phi(edges))
    else:
        kernel = np.where(steps == 0, 1.0, 0.0)
    kernel = kernel / kernel.sum()
    laws: list[Floats] = []
    law = _spread(np.array([drift]), np.ones((1, 1)), fine)[0]
    for place in range(MOST_YEARS):
        if place:
            law = _spread(np.log1p(np.exp(fine)) + drift, laws[-1][None, :], fine)[0]
        laws.append(np.convolve(law, kernel, mode="same"))
    return laws


def _spread(values: Floats, masses: Floats, grid: Floats) -> Floats:
    """Each row of masses put on the two grid points around each value, in proportion: the mean
    stays.
    """
    place = np.clip((values - grid[0]) / FINE, 0, len(grid) - 1.000001)
    below = place.astype(np.int64)
    part = place - below
    spread = np.empty((len(masses), len(grid)))
    for row, of_row in enumerate(masses):
        spread[row] = np.bincount(below, of_row * (1 - part), len(grid))
        spread[row] += np.bincount(below + 1, of_row * part, len(grid))
    return spread


def _phi(x: Floats) -> Floats:
    """The standard normal distribution."""
    values: Floats = 0.5 * _erfc(-x / math.sqrt(2))
    return values


_erfc = np.vectorize(math.erfc, otypes=[float])
