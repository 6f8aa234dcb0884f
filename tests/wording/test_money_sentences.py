"""Every reason that the money core can give has one English and one Chinese sentence."""

import re
from pathlib import Path
from string import Formatter

import pytest

import zhidai.core
from zhidai.wording.sentences import english, guarantees, lending, portfolio, subsidies
from zhidai.wording.speech import CHINESE, translate

CORE = Path(zhidai.core.__file__).parent
PACKAGES = ("lending", "subsidies", "guarantees", "portfolio")
OURS = {
    **lending.SENTENCES,
    **subsidies.SENTENCES,
    **guarantees.SENTENCES,
    **portfolio.SENTENCES,
}
GIVEN = re.compile(r'(?:bad_input|reason)\(\s*"([a-z_]+)"')


def codes_given() -> set[str]:
    sources = (path for package in PACKAGES for path in (CORE / package).glob("*.py"))
    return {code for path in sources for code in GIVEN.findall(path.read_text(encoding="utf-8"))}


def places_in(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_code_of_the_money_core_has_a_sentence() -> None:
    assert len(codes_given()) > 25
    assert codes_given() <= english().keys()


@pytest.mark.parametrize("template", OURS.values(), ids=OURS.keys())
def test_the_chinese_sentence_names_the_same_things(template: str) -> None:
    chinese = translate(template, CHINESE)

    assert chinese != template
    assert places_in(chinese) == places_in(template)
