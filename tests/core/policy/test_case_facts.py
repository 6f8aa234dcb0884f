from datetime import date
from decimal import Decimal

import pytest
from assessment_scheme import SCHEME, case, eligible

from zhidai.core.errors import BadInput
from zhidai.core.evidence import Evidence
from zhidai.core.policy.facts import read_facts
from zhidai.wording.speech import sentence


def refusals(data: object) -> list[tuple[str, object]]:
    with pytest.raises(BadInput) as refused:
        read_facts(SCHEME, data)
    for reason in refused.value.reasons:
        assert sentence(reason, "en") != sentence(reason, "zh-hans")
    return [(each.code, each.parameters.get("field")) for each in refused.value.reasons]


def test_answers_become_typed_facts():
    facts = read_facts(SCHEME, case(request__term="1年", enterprise__patents_owned=3))

    assert facts.get("request.amount").content == Decimal("3000000.00")
    assert facts.get("request.term").content == Decimal(12)
    assert facts.get("request.rate").content == Decimal("0.0485")
    assert facts.get("request.route").content == "direct"
    assert facts.get("enterprise.patents_owned").content == Decimal(3)
    assert facts.get("patent.number", 0).content == "201710601862.3"
    assert facts.get("patent.filing_date", 0).content == date(2017, 7, 21)


def test_the_kind_of_a_patent_is_read_from_its_number():
    facts = read_facts(SCHEME, eligible())

    assert facts.get("patent.kind", 0).content == "invention"
    assert facts.get("patent.kind", 0).evidence is Evidence.DERIVED


def test_a_kind_that_contradicts_the_number_is_refused():
    assert refusals(case(patent__kind="utility_model")) == [
        ("case_patent_kind_differs", "patents[0].kind")
    ]


@pytest.mark.parametrize("written", ["2017-07-21", "2017/7/21", "2017年7月21日"])
def test_days_are_read_as_people_write_them(written):
    facts = read_facts(SCHEME, case(patent__filing_date=written))

    assert facts.get("patent.filing_date", 0).content == date(2017, 7, 21)


def test_an_answer_carries_its_evidence_and_document():
    answer = {"value": "300万元", "evidence": "checked", "document": "form 7"}

    found = read_facts(SCHEME, case(request__amount=answer)).get("request.amount")

    assert found.content == Decimal(3_000_000)
    assert (found.evidence, found.document) == (Evidence.CHECKED, "form 7")


def test_missing_stays_missing():
    facts = read_facts(SCHEME, case(enterprise__fixed_premises=None))

    assert facts.get("enterprise.fixed_premises") is None
    assert read_facts(SCHEME, {}).values == {}
    assert (
        read_facts(SCHEME, {"patents": None, "request": {"amount": {"value": None}}}).values == {}
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"request__amount": 3000000}, "fact_without_unit"),
        ({"request__amount": "3000000"}, "fact_without_unit"),
        ({"request__amount": 3000000.0}, "fact_floating_point"),
        ({"request__amount": "1.234元"}, "fact_not_whole_fen"),
        ({"request__amount": "-1元"}, "fact_negative"),
        ({"request__amount": "plenty"}, "fact_not_money"),
        ({"request__amount": True}, "fact_not_text"),
        ({"request__term": 12}, "fact_without_unit"),
        ({"request__term": "12"}, "fact_without_unit"),
        ({"request__term": "60天"}, "fact_in_another_unit"),
        ({"request__term": "a year"}, "fact_not_a_quantity"),
        ({"enterprise__fixed_premises": "yes"}, "fact_not_a_flag"),
        ({"enterprise__fixed_premises": 1}, "fact_not_a_flag"),
        ({"enterprise__industry": "IT"}, "fact_not_a_choice"),
        ({"enterprise__status": "high_tech"}, "fact_not_a_list"),
        ({"enterprise__status": ["famous"]}, "fact_not_a_choice"),
        ({"enterprise__name": " "}, "fact_empty"),
        ({"enterprise__name": "x" * 2001}, "fact_too_long"),
        ({"enterprise__credit_code": "91350100M000100Y4Z"}, "fact_wrong_check_digit"),
        ({"enterprise__credit_code": "9135"}, "fact_not_a_credit_code"),
        ({"enterprise__size_class": "small"}, "fact_is_computed"),
        ({"request__purpse": "x"}, "fact_unknown"),
        ({"request__amount": {"value": "1元", "why": "x"}}, "fact_answer_key_unknown"),
        ({"request__amount": {"value": "1元", "evidence": "derived"}}, "fact_evidence_unknown"),
        ({"request__amount": {"value": "1元", "document": 7}}, "fact_document_not_text"),
    ],
)
def test_a_bad_answer_names_its_field(change, code):
    [path] = change
    field = path.replace("__", ".")

    assert refusals(case(**change)) == [(code, field)]


def test_a_wrong_check_digit_says_which_was_expected():
    with pytest.raises(BadInput) as refused:
        read_facts(SCHEME, case(patent__number="ZL201710601862.4"))

    [reason] = refused.value.reasons
    assert reason.code == "fact_wrong_check_digit"
    assert "3 was expected" in sentence(reason, "en")


def test_an_unknown_field_names_the_nearest_known_one():
    with pytest.raises(BadInput) as refused:
        read_facts(SCHEME, case(request__amont="300万元"))

    assert refused.value.reasons[0].parameters["known"] == "amount"


def test_everything_wrong_is_said_at_once():
    data = case(request__amount=3000000, enterprise__fixed_premises="yes") | {
        "bnk": {},
        "route": "indirct",
    }

    assert {code for code, _ in refusals(data)} == {
        "fact_without_unit",
        "fact_not_a_flag",
        "case_part_unknown",
        "case_route_unknown",
    }


def test_the_shape_of_a_case_is_checked():
    patent = {"number": "ZL201710601862.3"}

    assert refusals([]) == [("case_not_an_object", None)]
    assert refusals({"request": []}) == [("case_part_not_an_object", "request")]
    assert refusals({"patents": {}}) == [("case_patents_not_a_list", None)]
    assert refusals({"patents": [7]}) == [("case_part_not_an_object", "patents[0]")]
    assert refusals({"patents": [patent, patent]}) == [("case_patent_twice", "patents[1].number")]
    assert refusals({"patents": [{}] * 501}) == [("case_too_many_patents", None)]
    assert refusals({"patent": {}}) == [("case_part_unknown", "patent")]
