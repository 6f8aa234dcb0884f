from decimal import Decimal

import pytest
from assessment_scheme import assessed, case, with_parameter
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.policy.assessment import Outcome
from zhidai.core.policy.trace import Result

RICH = {"valuation__appraised_value": "5000万元", "valuation__market_value": "5000万元"}


def refused(answer) -> list[tuple[str, str]]:
    return [(finding.rule, finding.clause) for finding in answer.refusals]


@pytest.mark.parametrize(
    ("amount", "outcome"),
    [
        ("9999999.99元", Outcome.MET),
        ("1000万元", Outcome.MET),
        ("10000000.01元", Outcome.NOT_MET),
        ("10000001元", Outcome.NOT_MET),
    ],
)
def test_a_request_above_the_limit_is_refused_and_never_trimmed(amount, outcome):
    answer = assessed(case(request__amount=amount, **RICH))

    assert answer.outcome is outcome
    assert answer.limit.amount == Decimal(10_000_000)


def test_among_equal_limits_the_earlier_clause_binds():
    answer = assessed(case(request__amount="10000001元", **RICH))

    assert answer.limit.binding == "loan"
    assert refused(answer)[0] == ("loan", "1")


def test_the_years_room_is_reserved_by_what_is_drawn_granted_and_pending():
    used = {
        "record__drawn_this_year": "300万元",
        "record__granted_this_year": "200万元",
        "record__pending_this_year": "250万元",
    }

    answer = assessed(case(request__amount="2500000.01元", **used, **RICH))

    assert (answer.limit.amount, answer.limit.binding) == (Decimal(2_500_000), "year")
    assert refused(answer) == [("year", "4.2")]


def test_an_overdrawn_year_leaves_no_room():
    answer = assessed(case(record__drawn_this_year="1200万元", **RICH))

    assert answer.limit.amount == 0


def test_value_times_ratio_is_cut_to_whole_fen():
    answer = assessed(case(valuation__market_value="0.99元", request__amount="0.79元"))

    assert answer.limit.amount == Decimal("0.79")
    assert answer.limit.binding == "value"


def test_a_missing_fact_leaves_the_limit_open():
    answer = assessed(case(record__pending_this_year=None, request__amount="100万元"))

    assert answer.limit.amount is None
    assert (answer.limit.at_most, answer.limit.binding) == (Decimal("3600000.00"), "value")
    assert answer.limit.needs == ("record.pending_this_year",)
    assert answer.outcome is Outcome.NEEDS


def test_a_known_breach_refuses_whatever_is_missing_elsewhere():
    answer = assessed(case(record__pending_this_year=None, request__amount="10000001元"))

    assert answer.outcome is Outcome.NOT_MET


def test_without_an_amount_the_limit_is_still_shown():
    answer = assessed(case(request__amount=None))

    assert answer.limit.amount == Decimal("3600000.00")
    limits = [finding for finding in answer.findings if finding.rule in ("loan", "year", "value")]
    assert {finding.result for finding in limits} == {Result.NEEDS}


amounts = st.integers(min_value=0, max_value=20_000_000_00)


def yuan(fen: int) -> str:
    return f"{Decimal(fen).scaleb(-2):.2f}"


@given(cap=amounts, more=amounts, drawn=amounts, value=amounts)
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("name", ["loan_max", "year_max"])
def test_raising_a_cap_never_lowers_the_limit(name, cap, more, drawn, value):
    data = case(
        record__drawn_this_year=yuan(drawn),
        valuation__appraised_value=yuan(value + 1),
        valuation__market_value=yuan(value + 1),
    )

    lower = assessed(data, scheme=with_parameter(name, f"{yuan(cap)}元"))
    higher = assessed(data, scheme=with_parameter(name, f"{yuan(cap + more)}元"))

    assert higher.limit.amount >= lower.limit.amount


@given(amount=st.integers(min_value=1, max_value=20_000_000_00), value=amounts)
@settings(max_examples=60, deadline=None)
def test_the_limit_is_what_may_be_asked_for(amount, value):
    """A request passes the limits exactly if it is at most the amount shown."""
    data = case(
        request__amount=yuan(amount),
        valuation__appraised_value=yuan(value + 1),
        valuation__market_value=yuan(value + 1),
    )

    answer = assessed(data)

    limits = [finding for finding in answer.findings if finding.source == "limit"]
    within = all(finding.result is Result.MET for finding in limits)
    assert within == (Decimal(yuan(amount)) <= answer.limit.amount)
