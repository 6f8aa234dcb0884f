"""The words by which plans state a ceiling or a floor, in draft and audit."""

from pathlib import Path

import pytest
from tests.core.policy_text.one_clause_plan import drafted, told

from zhidai.core.policy.scheme import Comparison

AT_MOST = [
    "单笔贷款的再担保责任以600万元为限。",
    "单笔贷款以600万元为上限。",
    "单笔贷款以600万元为最高限额。",
    "单笔贷款以600万元封顶。",
    "单笔贷款金额不得突破600万元。",
    "单笔贷款金额不突破600万元。",
    "单笔贷款金额不逾600万元。",
    "单笔贷款金额不得逾600万元。",
    "单笔贷款金额不应高于600万元。",
    "单笔贷款金额不得超出600万元。",
    "单笔贷款金额不能高于600万元。",
    "单笔贷款金额不允许超过600万元。",
    "单笔贷款金额不可以超过600万元。",
    "单笔贷款金额严禁超过600万元。",
    "单笔贷款金额不应当超过600万元。",
]
AT_LEAST = [
    "注册资本以600万元为下限。",
    "注册资本不能低于600万元。",
    "注册资本不可低于600万元。",
    "注册资本不能少于600万元。",
    "注册资本不应当低于600万元。",
    "注册资本不允许低于600万元。",
    "注册资本600万元或以上。",
]
OF_ALL = [
    *((one, Comparison.AT_MOST) for one in AT_MOST),
    *((one, Comparison.AT_LEAST) for one in AT_LEAST),
]


@pytest.mark.parametrize(("words", "compare"), OF_ALL)
def test_a_word_of_comparison_is_drafted_as_what_it_says_and_passes(
    words: str, compare: Comparison, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")
    (one,) = (each for each in scheme.parameters.values() if each.clause == "2")

    assert one.compare is compare
    assert told(scheme, words) == set()
    assert told(scheme, words.replace("600", "700")) != set()


@pytest.mark.parametrize(
    ("words", "other"),
    [
        (AT_MOST[0], ("为限", "")),
        (AT_MOST[1], ("为上限", "为下限")),
        (AT_MOST[1], ("为上限", "以上")),
        (AT_MOST[4], ("不得突破", "突破")),
        (AT_MOST[6], ("不逾", "逾")),
        (AT_MOST[11], ("不允许超过", "允许超过")),
        (AT_LEAST[1], ("不能低于", "低于")),
        (AT_LEAST[1], ("不能低于", "不能高于")),
    ],
)
def test_a_word_of_comparison_may_not_turn(
    words: str, other: tuple[str, str], tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert told(scheme, words.replace(*other)) != set()


def test_a_ceiling_behind_one_number_binds_no_other(tmp_path: Path) -> None:
    words = "单笔贷款以600万元为上限，同一企业每年以900万元为上限。"
    scheme = drafted(words, tmp_path / "city")

    found = [one for one in scheme.parameters.values() if one.clause == "2"]
    assert [one.compare for one in found] == [Comparison.AT_MOST] * 2
    assert told(scheme, words) == set()


def test_not_to_be_overdue_is_no_comparison(tmp_path: Path) -> None:
    words = "近三年不逾期的企业贷款期限不超过2年。"
    scheme = drafted(words, tmp_path / "city")

    assert told(scheme, words) == set()
    assert [
        one.stated[0].compare for one in scheme.parameters.values() if one.stated[0].number == "2年"
    ] == ["不超过"]
