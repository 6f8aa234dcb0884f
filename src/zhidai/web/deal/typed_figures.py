"""The figures that a visitor types on the deal page, each read in the words of its field.

What cannot be used is said in one sentence, with what to write instead. The deal file has reasons
of its own; they name its places, which a visitor of the page never saw.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zhidai.core.errors import BadInput
from zhidai.core.money import parse_yuan
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.valuation.appraisal_file import LONGEST_LIFE

T = TypeVar("T")

MOST_MONTHS = 108  # of the term left: what is granted has been examined first
_SHOWN = 20
_MINUS = ("-", "\u2212", "－", "﹣", "–", "—", "负")
_A_YEAR = 12
_UNREADABLE = ""

# What is wrong, by the code of the reading, else as no figure of the kind at all.
_OF_MONEY: Mapping[str, Promise] = {
    "money_without_unit": gettext_lazy(
        "{text} has no unit: nobody can tell yuan from ten thousand yuan. Write it with one, such"
        " as {example}."
    ),
    "money_too_large": gettext_lazy(
        "{text} is more than any loan or patent; check the unit and write it such as {example}."
    ),
    "money_not_whole_fen": gettext_lazy(
        "{text} is finer than a fen; write yuan with at most two decimals, or such as {example}."
    ),
    _UNREADABLE: gettext_lazy(
        "{text} is no amount of money; write a number and its unit, such as {example}."
    ),
}
_BELOW_ZERO = gettext_lazy(
    "{text} is below zero; write an amount of zero or more, such as {example}."
)
_NOT_ABOVE_ZERO = gettext_lazy("{text} is no loan; write an amount above zero, such as {example}.")
_OF_RATES: Mapping[str, Promise] = {
    "quantity_without_unit": gettext_lazy(
        "{text} has no percent sign; write a percentage from 0% to 100%, such as {example}."
    ),
    _UNREADABLE: gettext_lazy(
        "{text} is no percentage; write one from 0% to 100%, such as {example}."
    ),
}
_RATE_BELOW = gettext_lazy(
    "{text} is below zero; write a percentage from 0% to 100%, such as {example}."
)
_RATE_ABOVE = gettext_lazy(
    "{text} is above 100%; write a percentage from 0% to 100%, such as {example}."
)
_OF_YEARS: Mapping[str, Promise] = {
    "quantity_without_unit": gettext_lazy(
        "{text} has no unit; write years or months, such as {example}."
    ),
    _UNREADABLE: gettext_lazy("{text} is no time; write years or months, such as {example}."),
}
_LIFE = gettext_lazy(
    "{text} cannot be the years of an income; write more than 0 and at most {most} years, such as"
    " {example}."
)
_TERM_LEFT = gettext_lazy(
    "{text} cannot be what is left of a granted utility model; write whole months, 1 month to 9"
    " years, such as {example}."
)
_TOO_LONG = gettext_lazy("{text}… is too long to be read; write it such as {example}.")
_LONGEST = 60


class _Wrong(Exception):
    """Why a figure cannot be used: a sentence with a place for what was typed."""

    def __init__(self, sentence: Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def faults(given: Mapping[str, str], examples: Mapping[str, str]) -> dict[str, str]:
    """For each figure that cannot be used, by its field, what is wrong and what to write."""
    return {
        name: said
        for name, text in given.items()
        if (said := _fault(name, text, examples[name])) is not None
    }


def months_left(text: str) -> int:
    """The months of the term that are left; of a text in which `faults` finds nothing."""
    return int(_months(text))


def _fault(name: str, text: str, example: str) -> str | None:
    try:
        if len(text) > _LONGEST:
            raise _Wrong(_TOO_LONG)
        _READ[name](text)
    except _Wrong as wrong:
        shown = text[:_SHOWN]
        return str(wrong.sentence).format(text=shown, example=example, most=LONGEST_LIFE)
    return None


def _is_negative(text: str) -> bool:
    return text.startswith(_MINUS)


def _yuan(text: str) -> Decimal:
    if _is_negative(text):
        raise _Wrong(_BELOW_ZERO)
    return _read(parse_yuan, text, _OF_MONEY)


def _loan(text: str) -> Decimal:
    amount = Decimal(-1) if _is_negative(text) else _read(parse_yuan, text, _OF_MONEY)
    if amount <= 0:
        raise _Wrong(_NOT_ABOVE_ZERO)
    return amount


def _rate(text: str) -> Decimal:
    if _is_negative(text):
        raise _Wrong(_RATE_BELOW)
    found = _read(parse_quantity, text, _OF_RATES)
    if found.unit not in (Unit.RATIO, Unit.RATE):
        raise _Wrong(_OF_RATES[_UNREADABLE])
    if found.amount > 1:
        raise _Wrong(_RATE_ABOVE)
    return found.amount


def _months(text: str) -> Decimal:
    months = _time(text, _TERM_LEFT)
    if not 1 <= months <= MOST_MONTHS or months != int(months):
        raise _Wrong(_TERM_LEFT)
    return months


def _life(text: str) -> Decimal:
    months = _time(text, _LIFE)
    if not 0 < months <= LONGEST_LIFE * _A_YEAR:
        raise _Wrong(_LIFE)
    return months


def _time(text: str, below_zero: Promise) -> Decimal:
    """Months."""
    if _is_negative(text):
        raise _Wrong(below_zero)
    found = _read(parse_quantity, text, _OF_YEARS)
    if found.unit not in (Unit.YEARS, Unit.MONTHS):
        raise _Wrong(_OF_YEARS[_UNREADABLE])
    return found.amount * (_A_YEAR if found.unit is Unit.YEARS else 1)


def _read(reader: Callable[[str], T], text: str, said: Mapping[str, Promise]) -> T:
    try:
        return reader(text)
    except BadInput as refused:
        code = refused.reasons[0].code
        raise _Wrong(said.get(code, said[_UNREADABLE])) from None


_READ: Mapping[str, Callable[[str], object]] = {
    "amount": _loan,
    "revenue": _yuan,
    "royalty": _rate,
    "years_left": _months,
    "value": _yuan,
    "stated_royalty": _rate,
    "life": _life,
    "discount": _rate,
}
