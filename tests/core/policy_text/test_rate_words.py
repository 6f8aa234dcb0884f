"""Rates whose unit stands in the words: a year's, or a multiple of the LPR, and which LPR."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.policy_text.one_clause_plan import drafted, told, values

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Comparison
from zhidai.schemes.reader import load_scheme

YEARLY = [
    "担保费年费率不超过1.2%的，市财政给予补助。",
    "担保公司年化担保费率不超过1.2%。",
    "担保费率年化不超过1.2%。",
    "担保费率每年不超过1.2%。",
    "年担保费率不得高于1.2%。",
    "担保费年费率不超过每年1.2%。",
    "担保费率不超过1.2%（年化）。",
    "担保费率不超过1.2%/年。",
    "担保费每年不超过百分之一点二。",
    "担保公司每年收取的担保费不超过担保金额的1.2%。",
    "担保费率（年）不超过1.2%。",
    "担保费按不超过1.2%的年费率收取。",
    "评估机构收取的评估费，每年不超过贷款金额的1.2%。",
    "企业支付的担保费每年不超过1.2%。",
    "企业实际支付的担保费年费率不超过1.2%。",
]


@pytest.mark.parametrize("words", YEARLY)
def test_a_yearly_rate_is_drafted_as_one_and_its_audit_passes(words: str, tmp_path: Path) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == ["1.2%/年"]
    assert told(scheme, words) == set()


@pytest.mark.parametrize("words", YEARLY)
def test_a_yearly_rate_is_held_to_its_number_and_to_its_words(words: str, tmp_path: Path) -> None:
    scheme = drafted(words, tmp_path / "city")
    more = words.replace("1.2%", "1.3%").replace("一点二", "一点三")
    turned = words.replace("不超过", "超过").replace("不得高于", "高于")

    assert told(scheme, more) != set()
    assert told(scheme, turned) != set()


SUBSIDIES = [
    ("市财政每年按贷款金额的2%给予贴息。", "每年"),
    ("市财政每年按企业实际获得并按期归还的贷款本金的2%给予贴息。", "每年"),
    ("市财政每年贴息不超过贷款金额的2%。", "每年"),
    ("市财政按贷款金额的年2%给予贴息。", "年"),
    ("市财政按年贴息率2%给予贴息。", "年"),
    ("市财政按2%的年贴息率给予贴息。", "年"),
    ("年贴息率不超过2%。", "年"),
    ("市财政按每年2%给予贴息。", "每年"),
    ("市财政按贷款本金每年2%的标准给予贴息。", "每年"),
]


@pytest.mark.parametrize(("words", "year"), SUBSIDIES)
def test_a_subsidy_of_a_years_rate_is_drafted_as_one_and_held_to_its_words(
    words: str, year: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == ["2%/年"]
    assert told(scheme, words) == set()
    assert told(scheme, words.replace("2%", "3%")) != set()
    assert told(scheme, words.replace(year, "")) != set()
    assert told(scheme, words.replace(year, "每月")) != set()


@pytest.mark.parametrize(
    ("old", "new"), [("年费率", "费率"), ("年费率", "月费率"), ("1.2%", "1.2‰")]
)
def test_the_words_that_make_a_rate_yearly_may_not_go(old: str, new: str, tmp_path: Path) -> None:
    scheme = drafted(YEARLY[0], tmp_path / "city")

    assert told(scheme, YEARLY[0].replace(old, new)) != set()


@pytest.mark.parametrize(
    "words",
    [
        "上年度不良贷款率不超过3%。",
        "单户企业每年贴息不超过实付利息的50%。",
        "月费率不超过0.1%。",
        "每年担保费补助不超过实际支付的50%。",
        "每年按担保费的50%给予补助。",
        "贴息按LPR的50%计算。",
        "质押率不超过60%。",
        "对企业支付的担保费，每年不超过实际支付的50%给予补助。",
        "每年贴息率不超过实付利息的50%。",
        "市财政每年按贷款利息的50%给予贴息。",
        "按每年新增贷款金额的2%给予奖励。",
        "按贷款金额的2%给予一次性补助。",
    ],
)
def test_a_share_is_no_yearly_rate(words: str, tmp_path: Path) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert {one.unit for one in scheme.parameters.values() if one.clause == "2"} == {Unit.RATIO}


def test_a_share_cannot_be_passed_off_as_a_yearly_rate(tmp_path: Path) -> None:
    words = "质押率不超过60%。"
    scheme = drafted(words, tmp_path / "city")
    (name,) = (one.name for one in scheme.parameters.values() if one.clause == "2")
    one = scheme.parameters[name]
    dated = replace(one.values[0], value=replace(one.values[0].value, unit=Unit.RATE))
    yearly = replace(one, unit=Unit.RATE, values=(dated,))

    assert told(replace(scheme, parameters={**scheme.parameters, name: yearly}), words) != set()


OF_PAID = [
    ("每年贴息率不超过实付利息的50%。", "每年贴息率"),
    ("市财政年贴息率不超过企业实际支付利息的50%。", "年贴息率"),
    ("年贴息率按实际支付利息总额的50%计算。", "年贴息率"),
    ("每年贴息率为贷款利息支出的最高50%。", "每年贴息率"),
    ("每年贴息率不超过实付利息50%。", "每年贴息率"),
    ("每年贴息率不超过LPR的50%。", "每年贴息率"),
    ("每年贴息率不超过同期贷款利率的50%。", "每年贴息率"),
    ("每年贴息率不超过同期贷款利率的50%。", "贷款利率"),
    ("担保费率每年补助不超过担保费的50%。", "担保费率每年"),
    ("市财政贴息比例为贷款年利率的50%。", "贷款年利率"),
    ("市财政按贷款年化利率的50%给予贴息。", "贷款年化利率"),
    ("市财政按贷款年化利率的50%给予贴息。", "贷款年化利率的"),
    ("市财政按合同年利率的五成给予贴息。", "合同年利率的"),
    ("贴息标准为贷款年利率的二分之一。", "贷款年利率"),
]


@pytest.mark.parametrize(("words", "subject"), OF_PAID)
def test_a_share_of_what_was_paid_does_not_pass_as_the_rate_of_a_year_named_before_it(
    words: str, subject: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")
    (one,) = (each for each in scheme.parameters.values() if each.clause == "2")
    dated = replace(one.values[0], value=replace(one.values[0].value, unit=Unit.RATE))
    stated = tuple(replace(each, subject=subject, number=None) for each in one.stated)
    yearly = replace(one, unit=Unit.RATE, values=(dated,), stated=stated)

    assert one.unit is Unit.RATIO
    assert told(scheme, words) == set()
    assert "audit_value_differs" in told(
        replace(scheme, parameters={**scheme.parameters, one.name: yearly}), words
    )


MARGINS = [
    ("贷款利率不得高于贷款合同签订前一日公布的一年期LPR加150个基点。", {"一日", "一年"}),
    ("贷款利率不超过一年期LPR加150个基点。", {"一年"}),
    ("贷款利率不超过同期1年期贷款市场报价利率（LPR）加150BP。", {"1年"}),
    ("贷款利率最高不超过最近一次公布的一年期LPR+150个基点。", {"一次", "一年"}),
    ("贷款利率不超过LPR+150个基点。", set()),
    ("贷款利率不超过前一个工作日公布的1年期LPR加150个基点。", {"一个工作日", "1年"}),
]


@pytest.mark.parametrize(("words", "waived"), MARGINS)
def test_a_margin_binds_over_the_numbers_that_tell_which_lpr(
    words: str, waived: set[str], tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")
    (margin,) = (one for one in scheme.parameters.values() if one.clause == "2")

    assert (margin.values[0].value.amount, margin.unit) == (150, Unit.BASIS_POINTS)
    assert margin.compare is Comparison.AT_MOST
    assert {one.number for one in scheme.waivers if one.clause == "2"} == waived
    assert told(scheme, words) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [("150", "160"), ("一年期", "五年期"), ("不超过", "超过"), ("不超过", "原则上不超过")],
)
def test_a_margin_is_held_to_its_number_its_words_and_its_lpr(
    old: str, new: str, tmp_path: Path
) -> None:
    words = MARGINS[1][0]
    scheme = drafted(words, tmp_path / "city")

    assert told(scheme, words.replace(old, new)) != set()


@pytest.mark.parametrize(
    "words",
    [
        "期限不超过三年的贷款，利率不超过LPR加150个基点。",
        "期限1年以内的按LPR加150个基点。",
        "银行应当于5日内按LPR加150个基点放款。",
        "提前一日通知的，利率不超过LPR加150个基点。",
    ],
)
def test_a_number_that_is_bound_itself_tells_no_lpr(words: str, tmp_path: Path) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert len(values(scheme)) == 2
    assert told(scheme, words) == set()


MULTIPLES = [
    "贷款利率不超过LPR的150%。",
    "贷款利率不超过一年期LPR的1.5倍。",
    "贷款利率最高不超过同期一年期贷款市场报价利率（LPR）的150%。",
    "贷款利率不超过1.5倍LPR。",
]


@pytest.mark.parametrize("words", MULTIPLES)
def test_a_multiple_of_the_lpr_is_drafted_in_times_and_its_audit_passes(
    words: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == ["1.5倍"]
    assert told(scheme, words) == set()
    assert told(scheme, words.replace("1.5", "1.6").replace("150", "160")) != set()
    assert told(scheme, words.replace("不超过", "超过")) != set()


def test_a_multiple_may_be_written_in_per_cent_and_a_share_of_the_loan_is_none(
    tmp_path: Path,
) -> None:
    drafted(MULTIPLES[0], tmp_path / "city")
    file = tmp_path / "city" / "parameters.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('"1.5倍"', '"150%"'), encoding="utf-8")

    assert values(load_scheme(tmp_path / "city")) == ["1.5倍"]
    assert told(load_scheme(tmp_path / "city"), MULTIPLES[0]) == set()
    assert values(drafted("质押率不超过60%。", tmp_path / "other")) == ["60%"]
