"""A scheme's own facts, one of each type: declared, then in forms, answers, trace."""

from pathlib import Path

import pytest
from django.http import QueryDict
from tests.schemes.minimal_scheme import copied

from zhidai.core.policy.assessment import Outcome, assess
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import FactType, Scheme
from zhidai.core.policy.self_check import check
from zhidai.core.policy.self_check_asked import questions_of
from zhidai.core.policy.trace_json import trace
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import load_scheme
from zhidai.web.shared.fact_form import FactForm

TABLES = reference_tables()

# name, type with what goes with it, the test that a rule makes of it
OWN = (
    ("enterprise.in_park", "type: flag", "is: true"),
    ("enterprise.export_income", "type: money", "compare: at_most, parameter: amount_max"),
    ("enterprise.park_years", "type: number, unit: years", "compare: at_most, parameter: term_max"),
    ("enterprise.joined_on", "type: date", "is: 2019-05-01"),
    ("enterprise.park_name", "type: text", "is: 青山园区"),
    (
        "enterprise.chain",
        "type: choice, choices: [{value: sensors, label: {zh: 传感器, en: Sensors}}]",
        "is: sensors",
    ),
    (
        "enterprise.titles",
        "type: choices, choices: [{value: star, label: {zh: 新星, en: Star}}]",
        "one_of: [star]",
    ),
    ("enterprise.lead_patent", "type: patent_number", "is: '201719999901.7'"),
    ("enterprise.parent_code", "type: credit_code", "is: 91350100M000100Y43"),
    ("bank.relationship", "type: flag, answered_by: bank", "is: true"),
)  # fmt: skip
TYPED = {
    "enterprise.in_park": ["yes"],
    "enterprise.export_income": ["200"],
    "enterprise.park_years": ["1"],
    "enterprise.joined_on": ["2019年5月1日"],
    "enterprise.park_name": ["青山园区"],
    "enterprise.chain": ["sensors"],
    "enterprise.titles": ["star"],
    "enterprise.lead_patent": ["ZL201719999901.7"],
    "enterprise.parent_code": ["91350100M000100Y43"],
    "bank.relationship": ["yes"],
}


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Scheme:
    folder = copied(tmp_path_factory.mktemp("own"))
    _append(
        folder / "facts.yaml",
        *(f"{name}: {{label: {{zh: 自有, en: {name}}}, {kind}}}" for name, kind, _ in OWN),
    )
    _append(
        folder / "rules.yaml",
        *(
            f'- {{id: own_{place}, label: {{zh: 自有条件, en: {name}}}, clause: "1", '
            f"subject: {name.split('.')[0]}, test: {{fact: {name}, {test}}}}}"
            for place, (name, _, test) in enumerate(OWN)
        ),
    )
    return load_scheme(folder)


def _append(path: Path, *lines: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")


def _sent(**typed: list[str]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, answers in typed.items():
        data.setlist(name, answers)
    return data


def _form(scheme: Scheme, data: QueryDict | None) -> FactForm:
    return FactForm([scheme.facts[name] for name, _, _ in OWN], data=data, language="en")


def _asked(scheme: Scheme) -> dict[str, object]:
    """The rest of a case that meets everything else."""
    return {
        "request": {"amount": "300万元", "term": "12个月", "purpose": "research"},
        "patents": [{"pledged": False}],
    }


def test_the_fixture_has_every_type_of_fact(scheme: Scheme) -> None:
    assert {scheme.facts[name].type for name, _, _ in OWN} == set(FactType)


def test_the_self_check_asks_what_the_enterprise_answers_and_nothing_of_the_bank(
    scheme: Scheme,
) -> None:
    asked = {one.facts[0] for one in questions_of(scheme, industry=None, reference=TABLES)}

    assert asked >= {name for name, _, _ in OWN if name.startswith("enterprise.")}
    assert "bank.relationship" not in asked


def test_what_the_bank_answers_is_supposed_and_named(scheme: Scheme) -> None:
    day = scheme.in_force_from

    found = check(scheme, CaseFacts(values={}), on=day, reference=TABLES)

    assert "bank.relationship" in found.supposed
    assert "enterprise.in_park" not in found.supposed


def test_what_is_typed_in_the_form_settles_the_rules_and_stands_in_the_trace(
    scheme: Scheme,
) -> None:
    form = _form(scheme, _sent(**TYPED))

    facts = read_facts(scheme, {**_asked(scheme), **form.answers()})
    answer = assess(scheme, facts, on=scheme.in_force_from, reference=TABLES)

    assert not form.errors
    assert answer.outcome is Outcome.MET
    shown = {
        finding["test"]["fact"]: finding["test"]["value"]["content"]
        for finding in trace(answer)["assessment"]["findings"]  # type: ignore[index,call-overload]
        if finding["rule"].startswith("own_")
    }
    assert shown == {
        "enterprise.in_park": True,
        "enterprise.export_income": "200.00",
        "enterprise.park_years": "1",
        "enterprise.joined_on": "2019-05-01",
        "enterprise.park_name": "青山园区",
        "enterprise.chain": "sensors",
        "enterprise.titles": ["star"],
        "enterprise.lead_patent": "201719999901.7",
        "enterprise.parent_code": "91350100M000100Y43",
        "bank.relationship": True,
    }


@pytest.mark.parametrize("name", sorted(TYPED))
def test_each_that_is_left_empty_is_missing_by_its_name(scheme: Scheme, name: str) -> None:
    form = _form(scheme, _sent(**{one: typed for one, typed in TYPED.items() if one != name}))

    facts = read_facts(scheme, {**_asked(scheme), **form.answers()})
    answer = assess(scheme, facts, on=scheme.in_force_from, reference=TABLES)

    assert (answer.outcome, answer.needs) == (Outcome.NEEDS, (name,))
