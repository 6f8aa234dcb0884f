"""Rates as plans word them, where the unit does not stand at the number.

年费率不超过1.2% is a rate a year by the words in front of its number, and 担保费每年不超过1.2% too.
"""

import re
from dataclasses import replace
from typing import Final

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Statement
from zhidai.core.policy_text.numbers import Number, canonical
from zhidai.core.policy_text.reading import plain_text

_HAN: Final = "[\u4e00-\u9fff]"
# 上年度, 年末, 年内 say when, and 年费 is a patent's fee: neither makes a rate a yearly one.
_YEARLY: Final = re.compile(
    rf"年化|年息|年率|年(?![度末初内底]){_HAN}{{0,8}}?(?:费率|利率)"
    rf"|(?:费率?|利率|利息)[{_HAN[1:-1]}…,]{{0,8}}?(?:每年|按年|年化)"
    rf"|(?:每年|按年){_HAN}{{0,4}}?(?:费率|利率)"
)
_OF_LENDING: Final = re.compile(r"(?<![日月天季周年])利率$")  # 贷款利率 4.85% is a year's by custom


def is_yearly(words: str) -> bool:
    """Whether words name a yearly rate."""
    return _YEARLY.search(words) is not None


def in_its_unit(number: Number, unit: Unit, statement: Statement) -> Number:
    """A per cent of the text as the statement's words measure it: a year's, where they say so."""
    if number.unit is Unit.RATIO and unit is Unit.RATE and _states_a_year(statement):
        return _measured(number, Unit.RATE)
    return number


def _states_a_year(statement: Statement) -> bool:
    """Whether a statement's own words, which the audit looks for in the text, make it yearly."""
    subject, compare = plain_text(statement.subject), plain_text(statement.compare or "")
    return is_yearly(f"{subject}…{compare}") or _OF_LENDING.search(subject) is not None


def _measured(number: Number, unit: Unit) -> Number:
    if number.amount is None:
        return number
    return replace(number, unit=unit, canonical=canonical(number.amount, unit))
