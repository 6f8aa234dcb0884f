"""Patents together: their own law when alone, simulation when many, and how correlation tells."""

import numpy as np
import pytest

from zhidai.core.valuation.portfolio import portfolio_value

Z90 = 1.2815515655446004


def lognormal(means: list[float], spread: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    m = np.array(means)
    middle = m * np.exp(-(spread**2) / 2)
    return m, middle * np.exp(-Z90 * spread), middle * np.exp(Z90 * spread)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 1.0])
def test_a_patent_alone_keeps_its_own_range(correlation: float) -> None:
    means, low, high = lognormal([750_000.0], 1.3)

    found = portfolio_value(means, low, high, correlation=correlation)

    assert (found.p10, found.p90) == pytest.approx((low[0], high[0]), rel=2e-2)
    assert found.p50 == pytest.approx(750_000 * np.exp(-(1.3**2) / 2), rel=1e-2)


@pytest.mark.parametrize(
    ("count", "correlation", "within"),
    [(3, 0.3, 0.05), (100, 0.3, 0.03), (100, 0.0, 0.03), (30, 0.8, 0.03)],
)
def test_many_patents_agree_with_simulation(count: int, correlation: float, within: float) -> None:
    means, low, high = lognormal([100_000.0 * (1 + place % 7) for place in range(count)], 0.9)
    chance = np.random.default_rng(3)
    common = chance.standard_normal((60_000, 1))
    own = chance.standard_normal((60_000, count))
    shocks = np.sqrt(correlation) * common + np.sqrt(1 - correlation) * own
    sums = (means * np.exp(0.9 * shocks - 0.9**2 / 2)).sum(axis=1)

    found = portfolio_value(means, low, high, correlation=correlation)

    expected = np.quantile(sums, [0.1, 0.5, 0.9])
    assert found.mean == pytest.approx(means.sum())
    assert (found.p10, found.p50, found.p90) == pytest.approx(tuple(expected), rel=within)


def test_the_more_values_move_together_the_wider_the_range() -> None:
    means, low, high = lognormal([500_000.0] * 50, 1.3)

    apart, together = (
        portfolio_value(means, low, high, correlation=correlation) for correlation in (0.1, 0.6)
    )

    assert together.p10 < apart.p10 < apart.p90 < together.p90


def test_patents_worth_nothing_change_nothing() -> None:
    means, low, high = lognormal([500_000.0], 1.0)
    with_nothing = [np.append(one, 0.0) for one in (means, low, high)]

    assert portfolio_value(*with_nothing, correlation=0.3) == portfolio_value(
        means, low, high, correlation=0.3
    )
    assert portfolio_value(*([np.array([])] * 3), correlation=0.3).p90 == 0.0
