"""An officer's answers move a score by their weight; what is not answered moves nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.refusals import bad_input_told

from zhidai.core.labels import Label
from zhidai.core.valuation.officer_scores import (
    OfficerIndicator,
    judged_scores,
    place_of,
    read_answers,
)
from zhidai.core.valuation.parameters import DIMENSIONS
from zhidai.reference.officer_indicators import officer_indicators

INDICATORS = officer_indicators()
answers_given = st.dictionaries(
    st.sampled_from([one.name for one in INDICATORS]), st.integers(1, 5)
)
three = st.fixed_dictionaries({name: st.floats(0, 100) for name in DIMENSIONS})
weights = st.fixed_dictionaries({name: st.floats(0, 15) for name in DIMENSIONS})


def indicator(name: str, weight: float) -> OfficerIndicator:
    label = Label(zh=name, en=name)
    return OfficerIndicator(
        name=name, dimension="legal", weight=weight, label=label, question=label,
        anchors=(label,) * 5,
    )  # fmt: skip


def test_an_answer_joins_the_score_by_its_weight() -> None:
    scores, known = (
        {"legal": 60.0, "technical": 50.0, "economic": 50.0},
        dict.fromkeys(DIMENSIONS, 6.0),
    )

    found = judged_scores(scores, known, {"a": 5}, [indicator("a", 2)])

    assert place_of(5) == pytest.approx(0.9)
    assert found.scores["legal"] == pytest.approx((6 * 60 + 2 * 90) / 8)
    assert found.points == {"a": pytest.approx(7.5)}
    assert found.scores["technical"] == 50.0


def test_where_the_data_know_nothing_the_answers_are_the_score() -> None:
    scores, known = dict.fromkeys(DIMENSIONS, 50.0), dict.fromkeys(DIMENSIONS, 0.0)

    found = judged_scores(scores, known, {"a": 2, "b": 5}, [indicator("a", 1), indicator("b", 3)])

    assert found.scores["legal"] == pytest.approx((1 * 30 + 3 * 90) / 4)


@settings(max_examples=30)
@given(answers=answers_given, scores=three, known=weights)
def test_points_add_up_to_the_change_and_scores_stay_within_bounds(
    answers: dict[str, int], scores: dict[str, float], known: dict[str, float]
) -> None:
    found = judged_scores(scores, known, answers, INDICATORS)

    for name in DIMENSIONS:
        added = sum(found.points[one.name] for one in INDICATORS
                    if one.dimension == name and one.name in answers)  # fmt: skip
        assert found.scores[name] == pytest.approx(scores[name] + added, abs=1e-9)
        assert -1e-9 <= found.scores[name] <= 100 + 1e-9
    assert set(found.points) == set(answers)


def test_every_question_has_five_anchors_in_both_languages() -> None:
    assert {one.dimension for one in INDICATORS} == set(DIMENSIONS)
    for one in INDICATORS:
        assert len(one.anchors) == 5
        assert all(anchor.zh and anchor.en for anchor in one.anchors)
        assert len({anchor.en for anchor in one.anchors}) == 5


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"stability": "6"}, "valuation_field_not_choice"),
        ({"stability": 4}, "valuation_field_not_text"),
        ({"beauty": "3"}, "valuation_field_unknown"),
    ],
)
def test_an_answer_that_is_none_is_refused(written: object, code: str) -> None:
    with bad_input_told() as told:
        read_answers(written, INDICATORS)

    assert code in {one.code for one in told.reasons}
