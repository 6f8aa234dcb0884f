"""Means are exact and quantiles near simulation, of patents at random; the full size is a bench."""

import numpy as np
import pytest
from benchmarks.accuracy import BOUNDS, MEAN_BOUND, VOLATILITIES, drawn, errors


@pytest.mark.parametrize(("low", "high"), VOLATILITIES)
def test_the_middle_error_of_patents_at_random_is_within_the_bounds(
    low: float, high: float
) -> None:
    found = errors(drawn(8, low, high, seed=11), points=2**14)

    assert found[:, 0].max() <= MEAN_BOUND
    assert (np.median(found[:, 1:], axis=0) <= BOUNDS).all()
    assert found[:, 1:].max() <= max(BOUNDS)
