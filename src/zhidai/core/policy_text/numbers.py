"""Every number in a plain text, in every written form, with its unit.

一千万, 1000万元 and 10,000,000元 are one amount; 百分之五 and 5% one ratio; 三年, 3年 and 36个月
one time. Characters that only look like numerals (统一, 进一步, 第三方) are none; list markers
are left out by the clause tree before numbers are sought.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from zhidai.core.errors import BadInput
from zhidai.core.numerals import parse_number
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy_text.signs import MINUS, RANGE_SIGNS, sign_before


class NumberKind(StrEnum):
    """What kind of thing the number is."""

    QUANTITY = "quantity"
    DATE = "date"
    DOCUMENT = "document"  # 〔2020〕32号
    TELEPHONE = "telephone"
    ORDINAL = "ordinal"  # 第三条
    BARE = "bare"  # no unit that is known: 六项机制 has one, 七不准 has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a plain text; `canonical` is equal for equal numbers however written.

    column_unit: the unit of a table's column, which stands in its heading and not at the number.
    """

    start: int
    end: int
    kind: NumberKind
    canonical: str
    amount: Decimal | None = None
    unit: Unit | None = None
    column_unit: str = ""

    def written(self, plain: str) -> str:
        """The number as it would stand in a sentence."""
        return plain[self.start : self.end] + self.column_unit


# Words in which a numeral counts nothing. Whatever is not here is a number that wants a reason.
_WORD_LIST = (
    "同一 统一 唯一 单一 逐一 一一 某一 任一 每一 另一方 任何一方 第三方 进一步 一定 一并 "
    "一致 一般 一律 一起 一旦 一体 一系列 一次性 一站式 一揽子 一对一 一线 一流 一批 一些 "
    "一样 一直 一切 一同 一经 一手 一边 一方面 一贯 一概 一带一路 之一 十分 万一 万众 "
    "二维码 三农 四舍五入 第一时间 一视同仁 不一 一时 一是 二是 三是 四是 五是 六是 "
    "千方百计 百强 万物 一票否决 一企一策 一事一议 一户一策 一家亲 举一反三 一如既往 "
    "上一年度 下一年度 上一年 下一年 上一季度 一目了然 唯一性 一网通办 同一性 专一 合一 "
    "划一 归一 如一 一心 "
)

_CHINESE = "零〇一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖十拾"
_SCALES = "十拾百佰千仟万萬亿億"
_BANKERS = frozenset("壹贰貳叁參肆伍陆陸柒捌玖拾零〇")  # 陆续, 队伍, 零售: alone they are words
_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?"
_NUMERAL = (
    rf"(?=[0-9])(?:(?:{_ARABIC})[{_SCALES}]+)*(?:{_ARABIC})?|[{_CHINESE}][{_CHINESE}{_SCALES}]*(?:[点點][{_CHINESE}]+)?"
    rf"|(?<![(:])[{_SCALES}]+(?=元)"  # 千万元; (万元) only names the unit of a column
)

_ONE = Decimal(1)
_PER_CENT = Decimal("0.01")
_PER_MILLE = Decimal("0.001")
_PER_YEAR = ("/年", "每年", "/每年", "(年)", "/a", "p.a.")
_UNITS: dict[str, tuple[Unit | None, Decimal, str]] = {
    **dict.fromkeys(("元人民币", "元整", "圆整", "元", "圆"), (Unit.YUAN, _ONE, "")),
    **{f"%{each}": (Unit.RATE, _PER_CENT, "") for each in _PER_YEAR},
    **{f"‰{each}": (Unit.RATE, _PER_MILLE, "") for each in _PER_YEAR},
    **{f"%/{each}": (None, _PER_CENT, f"ratio/{each}") for each in ("月", "天", "日", "季")},
    "%": (Unit.RATIO, _PER_CENT, ""),
    "‰": (Unit.RATIO, _PER_MILLE, ""),
    "成": (Unit.RATIO, Decimal("0.1"), ""),
    **dict.fromkeys(("个基点", "基点", "个bp", "bps", "bp"), (Unit.BASIS_POINTS, _ONE, "")),
    **dict.fromkeys(("个百分点", "百分点"), (Unit.BASIS_POINTS, Decimal(100), "")),
    **dict.fromkeys(("个自然日", "自然日", "天", "日"), (Unit.DAYS, _ONE, "")),
    **dict.fromkeys(("个工作日", "工作日"), (Unit.WORKING_DAYS, _ONE, "")),
    **dict.fromkeys(("个月", "個月"), (Unit.MONTHS, _ONE, "")),
    **dict.fromkeys(("周年", "年"), (Unit.YEARS, _ONE, "")),
    **dict.fromkeys(("人", "名", "位"), (Unit.PERSONS, _ONE, "")),
    "倍": (Unit.TIMES, _ONE, ""),
    "分": (Unit.POINTS, _ONE, ""),
    **{word: (Unit.COUNT, _ONE, word) for word in "件家个项份次笔户"},
    **{word: (None, _ONE, word) for word in ("美元", "港元", "港币", "欧元", "日元", "英镑")},
    **{word: (None, _ONE, word) for word in ("人次", "平方米", "亩", "小时", "个交易日", "季度")},
    **dict.fromkeys(("个会计年度", "个年度", "年度"), (None, _ONE, "年度")),  # no span of days
    **{word: (None, _ONE, word) for word in ("个季度", "月", "周", "级", "分钟", "号")},
}
_UNIT = "|".join(re.escape(word) for word in sorted(_UNITS, key=len, reverse=True))
_NOT_POINTS = re.compile(r"分(?:担|别|之|公司|支|行|期|摊|级|类|步|批|享|管|离|布|析|散|工|配)")
_CALENDAR_YEAR = re.compile(r"(?:19|20)[0-9]{2}年(?!期)")
_DAY = r"[0-9一二三四五六七八九十]{1,3}"
_YEAR = r"(?:19|20)[0-9]{2}|[一二][零〇一二三四五六七八九]{3}"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:年(?P<month>{_DAY})月(?:(?P<day>{_DAY})[日号])?"
    rf"|(?P<sign>[-—./])(?P<month2>[01]?[0-9])(?P=sign)(?P<day2>[0-3]?[0-9])(?![0-9]))"
    rf"|(?P<month3>{_DAY})月(?P<day3>{_DAY})[日号]"
)
_DOCUMENT = re.compile(r"\((?P<year>(?:19|20)[0-9]{2})\)第?(?P<number>[0-9]{1,6})号")
_TELEPHONE = re.compile(
    r"\(?0[0-9]{2,3}\)?[-—]?[0-9]{7,8}(?:[-—][0-9]{1,6})?(?![0-9])|1[3-9][0-9]{9}(?![0-9])|[0-9]{7,}(?=[,。]|$)"
)
_ORDINAL = re.compile(rf"第(?P<number>[0-9]+|[{_CHINESE}百千]+)(?P<what>[条章节款项次批期届季])?")
_PER_HUNDRED = re.compile(
    rf"(?P<base>百|千|万)分之(?P<number>{_NUMERAL})(?P<year>/年|每年|\(年\))?"
)
_FRACTION = re.compile(rf"(?P<below>{_NUMERAL})分之(?P<above>{_NUMERAL})|一半|半数")
_HALF = re.compile(r"半(?=年|个月)")
_QUANTITY = re.compile(rf"(?P<numeral>{_NUMERAL})(?P<unit>{_UNIT})?", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?P<year>年)半(?!数|价|额|径)|个半月")
_SPLIT_WORDS = {  # where another word ends or begins inside: 半年以上一年以下, 十分之一
    **{word: f"(?<!以){word}" for word in ("上一年度", "下一年度", "上一年", "下一年", "上一季度")},
    "十分": "十分(?!之)",
    "之一": "(?<!分)之一",
}
_LEXICAL = re.compile(
    "|".join(
        _SPLIT_WORDS.get(word, word) for word in sorted(_WORD_LIST.split(), key=len, reverse=True)
    )
)
_BASES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
_START = re.compile(rf"[0-9{_CHINESE}{_SCALES}第(半]")


@lru_cache(maxsize=1024)
def numbers_in(plain: str) -> tuple[Number, ...]:
    """The numbers of a plain text in their order, none inside another."""
    found: list[Number] = []
    place = 0
    while start := _START.search(plain, place):
        place = start.start()
        word = _lexical_at(plain, place)
        if word:
            place = word
            continue
        number = _number_at(plain, place)
        if number is None:
            place += 1
            continue
        found.append(_signed(number, plain, found[-1].end if found else 0))
        place = number.end
    return tuple(found)


def _signed(number: Number, plain: str, free_from: int) -> Number:
    """A minus turns a quantity; what is only about it, or is of another currency, is none."""
    sign = sign_before(plain, number.start, free_from)
    counts = number.kind in (NumberKind.QUANTITY, NumberKind.BARE)
    if not sign or not counts or (sign in RANGE_SIGNS and number.amount is None):
        return number
    start, canonical = number.start - len(sign), f"{sign}{number.canonical}"
    if sign == MINUS and number.amount is not None:
        return replace(number, start=start, canonical=canonical, amount=-number.amount)
    return replace(
        number, start=start, canonical=canonical, kind=NumberKind.BARE, amount=None, unit=None
    )


def _lexical_at(plain: str, place: int) -> int:
    """The end of a word that begins at or just before the place and counts nothing; 0 if none."""
    for begin in range(max(0, place - 3), place + 1):
        word = _LEXICAL.match(plain, begin)
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
        _half,
        _and_a_half,
    ):
        number = reader(plain, place)
        if number is not None:
            return number
    return _quantity(plain, place)


def _document(plain: str, place: int) -> Number | None:
    found = _DOCUMENT.match(plain, place)
    if not found:
        return None
    canonical = f"({found['year']}){int(found['number'])}号"
    return _plainly(found, NumberKind.DOCUMENT, canonical)


def _telephone(plain: str, place: int) -> Number | None:
    found = _TELEPHONE.match(plain, place)
    if not found or (place and plain[place - 1].isdigit()):
        return None
    digits = "".join(each for each in found[0] if each.isdigit())
    return _plainly(found, NumberKind.TELEPHONE, f"tel{digits}")


def _date(plain: str, place: int) -> Number | None:
    found = _DATE.match(plain, place)
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
    found = _CALENDAR_YEAR.match(plain, place)
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
    found = _ORDINAL.match(plain, place)
    if not found:
        return None
    value = _value(found["number"])
    shown = found["number"] if value is None else _shown(value)
    return _plainly(found, NumberKind.ORDINAL, f"第{shown}{found['what'] or ''}")


def _per_hundred(plain: str, place: int) -> Number | None:
    found = _PER_HUNDRED.match(plain, place)
    if not found:
        return None
    value = _value(found["number"])
    unit = Unit.RATE if found["year"] else Unit.RATIO
    return _measured(found, None if value is None else value / _BASES[found["base"]], unit, "")


def _fraction(plain: str, place: int) -> Number | None:
    found = _FRACTION.match(plain, place)
    if not found:
        return None
    if found["below"] is None:
        return _measured(found, Decimal("0.5"), Unit.RATIO, "")
    below, above = _value(found["below"]), _value(found["above"])
    if not below or above is None:
        return _plainly(found, NumberKind.BARE, found[0])
    return _measured(found, above / below, Unit.RATIO, "")


def _half(plain: str, place: int) -> Number | None:
    found = _HALF.match(plain, place)
    if not found or not plain.startswith("半年", place):
        return None
    canonical = _canonical(Decimal(6), Unit.MONTHS, "")
    return Number(
        start=place,
        end=place + 2,
        kind=NumberKind.QUANTITY,
        canonical=canonical,
        amount=Decimal(6),
        unit=Unit.MONTHS,
    )


def _and_a_half(plain: str, place: int) -> Number | None:
    """一年半, 一个半月: half a unit more than the numeral says."""
    found = _QUANTITY.match(plain, place)
    half = found and _AND_A_HALF.match(plain, found.end("numeral"))
    value = _value(found["numeral"]) if found and half else None
    if not half or value is None:
        return None
    amount, unit = value + Decimal("0.5"), Unit.YEARS if half["year"] else Unit.MONTHS
    canonical = _canonical(amount, unit, "")
    return _made(place, half.end(), NumberKind.QUANTITY, canonical, amount, unit)


def _quantity(plain: str, place: int) -> Number | None:
    found = _QUANTITY.match(plain, place)
    if not found:
        return None
    numeral, word = found["numeral"], (found["unit"] or "").lower()
    if word == "分" and _NOT_POINTS.match(plain, found.start("unit")):
        word = ""
    end = found.start("numeral") + len(numeral) + len(word)
    if not word and (len(numeral) == 1 and numeral in _BANKERS):
        return None
    value = _value(numeral)
    unit, worth, measure = _UNITS.get(word, (None, _ONE, word))
    if not word and numeral[-1] in "万萬亿億" and value is not None:
        unit = Unit.YUAN  # 伍仟万 with nothing behind it is an amount
    if value is None or (unit is None and not word):
        shown = numeral if value is None else _shown(value)
        return _made(place, end, NumberKind.BARE, f"{shown}{word}", None, None)
    kind = NumberKind.BARE if unit is None else NumberKind.QUANTITY
    canonical = _canonical(value * worth, unit, measure)
    return _made(place, end, kind, canonical, value * worth, unit)


def _value(numeral: str) -> Decimal | None:
    try:
        return parse_number(numeral)
    except BadInput:
        return None


def _plainly(found: re.Match[str], kind: NumberKind, canonical: str) -> Number:
    return _made(found.start(), found.end(), kind, canonical, None, None)


def _measured(found: re.Match[str], amount: Decimal | None, unit: Unit, measure: str) -> Number:
    if amount is None:
        return _plainly(found, NumberKind.BARE, found[0])
    canonical = _canonical(amount, unit, measure)
    return _made(found.start(), found.end(), NumberKind.QUANTITY, canonical, amount, unit)


def _made(
    start: int,
    end: int,
    kind: NumberKind,
    canonical: str,
    amount: Decimal | None,
    unit: Unit | None,
) -> Number:
    return Number(start=start, end=end, kind=kind, canonical=canonical, amount=amount, unit=unit)


def _canonical(amount: Decimal, unit: Unit | None, measure: str) -> str:
    """Amount and unit in one form; years are months, as they compare exactly."""
    if unit is Unit.YEARS:
        return _canonical(amount * 12, Unit.MONTHS, "")
    if unit is Unit.COUNT or unit is None:
        return f"{_shown(amount)}{measure}"
    return f"{_shown(amount)}{unit}"


def _shown(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def same_quantity(number: Number, quantity: Quantity) -> bool:
    """Whether a number of the text is exactly this quantity, however either is written."""
    if number.amount is None or number.unit is None:
        return False
    if quantity.unit is Unit.COUNT:
        return number.unit is Unit.COUNT and number.amount == quantity.amount
    return number.canonical == _canonical(quantity.amount, quantity.unit, "")
