"""How near the value of a patent is to its exact mean and to quasi-random simulation.

`python3 run.py bench accuracy` draws patents at random (months of the paid year, years left, time
since grant, survival, yearly factor, spread of the level) at low and at high volatility, and holds
each mean against the sum over the years, each P10, P50 and P90 against 2^20 Sobol points. It fails
where the middle of the errors is beyond the bounds: 1 % of P50, 3 % of P10 and P90.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table
from scipy.stats import norm, qmc

from zhidai.core.valuation.income import Prospects, outcome, quantiles
from zhidai.core.valuation.lapse import kept_at_anniversaries

PATENTS, POINTS, BLOCK, MOST_YEARS = 20, 2**20, 2**16, 19
VOLATILITIES = ((0.1, 0.35), (0.4, 0.8))
BOUNDS = (0.03, 0.01, 0.03)  # of P10, P50, P90, in the middle
MEAN_BOUND = 1e-9

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A patent at random."""

    prospects: Prospects
    factor: float
    volatility: float
    level_sd: float

    def exact_mean(self) -> float:
        """Of a yearly income of 1: the paid year, and each later one by the chance to be kept."""
        f = self.prospects.months_left / 12
        later = sum(
            kept * self.factor**year for year, kept in enumerate(self.prospects.kept, start=1)
        )
        return f * self.factor ** (f / 2) + self.factor ** (f - 0.5) * later

    def worth(self, uniform: Floats, shocks: Floats) -> Floats:
        """Values for points of the unit cube: first the level, last the year of lapse."""
        years, f = len(self.prospects.kept), self.prospects.months_left / 12
        level = np.exp(self.level_sd * shocks[:, 0] - self.level_sd**2 / 2)
        total = np.full(len(uniform), f * self.factor ** (f / 2))
        grown = np.full(len(uniform), self.factor ** (f - 0.5))
        for year in range(years):
            change = self.volatility * shocks[:, 1 + year] - self.volatility**2 / 2
            grown *= self.factor * np.exp(change)
            total += grown * (uniform[:, -1] < self.prospects.kept[year])
        worth: Floats = level * total
        return worth


def drawn(count: int, low: float, high: float, *, seed: int) -> list[Drawn]:
    """Patents at random, of a volatility between two."""
    chance = np.random.default_rng(seed)
    return [
        Drawn(
            prospects=_prospects(chance),
            factor=float(chance.uniform(0.7, 0.9)),
            volatility=float(chance.uniform(low, high)),
            level_sd=float(chance.uniform(0.4, 1.6)),
        )
        for _ in range(count)
    ]


def _prospects(chance: np.random.Generator) -> Prospects:
    months = int(chance.integers(1, 13))
    kept = kept_at_anniversaries(
        1.36,
        float(chance.uniform(1.2, 2.4)),
        years_since_grant=float(chance.uniform(0, 8)),
        to_next=months / 12,
        count=int(chance.integers(0, MOST_YEARS + 1)),
    )
    return Prospects(months_left=months, kept=kept)


def errors(patents: list[Drawn], points: int = POINTS) -> Floats:
    """Of each patent's mean, P10, P50 and P90, as fractions."""
    simulated = _simulated(patents, points)
    found = np.empty((len(patents), 4))
    for place, one in enumerate(patents):
        mean = outcome(one.prospects, factor=one.factor, volatility=one.volatility).first
        ends = quantiles(
            1.0,
            one.prospects,
            factor=one.factor,
            volatility=one.volatility,
            level_sd=one.level_sd,
        )
        found[place] = mean / one.exact_mean() - 1, *(np.array(ends) / simulated[place] - 1)
    return np.abs(found)


def _simulated(patents: list[Drawn], points: int) -> Floats:
    """P10, P50 and P90 of each, the same points for all."""
    source = qmc.Sobol(d=MOST_YEARS + 2, seed=1)
    values = np.empty((len(patents), points))
    for first in range(0, points, BLOCK):
        uniform = source.random(min(BLOCK, points))
        shocks = norm.ppf(np.clip(uniform, 1e-12, 1 - 1e-12))
        for place, one in enumerate(patents):
            values[place, first : first + len(uniform)] = one.worth(uniform, shocks)
    found: Floats = np.quantile(values, (0.1, 0.5, 0.9), axis=1).T
    return found


def show(patents: int = PATENTS) -> None:
    """Print the errors of both ranges; an error where the middle of them is beyond the bounds."""
    table = Table(title=f"Errors over {patents} patents at random, {POINTS:,} points")
    for column in ("volatility", "mean, largest", "P10, middle", "P50, middle", "P90, middle",
                   "largest of all"):  # fmt: skip
        table.add_column(column, justify="right")
    wrong = []
    for seed, (low, high) in enumerate(VOLATILITIES):
        found = errors(drawn(patents, low, high, seed=seed))
        middle = np.median(found[:, 1:], axis=0)
        table.add_row(
            f"{low} to {high}",
            f"{found[:, 0].max():.1e}",
            *(f"{error:.3%}" for error in middle),
            f"{found[:, 1:].max():.2%}",
        )
        if found[:, 0].max() > MEAN_BOUND or any(middle > BOUNDS) or math.isnan(middle.sum()):
            wrong.append(f"{low} to {high}")
    Console().print(table)
    if wrong:
        raise SystemExit(f"beyond the bounds at volatility {', '.join(wrong)}")
