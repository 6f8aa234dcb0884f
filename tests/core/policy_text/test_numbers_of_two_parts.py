"""一倍半, 一年零六个月, 半个百分点: read whole or left open, never the first part alone."""

from pathlib import Path

import pytest
from tests.core.policy_text.one_clause_plan import drafted, told, values

from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import plain_text


def canonical(written: str) -> list[str]:
    return [one.canonical for one in numbers_in(plain_text(written))]


@pytest.mark.parametrize(
    "forms",
    [
        ["1.5倍", "一倍半", "1倍半", "一点五倍"],
        ["25%", "两成半", "2成半", "二成半"],
        ["1.5年", "一年零六个月", "1年6个月", "一年六个月", "1年零6个月", "一年又六个月"],
        ["18个月", "一年半"],
        ["150个基点", "一个半百分点", "1个半百分点", "1.5个百分点"],
        ["50个基点", "半个百分点"],
        ["5%", "半成"],
        ["0.5倍", "半倍"],
        ["1.5亿元", "1.5个亿", "1.5个亿元", "一个半亿元"],
        ["1亿元", "一个亿"],
    ],
)
def test_a_number_of_two_parts_is_the_number_in_one(forms: list[str]) -> None:
    read = [canonical(form) for form in forms]

    assert all(len(one) == 1 for one in read), read
    assert len({one[0] for one in read}) == 1, read


@pytest.mark.parametrize(
    "words",
    [
        *("期限不超过三个月零十天。", "期限不超过1年零15天。", "期限不超过两天半。"),
        *("期限不超过半个月。", "不超过一年零一天。", "不超过3个月又10日。", "不超过三件半。"),
    ],
)
def test_a_number_of_two_parts_that_have_no_fixed_ratio_is_left_open(words: str) -> None:
    found = numbers_in(plain_text(words))

    assert [one.amount for one in found] == [None]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("每年一次半年报", ["1", "6months"]),
        ("一年半数以上", ["12months", "0.5ratio"]),
        ("3家半数以上", ["3", "0.5ratio"]),
        ("满一年半价", ["12months"]),
        ("2023年6个月以上", ["date2023", "6months"]),
        ("期限1年，6个月内", ["12months", "6months"]),
        ("一年期六个月", ["12months", "6months"]),
        ("三年三次", ["36months", "3"]),
        ("半年六个月", ["6months", "6months"]),
        ("期限\t1年\t6个月", ["12months", "6months"]),
        ("期限\t一年\t六个月", ["12months", "6months"]),
        ("一倍\t半年", ["1times", "6months"]),
    ],
)
def test_two_numbers_side_by_side_stay_two(words: str, read: list[str]) -> None:
    assert [one.rstrip("次家个") for one in canonical(words)] == read


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("贷款利率不得超过LPR的一倍半。", "1.5倍"),
        ("贷款利率不得超过LPR一倍半。", "1.5倍"),
        ("贴息比例不超过两成半。", "25%"),
        ("贷款期限不超过一年零六个月。", "18个月"),
        ("贷款利率不超过LPR加半个百分点。", "0.5个百分点"),
        ("贷款利率不超过LPR加一个半百分点。", "1.5个百分点"),
    ],
)
def test_a_number_of_two_parts_is_drafted_and_its_audit_passes(
    words: str, value: str, tmp_path: Path
) -> None:
    scheme = drafted(words, tmp_path / "city")

    assert values(scheme) == [value]
    assert told(scheme, words) == set()
    assert told(scheme, words.replace("半", "").replace("零六个月", "")) != set()
