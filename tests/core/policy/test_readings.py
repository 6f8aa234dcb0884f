"""Readings: the scheme's choice decides, and one that no code carries out is said so."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from tests.core.lending.loan_cast import day

from zhidai.core.errors import BadInput
from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import settings_from
from zhidai.schemes.reader import shipped

QUESTION = "overdue_from_one_day"


def choosing(reading: str) -> Scheme:
    scheme = shipped("ganzhou-2020")
    question = replace(scheme.interpretations[QUESTION], chosen=reading)
    return replace(
        scheme, interpretations=MappingProxyType({**scheme.interpretations, QUESTION: question})
    )


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
