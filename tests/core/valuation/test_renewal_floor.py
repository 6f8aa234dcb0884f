"""The floor that a paid annual fee reveals: by hand, by closed form, and how it moves."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from zhidai.core.valuation.renewal_floor import renewal_floors

TERMS = {"growth": 0.0, "obsolescence": 0.08, "discount": 0.18}


def test_on_the_day_of_payment_the_floor_is_the_fee() -> None:
    fees = (900.0, 1200.0, 2000.0, 2000.0)

    floors = renewal_floors(fees, **TERMS, volatility=0.25)

    assert floors[:, 12] == pytest.approx(fees, rel=1e-3)


def test_half_of_the_last_year_by_hand() -> None:
    # r* d^(1/2) = 2,000 and half a year is left: half of r*, a quarter of a year away.
    least = 2000 * 1.18**0.5

    floors = renewal_floors((2000.0,), **TERMS, volatility=0.25)

    assert floors[0, 6] == pytest.approx(least / 2 * 1.18**-0.25, rel=1e-4)
    assert floors[0, 0] == 0.0


@pytest.mark.parametrize("volatility", [0.1, 0.25, 0.8])
def test_with_one_decision_left_the_option_is_that_of_black_and_scholes(volatility: float) -> None:
    fee, next_fee, later = 4000.0, 6000.0, 1 / 1.18

    def option(income: float) -> float:
        forward = income * 0.92 * later**0.5
        d1 = math.log(forward / next_fee) / volatility + volatility / 2
        return forward * norm.cdf(d1) - next_fee * norm.cdf(d1 - volatility)

    low, high = 1.0, 1e6  # the income at which paying 4,000 is just worth it
    for _ in range(200):
        middle = math.sqrt(low * high)
        worth = middle * later**0.5 + later * option(middle)
        low, high = (middle, high) if worth < fee else (low, middle)

    floors = renewal_floors((fee, next_fee), **TERMS, volatility=volatility)

    expected = 0.25 * low * later**0.125 + later**0.25 * option(low)
    assert floors[0, 3] == pytest.approx(expected, rel=2e-3)
    assert floors[0, 0] == pytest.approx(option(low), rel=5e-3, abs=0.5)


@settings(max_examples=15, deadline=None)
@given(
    volatility=st.floats(0, 0.8),
    obsolescence=st.floats(0, 0.3),
    fees=st.lists(st.floats(100, 8000), min_size=1, max_size=6),
)
def test_the_floor_is_never_negative_and_on_the_day_of_payment_never_above_the_fee(
    volatility: float, obsolescence: float, fees: list[float]
) -> None:
    floors = renewal_floors(
        tuple(fees),
        growth=0.0,
        obsolescence=obsolescence,
        discount=0.18,
        volatility=volatility,
    )

    assert (floors >= 0).all()
    assert (floors[:, 12] <= np.array(fees) * 1.001).all()


def test_more_uncertainty_makes_the_right_to_decide_again_worth_more() -> None:
    calm = renewal_floors((900.0,) * 6, **TERMS, volatility=0.1)
    wild = renewal_floors((900.0,) * 6, **TERMS, volatility=0.8)

    assert wild[0, 0] > calm[0, 0]
