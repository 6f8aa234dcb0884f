"""Amounts and counts in a sentence are read at a glance: with commas, without moving a digit."""

from decimal import Decimal

import pytest

from zhidai.core.errors import reason
from zhidai.wording.speech import sentence


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_amount_and_a_count_carry_thousands_separators(language: str) -> None:
    amount = reason("claim_overpaid", payer="bank", paid=Decimal("1234567.50"), amount=5)
    count = reason("claim_overpaid", payer="bank", paid=Decimal(5), amount=100_000)

    assert "1,234,567.50" in sentence(amount, language)
    assert "100,000" in sentence(count, language)


def test_a_row_a_small_number_and_a_text_stand_as_they_are() -> None:
    row = sentence(reason("table_row_too_long", file="book.csv", row=123_456), "en")
    few = sentence(reason("claim_overpaid", payer="b", paid=Decimal(5), amount="20000"), "en")

    assert "123456" in row
    assert "20000" in few
