"""What a borrower pays and gets back, and what holds it down, has a Chinese word."""

import pytest

from zhidai.core.lending.borrower_cost import CashKind
from zhidai.core.subsidies.settings import Ceiling
from zhidai.wording.speech import CHINESE, translate


@pytest.mark.parametrize(
    "word", [*(f"cash: {one}" for one in CashKind), *(f"ceiling: {one}" for one in Ceiling)]
)
def test_every_word_of_a_cash_calendar_is_said_in_chinese(word: str) -> None:
    assert translate(word, CHINESE) != word
