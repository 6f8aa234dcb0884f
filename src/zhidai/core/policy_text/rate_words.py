"""Rates as plans word them, where the unit does not stand at the number.

年费率不超过1.2% is a rate a year by the words in front of its number, and 担保费每年不超过1.2% too;
so is a subsidy of 每年按贷款金额的2% or of a 年贴息率, while 每年…实付利息的50% is a share.
LPR的150% is 1.5 times the LPR. In 前一日公布的一年期LPR加150个基点 only the last number rules: the
others tell which LPR is meant, so that they bind nothing and want a waiver.
"""

import re
from dataclasses import replace
from typing import Final

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Statement
from zhidai.core.policy_text.margins import LPR
from zhidai.core.policy_text.number import Number, canonical
from zhidai.core.policy_text.reading import plain_text
from zhidai.core.policy_text.words import following_end, words_behind, words_in_front

_HANS: Final = "\u4e00-\u9fff"
_HAN: Final = f"[{_HANS}]"
# 上年度, 年末, 年内 say when, and 年费 is a patent's fee: neither makes a rate a yearly one.
_NAMED: Final = "费率|利率|贴息率"
_A_YEAR_OF_A_LOAN: Final = (  # not 每年新增贷款金额的 and not 每年末
    rf"(每年|按年)(?!新增|新发|发放|[末底初])[{_HANS}…,]{{0,16}}?"
    r"((?<!不良)(?:贷款|融资|担保)(?:本金|[金余总]?额)的?)"
)
_YEARLY: Final = re.compile(
    rf"年化|年息|年率|年(?![度末初内底]){_HAN}{{0,8}}?(?:{_NAMED})"
    rf"|(?:费|{_NAMED}|利息)[{_HANS}…,]{{0,8}}?(?:每年|按年|年化)"
    rf"|(?:每年|按年){_HAN}{{0,8}}?(?:{_NAMED}|费(?=$|[…,不最按为]))"
    rf"|(?:{_NAMED})\(年\)"
    rf"|{_A_YEAR_OF_A_LOAN}(?:…|$)"
    r"|(?:每年|按年|[的按]年)…?$"  # 按每年2%, 贷款金额的年2%
)
_OF_PAID: Final = re.compile(  # 实付利息的50%, 实际支付利息50%; or of another rate, LPR的50%
    r"(?:利息|费用?|支付|缴纳)(?:总?额|金额|支出)?的(?:…|$)"
    rf"|(?:(?:利息|费用?)(?:总?额|金额|支出)?|利率|{LPR})的(?=…|$|不|最|超)"
    rf"|(?:实付|实际支付的?|已付的?){_HAN}{{0,4}}利息(?:总?额|金额)?(?:…|$)",
    re.IGNORECASE,
)
_OF_LENDING: Final = re.compile(r"(?<![日月天季周])利率$")  # 贷款利率 4.85% is a year's by custom
_NEAR: Final = 24
_TELLS: Final = (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS, Unit.COUNT)
_UP_TO_LPR: Final = re.compile(rf"(?P<between>[0-9{_HANS}]{{0,20}}?\(?){LPR}", re.IGNORECASE)
_IN_LPR: Final = re.compile(rf"{LPR}\((?:{LPR},)?$", re.IGNORECASE)  # LPR(一年期)
_OF_LPR: Final = re.compile(rf"{LPR}(?:\({LPR}\))?的?$", re.IGNORECASE)


def is_yearly(words: str) -> bool:
    """Whether words name a yearly rate."""
    return _YEARLY.search(words) is not None and not _OF_PAID.search(words)


def a_year_of_a_loan(words: str) -> tuple[str, str]:
    """每年 and 贷款金额的, where words before a number say both, or nothing; however far apart."""
    found = re.search(rf"{_A_YEAR_OF_A_LOAN}$", words)
    return (found[1], found[2]) if found else ("", "")


def tells_which_lpr(number: Number, plain: str) -> bool:
    """Whether a number says of which day or tenor the LPR is: 一年期LPR, LPR(一年期).

    Not where a word between the two binds the number: 不超过三年的贷款利率不高于LPR.
    """
    if number.unit not in _TELLS:
        return False
    if _IN_LPR.search(plain, max(number.start - _NEAR, 0), number.start):
        return True
    found = _UP_TO_LPR.match(plain, number.end)
    if not found or words_behind(plain[number.end : following_end(plain, number.end)]):
        return False
    return not words_in_front(found["between"])


def is_of_lpr(words: str) -> bool:
    """Whether words end with the LPR, so that a per cent behind them is a multiple of it."""
    return _OF_LPR.search(words) is not None


def in_its_unit(number: Number, unit: Unit, statement: Statement, front: str = "") -> Number:
    """A per cent of the text as the statement's words measure it: a year's, where they say so.

    front: the words before the number, which may make it a share of what was paid all the same:
    每年贴息率不超过实付利息的50%. A multiple of the LPR is the same as 150% and as
    1.5倍.
    """
    if number.unit is Unit.TIMES and unit is Unit.RATIO:
        of_a_rate = number.is_factor or is_of_lpr(front)
        return _measured(number, unit) if of_a_rate else number
    if number.unit is not Unit.RATIO:
        return number
    is_a_year = unit is Unit.RATE and _states_a_year(statement) and not _OF_PAID.search(front)
    if unit is Unit.TIMES or is_a_year:
        return _measured(number, unit)
    return number


def _states_a_year(statement: Statement) -> bool:
    """Whether a statement's own words, which the audit looks for in the text, make it yearly."""
    subject, compare = plain_text(statement.subject), plain_text(statement.compare or "")
    return is_yearly(f"{subject}…{compare}") or _OF_LENDING.search(subject) is not None


def _measured(number: Number, unit: Unit) -> Number:
    if number.amount is None:
        return number
    return replace(number, unit=unit, canonical=canonical(number.amount, unit))
