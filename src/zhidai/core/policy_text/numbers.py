"""Every number in a plain text, in every written form, with its unit.

一千万, 1000万元 and 10,000,000元 are one amount; 百分之五 and 5% one ratio; 三年, 3年 and 36个月
one time. Characters that only look like numerals (统一, 进一步, 第三方) are none; list markers
are left out by the clause tree before numbers are sought.
"""

import re
from decimal import Decimal
from functools import lru_cache

from zhidai.core.errors import BadInput
from zhidai.core.numerals import parse_number
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy_text.number import Number, NumberKind, canonical, doubted, in_digits
from zhidai.core.policy_text.number_forms import (
    AND_A_HALF,
    BANKERS,
    BASES,
    CALENDAR_YEAR,
    DATE,
    DOCUMENT,
    FRACTION,
    HALF,
    LEXICAL,
    NOT_POINTS,
    ONE,
    ORDINAL,
    PER_HUNDRED,
    QUANTITY,
    START,
    TELEPHONE,
    UNITS,
    YEARS_AND,
)
from zhidai.core.policy_text.signed_numbers import signed

_A_HALF = Decimal("0.5")


@lru_cache(maxsize=1024)
def numbers_in(plain: str) -> tuple[Number, ...]:
    """The numbers of a plain text in their order, none inside another."""
    found: list[Number] = []
    place = 0
    while start := START.search(plain, place):
        place = start.start()
        word = _lexical_at(plain, place)
        if word:
            place = word
            continue
        number = _number_at(plain, place)
        if number is None:
            place += 1
            continue
        found.append(signed(number, plain, found))
        place = number.end
    return tuple(found)


def _lexical_at(plain: str, place: int) -> int:
    """The end of a word that begins at or just before the place and counts nothing; 0 if none."""
    for begin in range(max(0, place - 3), place + 1):
        word = LEXICAL.match(plain, begin)
        if word and word.end() > place:
            return word.end()
    return 0


def _number_at(plain: str, place: int) -> Number | None:
    for reader in (
        _document,
        _telephone,
        _date,
        _ordinal,
        _per_hundred,
        _fraction,
        _years_and,
        _half,
        _and_a_half,
    ):
        number = reader(plain, place)
        if number is not None:
            return number
    return _quantity(plain, place)


def _document(plain: str, place: int) -> Number | None:
    found = DOCUMENT.match(plain, place)
    if not found:
        return None
    canonical = f"({found['year']}){int(found['number'])}号"
    return _plainly(found, NumberKind.DOCUMENT, canonical)


def _telephone(plain: str, place: int) -> Number | None:
    found = TELEPHONE.match(plain, place)
    if not found or (place and plain[place - 1].isdigit()):
        return None
    digits = "".join(each for each in found[0] if each.isdigit())
    return _plainly(found, NumberKind.TELEPHONE, f"tel{digits}")


def _date(plain: str, place: int) -> Number | None:
    found = DATE.match(plain, place)
    if not found:
        return _calendar_year(plain, place)
    parts = (
        found["year"],
        found["month"] or found["month2"] or found["month3"],
        found["day"] or found["day2"] or found["day3"],
    )
    values = [None if part is None else _counted(part) for part in parts]
    canonical = "-".join("" if value is None else f"{value:02}" for value in values)
    return _plainly(found, NumberKind.DATE, f"date{canonical}")


def _calendar_year(plain: str, place: int) -> Number | None:
    found = CALENDAR_YEAR.match(plain, place)
    return found and _plainly(found, NumberKind.DATE, f"date{found[0][:4]}")


def _counted(written: str) -> int:
    """A year, month or day; years may be written digit by digit."""
    if written.isdigit() and written.isascii():
        return int(written)
    digits = [_DIGITS.get(each) for each in written]
    if len(written) >= 4 and None not in digits:
        return int("".join(str(digit) for digit in digits))
    value = _value(written)
    return 0 if value is None else int(value)


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"\u3007": 0}


def _ordinal(plain: str, place: int) -> Number | None:
    found = ORDINAL.match(plain, place)
    if not found:
        return None
    value = _value(found["number"])
    shown = found["number"] if value is None else in_digits(value)
    return _plainly(found, NumberKind.ORDINAL, f"第{shown}{found['what'] or ''}")


def _per_hundred(plain: str, place: int) -> Number | None:
    found = PER_HUNDRED.match(plain, place)
    if not found:
        return None
    value = _value(found["number"])
    unit = Unit.RATE if found["year"] else Unit.RATIO
    return _measured(found, None if value is None else value / BASES[found["base"]], unit)


def _fraction(plain: str, place: int) -> Number | None:
    found = FRACTION.match(plain, place)
    if not found:
        return None
    written_below, written_above = found["below"] or found["d"], found["above"] or found["n"]
    if written_below is None:
        return _measured(found, Decimal("0.5"), Unit.RATIO)
    below, above = _value(written_below), _value(written_above)
    if not below or above is None:
        return _plainly(found, NumberKind.BARE, found[0])
    return _measured(found, above / below, Unit.RATIO)


def _half(plain: str, place: int) -> Number | None:
    found = HALF.match(plain, place)
    if not found:
        return None
    if found["unit"] == "个月":
        return _open(found)  # 15 days or half of some month
    unit, worth, _ = UNITS[found["unit"]]
    amount = worth * _A_HALF
    if unit is Unit.YEARS:
        unit, amount = Unit.MONTHS, Decimal(6)
    return None if unit is None else _counted_in(place, found.end(), amount, unit)


def _and_a_half(plain: str, place: int) -> Number | None:
    """一年半, 一个半月, 一倍半: half a unit more than the numeral says."""
    found = QUANTITY.match(plain, place)
    half = found and AND_A_HALF.match(plain, found.end("numeral"))
    value = _value(found["numeral"]) if found and half else None
    if not half or value is None:
        return None
    if half["open"]:
        return _made(place, half.end(), NumberKind.BARE, doubted(plain[place : half.end()]))
    unit, worth, _ = UNITS[half["unit"] or f"个{half['behind']}"]
    if unit is None:
        return None
    return _counted_in(place, half.end(), (value + _A_HALF) * worth, unit)


def _years_and(plain: str, place: int) -> Number | None:
    """一年零六个月: so many months."""
    found = YEARS_AND.match(plain, place)
    if not found:
        return None
    if not found["years"]:
        return _open(found)
    years, months = _value(found["years"]), _value(found["months"])
    if years is None or months is None:
        return _open(found)
    return _counted_in(place, found.end(), years * 12 + months, Unit.MONTHS)


def _quantity(plain: str, place: int) -> Number | None:
    found = QUANTITY.match(plain, place)
    if not found:
        return None
    numeral, word = found["numeral"], (found["unit"] or "").lower()
    if word == "分" and NOT_POINTS.match(plain, found.start("unit")):
        word = ""
    end = found.start("numeral") + len(numeral) + len(word)
    if not word and (len(numeral) == 1 and numeral in BANKERS):
        return None
    value = _value(numeral)
    unit, worth, measure = UNITS.get(word, (None, ONE, word))
    if not word and numeral[-1] in "万萬亿億" and value is not None:
        unit = Unit.YUAN  # 伍仟万 with nothing behind it is an amount
    if value is None or (unit is None and not word):
        shown = numeral if value is None else in_digits(value)
        return _made(place, end, NumberKind.BARE, f"{shown}{word}")
    kind = NumberKind.BARE if unit is None else NumberKind.QUANTITY
    one_form = canonical(value * worth, unit, measure)
    return _made(place, end, kind, one_form, value * worth, unit)


def _value(numeral: str) -> Decimal | None:
    try:
        return parse_number(numeral)
    except BadInput:
        return None


def _plainly(found: re.Match[str], kind: NumberKind, canonical: str) -> Number:
    return _made(found.start(), found.end(), kind, canonical)


def _open(found: re.Match[str]) -> Number:
    """A number whose words leave open which it is."""
    return _plainly(found, NumberKind.BARE, doubted(found[0]))


def _measured(found: re.Match[str], amount: Decimal | None, unit: Unit) -> Number:
    if amount is None:
        return _plainly(found, NumberKind.BARE, found[0])
    return _counted_in(found.start(), found.end(), amount, unit)


def _counted_in(start: int, end: int, amount: Decimal, unit: Unit) -> Number:
    return _made(start, end, NumberKind.QUANTITY, canonical(amount, unit), amount, unit)


def _made(
    start: int,
    end: int,
    kind: NumberKind,
    canonical: str,
    amount: Decimal | None = None,
    unit: Unit | None = None,
) -> Number:
    return Number(start=start, end=end, kind=kind, canonical=canonical, amount=amount, unit=unit)
