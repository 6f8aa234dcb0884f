from datetime import date, timedelta
from decimal import Decimal

import pytest
from assessment_scheme import END, SCHEME, START, assessed, case, eligible
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.evidence import Evidence
from zhidai.core.policy.assessment import Outcome
from zhidai.core.policy.exceptions import AllowedException
from zhidai.core.policy.trace import ENGINE_VERSION, TRACE_FORMAT, Result
from zhidai.core.policy.trace_json import trace

ALLOWED = AllowedException(
    rule="ratio", reason="steady orders", allowed_by="Li (fictional)", party="bank"
)


def finding(answer, rule: str, item: str | None = None):
    [found] = [
        each
        for each in answer.findings
        if each.rule == rule and (item is None or each.item == item)
    ]
    return found


def not_met(answer) -> list[str]:
    return [each.rule for each in answer.findings if each.result is Result.NOT_MET]


def test_a_case_that_meets_every_rule_is_eligible():
    answer = assessed(eligible())

    assert answer.outcome is Outcome.MET
    assert answer.needs == ()
    assert (answer.limit.amount, answer.limit.binding) == (Decimal("3600000.00"), "value")


@pytest.mark.parametrize(
    ("on", "result"),
    [
        (date(2021, 2, 28), Result.MET),
        (date(2021, 3, 1), Result.MET),
        (date(2021, 3, 2), Result.NOT_MET),
    ],
)
def test_remaining_validity_is_exact_to_the_day(on, result):
    answer = assessed(case(patent__filing_date="2004-03-01"), on=on)

    assert finding(answer, "validity").result is result


def test_a_missing_fact_is_asked_for_and_never_taken_for_no():
    answer = assessed(case(enterprise__fixed_premises=None))

    assert answer.outcome is Outcome.NEEDS
    assert answer.needs == ("enterprise.fixed_premises",)
    assert not_met(answer) == []


def test_a_rule_about_patents_is_asked_of_each_and_names_it():
    data = eligible()
    old = {
        "number": "ZL97101765.4",
        "filing_date": "1997-03-01",
        "fee_paid_until": "2021-07-21",
        "co_owned": False,
    }
    data["patents"].append(old)

    answer = assessed(data)

    assert [each.item for each in answer.findings if each.rule == "validity"] == [
        "201710601862.3",
        "97101765.4",
    ]
    assert [(each.rule, each.item) for each in answer.refusals] == [
        ("patent_in_force", "97101765.4"),
        ("validity", "97101765.4"),
    ]


def test_a_case_without_patents_needs_facts_of_one():
    data = eligible() | {"patents": []}

    answer = assessed(data)

    assert answer.outcome is Outcome.NEEDS
    assert "patent.filing_date" in answer.needs
    assert finding(answer, "validity").item is None


@pytest.mark.parametrize(
    ("co_owned", "consents", "result", "needs"),
    [
        (False, None, Result.NOT_APPLICABLE, ()),
        (True, True, Result.MET, ()),
        (True, False, Result.NOT_MET, ()),
        (True, None, Result.NEEDS, ("patent.co_owner_consents",)),
        (None, True, Result.NEEDS, ("patent.co_owned",)),
    ],
)
def test_a_rule_applies_only_where_its_guard_is_met(co_owned, consents, result, needs):
    answer = assessed(case(patent__co_owned=co_owned, patent__co_owner_consents=consents))

    found = finding(answer, "consent")
    assert (found.result, found.needs) == (result, needs)
    assert found.guard is not None


def test_what_holds_in_principle_asks_for_an_exception():
    answer = assessed(case(request__amount="400万元"))

    assert answer.outcome is Outcome.NEEDS_EXCEPTION
    assert answer.exceptions_needed == ("ratio",)
    assert answer.refusals == ()


def test_a_recorded_exception_settles_rule_and_limit():
    answer = assessed(case(request__amount="400万元"), exceptions=(ALLOWED,))

    assert answer.outcome is Outcome.MET
    assert finding(answer, "ratio").exception == ALLOWED
    assert finding(answer, "ratio").result is Result.NOT_MET
    assert (answer.limit.amount, answer.limit.binding) == (Decimal(10_000_000), "loan")


def test_an_exception_never_lifts_a_hard_limit():
    data = case(request__amount="10000001元")

    assert assessed(data, exceptions=(ALLOWED,)).outcome is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("exception", "code"),
    [
        (
            AllowedException(rule="margin", reason="x", allowed_by="y", party="z"),
            "exception_not_open",
        ),
        (
            AllowedException(rule="none", reason="x", allowed_by="y", party="z"),
            "exception_not_open",
        ),
        (
            AllowedException(rule="ratio", reason=" ", allowed_by="y", party="z"),
            "exception_incomplete",
        ),
    ],
)
def test_only_a_complete_exception_to_a_rule_in_principle_is_taken(exception, code):
    with pytest.raises(BadInput) as refused:
        assessed(eligible(), exceptions=(exception,))

    assert refused.value.reasons[0].code == code


def test_a_suggested_rule_never_blocks():
    answer = assessed(case(enterprise__fixed_premises=None, enterprise__status=None))

    assert finding(answer, "known_status").result is Result.NEEDS
    assert answer.needs == ("enterprise.fixed_premises",)


@pytest.mark.parametrize("on", [START - timedelta(days=1), END + timedelta(days=1)])
def test_a_day_outside_the_scheme_is_bad_input(on):
    with pytest.raises(BadInput) as refused:
        assessed(eligible(), on=on)

    assert refused.value.reasons[0].code == "scheme_not_in_force_on"


def test_the_first_and_the_last_day_of_the_scheme_count():
    data = case(request__rate="3%", patent__fee_paid_until="2024-01-01")

    assert assessed(data, on=START).outcome is Outcome.MET
    assert assessed(data, on=END).outcome is Outcome.MET


def test_a_trace_shows_parameter_facts_and_where_they_come_from():
    amount = {"value": "400万元", "evidence": "checked", "document": "application"}

    node = finding(assessed(case(request__amount=amount)), "ratio").test

    assert node.fact == "request.pledge_ratio"
    assert (node.parameter.name, node.parameter.since) == ("ratio_max", START)
    assert node.parameter.value.text == "80%"
    asked, collateral = node.because
    assert (asked.value.evidence, asked.value.document) == (Evidence.CHECKED, "application")
    assert [each.fact for each in collateral.because] == [
        "valuation.appraised_value",
        "valuation.market_value",
    ]


def test_the_lpr_taken_from_the_table_is_in_the_trace():
    rate, lpr = finding(assessed(eligible()), "margin").test.because

    assert rate.fact == "request.rate"
    assert (lpr.value.content, lpr.value.document) == (Decimal("0.0385"), "LPR 2020-04-20")


def test_the_trace_is_a_versioned_envelope_of_plain_values():
    envelope = trace(assessed(case(request__amount="400万元")))

    assert (envelope["format"], envelope["engine"]) == (TRACE_FORMAT, ENGINE_VERSION)
    assert envelope["assessment"]["content_hash"] == SCHEME.content_hash
    assert envelope["assessment"]["limit"]["amount"] == "3600000.00"
    assert envelope["assessment"]["on"] == "2021-03-01"


def test_the_same_case_gives_the_same_trace():
    assert trace(assessed(eligible())) == trace(assessed(eligible()))


ANSWERS = {
    "request.amount": ["300万元", "400万元", "1100万元"],
    "request.term": ["12个月", "13个月"],
    "request.rate": ["4.85%", "5%"],
    "enterprise.fixed_premises": [True, False],
    "enterprise.employees": ["10人", "2000人"],
    "enterprise.revenue": ["5000万元", "50亿元"],
    "patent.co_owned": [True, False],
    "patent.co_owner_consents": [True, False],
    "patent.filing_date": ["2017-07-21", "2001-07-21"],
    "patent.fee_paid_until": ["2021-07-21", "2019-01-01"],
    "valuation.market_value": ["450万元", "1元"],
    "record.drawn_this_year": ["0元", "900万元"],
    "record.excluded": [True, False],
}


@given(
    st.dictionaries(st.sampled_from(sorted(ANSWERS)), st.integers(0, 1)),
    st.sampled_from(sorted(ANSWERS)),
    st.integers(0, 1),
)
@settings(max_examples=100, deadline=None)
def test_another_fact_never_changes_an_answer_that_was_settled(chosen, added, which):
    """Knowing more settles what was open and leaves alone what was decided."""
    taken_away = {name.replace(".", "__"): None for name in ANSWERS}
    given_now = {name.replace(".", "__"): ANSWERS[name][at] for name, at in chosen.items()}
    added_path = added.replace(".", "__")
    if added in chosen:
        return
    before = assessed(case(**{**taken_away, **given_now}))

    after = assessed(case(**{**taken_away, **given_now, added_path: ANSWERS[added][which]}))

    for one, other in zip(before.findings, after.findings, strict=True):
        if one.result is not Result.NEEDS:
            assert other.result is one.result, one.rule
    if before.outcome is Outcome.NOT_MET:
        assert after.outcome is Outcome.NOT_MET
