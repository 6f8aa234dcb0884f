"""The longest term is found by the rule that asks for it, whatever its parameter is called."""

from dataclasses import replace
from datetime import date

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.conditions import dates_within_term
from zhidai.core.policy.fact_tests import Is
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.self_check import proposed
from zhidai.core.policy.term_ceiling import longest_term, term_ceiling
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import shipped

DRAWN = date(2021, 3, 1)
SCHEME = shipped("ganzhou-2020")
RULE, PARAMETER = "loan_term", "loan_term_max"


def without_the_rule() -> Scheme:
    rules = tuple(rule for rule in SCHEME.rules if rule.id != RULE)
    parameters = {name: one for name, one in SCHEME.parameters.items() if name != PARAMETER}
    return replace(SCHEME, rules=rules, parameters=parameters)


def asked(scheme: Scheme, due: str) -> set[str]:
    """What stands against a loan drawn on the day and due on another."""
    facts = {"contract": {"due_on": due}, "disbursement": {"drawn_on": DRAWN.isoformat()}}
    now = Circumstances(
        scheme=scheme, facts=read_facts(scheme, facts), reference=reference_tables(), on=DRAWN
    )
    return {one.code for one in dates_within_term(now)}


def test_the_ceiling_is_the_parameter_of_the_rule_under_any_name() -> None:
    rule = next(one for one in SCHEME.rules if one.id == RULE)
    renamed = replace(rule, test=replace(rule.test, parameter="candidate_7"))
    scheme = replace(
        without_the_rule(),
        rules=(renamed,),
        parameters={"candidate_7": SCHEME.parameters[PARAMETER]},
    )

    assert longest_term(scheme, DRAWN) == longest_term(SCHEME, DRAWN) == 12


def test_a_rule_for_some_loans_only_sets_no_ceiling_for_all() -> None:
    rule = next(one for one in SCHEME.rules if one.id == RULE)
    some = replace(rule, when=Is(fact="request.purpose", content="research"))

    assert term_ceiling(replace(SCHEME, rules=(some,)), DRAWN) is None


def test_a_loan_under_a_plan_without_a_ceiling_falls_due_on_any_later_day() -> None:
    scheme = without_the_rule()

    assert asked(SCHEME, "2022-03-02") == {"term_out_of_bounds"}
    assert asked(scheme, "2031-03-02") == set()
    assert asked(scheme, "2021-03-01") == {"due_not_after_drawdown"}
    assert "request.term" not in proposed(scheme, on=DRAWN, reference=reference_tables())
