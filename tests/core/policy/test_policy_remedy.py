from datetime import date
from decimal import Decimal

from assessment_scheme import assessed, case, eligible, remedied

from zhidai.core.policy.assessment import Outcome
from zhidai.core.policy.remedy import Means
from zhidai.core.policy.scheme import Comparison


def steps(way_out) -> list[tuple[str, str]]:
    return [(step.means.value, step.target.fact) for step in way_out.steps]


def test_an_eligible_case_needs_no_remedy():
    way_out = remedied(eligible())

    assert way_out.steps == ()
    assert way_out.leads_to is Outcome.MET


def test_what_is_missing_is_named_with_the_answer_that_would_do():
    way_out = remedied(case(enterprise__fixed_premises=None))

    [step] = way_out.steps
    assert (step.means, step.target.fact) == (Means.GIVE, "enterprise.fixed_premises")
    assert step.target.example is True
    assert way_out.leads_to is Outcome.MET


def test_a_ratio_too_high_is_settled_by_the_amount():
    way_out = remedied(case(request__amount="400万元"))

    [step] = way_out.steps
    assert (step.target.fact, step.target.compare) == ("request.amount", Comparison.AT_MOST)
    assert step.target.example == Decimal("3600000.00")
    assert step.rules == ("ratio", "value")
    assert way_out.leads_to is Outcome.MET


def test_the_tightest_of_several_bounds_is_named():
    way_out = remedied(case(request__amount="1100万元", record__drawn_this_year="800万元"))

    [step] = way_out.steps
    assert step.target.example == Decimal("2000000.00")
    assert step.clauses == ("4.2", "1")


def test_a_margin_too_high_is_settled_by_the_rate():
    way_out = remedied(case(request__rate="5%"))

    [step] = way_out.steps
    assert (step.target.fact, step.target.example) == ("request.rate", Decimal("0.0485"))
    assert way_out.leads_to is Outcome.MET


def test_a_patent_that_ends_too_early_calls_for_another():
    way_out = remedied(case(patent__filing_date="2003-07-21"))

    [step] = way_out.steps
    assert (step.means, step.item) == (Means.ANOTHER_PATENT, "201710601862.3")
    assert step.target.example == date(2024, 3, 1)
    assert way_out.leads_to is None


def test_nothing_else_is_asked_of_a_patent_that_has_to_go():
    way_out = remedied(case(patent__filing_date="2003-07-21", patent__co_owned=True))

    assert steps(way_out) == [("another_patent", "patent.expiry_date")]


def test_one_bad_patent_of_two_may_be_left_out():
    data = eligible()
    old = {"number": "ZL97101765.4", "filing_date": "2003-07-21", "fee_paid_until": "2021-07-21"}
    data["patents"].append(old | {"co_owned": False})

    way_out = remedied(data)

    assert steps(way_out) == [("another_patent", "patent.expiry_date")]
    assert way_out.steps[0].item == "97101765.4"
    assert way_out.leads_to is Outcome.MET


def test_a_consent_can_be_obtained():
    way_out = remedied(case(patent__co_owned=True, patent__co_owner_consents=False))

    assert steps(way_out) == [("change", "patent.co_owner_consents")]
    assert way_out.leads_to is Outcome.MET


def test_what_stands_on_record_is_out_of_hand():
    way_out = remedied(case(record__excluded=True))

    assert steps(way_out) == [("out_of_hand", "record.excluded")]
    assert way_out.leads_to is None


def test_a_year_without_room_is_out_of_hand():
    way_out = remedied(case(record__drawn_this_year="1000万元"))

    assert steps(way_out) == [("out_of_hand", "request.amount")]


def test_a_large_enterprise_cannot_change_its_size():
    way_out = remedied(case(enterprise__employees="2000人", enterprise__revenue="50亿元"))

    assert steps(way_out) == [("out_of_hand", "enterprise.size_class")]


def test_a_fact_without_a_good_answer_to_name_leaves_the_end_open():
    way_out = remedied(case(valuation__market_value=None))

    assert steps(way_out) == [("give", "valuation.market_value")]
    assert way_out.leads_to is None


def test_an_empty_case_lists_everything_that_is_needed():
    way_out = remedied({})

    assert {step.means for step in way_out.steps} == {Means.GIVE}
    assert {step.target.fact for step in way_out.steps} >= set(assessed({}).needs)
