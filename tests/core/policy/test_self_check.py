"""The self-check: few answers, the same rules, and nothing supposed without being named."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.policy.assessment import Outcome
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.self_check import (
    SelfCheck,
    check,
    proposed,
    with_conditions,
    with_same_answers,
)
from zhidai.core.policy.self_check_asked import conditions_of, question_of, questions_of
from zhidai.core.policy.self_check_questions import MOST_ANSWERS, QUESTIONS, Question
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import shipped, shipped_schemes

ON = date(2021, 3, 1)
SCHEME = shipped("ganzhou-2020")
TABLES = reference_tables()
CONDITIONS = tuple(question for question in QUESTIONS if question.of_conditions)
ALL_CAN_BE_MET: Mapping[str, frozenset[str]] = {question.id: frozenset() for question in CONDITIONS}


def _question(name: str) -> Question:
    return next(question for question in QUESTIONS if question.id == name)


def _checked(
    *,
    route: str = "indirect",
    amount: str = "300万元",
    rate: str = "4.85%",
    industry: str = "工业",
    kind: str = "invention",
    filed: str = "2017-07-21",
    value: str | None = "500万元",
    unmet: Mapping[str, frozenset[str]] = ALL_CAN_BE_MET,
    on: date = ON,
) -> SelfCheck:
    facts = read_facts(
        SCHEME,
        {
            "route": route,
            "request": {"amount": amount, "term": "12个月", "rate": rate},
            "enterprise": {"industry": industry, "employees": "120人", "revenue": "5000万元"},
            "patents": [{"kind": kind, "filing_date": filed}],
            "valuation": {"appraised_value": value},
        },
    )
    for question in CONDITIONS:
        if question.id in unmet:
            facts = with_conditions(facts, conditions_of(SCHEME, question), unmet[question.id])
    return check(SCHEME, with_same_answers(facts, QUESTIONS), on=on, reference=TABLES)


def _refused_by(found: SelfCheck) -> set[tuple[str, str]]:
    return {(finding.rule, finding.clause) for finding in found.assessment.refusals}


@pytest.mark.parametrize("industry", sorted(TABLES.size_standards))
def test_no_industry_is_asked_more_than_twelve_questions(industry: str) -> None:
    asked = questions_of(SCHEME, industry=industry, reference=TABLES)

    assert len(asked) <= MOST_ANSWERS
    measured = {question.measure for question in asked if question.measure}
    assert measured == set(TABLES.size_standards[industry].limits)


@pytest.mark.parametrize("route", ["indirect", "direct"])
def test_twelve_answers_settle_either_route(route: str) -> None:
    found = _checked(route=route)

    assert found.assessment.outcome is Outcome.MET
    assert found.assessment.needs == ()


def test_what_others_answer_is_supposed_and_named() -> None:
    found = _checked(route="direct")

    assert "record.breaker_tripped" in found.supposed
    assert "bank.credit_policy_met" in found.supposed
    assert not any(name.startswith("guarantor.") for name in found.supposed)
    assert {SCHEME.facts[name].answered_by for name in found.supposed}.isdisjoint({"enterprise"})


def test_nothing_the_enterprise_can_answer_is_supposed() -> None:
    found = check(SCHEME, read_facts(SCHEME, {}), on=ON, reference=TABLES)

    assert found.assessment.outcome is Outcome.NEEDS
    assert {question_of(name, QUESTIONS) for name in found.supposed} == {None}


def test_each_missing_answer_leads_to_its_question() -> None:
    found = check(SCHEME, read_facts(SCHEME, {}), on=ON, reference=TABLES)

    assert [name for name in found.assessment.needs if question_of(name, QUESTIONS) is None] == []


@pytest.mark.parametrize(
    "condition",
    [one for question in CONDITIONS for one in conditions_of(SCHEME, question)],
    ids=lambda one: one.rule,
)
def test_each_condition_that_cannot_be_met_is_refused_by_its_own_clause(condition) -> None:  # type: ignore[no-untyped-def]
    unmet = {question.id: frozenset({condition.rule}) for question in CONDITIONS}

    found = _checked(kind="utility_model", filed="2018-07-21", unmet=unmet)

    assert _refused_by(found) == {(condition.rule, condition.clause)}


def test_an_unanswered_question_of_conditions_leaves_them_missing() -> None:
    found = _checked(unmet={"enterprise_conditions": frozenset()})

    assert found.assessment.outcome is Outcome.NEEDS
    missing = {question_of(name, QUESTIONS) for name in found.assessment.needs}
    assert missing == {_question("patent_conditions")}


def test_one_yuan_above_the_ceiling_is_refused_with_clause_1_and_never_trimmed() -> None:
    found = _checked(amount="10000001元", value="5000万元")

    assert found.assessment.outcome is Outcome.NOT_MET
    assert ("loan_amount", "1") in _refused_by(found)
    assert found.assessment.limit.amount == Decimal("10000000")


def test_the_limit_is_bound_by_eighty_per_cent_of_the_estimated_value() -> None:
    found = _checked(value="500万元")

    assert found.assessment.limit.amount == Decimal("4000000.00")
    assert found.assessment.limit.binding == "pledge_value"


def test_asking_for_more_than_the_pledge_ratio_allows_needs_an_exception() -> None:
    found = _checked(amount="450万元")

    assert found.assessment.outcome is Outcome.NEEDS_EXCEPTION
    assert [step.target.fact for step in found.remedy.steps] == ["request.amount"]
    assert found.remedy.leads_to is Outcome.MET


def test_a_patent_with_less_than_three_years_left_needs_another_patent() -> None:
    found = _checked(kind="utility_model", filed="2014-01-25")

    assert _refused_by(found) == {("remaining_validity_utility_model", "5.1.3.2")}
    assert [step.means for step in found.remedy.steps] == ["another_patent"]


def test_the_form_starts_from_the_longest_term_and_the_dearest_rate() -> None:
    found = proposed(SCHEME, on=ON, reference=TABLES)

    assert found["request.term"].amount == 12
    assert found["request.rate"].amount == Decimal("0.0485")  # LPR 3.85 % + 100 basis points


def test_a_day_outside_the_scheme_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        _checked(on=date(2023, 9, 29))

    assert refused.value.reasons[0].code == "scheme_not_in_force_on"


@settings(max_examples=50, deadline=None)
@given(yuan=st.integers(min_value=1, max_value=20_000_000), value=st.integers(1, 30_000_000))
def test_an_amount_passes_exactly_up_to_the_limit_shown(yuan: int, value: int) -> None:
    found = _checked(amount=f"{yuan}元", value=f"{value}元")

    limit = found.assessment.limit.amount
    assert limit is not None
    assert (found.assessment.outcome is Outcome.MET) == (yuan <= limit)


@pytest.mark.parametrize("scheme_id", shipped_schemes())
def test_whatever_a_scheme_needs_of_the_enterprise_is_asked(scheme_id: str) -> None:
    scheme = shipped(scheme_id)
    asked = questions_of(scheme, industry="工业", reference=TABLES)

    found = check(scheme, CaseFacts(values={}), on=scheme.in_force_from, reference=TABLES)

    unasked = [
        name
        for name in found.assessment.needs
        if scheme.facts[name].answered_by == "enterprise" and question_of(name, asked) is None
    ]
    assert unasked == []


def test_a_plan_that_reads_no_size_is_not_asked_for_it() -> None:
    asked = questions_of(shipped("example-talent-loan"), industry=None, reference=TABLES)

    names = [question.facts[0] for question in asked]
    assert "enterprise.rd_intensity" in names
    assert "enterprise.industry" not in names


@pytest.mark.parametrize(
    "formula", ["lifetime_room", "bank_year_room", "scheme_year_room", "pool_room"]
)
def test_nothing_is_supposed_to_be_taken_of_any_room(formula: str) -> None:
    limits = tuple(
        replace(one, formula=formula) if one.formula == "yearly_room" else one
        for one in SCHEME.limits
    )
    scheme = replace(SCHEME, limits=limits)

    found = check(scheme, _checked().facts, on=ON, reference=TABLES)

    room = next(one for one in found.assessment.limit.candidates if one.formula == formula)
    assert room.amount == Decimal(10_000_000)
