"""Patent numbers are read in every usual form; a wrong one says what was expected."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.registers.patent_numbers import (
    PatentKind,
    check_digit_of,
    parse_patent_number,
)
from zhidai.wording.speech import sentence


@pytest.mark.parametrize(
    ("written", "number", "year"),
    [
        ("201710601862.3", "201710601862.3", 2017),
        ("201710911092.2", "201710911092.2", 2017),
        ("201410264351.3", "201410264351.3", 2014),
        ("97101765.4", "97101765.4", 1997),
        ("95115608.X", "95115608.X", 1995),
        ("ZL201710601862.3", "201710601862.3", 2017),
        ("zl 2017 1 0601862 . 3", "201710601862.3", 2017),
        ("ZL2017106018623", "201710601862.3", 2017),
        ("ｃｎ９５１１５６０８．ｘ", "95115608.X", 1995),  # noqa: RUF001
        ("95115608x", "95115608.X", 1995),
        ("CN00805398.7", "00805398.7", 2000),
    ],
)
def test_a_patent_number_is_read_as_written(written: str, number: str, year: int) -> None:
    read = parse_patent_number(written)

    assert str(read) == number
    assert read.granted_form == f"ZL{number}"
    assert read.filing_year == year
    assert read.kind is PatentKind.INVENTION


def test_the_kind_stands_in_the_number_also_for_entries_by_the_pct() -> None:
    kinds = {}
    for digit in "12389":
        body = f"2017{digit}0601862"
        read = parse_patent_number(f"{body}.{check_digit_of(body)}")
        kinds[digit] = (read.kind.value, read.by_pct)

    assert kinds == {
        "1": ("invention", False),
        "2": ("utility_model", False),
        "3": ("design", False),
        "8": ("invention", True),
        "9": ("utility_model", True),
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("201710601862.4", "patent_check_digit_wrong"),
        ("95115608.0", "patent_check_digit_wrong"),
        ("201710601862", "patent_check_digit_missing"),
        ("CN107527136A", "patent_number_is_publication"),
        ("CN107527136B", "patent_number_is_publication"),
        ("CN205012345U", "patent_number_is_publication"),
        ("CN302345678S", "patent_number_is_publication"),
        ("2017106018.3", "patent_number_length"),
        ("04101765.4", "patent_number_year"),
        ("84101765.4", "patent_number_year"),
        ("1999106018623", "patent_number_year"),
        ("201740601862.3", "patent_number_kind"),
        ("US10123456", "patent_number_unreadable"),
        ("", "patent_number_unreadable"),
        ("201710601862.33", "patent_number_unreadable"),
        ("٢٠١٧١٠٦٠١٨٦٢٣", "patent_number_unreadable"),
    ],
)
def test_a_wrong_number_is_refused_for_one_reason(written: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_patent_number(written)

    assert [reason.code for reason in refused.value.reasons] == [code]


def test_the_refusal_says_which_check_digit_was_expected() -> None:
    with pytest.raises(BadInput) as refused:
        parse_patent_number("ZL201710601862.4")

    reason = refused.value.reasons[0]
    assert reason.parameters["expected"] == "3"
    assert sentence(reason, "zh-hans").startswith(
        "“ZL201710601862.4”的校验位为 4，按前面各位数字应为 3"
    )


@settings(max_examples=100)
@given(
    serial=st.integers(0, 9_999_999),
    place=st.integers(5, 11),
    change=st.integers(1, 9),
)
def test_one_mistyped_digit_is_always_noticed(serial: int, place: int, change: int) -> None:
    body = f"20171{serial:07d}"
    digit = str((int(body[place]) + change) % 10)
    mistyped = body[:place] + digit + body[place + 1 :]

    with pytest.raises(BadInput):
        parse_patent_number(f"{mistyped}.{check_digit_of(body)}")
