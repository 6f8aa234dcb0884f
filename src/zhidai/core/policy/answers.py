"""One answer of a case, as a person or program wrote it, read into a typed fact.

Money is yuan with at most two decimals; a quantity carries its unit (`12个月`, `80%`); a day is
`2026-03-01`, `2026/3/1` or `2026年3月1日`; yes and no are true and false. What can be read in two
ways is not read at all.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from zhidai.core.calendar import parse_day, require_sensible
from zhidai.core.errors import BadInput, ReasonParameter, bad_input
from zhidai.core.evidence import FactContent
from zhidai.core.money import parse_yuan
from zhidai.core.policy.quantity import Quantity, Unit, in_unit, parse_quantity
from zhidai.core.policy.scheme import Fact, FactType
from zhidai.core.registers.credit_codes import parse_credit_code
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.core.writing import says_nothing

LONGEST_TEXT: Final = 2000  # characters of a free text; longer belongs in a paper

EXAMPLES: Final[Mapping[Unit, str]] = MappingProxyType(
    {
        Unit.YUAN: "300万元",
        Unit.RATIO: "80%",
        Unit.RATE: "4.85%",
        Unit.BASIS_POINTS: "100个基点",
        Unit.DAYS: "60天",
        Unit.WORKING_DAYS: "5个工作日",
        Unit.MONTHS: "12个月",
        Unit.YEARS: "3年",
        Unit.PERSONS: "120人",
        Unit.COUNT: "3",
        Unit.TIMES: "10倍",
        Unit.POINTS: "60分",
    }
)

_BARE = re.compile(r"[\d.,]+")


def read_answer(fact: Fact, field: str, answer: object) -> FactContent:
    """The content of a fact from one answer; `BadInput` naming the field where it cannot be."""
    if isinstance(answer, float):
        raise bad_input("fact_floating_point", field=field, example=example_of(fact))
    return _READERS[fact.type](fact, field, answer)


def example_of(fact: Fact) -> str:
    """How an answer to this fact is written."""
    if fact.type is FactType.NUMBER:
        return EXAMPLES[fact.unit or Unit.COUNT]
    if fact.type in (FactType.CHOICE, FactType.CHOICES) and fact.choices:
        return fact.choices[0].value
    return _TYPE_EXAMPLES[fact.type]


_TYPE_EXAMPLES: Final[Mapping[FactType, str]] = MappingProxyType(
    {
        FactType.FLAG: "true",
        FactType.MONEY: EXAMPLES[Unit.YUAN],
        FactType.DATE: "2026-03-01",
        FactType.TEXT: "…",
        FactType.CHOICE: "…",
        FactType.CHOICES: "…",
        FactType.PATENT_NUMBER: "ZL201710601862.3",
        FactType.CREDIT_CODE: "91350100M000100Y43",
    }
)


def _refusal(code: str, fact: Fact, field: str, answer: object) -> BadInput:
    return bad_input(code, field=field, value=_shown(answer), example=example_of(fact))


def _shown(answer: object) -> str:
    text = str(answer)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _text_of(fact: Fact, field: str, answer: object) -> str:
    if not isinstance(answer, str):
        raise _refusal("fact_not_text", fact, field, answer)
    text = answer.strip()
    if says_nothing(text):
        raise bad_input("fact_empty", field=field)
    return text


def _flag(fact: Fact, field: str, answer: object) -> FactContent:
    if not isinstance(answer, bool):
        raise _refusal("fact_not_a_flag", fact, field, answer)
    return answer


def _with_unit(fact: Fact, field: str, answer: object) -> str:
    """The text of an answer that needs its unit written out."""
    if isinstance(answer, int | Decimal) and not isinstance(answer, bool):
        raise _refusal("fact_without_unit", fact, field, answer)
    return _text_of(fact, field, answer)


_MONEY_REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "money_without_unit": "fact_without_unit",
        "money_not_whole_fen": "fact_not_whole_fen",
        "money_negative": "fact_negative",
        "money_too_large": "fact_too_large",
    }
)


def _money(fact: Fact, field: str, answer: object) -> FactContent:
    text = _with_unit(fact, field, answer)
    try:
        return parse_yuan(text)
    except BadInput as refused:
        code = _MONEY_REFUSALS.get(refused.reasons[0].code, "fact_not_money")
        raise _refusal(code, fact, field, answer) from None


def _number(fact: Fact, field: str, answer: object) -> FactContent:
    if fact.unit in (None, Unit.COUNT) and isinstance(answer, int) and not isinstance(answer, bool):
        return _countable(fact, field, Decimal(answer), answer)
    text = _with_unit(fact, field, answer)
    if fact.unit in (None, Unit.COUNT) and text.isascii() and text.isdigit():
        return Decimal(text)
    try:
        quantity = parse_quantity(text)
    except BadInput:
        code = "fact_without_unit" if _BARE.fullmatch(text) else "fact_not_a_quantity"
        raise _refusal(code, fact, field, answer) from None
    return _countable(fact, field, _in_unit(fact, field, quantity), answer)


def _countable(fact: Fact, field: str, amount: Decimal, answer: object) -> Decimal:
    """An amount that can be: not below zero, and whole where people or things are counted."""
    if amount < 0:
        raise bad_input("fact_negative", field=field, value=_shown(answer))
    if fact.unit in (Unit.PERSONS, Unit.COUNT) and amount % 1:
        raise _refusal("fact_not_whole", fact, field, answer)
    return amount


def _in_unit(fact: Fact, field: str, quantity: Quantity) -> Decimal:
    if fact.unit is None:
        return quantity.amount
    try:
        return in_unit(quantity, fact.unit).amount
    except BadInput:
        raise bad_input("fact_in_another_unit", field=field, example=example_of(fact)) from None


def _date(fact: Fact, field: str, answer: object) -> FactContent:
    try:
        if type(answer) is date:
            return require_sensible(answer)
        return parse_day(_text_of(fact, field, answer))
    except BadInput as refused:
        code = _DATE_REFUSALS.get(refused.reasons[0].code, "fact_not_a_day")
        raise _refusal(code, fact, field, answer) from None


_DATE_REFUSALS: Final[Mapping[str, str]] = MappingProxyType(
    {"calendar_day_out_of_range": "fact_day_out_of_range"}
)


def _text(fact: Fact, field: str, answer: object) -> FactContent:
    text = _text_of(fact, field, answer)
    if len(text) > LONGEST_TEXT:
        raise bad_input("fact_too_long", field=field, longest=LONGEST_TEXT)
    return text


def _choice(fact: Fact, field: str, answer: object) -> str:
    if isinstance(answer, str) and any(answer == choice.value for choice in fact.choices):
        return answer
    choices = ", ".join(choice.value for choice in fact.choices)
    raise bad_input("fact_not_a_choice", field=field, value=_shown(answer), choices=choices)


def _choices(fact: Fact, field: str, answer: object) -> FactContent:
    if not isinstance(answer, list | tuple):
        raise _refusal("fact_not_a_list", fact, field, answer)
    return tuple(dict.fromkeys(_choice(fact, field, part) for part in answer))


def _patent_number(fact: Fact, field: str, answer: object) -> FactContent:
    return _registered(parse_patent_number, "fact_not_a_patent_number", fact, field, answer)


def _credit_code(fact: Fact, field: str, answer: object) -> FactContent:
    return _registered(parse_credit_code, "fact_not_a_credit_code", fact, field, answer)


def _registered(
    parse: Callable[[str], object], code: str, fact: Fact, field: str, answer: object
) -> str:
    """A number with a check digit, as its register writes it; says which digit was expected."""
    text = _text_of(fact, field, answer)
    try:
        return str(parse(text))
    except BadInput as refused:
        expected: ReasonParameter | None = refused.reasons[0].parameters.get("expected")
        if expected is None:
            raise _refusal(code, fact, field, answer) from None
        raise bad_input(
            "fact_wrong_check_digit", field=field, value=_shown(answer), expected=expected
        ) from None


_READERS: Final[Mapping[FactType, Callable[[Fact, str, object], FactContent]]] = MappingProxyType(
    {
        FactType.FLAG: _flag,
        FactType.MONEY: _money,
        FactType.NUMBER: _number,
        FactType.DATE: _date,
        FactType.TEXT: _text,
        FactType.CHOICE: _choice,
        FactType.CHOICES: _choices,
        FactType.PATENT_NUMBER: _patent_number,
        FactType.CREDIT_CODE: _credit_code,
    }
)
