"""A book of patents valued in closed form against 1,000 simulated scenarios of each patent.

`python3 run.py bench valuation --size 400000` measures the full size; the table's own is small.
"""

import numpy as np
import numpy.typing as npt
from benchmarks.measure import Measured, seconds_each

from zhidai.core.valuation.parameters import ValuationParameters, yearly_factor
from zhidai.engine.valuation.book import value_book
from zhidai.engine.valuation.executors import threads
from zhidai.engine.valuation.indicators import with_cohort
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
    frame, parameters = fictional_patents(size, seed=7), valuation_parameters()
    on = latest_day(frame)
    book, _ = read_book(frame, on=on)
    left = prospects(with_cohort(book), on=on, model=parameters.lapse)

    def in_closed_form() -> Floats:
        with threads(THREADS) as executor:
            valued = value_book(frame, on=on, parameters=parameters, executor=executor)
        return valued.values.select("value_mean", "value_p50").to_numpy()

    sample = np.flatnonzero(left.in_force)[:SAMPLE]
    found = in_closed_form()[sample]
    factor = yearly_factor(parameters)
    worth = first_moments(left.months_left[sample], left.kept[sample], np.full(len(sample), factor))
    income = found[:, 0] / worth

    def by_scenarios() -> Floats:
        return _simulated_p50(left, sample, income, parameters)

    apart = float(np.log(by_scenarios() / found[:, 1]).mean())
    if abs(apart) > NEAR:
        raise AssertionError(f"medians differ by {apart:.2%} on average")
    return Measured(
        what=f"value one patent of a book of {size:,}, with scores and range",
        seconds=seconds_each(in_closed_form) / size,
        baseline=f"{SCENARIOS:,} scenarios in NumPy, the range alone",
        baseline_seconds=seconds_each(by_scenarios) / len(sample),
        agreed=f"medians of {len(sample):,} patents, {abs(apart):.2%} apart on average",
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
