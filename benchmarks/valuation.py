"""A book of patents valued in closed form against 1,000 simulated scenarios of each patent.

`python3 run.py bench valuation --size 400000` measures the full size; the table's own is small.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl
from benchmarks.measure import Measured, seconds_each

from zhidai.core.valuation.parameters import ValuationParameters, yearly_factor
from zhidai.engine.valuation.book import value_book
from zhidai.engine.valuation.executors import threads
from zhidai.engine.valuation.prospects import ProspectColumns, prospects
from zhidai.engine.valuation.reading import latest_day, read_book
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.engine.valuation.valuing import first_moments
from zhidai.reference.valuation_parameters import valuation_parameters

SIZE, SAMPLE, SCENARIOS, THREADS = 20_000, 1_000, 1_000, 2
NEAR = 0.01  # of the mean logarithm of the medians: the error of 1,000 x 1,000 draws is .0016

Floats = npt.NDArray[np.float64]


def measure(size: int = SIZE) -> Measured:
    """Seconds for one patent: scores, lapse, range, liquidation value, from a table in memory."""
    case = _case(size)
    found = case.in_closed_form()[case.sample]
    income = case.income(found)
    apart = float(np.log(case.by_scenarios(income) / found[:, 1]).mean())
    if abs(apart) > NEAR:
        raise AssertionError(f"medians differ by {apart:.2%} on average")
    return Measured(
        what=f"value one patent of a book of {size:,}, with scores and range",
        seconds=seconds_each(case.in_closed_form) / size,
        baseline=f"{SCENARIOS:,} scenarios in NumPy, the range alone",
        baseline_seconds=seconds_each(lambda: case.by_scenarios(income)) / len(case.sample),
        agreed=f"medians of {len(case.sample):,} patents, {abs(apart):.2%} apart on average",
    )


def seconds_by_scenarios() -> float:
    """Seconds for one patent by the plain simulation."""
    case = _case(SIZE)
    income = case.income(case.in_closed_form()[case.sample])
    return seconds_each(lambda: case.by_scenarios(income)) / len(case.sample)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A book, and a sample of its patents in force that both ways are held together on."""

    frame: pl.DataFrame
    on: date
    parameters: ValuationParameters
    left: ProspectColumns
    sample: npt.NDArray[np.int64]

    def in_closed_form(self) -> Floats:
        """Mean and median of each patent of the book."""
        with threads(THREADS) as executor:
            valued = value_book(
                self.frame, on=self.on, parameters=self.parameters, executor=executor
            )
        return valued.values.select("value_mean", "value_p50").to_numpy()

    def income(self, found: Floats) -> Floats:
        """The yearly income that the means of the sample rest on."""
        factor = np.full(len(self.sample), yearly_factor(self.parameters))
        months = self.left.months_left[self.sample]
        worth: Floats = first_moments(months, self.left.kept[self.sample], factor)
        return found[:, 0] / worth

    def by_scenarios(self, income: Floats) -> Floats:
        """The medians of the sample."""
        return _simulated_p50(self.left, self.sample, income, self.parameters)


def _case(size: int) -> _Case:
    frame, parameters = fictional_patents(size, seed=7), valuation_parameters()
    on = latest_day(frame, today=date.max)
    book, _ = read_book(frame, on=on)
    left = prospects(book, on=on, model=parameters.lapse)
    return _Case(
        frame=frame,
        on=on,
        parameters=parameters,
        left=left,
        sample=np.flatnonzero(left.alive)[:SAMPLE],
    )


def _simulated_p50(
    left: ProspectColumns, sample: npt.NDArray[np.int64], income: Floats, known: ValuationParameters
) -> Floats:
    """The middle of what the scenarios come to, all scenarios of a patent at once."""
    chance, factor = np.random.default_rng(1), yearly_factor(known)
    medians = np.empty(len(sample))
    for place, patent in enumerate(sample.tolist()):
        kept = left.kept[patent]
        shocks = known.volatility * chance.standard_normal((SCENARIOS, len(kept)))
        growth = factor * np.exp(shocks - known.volatility**2 / 2)
        alive = chance.random(SCENARIOS)[:, None] < kept[None, :]
        years = (np.cumprod(growth, axis=1) * alive).sum(axis=1)
        f = left.months_left[patent] / 12
        sd = known.level_sd_statistical
        level = np.exp(sd * chance.standard_normal(SCENARIOS) - sd**2 / 2)
        worth = level * (f * factor ** (f / 2) + factor ** (f - 0.5) * years)
        low, middle, high = np.quantile(worth, (0.1, 0.5, 0.9))
        del low, high
        medians[place] = income[place] * middle
    return medians
