"""Reads one cell: an amount with its unit, a rate, a day, a term, a count of days.

Strict where a mistake would be money: an amount whose unit stands nowhere is refused, never taken
for yuan. A cell's own unit goes before the heading's, the heading's before the title's.
Expected refusals are raised as bad input with the code alone; `reading` adds the cell.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from zhidai.core.calendar import add_months, parse_day, require_sensible
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.ledger.cells import CellValue
from zhidai.core.money import FEN, LARGEST_YUAN, parse_yuan
from zhidai.core.numerals import normalise, parse_number

DITTO: Final = frozenset({"〃", "″", '"', "''", "同上", "〞"})
BLANK: Final = frozenset({"-", "--", "—", "——", "–", "/", "\\", "无", "空", "n/a", "na", "暂无"})
_YUAN_IN: Final[Mapping[str, int]] = MappingProxyType(
    {"元": 1, "千元": 1000, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}
)
_YUAN_NAMES: Final = frozenset({"人民币", "人民币元", "CNY", "RMB", "元", "本币", "01", "1", "156"})
_CURRENCY = re.compile(r"^(?:人民币|RMB|CNY|[¥￥])", re.IGNORECASE)
# 0.0485 is a fraction: 0.3 % a year, or 0.03 % a month, is no lending rate.
_LARGEST_FRACTION, _LARGEST_A_MONTH = Decimal("0.3"), Decimal("0.03")
_LEAST_A_YEAR = Decimal("0.015")  # 4.04‰ is a month's: no bank lends below 1.5 % a year
_PERCENT, _MILLE = Decimal(100), Decimal(1000)
_OF_A_YEAR = Decimal("0.000001")  # the finest step of a yearly rate that a monthly one tells
_MONTHS = re.compile(r"([0-9]{1,3})(?:个)?月")
_YEARS = re.compile(r"([0-9]{1,2}|[一二两三四五])年")
_INSTALMENTS = re.compile(r"([1-9][0-9]{0,2})(?:期|次)?")
_DAYS = re.compile(r"([0-9]{1,5})[天日]?")
_DAY_PATTERN = (
    r"[0-9]{4}(?:[-/.][0-9]{1,2}[-/.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}[日号]?|[0-9]{4})"
)
_PERIOD = re.compile(rf"(?P<since>{_DAY_PATTERN})(?:至|到|-|—|~|–)+(?P<until>{_DAY_PATTERN})")
_YEAR_WORDS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
MOST_DAYS_OVERDUE = 36_500
_YES: Final = frozenset({"是", "有", "逾期", "已逾期", "欠息", "y", "yes", "true", "1", "√", "✓"})
_NO: Final = frozenset({"否", "未逾期", "没有", "正常", "不逾期", "n", "no", "false", "0", "×"})


def is_blank(value: CellValue) -> bool:
    """Whether a cell says nothing: empty, or one of the marks for it (-, /, 无)."""
    return value is None or (isinstance(value, str) and normalise(value).lower() in BLANK)


def read_amount(value: CellValue, unit: str) -> Decimal:
    """Yuan in whole fen. unit: of the heading or title, "" if none; nought needs none.

    Bad input: `ledger_amount_without_unit`, `ledger_amount_unreadable`, `ledger_amount_negative`,
    `ledger_amount_not_whole_fen`.
    """
    number, own_unit = _number_and_unit(value)
    scale = _YUAN_IN.get(own_unit or unit)
    if scale is None:
        if number == 0:
            return Decimal("0.00")
        raise bad_input("ledger_amount_without_unit")
    yuan = number * scale
    if yuan < 0:
        raise bad_input("ledger_amount_negative")
    if yuan > LARGEST_YUAN:
        raise bad_input("ledger_amount_unreadable")
    if yuan % FEN:
        raise bad_input("ledger_amount_not_whole_fen")
    return yuan.quantize(FEN)


def _number_and_unit(value: CellValue) -> tuple[Decimal, str]:
    """A number and the unit typed with it: 300万元 is three million with the unit 元."""
    if isinstance(value, Decimal):
        return value, ""
    if not isinstance(value, str):
        raise bad_input("ledger_amount_unreadable")
    bare = normalise(value)
    try:
        if bare.endswith(("元", "圆", "整", "正", "角", "分", "万", "亿")):
            return parse_yuan(value), "元"
        marked = _CURRENCY.sub("", bare)
        return parse_number(marked, allow_negative=True), "元" if marked != bare else ""
    except BadInput as refused:
        known = {"money_negative": "ledger_amount_negative"}
        known["money_not_whole_fen"] = "ledger_amount_not_whole_fen"
        raise bad_input(known.get(refused.reasons[0].code, "ledger_amount_unreadable")) from None


def read_rate(value: CellValue, unit: str, *, monthly: bool = False) -> Decimal:
    """A yearly rate as a fraction of one: 4.85%, 0.0485, or 4.85 under a heading with %.

    A bare number from 0.3 up without % in the heading is refused: nobody said what it counts. A
    monthly rate (usually in ‰) is multiplied by twelve and rounded half up to the sixth place:
    banks write 4.85% a year as 4.041667‰ a month, which would be above it.

    Bad input: `ledger_rate_without_percent`, `ledger_monthly_rate_without_measure`,
    `ledger_rate_month_or_year`, `ledger_rate_unreadable`.
    """
    number, own_unit = _rate_number(value)
    fraction = not own_unit and 0 <= number < (_LARGEST_A_MONTH if monthly else _LARGEST_FRACTION)
    measure = "" if fraction else own_unit or unit
    if measure not in ("%", "‰") and not fraction:
        named = "monthly_rate_without_measure" if monthly else "rate_without_percent"
        raise bad_input(f"ledger_{named}")
    divisor = {"%": _PERCENT, "‰": _MILLE}.get(measure, Decimal(1))
    yearly = number / divisor
    if monthly:
        yearly = (yearly * 12).quantize(_OF_A_YEAR, rounding=ROUND_HALF_UP)
    if measure == "‰" and 0 < yearly < _LEAST_A_YEAR:
        raise bad_input("ledger_rate_month_or_year")
    if not 0 <= yearly < 1:
        raise bad_input("ledger_rate_unreadable")
    return yearly


def _rate_number(value: CellValue) -> tuple[Decimal, str]:
    if isinstance(value, Decimal):
        return value, ""
    if not isinstance(value, str):
        raise bad_input("ledger_rate_unreadable")
    bare = re.sub(r"(?:/年|/月)$", "", normalise(value))
    unit = bare[-1:] if bare[-1:] in ("%", "‰") else ""
    try:
        return Decimal(bare.removesuffix(unit)), unit
    except InvalidOperation:
        raise bad_input("ledger_rate_unreadable") from None


def require_yuan(value: CellValue) -> None:
    """That a currency is the yuan. Bad input: `ledger_currency_other`."""
    if normalise(str(value)).upper() not in _YUAN_NAMES:
        raise bad_input("ledger_currency_other")


def read_day(value: CellValue) -> date:
    """A day: an Excel date, or text such as 2021-3-5, 2021.3.5, 20210305, 2021年3月5日.

    A number is read only in the form 20210305; an Excel serial number is refused, because nobody
    sees a day in it. Bad input: `ledger_day_unreadable`.
    """
    text = f"{value:f}" if isinstance(value, Decimal) else value
    try:
        if isinstance(text, date):
            return require_sensible(text)
        if isinstance(text, str):
            return parse_day(re.sub(r"\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$", "", text.strip()))
    except BadInput:
        pass
    raise bad_input("ledger_day_unreadable")


def read_period(value: CellValue) -> tuple[date, date] | None:
    """First and last day of a term written as 2021.3.1-2022.2.28; None if it is written otherwise.

    Bad input: `ledger_day_unreadable`.
    """
    if not isinstance(value, str):
        return None
    found = _PERIOD.fullmatch(normalise(value))
    return None if found is None else (read_day(found["since"]), read_day(found["until"]))


def read_end_of_term(value: CellValue, unit: str, *, drawn_on: date) -> date:
    """The day of maturity that a term leads to: 12个月, 1年, 365天, or 12 under a heading with 月.

    Bad input: `ledger_term_unreadable`.
    """
    text = normalise(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value))
    if text.isascii() and text.isdigit():
        text += {"月": "月", "个月": "月", "年": "年", "天": "天", "日": "天"}.get(unit, "?")
    months = _MONTHS.fullmatch(text)
    years = _YEARS.fullmatch(text)
    if months is not None:
        return add_months(drawn_on, int(months[1]))
    if years is not None:
        return add_months(drawn_on, 12 * int(_YEAR_WORDS.get(years[1]) or years[1]))
    days = _DAYS.fullmatch(text)
    if days is None or text.isdigit():
        raise bad_input("ledger_term_unreadable")
    return drawn_on + timedelta(days=int(days[1]))


def read_instalments(value: CellValue) -> int:
    """A number of instalments: 6, 6期. Bad input: `ledger_instalments_unreadable`."""
    text = normalise(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value))
    found = _INSTALMENTS.fullmatch(text)
    if found is None:
        raise bad_input("ledger_instalments_unreadable")
    return int(found[1])


def read_days_overdue(value: CellValue) -> int:
    """A whole number of days. Bad input: `ledger_days_unreadable`."""
    text = normalise(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value))
    found = _DAYS.fullmatch(text)
    if found is None or int(found[1]) > MOST_DAYS_OVERDUE:
        raise bad_input("ledger_days_unreadable")
    return int(found[1])


def read_yes_or_no(value: CellValue) -> bool:
    """Whether a loan is said to be overdue: 是, 否. Bad input: `ledger_yes_or_no_unreadable`."""
    text = normalise(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value))
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES
    raise bad_input("ledger_yes_or_no_unreadable")
