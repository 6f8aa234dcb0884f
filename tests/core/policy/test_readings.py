"""Readings: the scheme's choice decides, and one that no code carries out is said so."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from tests.core.lending.loan_cast import day

from zhidai.core.errors import BadInput
from zhidai.core.filings import settings as filings
from zhidai.core.guarantees import settings as claims
from zhidai.core.policy.breakers import Resume
from zhidai.core.policy.readings import CARRIED_OUT, reading_chosen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio import settings as supervision
from zhidai.core.portfolio.settings import settings_from
from zhidai.core.subsidies import settings as subsidies
from zhidai.schemes.operated import operated_schemes
from zhidai.schemes.reader import shipped

QUESTION = "overdue_from_one_day"


def due_day(scheme: Scheme, _on: date) -> int:
    return claims.due_day_counts_as(scheme)


def filing(scheme: Scheme, _on: date) -> object:
    return filings.settings_from(scheme)


SETTINGS = (
    filing,
    claims.settings_from,
    due_day,
    supervision.settings_from,
    subsidies.settings_from,
)
COMPUTED = {question: known for question, known in CARRIED_OUT.items() if len(known) > 1}


def choosing(reading: str, question: str = QUESTION) -> Scheme:
    scheme = shipped("ganzhou-2020")
    chosen = replace(scheme.interpretations[question], chosen=reading)
    return replace(
        scheme, interpretations=MappingProxyType({**scheme.interpretations, question: chosen})
    )


def is_computed(question: str, reading: str) -> bool:
    """Whether no settings refuse the reading."""
    try:
        for settings_of in SETTINGS:
            settings_of(choosing(reading, question), day("2021-03-01"))
    except BadInput as refused:
        return refused.reasons[0].code != "reading_not_computed"
    return True


@pytest.mark.parametrize(
    ("reading", "from_day"), [("one_day", 1), ("sixty_days", 60), ("supervisory_classes", 91)]
)
def test_the_chosen_reading_reaches_the_computation(reading: str, from_day: int) -> None:
    assert settings_from(choosing(reading), day("2021-03-01")).from_overdue_day == from_day


def test_a_reading_without_code_is_bad_input() -> None:
    with pytest.raises(BadInput) as refused:
        settings_from(choosing("two_weeks"), day("2021-03-01"))

    assert refused.value.reasons[0].code == "reading_not_computed"


def test_a_scheme_that_does_not_ask_runs_on_the_default() -> None:
    assert reading_chosen(shipped("ganzhou-2020"), "never_asked", {"a": 1}, default=2) == 2


@pytest.mark.parametrize("question", COMPUTED)
def test_a_question_with_several_readings_carried_out_is_computed_on_each_and_no_other(
    question: str,
) -> None:
    readings = [*(one.id for one in shipped("ganzhou-2020").interpretations[question].readings)]

    assert [one for one in readings if is_computed(question, one)] == [
        one for one in readings if one in COMPUTED[question]
    ]
    assert not is_computed(question, "never_heard_of")


def test_the_list_of_readings_carried_out_is_that_of_the_shipped_questions() -> None:
    register = {
        name: one
        for scheme in map(shipped, operated_schemes())
        for name, one in scheme.interpretations.items()
    }

    assert set(CARRIED_OUT) == set(register)
    for question, readings in CARRIED_OUT.items():
        assert set(readings) <= {one.id for one in register[question].readings}, question


@pytest.mark.parametrize("name", operated_schemes())
def test_a_plan_whose_business_may_resume_above_the_line_says_when_it_stops_again(
    name: str,
) -> None:
    scheme = shipped(name)
    resumed = [one.clause for one in scheme.breakers if one.resume is not Resume.BELOW_THRESHOLD]

    asked = scheme.interpretations["stop_after_resumption"]

    assert set(resumed) <= set(asked.clauses)
    assert (asked.chosen,) == CARRIED_OUT["stop_after_resumption"]
