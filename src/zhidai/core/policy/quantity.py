"""Values as policy documents write them: 1000万元, 伍仟万, 80%, 60天, 3年, 100个基点, 10人.

A number without its unit is an error: the unit is what keeps 5 % from becoming 5 yuan. Months and
years stay what they are (a month has no fixed number of days); 12个月 and 1年 compare as equal.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.labels import Label
from zhidai.core.numerals import ENGLISH_SCALES, parse_number
from zhidai.core.policy.common_fractions import exact, fraction_written, in_words, quotient


class Unit(StrEnum):
    """The closed list of units that a parameter or fact may have."""

    YUAN = "yuan"  # amount in yuan
    RATIO = "ratio"  # fraction of one; written 80%
    RATE = "rate"  # fraction of one a year; written 1%/年
    BASIS_POINTS = "basis_points"  # hundredths of a per cent
    DAYS = "days"
    WORKING_DAYS = "working_days"  # counted by the calendar of working days; not comparable to days
    MONTHS = "months"
    YEARS = "years"
    PERSONS = "persons"
    COUNT = "count"
    TIMES = "times"  # a multiple: loans of ten times a pool, 1.3 times the LPR
    POINTS = "points"  # of a score


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value with its unit and the text it was read from."""

    amount: Decimal
    unit: Unit
    text: str


LONGEST_TEXT = 80  # no quantity is longer; keeps hostile input cheap

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_MONTHS_A_YEAR = Decimal(12)

# Unit words as they stand behind the number, with what one of them is worth.
_WORDS: dict[str, tuple[Unit, Decimal]] = {
    **dict.fromkeys(
        ("元", "圆", "元整", "圆整", "元人民币", "yuan", "cny", "rmb"), (Unit.YUAN, _ONE)
    ),
    **{
        f"{scale}{unit}": (Unit.YUAN, worth)
        for scale, worth in ENGLISH_SCALES.items()
        for unit in ("", "yuan", "cny", "rmb")
        if scale
    },
    **dict.fromkeys(("角",), (Unit.YUAN, Decimal("0.1"))),
    **dict.fromkeys(("%", "percent"), (Unit.RATIO, Decimal("0.01"))),
    **dict.fromkeys(("‰",), (Unit.RATIO, Decimal("0.001"))),
    **dict.fromkeys(
        ("%/年", "%每年", "%/year", "%ayear", "%peryear", "%p.a."), (Unit.RATE, Decimal("0.01"))
    ),
    **dict.fromkeys(
        ("个基点", "基点", "bp", "bps", "basispoint", "basispoints"), (Unit.BASIS_POINTS, _ONE)
    ),
    **dict.fromkeys(
        ("个百分点", "百分点", "percentagepoint", "percentagepoints"), (Unit.BASIS_POINTS, _HUNDRED)
    ),
    **dict.fromkeys(("天", "日", "个自然日", "自然日", "day", "days"), (Unit.DAYS, _ONE)),
    **dict.fromkeys(("个工作日", "工作日", "workingday", "workingdays"), (Unit.WORKING_DAYS, _ONE)),
    **dict.fromkeys(("个月", "月", "month", "months"), (Unit.MONTHS, _ONE)),
    **dict.fromkeys(("年", "周年", "year", "years"), (Unit.YEARS, _ONE)),
    **dict.fromkeys(("人", "名", "位", "person", "persons", "people"), (Unit.PERSONS, _ONE)),
    **dict.fromkeys(
        ("件", "家", "个", "项", "份", "次", "笔", "户", "期", "item", "items"), (Unit.COUNT, _ONE)
    ),
    **dict.fromkeys(("倍", "times", "x"), (Unit.TIMES, _ONE)),
    # No plan states an amount in fen; every scorecard states one in points.
    **dict.fromkeys(("分", "points"), (Unit.POINTS, _ONE)),
}
# Full-width forms only: folding every compatibility form would read 1² as 12.
_WIDTHS: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FRACTIONS = {"百分之": "%", "千分之": "‰"}
_IN_POINTS = re.compile(r"百分点|percentage\s*point", re.IGNORECASE)
_NUMERAL = (
    r"[0-9.,\s零\u3007一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖十拾百佰千仟万萬亿億点點]"
)
_PARTS = re.compile(rf"(?P<sign>[-\u2212负負]?)\s*(?P<number>{_NUMERAL}*)(?P<word>.*)", re.DOTALL)
_BIG_NUMBER = re.compile(r"[万萬亿億]$")  # 伍仟万 with no unit behind it is an amount
_CURRENCY = re.compile(r"^(人民币|RMB|CNY|[¥￥])\s*", re.IGNORECASE)


def parse_quantity(text: object) -> Quantity:
    """The quantity a person or a plan wrote: 1000万元, 百分之五, 三分之二, 12个月, 100bp, 1%/年.

    Spaces and full-width forms are tolerated. Bad input: `quantity_float`,
    `quantity_without_unit`, `quantity_unit_unknown`, `quantity_below_fen`, `quantity_unreadable`,
    `quantity_missing` and `numeral_...`. 分 is a point of a score here, no hundredth of a yuan.
    """
    written = _as_text(text)
    flat = written.translate(_WIDTHS).strip()
    fraction = _fraction(flat)
    if fraction is not None:
        return Quantity(amount=quotient(fraction), unit=Unit.RATIO, text=written)
    number, word = _split(flat, written=written)
    unit, worth = _unit(word, number=number, written=written)
    amount = parse_number(number, allow_negative=unit is Unit.BASIS_POINTS) * worth
    if unit is Unit.YUAN and amount * _HUNDRED % 1:
        raise bad_input("quantity_below_fen", text=written)
    return Quantity(amount=amount, unit=unit, text=written)


def _fraction(flat: str) -> Fraction | None:
    return None if flat.startswith(tuple(_FRACTIONS)) else fraction_written(flat)


def _as_text(text: object) -> str:
    if isinstance(text, float):
        raise bad_input("quantity_float", text=repr(text))
    if isinstance(text, bool) or not isinstance(text, (str, int, Decimal)):
        raise bad_input("quantity_unreadable", text=str(text)[:LONGEST_TEXT])
    if not isinstance(text, str):
        raise bad_input("quantity_without_unit", text=str(text)[:LONGEST_TEXT])
    if not text.strip():
        raise bad_input("quantity_missing")
    if len(text) > LONGEST_TEXT:
        raise bad_input("quantity_unreadable", text=text.strip()[:LONGEST_TEXT])
    return text.strip()


def _split(flat: str, *, written: str) -> tuple[str, str]:
    """The number and the unit word behind it."""
    for prefix, word in _FRACTIONS.items():
        if flat.startswith(prefix):
            return flat.removeprefix(prefix), word
    bare = _CURRENCY.sub("", flat)
    currency_in_front = bare != flat
    parts = _PARTS.fullmatch(bare)
    if parts is None or not parts["number"].strip("万萬亿億点點., "):
        raise bad_input("quantity_unreadable", text=written)
    number = parts["sign"] + parts["number"].strip()
    word = "".join(parts["word"].split()).lower()
    return number, word or ("元" if currency_in_front else "")


def _unit(word: str, *, number: str, written: str) -> tuple[Unit, Decimal]:
    if word in _WORDS:
        return _WORDS[word]
    if word:
        raise bad_input("quantity_unit_unknown", text=written, unit=word)
    if _BIG_NUMBER.search(number):
        return Unit.YUAN, _ONE
    raise bad_input("quantity_without_unit", text=written)


def comparable(left: Unit, right: Unit) -> bool:
    """Whether two units can be held against each other: the same, or months and years."""
    return left is right or {left, right} == {Unit.MONTHS, Unit.YEARS}


def in_unit(quantity: Quantity, unit: Unit) -> Quantity:
    """The same quantity in another unit, where that is exact; `quantity_unit_differs` if not.

    Years become months (x 12), whole years of months become years, per cents become basis points
    (x 10,000) and back, and a per cent is read as a yearly rate where a rate is asked for
    (贷款利率 4.85% is a rate a year by custom), as a multiple where one is (LPR的150%).
    """
    if quantity.unit is unit:
        return quantity
    factor = _FACTORS.get((quantity.unit, unit))
    if factor is None:
        raise _differs(quantity, unit)
    amount = quantity.amount * factor
    if (quantity.unit, unit) == (Unit.MONTHS, Unit.YEARS):
        amount, rest = divmod(quantity.amount, _MONTHS_A_YEAR)
        if rest:
            raise _differs(quantity, unit)
    return Quantity(amount=amount, unit=unit, text=quantity.text)


_FACTORS: dict[tuple[Unit, Unit], Decimal] = {
    (Unit.YEARS, Unit.MONTHS): _MONTHS_A_YEAR,
    (Unit.MONTHS, Unit.YEARS): _ONE,  # divided, not multiplied: see in_unit
    (Unit.RATIO, Unit.BASIS_POINTS): Decimal(10_000),
    (Unit.BASIS_POINTS, Unit.RATIO): Decimal("0.0001"),
    (Unit.RATIO, Unit.RATE): _ONE,
    (Unit.RATIO, Unit.TIMES): _ONE,
}


def _differs(quantity: Quantity, unit: Unit) -> BadInput:
    return bad_input("quantity_unit_differs", text=quantity.text, unit=EXAMPLES[unit])


def compare_quantities(left: Quantity, right: Quantity) -> int:
    """-1, 0 or 1 as left is less than, equal to or more than right; exact.

    Months and years are compared in months. `quantity_unit_differs` for anything else unlike.
    """
    if not comparable(left.unit, right.unit):
        raise _differs(left, right.unit)
    if left.unit is not right.unit:
        left, right = in_unit(left, Unit.MONTHS), in_unit(right, Unit.MONTHS)
    return (left.amount > right.amount) - (left.amount < right.amount)


# How each unit is written: what a message shows as the form to use.
EXAMPLES: dict[Unit, str] = {
    Unit.YUAN: "1000万元",
    Unit.RATIO: "80%",
    Unit.RATE: "1%/年",
    Unit.BASIS_POINTS: "100个基点",
    Unit.DAYS: "60天",
    Unit.WORKING_DAYS: "5个工作日",
    Unit.MONTHS: "12个月",
    Unit.YEARS: "3年",
    Unit.PERSONS: "10人",
    Unit.COUNT: "3件",
    Unit.TIMES: "10倍",
    Unit.POINTS: "60分",
}

_SHOWN = {  # Chinese; English of one, of several
    Unit.RATIO: ("%", ("%", "%")),
    Unit.RATE: ("%/年", ("% a year", "% a year")),
    Unit.BASIS_POINTS: ("个基点", (" basis point", " basis points")),
    Unit.DAYS: ("天", (" day", " days")),
    Unit.WORKING_DAYS: ("个工作日", (" working day", " working days")),
    Unit.MONTHS: ("个月", (" month", " months")),
    Unit.YEARS: ("年", (" year", " years")),
    Unit.PERSONS: ("人", (" person", " persons")),
    Unit.COUNT: ("件", (" item", " items")),
    Unit.TIMES: ("倍", (" times", " times")),
    Unit.POINTS: ("分", (" points", " points")),
}
_PERCENTAGE_POINTS = ("个百分点", (" percentage point", " percentage points"))
_SHOWN_PLACES = Decimal("0.000001")
_WAN = Decimal(10_000)
_YI = Decimal(100_000_000)


def format_quantity(quantity: Quantity, language: str) -> str:
    """The quantity as a reader expects it (`zh-hans` or `en`), readable by `parse_quantity`.

    A share that was written as a fraction stays one, and so do percentage points. Yuan in full to
    the fen; 万元 and 亿元 in Chinese where two decimals suffice. Everything else is shown with at
    most six decimals, which rounds only derived values (a pledge ratio of 2/3).
    """
    if quantity.unit is Unit.YUAN:
        return _yuan(quantity.amount, language)
    fraction = _fraction(quantity.text) if quantity.unit is Unit.RATIO else None
    if fraction is not None and fraction == exact(quantity.amount):
        return in_words(fraction, language)
    amount, (chinese, (one, many)) = quantity.amount, _SHOWN[quantity.unit]
    if quantity.unit in (Unit.RATIO, Unit.RATE):
        amount *= _HUNDRED
    elif quantity.unit is Unit.BASIS_POINTS and _IN_POINTS.search(quantity.text):
        amount, (chinese, (one, many)) = amount / _HUNDRED, _PERCENTAGE_POINTS
    shown = _plain(amount)
    if not language.startswith("en"):
        return shown + chinese
    return shown + (one if shown == "1" else many)


def in_both_languages(quantity: Quantity) -> Label:
    """The quantity as a parameter of a sentence that is said in either language."""
    return Label(zh=format_quantity(quantity, "zh-hans"), en=format_quantity(quantity, "en"))


def _plain(amount: Decimal) -> str:
    """Digits without exponent and without zeros at the end."""
    exact = amount.quantize(_SHOWN_PLACES) if abs(amount) < 10**18 else amount
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _yuan(amount: Decimal, language: str) -> str:
    if language.startswith("en"):
        return f"{_grouped(amount)} yuan"
    for worth, word in ((_YI, "亿元"), (_WAN, "万元")):
        if amount >= worth and not amount * _HUNDRED % worth:
            return _plain(amount / worth) + word
    return f"{_grouped(amount)}元"


def _grouped(amount: Decimal) -> str:
    return f"{amount:,.0f}" if not amount % 1 else f"{amount:,.2f}"
