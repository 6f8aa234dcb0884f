"""What a person typed into a field, made into what `core.policy.facts.read_facts` takes.

Pasted spaces and full-width forms are taken as meant; a bare number gets the unit that stands at
the right of its field. Everything else goes on as typed, for the core to refuse with a sentence.
"""

import re
from collections.abc import Mapping

from zhidai.core.errors import BadInput
from zhidai.core.numerals import normalise
from zhidai.core.policy.quantity import Unit, format_quantity, in_unit, parse_quantity
from zhidai.core.policy.scheme import Fact, FactType
from zhidai.wording.speech import CHINESE, ENGLISH

# The unit word behind a bare number, as `core.policy.quantity` reads it.
UNIT_WORDS: Mapping[Unit, str] = {
    Unit.YUAN: "元",
    Unit.RATIO: "%",
    Unit.RATE: "%/年",
    Unit.BASIS_POINTS: "个基点",
    Unit.DAYS: "天",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
    Unit.PERSONS: "人",
    Unit.WORKING_DAYS: "个工作日",
    Unit.TIMES: "倍",
    Unit.POINTS: "分",
}
FREE_TEXT = (FactType.TEXT, FactType.CHOICE, FactType.CHOICES)
_BARE_NUMBER = re.compile(r"[-+]?[0-9][0-9,.]*")
_NOT_ENGLISH, _NOT_CHINESE = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]")
YES, NO = "yes", "no"


def shown_unit(fact: Fact) -> Unit | None:
    """The unit that stands at the right of the field."""
    if fact.type is FactType.MONEY:
        return Unit.YUAN
    return fact.unit if fact.type is FactType.NUMBER else None


def as_answer(fact: Fact, typed: list[str]) -> object:
    """The answer for `read_facts`; None where nothing was answered."""
    given = [text.strip() for text in typed if text.strip()]
    if not given:
        return None
    if fact.type is FactType.CHOICES:
        return given
    text = given[-1]
    if fact.type is FactType.FLAG:
        return {YES: True, NO: False}.get(text, text)
    if fact.type in FREE_TEXT:
        return text
    return with_unit(_as_meant(text), shown_unit(fact))


def with_unit(text: str, unit: Unit | None) -> str:
    """`3000000` in a field of yuan is `3000000元`; whatever has a unit keeps it."""
    word = UNIT_WORDS.get(unit) if unit is not None else None
    return f"{text}{word}" if word and _BARE_NUMBER.fullmatch(text) else text


def _as_meant(text: str) -> str:
    """Without spaces and in half-width forms, as numbers and dates are copied out of papers."""
    return normalise(text).replace("。", ".")


def as_typed(fact: Fact, answer: object, language: str) -> list[str]:
    """A known answer as its field shows it: `"300万元"` stays, `True` is the radio yes.

    A figure in the other language's words (300万元, 3million) is a bare number: the field has its
    unit beside it.
    """
    if isinstance(answer, Mapping):
        answer = answer.get("value")
    if answer is None:
        return []
    if isinstance(answer, bool):
        return [YES if answer else NO]
    if isinstance(answer, list | tuple):
        return [str(part) for part in answer]
    text = str(answer)
    unit = shown_unit(fact)
    return [text if unit is None else _figure(text, unit, language)]


def _figure(text: str, unit: Unit, language: str) -> str:
    bare = text.removesuffix(UNIT_WORDS[unit]) if unit in UNIT_WORDS else text
    if _BARE_NUMBER.fullmatch(bare):
        return bare
    foreign = _NOT_ENGLISH if language == ENGLISH else _NOT_CHINESE
    return in_digits(text, unit) if foreign.search(text) else text


def in_digits(text: str, unit: Unit) -> str:
    """300万元 in a field of yuan is 3,000,000; what cannot be read in that unit stays."""
    try:
        quantity = in_unit(parse_quantity(text), unit)
    except BadInput:
        return text
    shown = format_quantity(quantity, ENGLISH if unit is Unit.YUAN else CHINESE)
    return shown.removesuffix(" yuan").removesuffix(UNIT_WORDS.get(unit, ""))
