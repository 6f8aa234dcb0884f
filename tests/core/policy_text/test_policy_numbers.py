# ruff: noqa: RUF001 - odd forms are what is read here
"""Numbers in every written form; equal ones are one, and words that count nothing are none."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.numerals import parse_number
from zhidai.core.policy_text.number import NumberKind
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import plain_text


def canonical(written: str) -> list[str]:
    return [one.canonical for one in numbers_in(plain_text(written))]


@pytest.mark.parametrize(
    "forms",
    [
        [
            "1000万元",
            "1000万",
            "一千万元",
            "壹仟万元",
            "10,000,000元",
            "１０００ 万元",
            "1000.0万元",
        ],
        ["伍仟万", "5000万元", "五千万", "50,000,000元"],
        ["5%", "百分之五", "５％", "5.0%", "千分之五十"],
        ["1%/年", "1%每年", "百分之一/年"],
        ["3年", "三年", "叁年", "36个月", "３ 年"],
        ["两年", "2年", "二年", "24个月"],
        ["半年", "6个月", "六个月"],
        ["60天", "六十天", "60日", "60个自然日"],
        ["5个工作日", "五个工作日", "5工作日"],
        ["100个基点", "一百个基点", "100BP", "1个百分点"],
        ["10人", "十人", "10名", "10位"],
        ["10倍", "十倍"],
        [
            "2020年9月29日",
            "二〇二〇年九月二十九日",
            "2020-09-29",
            "2020/9/29",
            "2020 年 09 月 29 日",
        ],
        ["〔2020〕32号", "[2020]32号", "（2020）32号", "(2020)第32号"],
        ["0797-8388013", "0797—8388013", "(0797)8388013"],
        ["六项", "6项"],
        ["一年半", "1年半", "18个月", "1.5年"],
        ["一个半月", "1.5个月"],
        ["十分之一", "10%", "一成"],
    ],
)
def test_one_number_in_every_form_is_one(forms: list[str]) -> None:
    read = [canonical(form) for form in forms]

    assert all(len(one) == 1 for one in read), read
    assert len({one[0] for one in read}) == 1, read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("60天", "60个工作日"),
        ("1%", "1%/年"),
        ("1%", "1‰"),
        ("1000万元", "1000万美元"),
        ("3年", "3个月"),
        ("10人", "10家"),
        ("10件", "10项"),
        ("60分", "60%"),
        ("不超过1000万元", "不超过$1000万元"),
        ("不超过1000万元", "不超过€1000万元"),
        ("伍仟万", "€伍仟万"),
        ("1000万元", "－¥1000万元"),
        ("100个基点", "-100个基点"),
        ("100个基点", "－100个基点"),
        ("5%", "-5%"),
        ("超过5%", "超过~5%"),
        ("超过5%", "超过～5%"),
        ("两年", "两个年度"),
    ],
)
def test_another_unit_is_another_number(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("不得少于 3—5 年", ["3", "60months"]),
        ("不得少于3-5年", ["3", "60months"]),
        ("3年～5年", ["36months", "60months"]),
        ("60天（含）-90天", ["60days", "90days"]),
        ("担保公司—70%", ["0.7ratio"]),
        ("贷款——5%", ["0.05ratio"]),
        ("电话0797-8388013", ["tel07978388013"]),
        ("2021-02-01", ["date2021-02-01"]),
        ("版本A-3年", ["36months"]),
        ("¥1000万元", ["10000000yuan"]),
        ("附件-1", ["1"]),
        ("- 50万元以上", ["500000yuan"]),
    ],
)
def test_a_dash_between_two_things_is_no_minus(words: str, numbers: list[str]) -> None:
    assert canonical(plain_text(words)) == numbers


@pytest.mark.parametrize(
    "words",
    [
        *("同一企业", "进一步确定", "担保公司等第三方", "任何一方", "各级、各类", "一定的市场潜力"),
        *("某一时点", "一并质押", "（万元）", "上一年度", "陆续", "队伍建设", "零售"),
        *("大众创业、万众创新", "次月", "约定"),
    ],
)
def test_words_that_count_nothing_are_no_numbers(words: str) -> None:
    assert canonical(words) == []


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("六个月以上一年以下", ["6months", "12months"]),
        ("一年以下一年以内", ["12months", "12months"]),
        ("十分之三由银行分担", ["0.3ratio"]),
        ("每年半数以上", ["0.5ratio"]),
    ],
)
def test_a_number_is_not_swallowed_by_a_word_that_only_seems_to_stand_there(
    words: str, numbers: list[str]
) -> None:
    assert canonical(words) == numbers


def test_a_list_of_shares_is_three_numbers() -> None:
    assert canonical("分担 70%、20%、10%") == ["0.7ratio", "0.2ratio", "0.1ratio"]


def test_points_are_no_part_of_a_word_behind_the_number() -> None:
    assert [one.kind for one in numbers_in("由三方分担60分")][-1] is NumberKind.QUANTITY
    assert canonical("三分担")[0] == "3"


@given(st.integers(min_value=1, max_value=99_999_999))
@settings(max_examples=60)
def test_any_whole_amount_is_read_exactly(amount: int) -> None:
    (number,) = numbers_in(f"不超过{amount:,}元。")

    assert number.amount == parse_number(str(amount))


@pytest.mark.parametrize(
    "hostile",
    ["1" * 50_000, "一" * 50_000, "百分之" * 20_000, "1万" * 20_000, "(" * 50_000, "点一" * 20_000],
)
def test_hostile_texts_are_read_in_bounded_time(hostile: str) -> None:
    begins = time.perf_counter()

    numbers_in(hostile)

    assert time.perf_counter() - begins < 10
