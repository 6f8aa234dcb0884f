"""Money: read with its unit, kept to the fen, split without losing one, written in words."""

from decimal import Decimal
from itertools import pairwise

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.money import (
    down_to_fen,
    format_yuan,
    from_fen,
    half_up_to_fen,
    in_ten_thousands,
    in_words,
    parse_yuan,
    split_exactly,
    to_fen,
)
from zhidai.wording.speech import sentence


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("10000000.00", "10000000.00"),
        ("1000万元", "10000000.00"),
        ("300 万元", "3000000.00"),
        ("５０００元", "5000.00"),
        ("伍仟万元", "50000000.00"),
        ("1,000.50元", "1000.50"),
        ("1,200,000.00", "1200000.00"),
        ("1.5亿元", "150000000.00"),
        ("0.00001万元", "0.10"),
        ("人民币壹佰万元整", "1000000.00"),
        ("￥300万元", "3000000.00"),
        ("壹拾元零壹分", "10.01"),
        ("壹元伍角", "1.50"),
        ("1000万", "10000000.00"),
        ("6 million yuan", "6000000.00"),
        ("6million", "6000000.00"),
        ("1.25 Million RMB", "1250000.00"),
        ("80 thousand", "80000.00"),
        ("3,000,000 yuan", "3000000.00"),
        ("CNY 2 billion", "2000000000.00"),
    ],
)
def test_an_amount_is_read_with_its_unit(written: str, yuan: str) -> None:
    assert str(parse_yuan(written)) == yuan


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (10000000, "money_not_text"),
        (0.1, "money_not_text"),
        (Decimal("5.00"), "money_not_text"),
        (None, "money_not_text"),
        ("300", "money_without_unit"),
        ("300.5", "money_without_unit"),
        ("10000000.001", "money_not_whole_fen"),
        ("1.234元", "money_not_whole_fen"),
        ("1.2345678万元", "money_not_whole_fen"),
        ("-5元", "money_negative"),
        ("-5.00", "money_negative"),
        ("9999万亿元", "money_too_large"),
        ("NaN", "money_unreadable"),
        ("1e5元", "money_unreadable"),
        ("5 10元", "money_unreadable"),
        ("300万美元", "money_unreadable"),
        ("", "money_missing"),
        ("元", "money_unreadable"),
    ],
)
def test_an_amount_that_is_not_clear_is_refused_for_one_reason(written: object, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_yuan(written)

    assert [reason.code for reason in refused.value.reasons] == [code]


def test_a_missing_unit_is_told_with_both_ways_to_write_it() -> None:
    with pytest.raises(BadInput) as refused:
        parse_yuan("300")

    told = sentence(refused.value.reasons[0], "en")
    assert told == "300 does not say its unit; write for instance 300元 or 300万元."


def test_fen_never_round() -> None:
    assert to_fen(Decimal("0.29")) == 29
    assert from_fen(1234567890123456) == Decimal("12345678901234.56")
    with pytest.raises(BadInput):
        to_fen(Decimal("0.005"))
    with pytest.raises(BadInput):
        format_yuan(Decimal("1.001"))


def test_a_charge_rounds_half_up_and_a_ceiling_rounds_down() -> None:
    assert half_up_to_fen(Decimal("0.125")) == Decimal("0.13")
    assert half_up_to_fen(Decimal("491736.1111")) == Decimal("491736.11")
    assert down_to_fen(Decimal("147520.8399")) == Decimal("147520.83")


def test_a_loss_of_ten_million_and_one_fen_is_split_70_20_10() -> None:
    shares = {"guarantor": Decimal("0.7"), "bank": Decimal("0.2"), "appraiser": Decimal("0.1")}

    parts = split_exactly(Decimal("10000000.01"), shares)

    assert {name: str(part) for name, part in parts.items()} == {
        "guarantor": "7000000.01",
        "bank": "2000000.00",
        "appraiser": "1000000.00",
    }


def test_a_tie_goes_to_the_party_named_earlier() -> None:
    halves = {"second": Decimal("0.5"), "first": Decimal("0.5")}

    assert split_exactly(Decimal("0.01"), halves) == {"second": Decimal("0.01"), "first": 0}


@pytest.mark.parametrize(
    "shares", [{"a": "0.5", "b": "0.4"}, {"a": "0.6", "b": "0.5"}, {"a": "1.1", "b": "-0.1"}, {}]
)
def test_shares_that_do_not_make_a_whole_are_refused(shares: dict[str, str]) -> None:
    with pytest.raises(BadInput) as refused:
        split_exactly(Decimal("1.00"), {name: Decimal(share) for name, share in shares.items()})

    assert refused.value.reasons[0].code == "money_shares_not_one"


@st.composite
def _shares(draw: st.DrawFn) -> dict[str, Decimal]:
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=0, max_size=6)))
    edges = [0, *cuts, 10_000]
    return {f"party {n}": Decimal(b - a) / 10_000 for n, (a, b) in enumerate(pairwise(edges))}


@settings(max_examples=100)
@given(fen=st.integers(0, 10**15), shares=_shares())
def test_split_parts_sum_to_the_total_and_stay_within_a_fen(
    fen: int, shares: dict[str, Decimal]
) -> None:
    parts = split_exactly(from_fen(fen), shares)

    assert sum(parts.values()) == from_fen(fen)
    for name, part in parts.items():
        assert abs(part - from_fen(fen) * shares[name]) < Decimal("0.01")


def test_an_amount_is_echoed_in_ten_thousands() -> None:
    assert in_ten_thousands(Decimal("10000000.00")) == "1000万元"
    assert in_ten_thousands(Decimal("1234.50")) == "0.12345万元"
    assert in_ten_thousands(Decimal("100000.01")) == "10.000001万元"
    assert in_ten_thousands(Decimal("0.00")) == "0万元"


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("1000000.00", "人民币壹佰万元整"),
        ("10000000.00", "人民币壹仟万元整"),
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("100010001.00", "人民币壹亿零壹万零壹元整"),
        ("1000009000.00", "人民币壹拾亿零玖仟元整"),
        ("0.50", "人民币伍角"),
        ("0.05", "人民币伍分"),
        ("0.00", "人民币零元整"),
    ],
)
def test_an_amount_in_words_follows_the_payment_rules(yuan: str, words: str) -> None:
    assert in_words(Decimal(yuan)) == words


def _skips_a_whole_group(yuan: int) -> bool:
    """Where cn2an leaves out the 零 for an empty group of four digits (壹拾亿玖仟元)."""
    groups = [yuan // 10**power % 10**4 for power in (8, 4)]
    return (yuan >= 10**8 and groups[1] == 0) or (yuan >= 10**12 and groups[0] == 0)


@settings(max_examples=100)
@given(fen=st.integers(0, 10**16))
def test_words_agree_with_another_program_and_read_back_to_the_same_amount(fen: int) -> None:
    yuan = from_fen(fen)

    words = in_words(yuan)

    assert parse_yuan(words) == yuan
    if not _skips_a_whole_group(fen // 100):
        assert words == "人民币" + cn2an.an2cn(format_yuan(yuan), "rmb")
