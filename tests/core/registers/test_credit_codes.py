"""Unified social credit codes: both check digits are held."""

import pytest

from zhidai.core.errors import BadInput
from zhidai.core.registers.credit_codes import parse_credit_code


@pytest.mark.parametrize(
    "written",
    ["91350100M000100Y43", " 9135 0100 m000100y-43 ", "９１３５０１００M000100Y43"],  # noqa: RUF001
)
def test_a_credit_code_is_read_as_written(written: str) -> None:
    code = parse_credit_code(written)

    assert str(code) == "91350100M000100Y43"
    assert code.region == "350100"


@pytest.mark.parametrize(
    ("written", "place", "expected"),
    [("91350100M000100Y4Z", 18, "3"), ("91350100M000100Y53", 17, "4")],
)
def test_a_wrong_check_digit_says_which_was_expected(
    written: str, place: int, expected: str
) -> None:
    with pytest.raises(BadInput) as refused:
        parse_credit_code(written)

    reason = refused.value.reasons[0]
    assert reason.code == "credit_code_check_digit"
    assert (reason.parameters["place"], reason.parameters["expected"]) == (place, expected)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("91350100M000100Y4", "credit_code_length"),
        ("", "credit_code_length"),
        ("9135O100M000100Y43", "credit_code_character"),
        ("91350100I000100Y43", "credit_code_character"),
    ],
)
def test_what_cannot_be_a_credit_code_is_refused(written: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_credit_code(written)

    assert refused.value.reasons[0].code == code
