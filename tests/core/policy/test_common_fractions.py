"""Shares written as fractions: read, shown as written, and summing exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.loss_sharing import share_loss
from zhidai.core.money import down_to_fen
from zhidai.core.policy.common_fractions import (
    exact,
    exact_sum,
    fraction_written,
    is_same,
    quotient,
    share_of,
    summing_to_one,
)
from zhidai.core.policy.quantity import Unit, format_quantity, parse_quantity


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("三分之二", "三分之二", "2/3"),
        ("2/3", "三分之二", "2/3"),
        ("七分之一", "七分之一", "1/7"),
        ("十二分之五", "5/12", "5/12"),
        ("十分之一", "十分之一", "1/10"),
        ("百分之五", "5%", "5%"),
        ("千分之五", "0.5%", "0.5%"),
    ],
)
def test_a_share_is_shown_as_the_fraction_that_it_was_written_as(
    written: str, zh: str, en: str
) -> None:
    quantity = parse_quantity(written)

    assert quantity.unit is Unit.RATIO
    assert (format_quantity(quantity, "zh-hans"), format_quantity(quantity, "en")) == (zh, en)
    assert parse_quantity(format_quantity(quantity, "en")).amount == quantity.amount


@pytest.mark.parametrize(
    "written", ["零分之一", "3/0", "1/3元", "三分之", "分之一", "1.5/3", "一分之二分之三"]
)
def test_what_is_no_fraction_is_refused(written: str) -> None:
    assert fraction_written(written) is None
    with pytest.raises(BadInput):
        parse_quantity(written)


@given(below=st.integers(1, 1000), above=st.integers(0, 1000))
def test_a_quotient_gives_its_fraction_back(below: int, above: int) -> None:
    fraction = Fraction(above, below)

    assert exact(quotient(fraction)) == fraction


@given(st.integers(0, 10**6))
def test_a_decimal_that_ends_stands_for_itself(millionths: int) -> None:
    amount = Decimal(millionths).scaleb(-6)

    assert exact(amount) == Fraction(amount)


@given(parts=st.lists(st.integers(1, 30), min_size=1, max_size=6), fen=st.integers(0, 10**12))
def test_shares_that_stand_for_one_split_every_amount(parts: list[int], fen: int) -> None:
    whole = sum(parts)
    shares = {str(place): quotient(Fraction(part, whole)) for place, part in enumerate(parts)}
    yuan = Decimal(fen).scaleb(-2)

    split = share_loss(yuan, summing_to_one(shares))

    assert exact_sum(shares.values()) == 1
    assert sum(split.values()) == yuan
    for place, part in enumerate(parts):
        assert abs(split[str(place)] - yuan * part / whole) < Decimal("0.01")


@given(below=st.integers(1, 1000), above=st.integers(0, 1000), fen=st.integers(0, 10**12))
def test_a_share_of_an_amount_is_cut_to_the_fen_of_the_fraction(
    below: int, above: int, fen: int
) -> None:
    share = quotient(Fraction(above, below))

    cut = down_to_fen(share_of(Decimal(fen).scaleb(-2), share))

    assert cut == Decimal(fen * above // below).scaleb(-2)


def test_a_share_that_ends_is_multiplied_as_it_is_written() -> None:
    assert str(share_of(Decimal("109500.00"), Decimal("0.50"))) == "54750.0000"


def test_a_third_short_of_one_is_not_made_up() -> None:
    shares = {"fund": quotient(Fraction(1, 3)), "bank": Decimal("0.666666")}

    assert summing_to_one(shares) == shares


def test_what_divisions_leave_in_the_last_digits_makes_no_other_figure() -> None:
    third = Decimal(1) / 3

    assert is_same(third, third + Decimal("3e-28"))
    assert is_same(third * 3_000_000, Decimal(1_000_000))
    assert not is_same(Decimal("3000000.00"), Decimal("3000000.01"))
    assert not is_same(third, Decimal("0.3333333333"))
    assert not is_same(Decimal(0), None)
    assert is_same(None, None)
