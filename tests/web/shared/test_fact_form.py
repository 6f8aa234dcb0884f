"""Forms made from declared facts: what is typed is kept, what is missing stays missing."""

from django.http import QueryDict

from zhidai.core.errors import reason
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Fact, FactType, Label, Subject
from zhidai.web.loans.commands import typed_amount
from zhidai.web.shared import samples
from zhidai.web.shared.fact_form import FactForm
from zhidai.web.shared.typed_answers import as_answer, as_typed


def _sent(body: str, language: str = "en") -> FactForm:
    return FactForm(samples.FACTS, data=QueryDict(body), language=language)


def _number(unit: Unit | None) -> Fact:
    return Fact(
        name="n",
        subject=Subject.REQUEST,
        label=Label(zh="数", en="number"),
        type=FactType.NUMBER,
        unit=unit,
    )


def test_a_bare_number_gets_the_unit_that_stands_beside_its_field() -> None:
    amount = samples.FACTS[0]

    assert as_answer(amount, ["3000000"]) == "3000000元"
    assert as_answer(amount, [" 3,000,000 "]) == "3,000,000元"
    assert as_answer(amount, ["１００００００"]) == "1000000元"
    assert as_answer(amount, ["300万元"]) == "300万元"
    assert as_answer(_number(Unit.MONTHS), ["12"]) == "12个月"
    assert as_answer(_number(Unit.MONTHS), ["1年"]) == "1年"
    assert as_answer(_number(Unit.RATE), ["4.85"]) == "4.85%/年"
    assert as_answer(_number(Unit.COUNT), ["3"]) == "3"


def test_a_known_figure_is_shown_in_digits_to_who_reads_the_other_language() -> None:
    amount = samples.FACTS[0]

    assert as_typed(amount, "300万元", "zh-hans") == ["300万元"]
    assert as_typed(amount, "300万元", "en") == ["3,000,000"]
    assert as_typed(amount, "3million", "zh-hans") == ["3,000,000"]
    assert as_typed(_number(Unit.MONTHS), "1年", "en") == ["12"]
    assert as_typed(_number(Unit.RATE), "百分之四点八五", "en") == ["4.85"]
    assert as_typed(_number(Unit.MONTHS), "约一年", "en") == ["约一年"]


def test_what_is_left_empty_is_missing_and_not_no() -> None:
    form = _sent("request.amount=300万元&request.term=++")

    assert form.answers() == {"request": {"amount": "300万元"}}


def test_yes_and_no_become_true_and_false_and_neither_is_chosen_before() -> None:
    unsent = FactForm(samples.FACTS, language="en")
    flag = next(each for each in unsent.fields if each.name == "enterprise.operates_normally")

    yes = _sent("enterprise.operates_normally=yes").answers()
    no = _sent("enterprise.operates_normally=no").answers()

    assert [option.is_chosen for option in flag.options] == [False, False]
    assert yes == {"enterprise": {"operates_normally": True}}
    assert no == {"enterprise": {"operates_normally": False}}


def test_several_choices_are_read_as_a_list() -> None:
    form = _sent("enterprise.honours=pilot&enterprise.honours=high_tech")

    assert form.answers() == {"enterprise": {"honours": ["pilot", "high_tech"]}}


def test_each_patent_is_read_and_an_empty_group_is_left_out() -> None:
    form = _sent("patents-0-number=&patents-1-number=ZL+201710601862.3&patents-1-co_owned=no")

    assert form.answers() == {"patents": [{"number": "ZL201710601862.3", "co_owned": False}]}


def test_adding_a_patent_keeps_what_was_typed_and_checks_nothing() -> None:
    form = _sent("request.amount=rubbish&patents-0-number=1&add=patents")

    assert not form.is_sent
    assert form.fields[0].value == "rubbish"
    assert [group.fields[0].value for group in form.patents] == ["1", ""]
    assert [group.is_new for group in form.patents] == [False, True]


def test_removing_a_patent_moves_the_others_up_and_the_last_one_stays() -> None:
    two = _sent("patents-0-number=1&patents-1-number=2&remove=patents-0")
    one = _sent("patents-0-number=1&remove=patents-0")

    assert [group.fields[0].value for group in two.patents] == ["2"]
    assert [group.fields[0].value for group in one.patents] == ["1"]


def test_a_reason_stands_at_its_field_and_in_the_summary_in_the_same_words() -> None:
    form = _sent("request.amount=300x")

    form.blame([reason("quantity_unit_unknown", field="request.amount", text="300x", unit="x")])

    assert form.status == 422
    assert form.fields[0].value == "300x"
    assert form.errors[0].field_id == form.fields[0].id
    assert form.errors[0].text == form.fields[0].error
    assert "300x" in str(form.fields[0].error)


def test_a_reason_about_the_second_patent_finds_it_behind_an_empty_group() -> None:
    form = _sent("patents-0-number=&patents-1-number=123")

    form.blame([reason("quantity_without_unit", field="patents[0].number", text="123")])

    assert form.patents[0].fields[0].error is None
    assert form.patents[1].fields[0].error is not None
    assert form.errors[0].field_id == "patents-1-number"


def test_a_reason_about_a_flag_leads_to_its_first_radio() -> None:
    form = _sent("enterprise.operates_normally=maybe")

    form.blame(
        [reason("quantity_without_unit", field="enterprise.operates_normally", text="maybe")]
    )

    assert form.errors[0].field_id == "enterprise-operates_normally-0"


def test_a_reason_without_a_field_stands_above_the_form() -> None:
    form = _sent("request.amount=300万元")

    form.blame([reason("quantity_without_unit", text="?")])

    assert form.errors[0].field_id is None
    assert form.status == 422


def test_known_answers_are_shown_as_their_fields_take_them() -> None:
    form = FactForm(
        samples.FACTS,
        language="zh-hans",
        initial={
            "request": {"amount": {"value": "3000000元", "evidence": "declared"}, "term": "1年"},
            "patents": [{"number": "201710601862.3", "co_owned": True}],
        },
    )

    assert [form.fields[0].value, form.fields[1].value] == ["3000000", "1年"]
    assert form.patents[0].fields[0].value == "201710601862.3"
    assert [option.is_chosen for option in form.patents[0].fields[2].options] == [True, False]
    assert form.answers()["patents"] == [{"number": "201710601862.3", "co_owned": True}]


def test_a_form_never_has_more_groups_than_a_page_takes() -> None:
    body = "&".join(f"patents-{place}-number={place}" for place in range(80))

    assert len(_sent(body).patents) == 50


def test_a_raised_or_circled_digit_is_no_digit() -> None:
    """1² is not 12, and nobody who typed 3①0万元 meant 310万元."""
    amount = samples.FACTS[0]

    assert as_answer(amount, ["1²"]) == "1²"
    assert as_answer(amount, ["3①0万元"]) == "3①0万元"
    assert typed_amount("1²") == "1²"
    assert typed_amount(" １，０００ ") == "1,000元"
