"""Values with units are read as documents write them, and nothing else is read at all."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.policy.quantity import (
    EXAMPLES,
    Quantity,
    Unit,
    compare_quantities,
    format_quantity,
    in_unit,
    parse_quantity,
)
from zhidai.wording.speech import sentence


@pytest.mark.parametrize(
    ("written", "amount", "unit"),
    [
        ("1000万元", "10000000", Unit.YUAN),
        ("１０００ 万元", "10000000", Unit.YUAN),
        ("伍仟万", "50000000", Unit.YUAN),
        ("伍仟万元整", "50000000", Unit.YUAN),
        ("10,000,001元", "10000001", Unit.YUAN),
        ("¥300万", "3000000", Unit.YUAN),
        ("人民币 500000.55", "500000.55", Unit.YUAN),
        ("3,000,000 yuan", "3000000", Unit.YUAN),
        ("3 million yuan", "3000000", Unit.YUAN),
        ("1.5 million", "1500000", Unit.YUAN),
        ("80%", "0.8", Unit.RATIO),
        ("1０％", "0.1", Unit.RATIO),
        ("百分之五", "0.05", Unit.RATIO),
        ("百分之八十", "0.8", Unit.RATIO),
        ("千分之五", "0.005", Unit.RATIO),
        ("1%/年", "0.01", Unit.RATE),
        ("4.85 % a year", "0.0485", Unit.RATE),
        ("100个基点", "100", Unit.BASIS_POINTS),
        ("100bp", "100", Unit.BASIS_POINTS),
        ("100 BPs", "100", Unit.BASIS_POINTS),
        ("-15个基点", "-15", Unit.BASIS_POINTS),
        ("2个百分点", "200", Unit.BASIS_POINTS),
        ("1.5 percentage points", "150", Unit.BASIS_POINTS),
        ("60天", "60", Unit.DAYS),
        ("60 日", "60", Unit.DAYS),
        ("六十日", "60", Unit.DAYS),
        ("12个月", "12", Unit.MONTHS),
        ("3年", "3", Unit.YEARS),
        ("两年", "2", Unit.YEARS),
        ("10人", "10", Unit.PERSONS),
        ("10名", "10", Unit.PERSONS),
        ("3件", "3", Unit.COUNT),
        ("2 家", "2", Unit.COUNT),
        ("5个工作日", "5", Unit.WORKING_DAYS),
        ("10倍", "10", Unit.TIMES),
        ("1.3倍", "1.3", Unit.TIMES),
        ("60分", "60", Unit.POINTS),
    ],
)
def test_a_value_is_read_as_it_is_written(written: str, amount: str, unit: Unit) -> None:
    read = parse_quantity(written)

    assert (read.amount, read.unit, read.text) == (Decimal(amount), unit, written)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("10000000", "10000000 has no unit; write it with one"),
        (10000000, "10000000 has no unit; write it with one"),
        (Decimal("0.8"), "0.8 has no unit"),
        (0.8, "0.8 is a bare decimal number"),
        ("3吨", "吨 in 3吨 is not a known unit"),
        ("万元", "万元 cannot be read"),
        ("大约100元", "大约100元 cannot be read"),
        ("1²元", "²元 in 1²元 is not a known unit"),
        ("1000.123元", "1000.123元 is finer than one fen"),
        ("", "The value is left empty"),
        (None, "None cannot be read as a value"),
        (True, "True cannot be read as a value"),
        ("9" * 100 + "元", "cannot be read as a value"),
    ],
)
def test_what_has_no_unit_or_sense_is_refused_with_what_to_write(
    written: object, words: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_quantity(written)

    assert words in sentence(refusal.value.reasons[0], "en")
    assert sentence(refusal.value.reasons[0], "zh-hans") != sentence(refusal.value.reasons[0], "en")


@pytest.mark.parametrize("written", ["三万五元", "-5%", "1,00元", "1e6元", "5%%"])
def test_a_number_that_can_be_misread_is_refused(written: str) -> None:
    with pytest.raises(BadInput):
        parse_quantity(written)


def test_twelve_months_are_one_year_exactly() -> None:
    assert compare_quantities(parse_quantity("12个月"), parse_quantity("1年")) == 0
    assert compare_quantities(parse_quantity("35个月"), parse_quantity("3年")) == -1
    assert compare_quantities(parse_quantity("3年"), parse_quantity("35个月")) == 1


@pytest.mark.parametrize(("left", "right"), [("60天", "2个月"), ("365天", "1年"), ("80%", "80元")])
def test_what_has_no_common_unit_is_not_compared(left: str, right: str) -> None:
    with pytest.raises(BadInput) as refusal:
        compare_quantities(parse_quantity(left), parse_quantity(right))

    assert refusal.value.reasons[0].code == "quantity_unit_differs"


@pytest.mark.parametrize(
    ("written", "unit", "amount"),
    [
        ("2年", Unit.MONTHS, "24"),
        ("24个月", Unit.YEARS, "2"),
        ("1%", Unit.BASIS_POINTS, "100"),
        ("100bp", Unit.RATIO, "0.01"),
        ("4.85%", Unit.RATE, "0.0485"),
        ("60天", Unit.DAYS, "60"),
    ],
)
def test_a_value_changes_unit_where_that_is_exact(written: str, unit: Unit, amount: str) -> None:
    changed = in_unit(parse_quantity(written), unit)

    assert (changed.amount, changed.unit) == (Decimal(amount), unit)


@pytest.mark.parametrize(
    ("written", "unit"), [("18个月", Unit.YEARS), ("60天", Unit.MONTHS), ("1%/年", Unit.RATIO)]
)
def test_a_value_does_not_change_unit_where_it_would_change_meaning(
    written: str, unit: Unit
) -> None:
    with pytest.raises(BadInput):
        in_unit(parse_quantity(written), unit)


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        ("1000万元", "1000万元", "10,000,000 yuan"),
        ("1.2亿元", "1.2亿元", "120,000,000 yuan"),
        ("10,000,001元", "10,000,001元", "10,000,001 yuan"),
        ("500.5元", "500.50元", "500.50 yuan"),
        ("80%", "80%", "80%"),
        ("1%/年", "1%/年", "1% a year"),
        ("1天", "1天", "1 day"),
        ("百分之五", "5%", "5%"),
        ("十个基点", "10个基点", "10 basis points"),
        ("两个百分点", "2个百分点", "2 percentage points"),
        ("1 percentage point", "1个百分点", "1 percentage point"),
    ],
)
def test_a_value_is_shown_in_both_languages(written: str, chinese: str, english: str) -> None:
    quantity = parse_quantity(written)

    assert format_quantity(quantity, "zh-hans") == chinese
    assert format_quantity(quantity, "en") == english


def test_every_unit_has_an_example_that_is_read_back_in_that_unit() -> None:
    assert {unit: parse_quantity(text).unit for unit, text in EXAMPLES.items()} == {
        unit: unit for unit in Unit
    }


AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2)


@settings(max_examples=100)
@given(amount=AMOUNTS, unit=st.sampled_from(Unit), language=st.sampled_from(["zh-hans", "en"]))
def test_what_is_shown_is_read_back_unchanged(amount: Decimal, unit: Unit, language: str) -> None:
    quantity = Quantity(amount=amount, unit=unit, text="")

    read = parse_quantity(format_quantity(quantity, language))

    assert (read.amount, read.unit) == (amount, unit)


@settings(max_examples=100)
@given(years=st.integers(0, 100), months=st.integers(0, 1200))
def test_years_and_months_are_ordered_as_months_are(years: int, months: int) -> None:
    order = compare_quantities(parse_quantity(f"{years}年"), parse_quantity(f"{months}个月"))

    assert order == (years * 12 > months) - (years * 12 < months)
