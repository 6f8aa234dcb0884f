"""A patent with an officer's answers is valued as if the book had given those scores."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from zhidai.core.valuation.status import Status
from zhidai.engine.valuation.judged import judged
from zhidai.engine.valuation.single import SinglePatent, single_patents
from zhidai.engine.valuation.synthesis import fictional_patents
from zhidai.reference.officer_indicators import officer_indicators
from zhidai.reference.valuation_parameters import valuation_parameters

ON = date(2021, 3, 1)
PARAMETERS = valuation_parameters()
BEST = {one.name: 5 for one in officer_indicators()}


@pytest.fixture(scope="module")
def found() -> dict[str, SinglePatent]:
    book = fictional_patents(60, seed=3)
    numbers = set(book["patent_number"])
    return single_patents(book, numbers, on=ON, parameters=PARAMETERS)


def test_without_answers_nothing_changes(found: dict[str, SinglePatent]) -> None:
    for one in found.values():
        same = judged(one, {}, officer_indicators(), PARAMETERS)
        assert same.judged == one
        assert same.parts == {}


def test_parts_add_up_to_the_change_to_the_fen_and_good_answers_raise_the_value(
    found: dict[str, SinglePatent],
) -> None:
    alive = [one for one in found.values() if one.is_alive and one.patent.economics is None]

    for one in alive[:20]:
        answers = {"stability": 4, "market_use": 1, "maturity": 5}
        mixed = judged(one, answers, officer_indicators(), PARAMETERS)
        assert sum(mixed.parts.values(), Decimal(0)) == mixed.judged.mean - one.mean
        best = judged(one, BEST, officer_indicators(), PARAMETERS).judged
        assert best.mean > one.mean
        assert best.liquidation >= one.liquidation


def test_the_value_is_the_one_of_a_patent_with_those_scores(
    found: dict[str, SinglePatent],
) -> None:
    """Income follows the scores, and the value the income."""
    one = next(it for it in found.values() if it.is_alive and it.patent.economics is None)

    moved = judged(one, {"stability": 1}, officer_indicators(), PARAMETERS).judged

    ratio = moved.income / one.income
    assert ratio < 1
    assert float(moved.mean) == pytest.approx(float(one.mean) * ratio, rel=1e-6, abs=0.011)
    assert float(moved.p90) == pytest.approx(float(one.p90) * ratio, rel=1e-3)


def test_with_revenue_of_its_own_the_answers_move_the_scores_alone() -> None:
    book = fictional_patents(40, seed=3).with_columns(attributable_revenue=pl.lit(1_000_000.0))
    number = book["patent_number"][0]
    one = single_patents(book, {number}, on=ON, parameters=PARAMETERS)[number]

    best = judged(replace(one, status=Status.IN_FORCE), BEST, officer_indicators(), PARAMETERS)

    assert best.judged.mean == one.mean
    assert set(best.parts.values()) == {Decimal("0.00")}
    assert best.judged.patent.scores["legal"] > one.patent.scores["legal"]
