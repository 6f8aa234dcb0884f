"""A text is held against the font of the papers where it is typed."""

import pytest

from zhidai.core.errors import BadInput
from zhidai.documents.characters import (
    missing_characters,
    require_settable,
    require_settable_answers,
)


@pytest.mark.parametrize(
    "text", ["一种装置（虚构）", "Ünïté n° 5 – “β”", "借字〔2021〕7号\n第二行", ""]
)
def test_what_the_font_has_can_be_typed(text: str) -> None:
    assert missing_characters(text) == ()


def test_each_missing_character_is_found_once_and_in_its_order() -> None:
    assert missing_characters("😀a\U00020bb7ก😀") == ("😀", "\U00020bb7", "ก")


def test_an_unseen_character_is_named_by_its_number_alone() -> None:
    with pytest.raises(BadInput) as refused:
        require_settable("装\u200b置", "\U00020bb7")

    assert [reason.parameters["character"] for reason in refused.value.reasons] == [
        "U+200B",
        "\U00020bb7 (U+20BB7)",
    ]


def test_answers_are_looked_at_bare_or_with_their_evidence() -> None:
    require_settable_answers({"number": "登记1号", "amount": 3, "agreed": True})

    with pytest.raises(BadInput):
        require_settable_answers({"number": {"value": "登记😀号", "evidence": "declared"}})
