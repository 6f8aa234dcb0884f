"""The clause that is named for a topic is the one that the scheme of the case states it in."""

from dataclasses import replace

from zhidai.core.policy.citing import Citation, Topic, citations, cited, form_clauses, rules_clauses
from zhidai.schemes.reader import shipped, shipped_schemes

GANZHOU = "ganzhou-2020"
QINGLAN = next(one for one in shipped_schemes() if one.startswith("qinglan"))


def test_each_plan_is_named_by_its_own_numbers() -> None:
    ganzhou, qinglan = shipped(GANZHOU), shipped(QINGLAN)

    def both(topic: Topic) -> tuple[str | None, str | None]:
        return cited(ganzhou, topic), cited(qinglan, topic)

    assert both(Topic.CLAIM) == ("7.2", "7.1")
    assert both(Topic.SHARING) == ("8.1", "6.1")
    assert both(Topic.LOSS) == ("8.1", "6.3")
    assert both(Topic.RECOVERY) == ("7.3", "7.4")
    assert both(Topic.EXCLUSION) == ("8.5", "10.1")
    assert both(Topic.BREAKER) == ("8.2", "9.1")
    assert both(Topic.OVERDUE) == ("7.1", "11.2.3")
    assert both(Topic.SUBSIDY) == ("9.3", "8.7")
    assert both(Topic.TITLE) == ("5.1.2", "3.4")
    assert both(Topic.PLEDGE_RATIO) == ("4.2", "3.2")


def test_what_a_plan_does_not_state_has_no_clause() -> None:
    qinglan = shipped(QINGLAN)

    assert cited(qinglan, Topic.REPAYMENT) is None
    assert cited(qinglan, Topic.MONTHLY_FILING) is None
    assert Topic.MONTHLY_FILING not in citations(qinglan)
    assert form_clauses(qinglan) == ("annex",)


def test_the_route_decides_where_a_plan_states_it_by_route() -> None:
    qinglan = shipped(QINGLAN)

    assert cited(qinglan, Topic.CLAIM, "guaranteed") == "7.2"
    assert cited(qinglan, Topic.CLAIM, "insured") == "7.1"
    assert citations(qinglan, "guaranteed")[Topic.SHARING] == Citation(scheme=QINGLAN, clause="6.2")
    assert cited(shipped(GANZHOU), Topic.CLAIM, "direct") == "7.2"  # of the one route that has it
    assert cited(shipped(GANZHOU), Topic.DRAWDOWN, "direct") == "6.2"
    assert cited(shipped(GANZHOU), Topic.DRAWDOWN, "indirect") == "6.1.8"


def test_recoveries_without_a_clause_of_their_own_are_those_of_the_claim() -> None:
    scheme = shipped(GANZHOU)
    trigger = replace(scheme.claim_triggers[0], recovery_clause=None)

    assert cited(replace(scheme, claim_triggers=(trigger,)), Topic.RECOVERY) == "7.2"


def test_rules_are_named_once_for_all_the_facts_they_ask() -> None:
    asked = ["guarantor.no_breach", "guarantor.years_since_breach", "bank.no_breach"]

    assert rules_clauses(shipped(GANZHOU), asked) == ("5.2.1", "5.3.1")
