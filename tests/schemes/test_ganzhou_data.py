"""The Ganzhou plan as data: nothing left out, nothing cited that is not there, examples hold."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhidai.core.errors import BadInput
from zhidai.core.policy.assessment import Assessment, assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.quantity import parse_quantity
from zhidai.core.policy.scheme import Comparison, Coverage, Scheme
from zhidai.core.policy.trace import Result
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import load_scheme, shipped_folder

FOLDER = Path(str(shipped_folder("ganzhou-2020")))
EXAMPLES = sorted((FOLDER / "examples").glob("*.yaml"))

# Every clause by its printed path.
PRINTED = [
    "notice",
    "1",
    "2",
    "3",
    "3.1",
    "3.2",
    "4",
    "4.1",
    "4.2",
    "4.3",
    "4.4",
    "5",
    "5.1",
    "5.1.1",
    "5.1.2",
    "5.1.3",
    "5.1.3.1",
    "5.1.3.2",
    "5.1.3.3",
    "5.1.3.4",
    "5.1.4",
    "5.1.5",
    "5.2",
    "5.2.1",
    "5.2.2",
    "5.2.3",
    "5.3",
    "5.3.1",
    "5.3.2",
    "5.3.3",
    "5.4",
    "5.4.1",
    "5.4.2",
    "5.4.3",
    "6",
    "6.1",
    "6.1.1",
    "6.1.2",
    "6.1.3",
    "6.1.4",
    "6.1.5",
    "6.1.6",
    "6.1.7",
    "6.1.8",
    "6.1.9",
    "6.2",
    "7",
    "7.1",
    "7.2",
    "7.3",
    "8",
    "8.1",
    "8.2",
    "8.3",
    "8.4",
    "8.5",
    "9",
    "9.1",
    "9.1.1",
    "9.1.2",
    "9.1.3",
    "9.2",
    "9.2.1",
    "9.2.2",
    "9.2.3",
    "9.2.4",
    "9.2.5",
    "9.3",
    "annex",
]

# What the plan says, once more and by hand: name, clause, comparison, value in its unit.
NUMBERS = {
    "trial_years": ("notice", "equals", "3"),
    "loan_amount_max": ("1", "at_most", "10000000"),
    "loan_term_max": ("1", "at_most", "1"),
    "enterprise_year_max": ("4.2", "at_most", "10000000"),
    "pledge_ratio_max": ("4.2", "at_most", "0.8"),
    "rate_margin_max": ("4.3", "at_most", "100"),
    "interest_subsidy_ratio_max": ("4.3", "at_most", "0.8"),
    "interest_subsidy_term_max": ("4.3", "at_most", "1"),
    "interest_subsidy_total_max": ("4.3", "at_most", "650000"),
    "remaining_validity_invention_min": ("5.1.3.2", "at_least", "3"),
    "remaining_validity_utility_model_min": ("5.1.3.2", "at_least", "3"),
    "guarantor_clean_years": ("5.2.1", "at_least", "3"),
    "guarantor_capital_min": ("5.2.3", "at_least", "50000000"),
    "bank_clean_years": ("5.3.1", "at_least", "3"),
    "appraiser_years_min": ("5.4.1", "at_least", "2"),
    "appraiser_professionals_min": ("5.4.1", "at_least", "10"),
    "overdue_days_for_claim": ("7.2", "at_least", "60"),
    "claim_grace": ("7.2", "at_most", "25"),
    "loss_share_guarantor": ("8.1", "equals", "0.7"),
    "loss_share_bank": ("8.1", "equals", "0.2"),
    "loss_share_appraiser": ("8.1", "equals", "0.1"),
    "npl_ratio_max": ("8.2", "more_than", "0.05"),
    "exclusion_years": ("8.5", "equals", "3"),
    "province_subsidy_ratio": ("9.3", "at_most", "0.5"),
    "province_subsidy_max": ("9.3", "at_most", "500000"),
    "beneficiary_subsidy_ratio": ("9.3", "at_most", "0.3"),
    "beneficiary_subsidy_max": ("9.3", "at_most", "150000"),
    "guarantee_fee_max": ("9.3", "at_most", "0.01"),
    "appraisal_fee_max": ("9.3", "at_most", "0.01"),
    "fee_subsidy_ratio": ("9.3", "equals", "0.5"),
    "fee_subsidy_max": ("9.3", "at_most", "50000"),
    "dispute_years": ("annex", "equals", "3"),
}

STRENGTHS_BELOW_MUST = {
    "pledge_ratio_max": "in_principle",
    "overdue_days_for_claim": "may",
    "loss_share_guarantor": "suggested",
    "loss_share_bank": "suggested",
    "loss_share_appraiser": "suggested",
}


def raw(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def example(name: str) -> dict[str, Any]:
    found: dict[str, Any] = raw(f"examples/{name}.yaml")
    return found


def assessed(scheme: Scheme, case: dict[str, Any]) -> Assessment:
    facts = read_facts(scheme, case["facts"])
    return assess(scheme, facts, on=case["on"], reference=reference_tables())


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme(FOLDER)


def test_every_printed_clause_is_there_once_and_in_order() -> None:
    assert list(raw("clauses.yaml")) == PRINTED


def test_every_number_of_the_plan_is_a_parameter(scheme: Scheme) -> None:
    written = {
        name: (one.clause, one.compare, one.values[0].value.amount)
        for name, one in scheme.parameters.items()
    }

    assert written == {
        name: (clause, Comparison(compare), Decimal(amount))
        for name, (clause, compare, amount) in NUMBERS.items()
    }


def test_only_the_softer_words_of_the_plan_are_softer_than_must(scheme: Scheme) -> None:
    softer = {n: p.strength for n, p in scheme.parameters.items() if p.strength != "must"}

    assert softer == STRENGTHS_BELOW_MUST


def test_each_parameter_holds_from_the_first_day_and_says_where_it_is_stated(
    scheme: Scheme,
) -> None:
    for parameter in scheme.parameters.values():
        assert parameter.values[0].since == scheme.in_force_from, parameter.name
        assert parameter.assumed or parameter.stated, parameter.name
        assert all(stated.number for stated in parameter.stated), parameter.name


def test_numbers_as_printed_are_the_numbers_encoded(scheme: Scheme) -> None:
    for parameter in scheme.parameters.values():
        for stated in parameter.stated:
            printed = parse_quantity(stated.number or "")
            encoded = parameter.values[0].value
            assert (printed.amount, printed.unit) == (encoded.amount, encoded.unit), parameter.name


def test_every_clause_said_to_be_encoded_is_cited_by_what_encodes_it(scheme: Scheme) -> None:
    cited = {
        *(one.clause for one in scheme.parameters.values()),
        *(stated.clause for one in scheme.parameters.values() for stated in one.stated),
        *(rule.clause for rule in scheme.rules),
        *(limit.clause for limit in scheme.limits),
        *(duty.clause for duty in scheme.duties),
        *(one.clause for one in scheme.papers.values()),
        *(route.clause for route in scheme.routes.values()),
        *(step.clause for route in scheme.routes.values() for step in route.steps),
        *(task.clause for route in scheme.routes.values() for task in route.tasks),
    }
    encoded = {
        clause.id for clause in scheme.clauses.values() if clause.coverage is Coverage.ENCODED
    }

    assert not encoded - cited


def test_the_papers_of_the_two_filings_are_complete(scheme: Scheme) -> None:
    duties = {duty.id: set(duty.papers) for duty in scheme.duties}

    assert duties["advance_filing"] == {
        "pledge_intention_form",
        "patent_certificates",
        "annual_fee_receipts",
    }
    assert duties["project_filing"] == {
        "business_licence",
        "credit_contract",
        "disbursement_voucher",
        "formal_appraisal_report",
        "entrusted_guarantee_contract",
        "guarantee_fee_invoice",
        "pledge_contract",
        "guarantee_agreement",
    }


def test_every_rule_tells_the_person_what_is_wrong_in_both_languages(scheme: Scheme) -> None:
    for rule in scheme.rules:
        assert rule.breach is not None, rule.id
        assert rule.breach.zh.endswith("。"), rule.id
        assert rule.breach.en.endswith("."), rule.id


def test_no_text_says_a_number_that_a_parameter_holds(scheme: Scheme) -> None:
    """A breach that repeats a number would be wrong from the day on which the number changes."""
    for rule in scheme.rules:
        assert rule.breach is not None
        assert not any(c.isdigit() for c in rule.breach.zh.replace("2011年", "")), rule.id


def test_every_silence_has_a_reading_that_nobody_is_said_to_have_confirmed(
    scheme: Scheme,
) -> None:
    for one in scheme.interpretations.values():
        ids = [reading.id for reading in one.readings]
        assert len(ids) == len(set(ids)) >= 2, one.id
        assert one.chosen in ids, one.id
        assert one.confirmed_by is None, one.id


def test_the_ceilings_of_different_clauses_agree(scheme: Scheme) -> None:
    on = scheme.in_force_from

    assert sum(scheme.value(f"loss_share_{p}", on).amount for p in ("guarantor", "bank")) == (
        1 - scheme.value("loss_share_appraiser", on).amount
    )
    assert {one.id for one in scheme.assertions} == {
        "loss_shares_are_complete",
        "subsidy_ceilings_agree",
        "subsidy_ratios_agree",
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_worked_example_comes_out_as_written(path: Path, scheme: Scheme) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = case["expect"]

    answer = assessed(scheme, case)

    broken = [one.rule for one in answer.findings if one.result is Result.NOT_MET]
    assert list(dict.fromkeys(broken)) == expected["not_met"]
    assert answer.outcome == expected["outcome"]
    assert list(answer.needs) == expected["needs"]
    assert answer.limit.binding == expected["binding"]
    limit = parse_quantity(expected["limit"]).amount if "limit" in expected else None
    assert answer.limit.amount == limit


def test_every_threshold_that_a_case_is_held_to_has_its_examples() -> None:
    names = {path.stem for path in EXAMPLES}

    for threshold in (
        "amount",
        "year_room",
        "pledge_ratio",
        "term",
        "rate_margin",
        "remaining_validity_invention",
        "remaining_validity_utility_model",
        "guarantor_capital",
        "appraiser_professionals",
        "appraiser_years",
    ):
        assert {f"{threshold}_{side}" for side in ("just_below", "at", "above")} <= names


def test_of_two_patents_only_the_short_one_is_refused(scheme: Scheme) -> None:
    case = example("one_of_two_patents_short")

    answer = assessed(scheme, case)

    short = case["facts"]["patents"][1]["number"]
    assert [(one.item, one.clause) for one in answer.refusals] == [
        (short.removeprefix("ZL"), "5.1.3.2")
    ]


def test_ten_million_and_one_yuan_is_refused_with_its_clauses(scheme: Scheme) -> None:
    answer = assessed(scheme, example("amount_above"))

    assert [one.clause for one in answer.refusals] == ["1", "4.2"]


@pytest.mark.parametrize("days", [-1, 1], ids=["day before the first", "day after the last"])
def test_outside_the_trial_nothing_is_assessed(days: int, scheme: Scheme) -> None:
    edge = scheme.in_force_until if days > 0 else scheme.in_force_from
    case = example("eligible_indirect") | {"on": edge + timedelta(days=days)}

    with pytest.raises(BadInput) as refused:
        assessed(scheme, case)

    assert refused.value.reasons[0].code == "scheme_not_in_force_on"


def test_the_trial_runs_from_the_day_of_issue_for_three_years(scheme: Scheme) -> None:
    assert scheme.in_force_from == date(2020, 9, 29)
    assert scheme.in_force_until == date(2023, 9, 28)


def test_the_direct_route_asks_nothing_of_an_absent_guarantor(scheme: Scheme) -> None:
    answer = assessed(scheme, example("eligible_direct"))

    about = [one for one in answer.findings if one.subject == "guarantor"]
    assert about
    assert {one.result for one in about} == {Result.NOT_APPLICABLE}


def test_an_appraiser_is_held_to_5_4_on_either_route(scheme: Scheme) -> None:
    answer = assessed(scheme, example("eligible_direct"))

    about = [one for one in answer.findings if one.subject == "appraiser"]
    assert {one.result for one in about} == {Result.MET}


@pytest.mark.parametrize("route", ["direct", "indirect"])
def test_no_fact_is_asked_by_two_tasks_of_a_route(scheme: Scheme, route: str) -> None:
    """What a task has answered, and the profile before it, stands filled in wherever it shows."""
    tasks = scheme.routes[route].tasks
    asked = [(fact, task.id) for task in tasks for fact in task.facts_in]

    assert len({fact for fact, _task in asked}) == len(asked)
