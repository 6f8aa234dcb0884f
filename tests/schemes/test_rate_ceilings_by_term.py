"""Two ceilings by two benchmarks, each for loans of its own terms: one is held for each loan."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from types import MappingProxyType

import pytest
from tests.core.xray.plan_changes import effect_of, with_value
from tests.schemes.minimal_scheme import spoil

from zhidai import schemes
from zhidai.cli import run
from zhidai.core.errors import BadInput
from zhidai.core.policy.assessment import assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.rates import AboveCeiling, CeilingFormula, RateCeiling
from zhidai.core.policy.reference_tables import LprQuote
from zhidai.core.policy.scheme import Compare, Comparison, Scheme
from zhidai.core.subsidies.rate_ceiling import highest_allowed, highest_lent, highest_subsidised
from zhidai.core.xray.defaults import highest_rate
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import xray
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.reader import load_scheme
from zhidai.wording.xray_difference import money_figure

DAY = date(2021, 3, 1)
QUOTE = LprQuote(since=DAY, one_year=Decimal("0.0385"), over_five_years=Decimal("0.0465"))
A_YEAR, LONGER = date(2022, 3, 1), date(2022, 3, 2)
RATES = """\
- id: short
  label: {zh: 一年以内, en: Up to a year}
  clause: "4.1"
  formula: lpr_plus
  parameter: short_margin
  term_max: short_term
- id: long
  label: {zh: 一年以上, en: Longer}
  clause: "4.1"
  formula: lpr_plus
  tenor: five_years
  parameter: long_margin
  term_over: short_term
"""
PARAMETERS = "".join(
    f"""\
{name}:
  label: {{zh: {name}, en: {name}}}
  clause: "4.1"
  unit: {unit}
  strength: must
  compare: at_most
  values: {{2020-09-29: {value}}}
"""
    for name, unit, value in (
        ("short_margin", "basis_points", "50个基点"),
        ("long_margin", "basis_points", "30个基点"),
        ("short_term", "months", "12个月"),
    )
)
FACTS = """\
request.margin_five_years:
  label: {zh: 较五年期LPR加点, en: Margin over the five-year LPR}
  type: number
  unit: basis_points
  answered_by: record
  formula: rate_margin_five_years
"""
RULES = """\
- id: short_rate
  label: {zh: 短期利率, en: Rate of a short loan}
  clause: "4.1"
  subject: request
  when: {fact: request.term, compare: at_most, parameter: short_term}
  test: {fact: request.rate_margin, compare: at_most, parameter: short_margin}
- id: long_rate
  label: {zh: 长期利率, en: Rate of a longer loan}
  clause: "4.1"
  subject: request
  when: {fact: request.term, compare: more_than, parameter: short_term}
  test: {fact: request.margin_five_years, compare: at_most, parameter: long_margin}
"""


FIXED = """\
- {id: most, label: {zh: 上限, en: Most}, clause: "4.1", formula: fixed, parameter: rate_most}
"""
MOST = """\
rate_most:
  label: {zh: 最高利率, en: Highest rate}
  clause: "4.1"
  unit: rate
  strength: must
  compare: at_most
  values: {2020-09-29: 4.5%/年}
"""
FIXED_RULE = """\
- id: fixed_rate
  label: {zh: 最高利率, en: Highest rate}
  clause: "4.1"
  subject: request
  test: {fact: request.rate, compare: at_most, parameter: rate_most}
"""


def added(folder: Path, file: str, text: str) -> None:
    path = folder / file
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(known + text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ganzhou, whose plan would say LPR+50bp up to a year, five-year LPR+30bp for longer."""
    found = Path(copytree(Path(schemes.__file__).parent / "ganzhou-2020", tmp_path / "gz"))
    (found / "rates.yaml").write_text(RATES, encoding="utf-8")
    for file, text in (
        ("parameters.yaml", PARAMETERS),
        ("facts.yaml", FACTS),
        ("rules.yaml", RULES),
    ):
        added(found, file, text)
    return found


def subsidised(scheme: Scheme) -> Scheme:
    ceilings = (
        replace(one, above=AboveCeiling.SUBSIDISED_AT_CEILING) for one in scheme.rate_ceilings
    )
    return replace(scheme, rate_ceilings=tuple(ceilings))


@pytest.mark.parametrize(("due_on", "rate"), [(A_YEAR, "0.0435"), (LONGER, "0.0495")])
def test_the_ceiling_is_that_of_the_loans_term(folder: Path, due_on: date, rate: str) -> None:
    scheme = load_scheme(folder)

    assert highest_lent(scheme, DAY, QUOTE, due_on=due_on) == Decimal(rate)
    assert highest_rate(scheme, DAY, QUOTE, due_on=due_on) == Decimal(rate)
    assert highest_subsidised(subsidised(scheme), DAY, QUOTE, due_on=due_on) == Decimal(rate)
    allowed = highest_allowed(scheme, DAY, QUOTE, due_on=due_on)
    assert allowed is not None
    assert (allowed.rate, allowed.clause) == (Decimal(rate), "4.1")


@pytest.mark.parametrize(("days", "rate"), [(365, "0.0435"), (366, "0.0495")])
def test_an_x_ray_takes_that_of_the_reference_loan(folder: Path, days: int, rate: str) -> None:
    premises = Premises(on=DAY, days=days, lpr=QUOTE.one_year, lpr_five_years=Decimal("0.0465"))

    assert xray(load_scheme(folder), premises).bounds.highest_rate == Decimal(rate)
    found = xray(subsidised(load_scheme(folder)), premises)
    assert found.premises.subsidised_rate == Decimal(rate)


def test_the_table_of_other_terms_takes_the_ceiling_of_each_term(folder: Path) -> None:
    scheme = subsidised(load_scheme(folder))
    shared = {"on": DAY, "lpr": QUOTE.one_year, "lpr_five_years": Decimal("0.0465")}

    of_a_year, longer = (xray(scheme, Premises(days=days, **shared)) for days in (365, 366))

    assert of_a_year.premises.subsidised_rate != longer.premises.subsidised_rate
    assert of_a_year.borrower == longer.borrower
    assert {of_a_year.reference, longer.reference} & set(longer.borrower) == {of_a_year.reference}


def broken(scheme: Scheme, term: str, rate: str) -> set[str]:
    """Which rules of rates a loan breaks."""
    told = read_facts(scheme, {"request": {"term": term, "rate": rate}})
    found = assess(scheme, told, on=DAY, reference=reference_tables())
    return {one.rule for one in found.refusals} & {"short_rate", "long_rate", "fixed_rate"}


@pytest.mark.parametrize(
    ("term", "rate", "rules"),
    [
        ("12个月", "4.35%", set()),
        ("12个月", "4.36%", {"short_rate"}),
        ("13个月", "4.95%", set()),
        ("13个月", "4.96%", {"long_rate"}),
    ],
)
def test_an_assessment_holds_the_rate_to_the_ceiling_of_its_term(
    folder: Path, term: str, rate: str, rules: set[str]
) -> None:
    assert broken(load_scheme(folder), term, rate) == rules


@pytest.mark.parametrize(("rate", "code"), [("4.35%", 0), ("4.36%", 1)])
def test_the_cost_of_a_loan_says_which_ceiling_it_breaks(
    folder: Path, rate: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    loan = ["loan", "cost", "--amount", "300万元", "--rate", rate, "--scheme", str(folder)]

    assert run([*loan, "--from", "2021-03-01", "--to", "2022-03-01", "--json"]) == code

    told = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in told["not_admitted"]] == (["short_rate"] if code else [])


def test_check_asks_a_rule_of_each_ceiling_that_holds_all_of_its_loans(folder: Path) -> None:
    assert not_carried_out(load_scheme(folder)) == ()

    spoil(
        folder,
        "rules.yaml",
        "when: {fact: request.term, compare: more_than, parameter: short_term}",
        "when: {fact: request.term, compare: at_most, parameter: short_term}",
    )
    said = [one.code for one in not_carried_out(load_scheme(folder))]
    assert said == ["check_rate_unheld_derived"]


def by_benchmarks(scheme: Scheme) -> Scheme:
    """1.1 times 4.35 % up to a year, 1.1 times 4.75 % for longer loans."""
    one = scheme.parameters["short_margin"]

    def stated(name: str, amount: str) -> None:
        value = replace(one.values[0].value, amount=Decimal(amount))
        parameters[name] = replace(one, name=name, values=(replace(one.values[0], value=value),))

    parameters = dict(scheme.parameters)
    for name, amount in (("base_short", "0.0435"), ("base_long", "0.0475"), ("factor", "1.1")):
        stated(name, amount)
    ceilings: list[RateCeiling] = []
    for each, benchmark in zip(scheme.rate_ceilings, ("base_short", "base_long"), strict=True):
        ceilings.append(
            replace(
                each,
                formula=CeilingFormula.BENCHMARK_TIMES,
                parameter="factor",
                benchmark=benchmark,
            )
        )
    fact = replace(scheme.facts["request.margin_five_years"], formula="rate_benchmark_multiple")
    facts = {**scheme.facts, "request.margin_five_years": fact}
    return replace(
        scheme,
        parameters=MappingProxyType(parameters),
        rate_ceilings=tuple(ceilings),
        facts=MappingProxyType(facts),
    )


def test_of_two_benchmarks_each_for_its_own_terms_one_is_taken(folder: Path) -> None:
    scheme = by_benchmarks(load_scheme(folder))
    held = Compare(fact="request.margin_five_years", compare=Comparison.AT_MOST, parameter="factor")
    rules = (
        replace(one, test=held) if one.id in {"short_rate", "long_rate"} else one
        for one in scheme.rules
    )
    scheme = replace(scheme, rules=tuple(rules))

    assert broken(scheme, "12个月", "4.785%") == set()
    assert broken(scheme, "12个月", "4.786%") == {"short_rate"}
    assert broken(scheme, "13个月", "5.225%") == set()
    assert broken(scheme, "13个月", "5.226%") == {"long_rate"}
    assert not_carried_out(scheme) == ()
    assert highest_lent(scheme, DAY, None, due_on=LONGER) == Decimal("0.05225")


def test_two_benchmarks_for_the_same_loan_are_still_refused(folder: Path) -> None:
    scheme = by_benchmarks(load_scheme(folder))
    ceilings = tuple(replace(one, term_max=None, term_over=None) for one in scheme.rate_ceilings)

    said = {one.code for one in not_carried_out(replace(scheme, rate_ceilings=ceilings))}

    assert "check_rate_cannot_be_held" in said


def test_of_a_margin_and_a_fixed_figure_for_the_same_loan_the_lower_counts(folder: Path) -> None:
    added(folder, "rates.yaml", FIXED)
    added(folder, "parameters.yaml", MOST)
    assert [one.code for one in not_carried_out(load_scheme(folder))] == ["check_rate_unheld"]
    added(folder, "rules.yaml", FIXED_RULE)
    scheme = load_scheme(folder)

    assert not_carried_out(scheme) == ()
    assert highest_lent(scheme, DAY, QUOTE, due_on=A_YEAR) == Decimal("0.0435")
    assert highest_lent(scheme, DAY, QUOTE, due_on=LONGER) == Decimal("0.045")
    assert broken(scheme, "13个月", "4.51%") == {"fixed_rate"}


def test_a_bound_of_terms_is_in_months_or_years(folder: Path) -> None:
    spoil(folder, "rates.yaml", "term_max: short_term", "term_max: short_margin")

    with pytest.raises(BadInput):
        load_scheme(folder)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_difference_says_what_a_ceiling_of_longer_loans_comes_to(
    folder: Path, language: str
) -> None:
    before = load_scheme(folder)
    after = with_value(before, "long_margin", "50")

    found = [one for one in effect_of(before, after).changes if one.figure == "rate_ceiling"]

    ((of, was, now),) = {(one.of, one.old, one.new) for one in found}
    assert of == "long"
    assert was is not None
    assert now == was + Decimal("0.002")
    name = money_figure(found[0], (after, before), language)
    assert name.startswith(
        ("Ceiling of the rate for some terms: Longer", "部分期限的利率上限：一年以上")
    )
