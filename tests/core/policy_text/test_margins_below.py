"""Margins below the LPR: 减, 下浮 or a minus makes the number negative, in draft and audit."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.core.policy_text.one_clause_plan import drafted, plan, told

from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.scheme import Comparison, Parameter, Scheme
from zhidai.core.policy_text.audit import audit
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import plain_text

ABOVE = "贷款利率不得高于合同签订前公布的一年期贷款市场报价利率（LPR）加120个基点。"
SIGNS = ["减", "减去", "下浮", "下调", "降低", "-", "－", "扣减", "的基础上下浮", "减点"]
BELOW = [
    *(ABOVE.replace("加", sign) for sign in SIGNS),
    "贷款利率不超过LPR-120个基点。",
    "贷款利率最高为比LPR低120个基点。",
    "贷款利率不超过LPR减1.2个百分点。",
]


def margin(scheme: Scheme) -> Parameter:
    (one,) = (
        each
        for each in scheme.parameters.values()
        if each.clause == "2" and each.unit is Unit.BASIS_POINTS
    )
    return one


def stated_as(scheme: Scheme, written: str) -> Scheme:
    """The scheme with another value of its margin, and stated so."""
    one = margin(scheme)
    value = replace(one.values[0], value=parse_quantity(written))
    stated = tuple(replace(each, number=written) for each in one.stated)
    changed = replace(one, values=(value,), stated=stated)
    return replace(scheme, parameters={**scheme.parameters, one.name: changed})


def open_in(scheme: Scheme, words: str) -> set[str]:
    return told(replace(scheme, seals={}), words)


@pytest.mark.parametrize("words", BELOW)
def test_a_margin_below_the_lpr_is_drafted_below_zero_and_passes(
    words: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert margin(scheme).values[0].value.amount == -120
    assert margin(scheme).compare is Comparison.AT_MOST
    assert told(scheme, words) == set()


@pytest.mark.parametrize("words", BELOW)
def test_a_plan_held_below_the_lpr_does_not_pass_as_one_above(words: str, tmp_path: Path) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert "audit_value_differs" in open_in(stated_as(scheme, "120个基点"), words)


def test_a_plan_above_the_lpr_does_not_pass_as_one_below(tmp_path: Path) -> None:
    scheme = drafted(ABOVE, tmp_path / "city")

    assert "audit_value_differs" in open_in(stated_as(scheme, "-120个基点"), ABOVE)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("贷款利率不超过LPR5Y-120个基点。", [-120]),
        ("贷款利率不超过LPR（1年期）减120个基点。", [-120]),
        ("贷款利率不高于在LPR基础上，减120个基点。", [-120]),
        ("贷款利率为LPR加50-120个基点。", [120]),
        ("贷款利率为LPR减50个基点至120个基点。", [-50, -120]),
        ("贷款利率为LPR减50至120个基点。", [-120]),
        ("首贷户为LPR减20个基点，其他企业减10个基点，再加5个基点。", [-20, -10, 5]),
        ("贷款利率为LPR±120个基点。", [None]),
        ("贷款利率为LPR——120个基点。", [None]),
        ("贷款利率为LPR加~120个基点。", [None]),
        ("利率以LPR加减点形成，加点不超过20个基点。", [20]),
        ("利率以LPR加减点形成，减点不超过20个基点。", [-20]),
        ("利率以LPR为基准下浮，幅度不超过20个基点。", [-20]),
        ("贷款利率为LPR减~120个基点。", [None]),
        ("贷款利率为LPR加50~120个基点。", [120]),
        ("贷款利率低于LPR120个基点。", [-120]),
        ("贷款利率按LPR执行；不良率下降2个百分点。", [200]),
    ],
)
def test_the_sign_of_a_margin_is_read_from_the_words_round_the_lpr(
    words: str, read: list[int | None]
) -> None:
    found = [one for one in numbers_in(plain_text(words)) if "basis_points" in one.canonical]

    assert [one.amount for one in found] == read


@pytest.mark.parametrize("sign", [*SIGNS, "加减", "上下浮动", "±", "", "—", "让", "不加"])
def test_a_plan_held_above_the_lpr_does_not_pass_with_another_sign(
    sign: str, tmp_path: Path
) -> None:
    scheme = drafted(ABOVE, tmp_path / "city")

    assert open_in(scheme, ABOVE.replace("加", sign)) != set()


@pytest.mark.parametrize(
    "words",
    [
        ABOVE,
        "贷款利率不超过LPR加点120个基点。",
        "贷款利率不超过LPR上浮120个基点。",
        "贷款利率不超过LPR基础上浮120个基点。",
        "贷款利率不超过LPR+120个基点。",
        "LPR贷款利率加点不高于120个基点。",
        "贷款利率不高于LPR120个基点。",
        "贷款利率最高比LPR高120个基点。",
        "贷款利率最高不超过LPR高出120个基点。",
        "加强减免，贷款利率不超过LPR加120个基点。",
    ],
)
def test_a_margin_above_the_lpr_stays_above(words: str, tmp_path: Path) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert margin(scheme).values[0].value.amount == 120


@pytest.mark.parametrize(
    ("words", "compare"),
    [
        ("贷款利率按LPR下浮不少于20个基点执行。", Comparison.AT_MOST),
        ("贷款利率按LPR下浮20个基点以上执行。", Comparison.AT_MOST),
        ("LPR贷款利率减点不超过20个基点。", Comparison.AT_LEAST),
        ("贷款利率不超过LPR减20个基点。", Comparison.AT_MOST),
        ("贷款利率较LPR至少低20个基点。", Comparison.AT_MOST),
    ],
)
def test_a_bound_on_how_far_below_is_turned_round(
    words: str, compare: Comparison, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert margin(scheme).values[0].value.amount == -20
    assert margin(scheme).compare is compare
    assert told(scheme, words) == set()


def test_several_margins_have_each_its_own_sign(tmp_path: Path) -> None:
    words = "首贷户利率不超过LPR减20个基点，其他企业利率不超过LPR加30个基点。"
    scheme = drafted(words, tmp_path / "city")

    found = {one.values[0].value.amount for one in scheme.parameters.values() if one.clause == "2"}
    assert found == {-20, 30}
    assert told(scheme, words) == set()


def test_a_change_that_is_no_margin_of_the_lpr_keeps_its_number(tmp_path: Path) -> None:
    words = "不良率同比下降不少于2个百分点。"
    scheme = drafted(words, tmp_path / "city")

    assert margin(scheme).values[0].value.amount == 200
    assert margin(scheme).compare is Comparison.AT_LEAST
    assert not [one for one in audit(scheme, plan(words)).findings if one.parameter]
