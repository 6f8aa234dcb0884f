"""A ceiling or kind that no rule holds a case to is said, with what to write."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import as_file
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from tests.schemes.minimal_scheme import spoil

from zhidai.core.policy.assessment import Assessment, Outcome, assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.rates import AboveCeiling, CeilingFormula, Tenor
from zhidai.core.policy.remedy import remedy
from zhidai.core.policy.scheme import (
    AllOf,
    AnyOf,
    Compare,
    Comparison,
    Is,
    OneOf,
    Scheme,
    Strength,
    Subject,
)
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.check import check_scheme
from zhidai.schemes.findings import CheckFinding, Severity
from zhidai.schemes.reader import load_scheme, shipped, shipped_folder
from zhidai.wording.speech import sentence

DAY = date(2026, 3, 2)
BENCHMARK = """
benchmark_rate:
  label: {zh: 基准利率, en: Benchmark rate}
  clause: "4.4"
  unit: rate
  strength: must
  compare: equals
  values: {2021-02-01: 4.35%/年}
"""


def found(scheme: Scheme, severity: Severity = Severity.ERROR) -> list[CheckFinding]:
    return [one for one in check_scheme(scheme, on=None) if one.severity is severity]


def codes(scheme: Scheme) -> list[str]:
    return [one.reason.code for one in found(scheme)]


def without(scheme: Scheme, *rules: str) -> Scheme:
    assert set(rules) <= {rule.id for rule in scheme.rules}
    return replace(scheme, rules=tuple(rule for rule in scheme.rules if rule.id not in rules))


def changed(scheme: Scheme, rule_id: str, **fields: object) -> Scheme:
    rules = tuple(
        replace(rule, **fields) if rule.id == rule_id else rule  # type: ignore[arg-type]
        for rule in scheme.rules
    )
    return replace(scheme, rules=rules)


def refusing(**fields: object) -> Scheme:
    """Qinglan with a ceiling that shuts a loan out."""
    scheme = shipped("qinglan-2021")
    (ceiling,) = scheme.rate_ceilings
    stricter = replace(ceiling, above=AboveCeiling.INELIGIBLE, **fields)  # type: ignore[arg-type]
    return replace(scheme, rate_ceilings=(stricter,))


def by_benchmarks(*names: str) -> Scheme:
    """Qinglan with a ceiling by each of these benchmarks."""
    scheme = refusing(formula=CeilingFormula.BENCHMARK_TIMES)
    (ceiling,) = scheme.rate_ceilings
    ceilings = tuple(replace(ceiling, id=name, benchmark=name) for name in names)
    return replace(scheme, rate_ceilings=ceilings)


def gz() -> Scheme:
    return shipped("ganzhou-2020")


def ql() -> Scheme:
    return shipped("qinglan-2021")


def either(scheme: Scheme) -> Scheme:
    (rule,) = [one for one in scheme.rules if one.id == "rate_margin"]
    return changed(scheme, "rate_margin", test=AnyOf(parts=(rule.test, rule.test)))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: without(gz(), "rate_margin"), "check_rate_unheld"),
        (lambda: changed(gz(), "rate_margin", strength=Strength.MAY), "check_rate_unheld"),
        (lambda: either(gz()), "check_rate_unheld"),
        (refusing, "check_rate_unheld_derived"),
        (lambda: refusing(tenor=Tenor.FIVE_YEARS), "check_rate_unheld_derived"),
        (lambda: by_benchmarks("rate_factor_max"), "check_rate_unheld_derived"),
        (lambda: by_benchmarks("rate_factor_max", "npl_stop"), "check_rate_cannot_be_held"),
        (lambda: refusing(formula=CeilingFormula.FIXED), "check_rate_unheld"),
        (lambda: without(gz(), "right_kind_of_patent"), "check_kinds_unheld"),
        (lambda: without(ql(), "remaining_validity_invention"), "check_validity_unheld"),
        (lambda: replace(without(gz(), "pledge_ratio"), limits=()), "check_ratio_unheld"),
    ],
)
def test_what_no_rule_holds_is_an_error_that_says_what_to_write(
    made: Callable[[], Scheme], code: str
) -> None:
    scheme = made()
    said = found(scheme)

    assert {one.reason.code for one in said} == {code}
    for one in said:
        assert one.reason.clause
        assert sentence(one.reason, "en") != sentence(one.reason, "zh-hans")


def test_no_loan_is_opened_under_a_scheme_whose_ceiling_nothing_holds() -> None:
    unheld = without(gz(), "rate_margin")

    assert not_carried_out(gz()) == ()
    assert [one.code for one in not_carried_out(unheld)] == ["check_rate_unheld"]


def test_a_rule_that_lets_another_kind_in_does_not_hold_the_list() -> None:
    only_inventions = replace(gz(), collateral=gz().collateral[:1])

    assert codes(only_inventions) == ["check_kinds_unheld"]


def by_declaration(scheme: Scheme) -> Scheme:
    """Only what the enterprise declares is held to the kinds of the plan."""
    declared = OneOf(fact="request.right_kind", contents=("invention", "utility_model"))
    return changed(scheme, "right_kind_of_patent", subject=Subject.REQUEST, test=declared)


def test_a_rule_on_what_is_declared_does_not_hold_the_kind_of_the_patent_pledged() -> None:
    said = found(by_declaration(gz()))

    assert [one.reason.code for one in said] == ["check_kinds_unheld"]
    assert "request.right_kind" in sentence(said[0].reason, "en")
    assert "request.right_kind" in sentence(said[0].reason, "zh-hans")


def test_a_validity_asked_by_what_is_declared_does_not_hold_the_patent_pledged() -> None:
    declared = Is(fact="request.right_kind", content="invention")
    said = found(changed(ql(), "remaining_validity_invention", when=declared))

    assert [one.reason.code for one in said] == ["check_validity_unheld"]
    assert "request.right_kind" in sentence(said[0].reason, "en")


def test_where_no_patent_is_pledged_what_is_declared_holds() -> None:
    assert codes(shipped("example-trade-secret-loan")) == []


def test_a_validity_of_a_trademark_is_said_to_be_asked_by_nobody() -> None:
    warned = [one.reason for one in found(ql(), Severity.WARNING)]
    unasked = [one for one in warned if one.code == "check_validity_unasked"]

    assert [one.parameters["kind"] for one in unasked] == ["trademark"]
    assert "only_where_asked" in sentence(unasked[0], "en")


@pytest.mark.parametrize(("rate", "outcome"), [("3.9%", Outcome.MET), ("3.91%", Outcome.NOT_MET)])
def test_a_ceiling_of_a_multiple_holds_by_the_rule_that_the_check_asks_for(
    tmp_path: Path, rate: str, outcome: Outcome
) -> None:
    with as_file(shipped_folder("qinglan-2021")) as folder:
        copy = Path(copytree(folder, tmp_path / "qinglan-2021"))
    spoil(copy, "rates.yaml", "above: subsidised_at_ceiling", "above: ineligible")
    facts, rules = copy / "facts.yaml", copy / "rules.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + FACT, encoding="utf-8")
    rules.write_text(rules.read_text(encoding="utf-8") + RULE, encoding="utf-8")
    scheme = load_scheme(copy)
    case = yaml.safe_load((copy / "examples" / "eligible.yaml").read_text(encoding="utf-8"))
    answers = case["facts"]
    answers["request"]["rate"] = rate

    answer = assess(scheme, read_facts(scheme, answers), on=DAY, reference=reference_tables())

    assert codes(scheme) == []
    assert answer.outcome is outcome


@pytest.mark.parametrize(
    ("old", "new", "formula", "parameters", "highest"),
    [
        ("tenor: one_year", "tenor: five_years", "rate_multiple_five_years", "", "4.55"),
        (
            "formula: lpr_times",
            "formula: benchmark_times\n  benchmark: benchmark_rate",
            "rate_benchmark_multiple",
            BENCHMARK,
            "5.655",
        ),
    ],
)
def test_a_ceiling_of_another_tenor_or_of_a_benchmark_holds_by_the_fact_of_its_own(
    old: str, new: str, formula: str, parameters: str, highest: str, tmp_path: Path
) -> None:
    with as_file(shipped_folder("qinglan-2021")) as folder:
        copy = Path(copytree(folder, tmp_path / "qinglan-2021"))
    spoil(copy, "rates.yaml", "above: subsidised_at_ceiling", "above: ineligible")
    spoil(copy, "rates.yaml", old, new)
    for name, more in (("facts", FACT), ("rules", RULE), ("parameters", parameters)):
        file = copy / f"{name}.yaml"
        own = more.replace("formula: rate_multiple", f"formula: {formula}")
        file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    scheme = load_scheme(copy)
    answers = yaml.safe_load((copy / "examples" / "eligible.yaml").read_text(encoding="utf-8"))[
        "facts"
    ]

    def answered(rate: str) -> Assessment:
        answers["request"]["rate"] = rate
        facts = read_facts(scheme, answers)
        return assess(scheme, facts, on=DAY, reference=reference_tables())

    assert not {one for one in codes(scheme) if one.startswith("check_rate")}
    assert answered(f"{highest}%").outcome is Outcome.MET
    assert answered(f"{highest}1%").outcome is Outcome.NOT_MET
    way_out = remedy(scheme, read_facts(scheme, answers), on=DAY, reference=reference_tables())
    rates = [one.target for one in way_out.steps if one.target.fact == "request.rate"]
    assert [one.example for one in rates] == [Decimal(highest) / 100]


UNLISTED = Is(fact="enterprise.good_credit", content=True)


def guarded(scheme: Scheme) -> list[str]:
    said = [one.reason for one in found(scheme, Severity.WARNING)]
    return [one.code for one in said if one.code.endswith("_guarded")]


def test_a_ceiling_held_only_under_a_guard_is_warned_of_with_the_facts_of_the_guard() -> None:
    assert guarded(gz()) == []
    under = changed(gz(), "rate_margin", when=UNLISTED)
    said = [one.reason for one in found(under, Severity.WARNING)]
    (one,) = [each for each in said if each.code == "check_rate_guarded"]

    assert "enterprise.good_credit" in sentence(one, "en")
    assert "enterprise.good_credit" in sentence(one, "zh-hans")


@pytest.mark.parametrize(("answer", "is_warned"), [(False, False), (True, True)])
def test_a_ceiling_held_by_two_rules_that_part_all_loans_is_not_warned_of(
    answer: bool, is_warned: bool
) -> None:
    scheme = changed(gz(), "rate_margin", when=UNLISTED)
    (rule,) = [one for one in scheme.rules if one.id == "rate_margin"]
    other = replace(rule, id="others", when=Is(fact="enterprise.good_credit", content=answer))

    said = guarded(replace(scheme, rules=(*scheme.rules, other)))

    assert ("check_rate_guarded" in said) is is_warned


@pytest.mark.parametrize("of_others", [Is(fact="enterprise.good_credit", content=False), None])
def test_ceilings_whose_guards_part_the_loans_are_not_warned_of(of_others: Is | None) -> None:
    scheme = changed(gz(), "rate_margin", when=UNLISTED)
    (rule,) = [one for one in scheme.rules if one.id == "rate_margin"]
    (ceiling,) = scheme.rate_ceilings
    assert isinstance(rule.test, Compare)
    other_test = replace(rule.test, parameter="npl_stop")
    added = replace(rule, id="other", test=other_test, when=of_others)
    other = replace(ceiling, id="other", parameter="npl_stop")
    parted = replace(scheme, rules=(*scheme.rules, added), rate_ceilings=(ceiling, other))

    assert guarded(parted) == []


def test_a_ceiling_of_longer_loans_alone_is_held_by_a_rule_with_its_guard() -> None:
    longer = Compare(fact="request.term", compare=Comparison.MORE_THAN, parameter="loan_term_max")
    scheme = changed(gz(), "rate_margin", when=longer)
    (ceiling,) = scheme.rate_ceilings
    of_longer = replace(ceiling, term_over="loan_term_max")

    assert guarded(scheme) == ["check_rate_guarded"]
    assert guarded(replace(scheme, rate_ceilings=(of_longer,))) == []


def test_a_validity_guarded_by_more_than_its_kind_is_warned_of() -> None:
    (rule,) = [one for one in ql().rules if one.id == "remaining_validity_invention"]
    assert rule.when is not None
    both = AllOf(parts=(rule.when, UNLISTED))

    assert guarded(ql()) == []
    assert guarded(changed(ql(), rule.id, when=both)) == ["check_validity_guarded"]


FACT = """
request.rate_multiple:
  label: {zh: 利率相当于LPR的倍数, en: The rate as a multiple of the LPR}
  type: number
  unit: times
  answered_by: record
  formula: rate_multiple
"""
RULE = """
- id: rate_multiple
  label: {zh: 利率不超过LPR的倍数, en: The rate within its multiple of the LPR}
  clause: "4.4"
  subject: request
  test: {fact: request.rate_multiple, compare: at_most, parameter: rate_factor_max}
  breach: {zh: 利率过高。, en: The rate is too high.}
"""
