"""Numbers as people write them in China: 1000万, 伍仟万, 一千万, 1.5亿, 10,000,000.

Strict on purpose: a number that can be read in two ways (三万五 is 35,000 to some and 30,005 to
others) is bad input, because every number read here ends up near money or in a limit.
"""

import re
from decimal import Decimal

from zhidai.core.errors import BadInput, bad_input

LONGEST_TEXT = 64  # no amount or count is longer; keeps hostile input cheap
# What an English word behind a number multiplies it by; no word, nothing.
ENGLISH_SCALES = {
    "": Decimal(1),
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
}
MOST_DIGITS = 18  # what fits a 64-bit integer and stays exact in Decimal after 万亿

_FULL_WIDTH: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDTHS: dict[int, int | str] = {**_FULL_WIDTH, 0x3000: " ", 0x2212: "-"}  # and space, minus

# The banker's characters (大写) and variants, brought to the everyday ones.
_EVERYDAY = str.maketrans(
    "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億两兩〇負點", "一二二三三四五六六七八九十百千万亿二二零负点"
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}

_ARABIC = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_ARABIC_WITH_UNIT = re.compile(r"([0-9]+(?:\.[0-9]+)?)([十百千])")
_SECTION = re.compile(
    r"(?:(?P<thousands>[一-九])千)?"
    r"(?:零?(?P<hundreds>[一-九])百)?"
    r"(?:(?P<gap_of_tens>零)?(?P<ten>(?P<tens>[一-九])?十))?"
    r"(?:(?P<gap>零)?(?P<ones>[一-九]))?".replace("一-九", "一二三四五六七八九")
)
_UNITS = {"十": 10, "百": 100, "千": 1000}


def normalise(text: str) -> str:
    """Full-width digits, letters and punctuation as ASCII, without any white space."""
    return "".join(text.translate(_WIDTHS).split())


def parse_number(text: str, *, allow_negative: bool = False) -> Decimal:
    """The number a person wrote, in Arabic or Chinese numerals or both; exact.

    Bad input (`numeral_...`) for anything that is not exactly one number: signs unless asked for,
    exponents, misplaced commas, forms that can be read in two ways.
    """
    if not isinstance(text, str):
        raise bad_input("numeral_not_text", text=str(text)[:LONGEST_TEXT])
    if len(text) > LONGEST_TEXT:
        raise _unreadable(text)
    bare = _without_spaces(text).translate(_EVERYDAY)
    if sum(character in "0123456789" for character in bare) > MOST_DIGITS:
        raise _unreadable(text)
    negative = bare.startswith(("-", "负"))
    if negative and not allow_negative:
        raise bad_input("numeral_negative", text=text.strip())
    value = _number(bare[1:] if negative else bare)
    if value is None:
        raise _unreadable(text)
    return -value if negative else value


def _without_spaces(text: str) -> str:
    """Spaces between digits separate groups of three, like commas; elsewhere they go."""
    flat = text.translate(_WIDTHS).strip()
    return "".join(re.sub(r"(?<=[0-9])\s+(?=[0-9])", ",", flat).split())


def _unreadable(text: str) -> BadInput:
    return bad_input("numeral_unreadable", text=text.strip()[:LONGEST_TEXT])


def _number(text: str) -> Decimal | None:
    """Splits at 亿, then at 万; each part stands below 10,000 unless it is the leading one."""
    head, unit, tail = text.rpartition("亿")
    if not unit:
        return _below_hundred_million(text)
    left = _below_hundred_million(head)
    if left is None:
        return None
    return _with_tail(left, 10**8, tail)


def _below_hundred_million(text: str) -> Decimal | None:
    head, unit, tail = text.partition("万")
    if not unit:
        return _part(text)
    left = _part(head)
    if left is None:
        return None
    return _with_tail(left, 10**4, tail)


def _with_tail(left: Decimal, unit: int, tail: str) -> Decimal | None:
    """The value of `left` units followed by a tail such as the 5000万 of 1亿5000万."""
    if not tail:
        return left * unit
    if left % 1 or not _stands_alone(tail, unit):
        return None
    right = _below_hundred_million(tail.removeprefix("零"))
    if right is None or not 0 < right < unit:
        return None
    return left * unit + right


def _stands_alone(tail: str, unit: int) -> bool:
    """Whether a tail says its own size: the 五 of 三万五 does not, 五千, 零五 and 5000 do."""
    if tail[0] == "零" or any(character in tail for character in "十百千万"):
        return True
    whole = tail.split(".")[0]
    return whole.isascii() and len(whole) == len(str(unit)) - 1


def _part(text: str) -> Decimal | None:
    """A part without 万 or 亿: 1,000 or 1.5 or 5千 or 一千零五 or 一点五."""
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    with_unit = _ARABIC_WITH_UNIT.fullmatch(text)
    if with_unit:
        return Decimal(with_unit[1]) * _UNITS[with_unit[2]]
    whole, point, decimals = text.partition("点")
    value = _chinese_section(whole)
    if value is None or not point:
        return value
    if not decimals or any(digit not in _DIGITS for digit in decimals):
        return None
    return Decimal(f"{value}." + "".join(str(_DIGITS[digit]) for digit in decimals))


def _chinese_section(text: str) -> Decimal | None:
    """A Chinese numeral below 10,000 (一千零五十); None if it is not well formed."""
    if text == "零":
        return Decimal(0)
    found = _SECTION.fullmatch(text)
    if not text or not found or text[0] == "零":
        return None
    higher = found["thousands"] or found["hundreds"]
    if found["ones"] and higher and not found["ten"] and not found["gap"]:
        return None  # 一千五: 1,500 or 1,005
    if found["ones"] and found["ten"] and found["gap"]:
        return None  # 十零五
    tens = _DIGITS[found["tens"] or "一"] if found["ten"] else 0
    thousands, hundreds, ones = (
        _DIGITS[found[name] or "零"] for name in ("thousands", "hundreds", "ones")
    )
    return Decimal(thousands * 1000 + hundreds * 100 + tens * 10 + ones)
