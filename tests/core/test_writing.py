"""What nobody can see says nothing, nor does punctuation alone."""

import pytest

from zhidai.core.writing import says_nothing


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u200d\ufeff", "\u3000\n\t", "\u202e\x07 "])
def test_spaces_zero_widths_and_controls_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["。", " 。 ", "……", "—", "!?", "＋ ✓"])
def test_punctuation_alone_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["材料不全", "同。", " a. ", "\u200b1"])
def test_one_letter_or_digit_says_something(text: str) -> None:
    assert not says_nothing(text)
