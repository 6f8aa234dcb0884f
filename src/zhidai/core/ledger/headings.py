"""Headings as they are typed: 贷款金额（万元）, 放款\\n日期, 贷款2金额, and what stands above them.

A heading is taken apart into its plain name, the unit it states for the cells below, and the number
of the loan where one row holds several. A group heading merged over several columns (逾期情况 over
天数 and 金额) is read together with what stands below it.
"""

import re
from dataclasses import dataclass

from zhidai.core.ledger.fields import OF_A_DAY, WEAK, Field, field_of
from zhidai.core.numerals import normalise

_UNIT = r"(?:人民币|rmb|cny)?(?:亿元|千万元|百万元|万元|千元|元|%|‰|个月|月|天|日|年)"
_BRACKETS = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]")
_ONLY_UNIT = re.compile(rf"(?:单位[:：]?)?({_UNIT})")
_IN_ENGLISH = {
    "yuan": "元",
    "rmb": "元",
    "cny": "元",
    "10,000yuan": "万元",
    "rmb10,000": "万元",
    "cny10,000": "万元",
    "millionyuan": "百万元",
}
_A_MONTH = re.compile(r"([%‰])?[/,，、]?每?月[/,，、]?([%‰])?")  # 利率（月）‰, 利率(‰/月)
_TRAILING = re.compile(r"(.+?)[:/、,-]?((?:人民币)?(?:亿元|千万元|百万元|万元|千元|元)|%|‰)")
_MARKS = re.compile(r"[*★·._:：#/\\\-]")
_NUMBERS = {mark: value for value, mark in enumerate("一二三四五六七八九", start=1)} | {
    mark: value for value, mark in enumerate("①②③④⑤⑥⑦⑧⑨", start=1)
}
_LOAN_NUMBER = re.compile(r"第?((?<![0-9])[1-9](?![0-9])|[一二三四五六七八九①②③④⑤⑥⑦⑧⑨])(?:笔|次)?")
_NEUTRAL = re.compile(
    r"(?:贷款|借款)?(?:贷款|借款|信贷|放款|基本|业务|合同|借据|企业|借款人|客户)?"
    r"(?:信息|情况|基本情况|基本信息|明细|内容|要素)?"
)
# 6月末余额, 2021年6月30日贷款余额, 期末贷款余额: the day or period of which a heading tells.
_OF_A_DAY = re.compile(
    r"^(?:截[至止])?(?:(?:20)?[0-9]{2}年)?(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|[本当上]?[月季年期]|当前|目前)"
    r"(?:初|末|底)?(?:贷款)?"
)
_OF_LOAN = re.compile(r"^(?:贷款|借款)的?")
_FILLER = re.compile(r"(?:信息|情况|明细|内容|要素)$")
_TITLE_UNIT = re.compile(r"单位[:：]?(?:人民币)?(亿元|万元|千元|元)([、,，/和或](?:亿|万|千)?元)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading taken apart. unit: as typed (万元, %), "" if none; number: of the loan, or None."""

    name: str
    unit: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a heading was found to mean; `name` is the one of the list it was known by."""

    field: Field
    name: str
    unit: str
    number: int | None


def take_apart(text: str) -> Heading:
    """A heading without spaces, brackets, marks and unit; the unit is kept beside it."""
    plain = normalise(text).lower()
    inside = [_IN_ENGLISH.get(each, each) for each in _BRACKETS.findall(plain)]
    units = [found[1] for each in inside if (found := _ONLY_UNIT.fullmatch(each))]
    name = _BRACKETS.sub("", plain)
    trailing = _TRAILING.fullmatch(name)
    if trailing is not None:
        name, unit = trailing[1], trailing[2]
        units.append(unit)
    name = _MARKS.sub("", name)
    monthly = [found for each in inside if (found := _A_MONTH.fullmatch(each))]
    if monthly and name.endswith("利率"):
        marks = (*(each for one in monthly for each in one.groups()), *units)
        mark = next((one for one in marks if one in ("%", "‰")), "")
        return Heading(name="月利率", unit=mark)
    unit = re.sub(r"^(?:人民币|rmb|cny)", "", units[0]) if units else ""
    return Heading(name=name, unit=unit)


def meaning_of(group: str, text: str) -> Meaning | None:
    """What a heading means below its group heading ("" for none); None if it is not known."""
    if not text:
        return _known(take_apart(group)) if group else None
    own = take_apart(text)
    if not group:
        return _known(own)
    above = take_apart(group)
    together = Heading(name=_FILLER.sub("", above.name) + own.name, unit=own.unit or above.unit)
    return _known(together) or _alone(above, own)


def _alone(above: Heading, own: Heading) -> Meaning | None:
    """The lower heading by itself, where it is clear or the one above says nothing of its own."""
    found = _known(own)
    number, rest = _without_number(above.name)
    neutral = _NEUTRAL.fullmatch(rest) is not None
    if found is None or (found.name in WEAK and not neutral and not _is_same(above, found)):
        return None
    return Meaning(
        field=found.field,
        name=found.name,
        unit=own.unit or above.unit,
        number=found.number if found.number is not None or not neutral else number,
    )


def _is_same(above: Heading, found: Meaning) -> bool:
    """余额 below 余额情况 says once more what stands above it."""
    said = _known(Heading(name=_FILLER.sub("", above.name)))
    return said is not None and said.field is found.field


def _known(heading: Heading) -> Meaning | None:
    number, rest = _without_number(heading.name)
    undated = _OF_A_DAY.sub("", heading.name)
    if field_of(undated) in OF_A_DAY:
        number, rest = None, undated
    for turn, name in ((None, heading.name), (number, rest), (number, _OF_LOAN.sub("", rest))):
        field = field_of(name)
        if field is not None:
            return Meaning(field=field, name=name, unit=heading.unit, number=turn)
    return None


def _without_number(name: str) -> tuple[int | None, str]:
    """贷款2金额 is 贷款金额 of loan 2; without a number the name as it is."""
    found = _LOAN_NUMBER.search(name)
    if found is None:
        return None, name
    mark = found[1]
    number = int(mark) if mark.isascii() else _NUMBERS[mark]
    return number, name[: found.start()] + name[found.end() :]


def unit_stated(*texts: str) -> str:
    """The unit that headings, the upper first, state for their cells; the lowest goes before."""
    units = (take_apart(text).unit for text in reversed(texts))
    return next((unit for unit in units if unit), "")


def unit_of_title(text: str) -> str:
    """The unit that a line above the table states for all its amounts (单位：万元); "" if none.

    A line of two units (单位：万元、元) states none: nobody can say which amount has which.
    """
    found = _TITLE_UNIT.search(normalise(text))
    return "" if found is None or found[2] else found[1]
