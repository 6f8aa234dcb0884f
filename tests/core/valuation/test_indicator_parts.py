"""What each indicator adds to a value, to the fen, and what would change the value most."""

import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.valuation.income import Prospects
from zhidai.core.valuation.indicator_parts import Indicator, indicator_parts, points_of
from zhidai.core.valuation.levers import Earning, levers
from zhidai.core.valuation.parameters import DIMENSIONS, yearly_factor
from zhidai.core.valuation.value import SCORE_SD, Patent, logarithmic_mean, value
from zhidai.reference.valuation_parameters import valuation_parameters

PARAMETERS = valuation_parameters()
AHEAD = Prospects(months_left=6, kept=(0.9, 0.8, 0.7))
percentiles = st.floats(0.001, 0.999) | st.none()


def indicator(name: str, percentile: float | None, *, weight: float = 1.0) -> Indicator:
    return Indicator(
        dimension="technical",
        name=name,
        weight=weight,
        figure=None if percentile is None else 1.0,
        percentile=percentile,
    )


def test_points_are_weighted_places_and_less_is_better_where_the_weight_says_so() -> None:
    found = points_of(
        (
            indicator("a", 0.9, weight=3.0),
            indicator("b", 0.9, weight=-1.0),
            indicator("c", None, weight=4.0),
        )
    )

    assert found == pytest.approx({"a": 100 * 3 / 4 * 0.4, "b": -100 / 4 * 0.4})


@settings(max_examples=60)
@given(places=st.lists(percentiles, min_size=1, max_size=6), typical=st.floats(1.0, 1e8))
def test_the_parts_of_a_dimension_are_its_part_of_the_bridge_to_the_fen(
    places: list[float | None], typical: float
) -> None:
    known = tuple(indicator(f"i{n}", place, weight=n + 1.0) for n, place in enumerate(places))
    score = sum(points_of(known).values())
    effect = PARAMETERS.effects["technical"]
    mean = typical * math.exp(effect * score / SCORE_SD)
    amount = Decimal(f"{mean - typical:.2f}")

    parts = indicator_parts(
        known,
        {"technical": amount},
        mean=logarithmic_mean(mean, typical),
        parameters=PARAMETERS,
    )

    if parts:
        assert sum(parts.values()) == amount
        assert all(part == round(part, 2) for part in parts.values())


def test_indicators_that_outweigh_each_other_have_their_parts_though_the_whole_is_nothing() -> None:
    parts = indicator_parts(
        (indicator("a", 0.9), indicator("b", 0.1)),
        {"technical": Decimal("0.00")},
        mean=100_000.0,
        parameters=PARAMETERS,
    )

    assert parts["a"] == -parts["b"]
    assert parts["a"] == pytest.approx(
        Decimal(str(1e5 * PARAMETERS.effects["technical"] * 20 / SCORE_SD)), abs=Decimal("0.01")
    )


def one_patent(scores: dict[str, float]) -> float:
    patent = Patent(
        kind="invention", owner_type=None, scores=scores, prospects=AHEAD, economics=None
    )
    return value(patent, 250_000.0, PARAMETERS).mean


def test_a_lever_says_what_valuing_the_patent_anew_says() -> None:
    middle = dict.fromkeys(DIMENSIONS, 50.0)
    now = one_patent(middle)
    found = Earning(mean=now, prospects=AHEAD, growth=PARAMETERS.growth, has_economics=False)

    told = {
        one.name: one
        for one in levers(found, (indicator("claims", 0.5), indicator("pages", 0.5)), PARAMETERS)
    }

    first = one_patent({**middle, "technical": 50.0 + 100 / 2 * 0.4})
    cheaper = replace(PARAMETERS, discount=PARAMETERS.discount - 0.01)
    assert told["claims"].better == pytest.approx(first - now)
    assert told["claims"].worse < 0
    patent = Patent(
        kind="invention", owner_type=None, scores=middle, prospects=AHEAD, economics=None
    )
    assert told["discount"].better == pytest.approx(value(patent, 250_000.0, cheaper).mean - now)
    f, factor = 0.5, yearly_factor(PARAMETERS)
    given_up = 250_000.0 * f * factor ** (f / 2)
    assert told["life"].worse == pytest.approx(given_up - now)
    assert told["level"].better == pytest.approx(now / 10)


def test_the_strongest_lever_comes_first_and_a_patent_with_revenue_is_not_moved_by_scores() -> None:
    found = Earning(mean=1e6, prospects=AHEAD, growth=0.0, has_economics=True)

    told = levers(found, (indicator("claims", 0.5),), PARAMETERS)

    assert {one.name for one in told} == {"growth", "discount", "obsolescence", "life", "income"}
    assert [one.most for one in told] == sorted((one.most for one in told), reverse=True)


def test_a_patent_worth_nothing_has_no_levers() -> None:
    found = Earning(mean=0.0, prospects=AHEAD, growth=0.0, has_economics=False)

    assert levers(found, (), PARAMETERS) == ()
