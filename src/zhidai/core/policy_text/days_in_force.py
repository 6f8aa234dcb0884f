"""The first and the last day in force, as a plan's own words state them.

A first day stands before 起施行 and the like. A last day stands behind 有效期至 or 执行至, or as
the 至…止 of a sentence that gives the plan's own time; else a length (试行期3年) counts from the
first day, and its last day is the one before the corresponding day.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from zhidai.core.calendar import add_months
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy_text.number import Number, NumberKind

_BEGINS = re.compile("起(?:正式)?(?:施行|实施|执行|试行|生效)")
_TIME = r"(?:(?<!剩余)(?<!现有)有效期?|有效时间|执行期?|施行期?|实施期?|试行期?)(?:限|间)?"
_UNTIL = re.compile(rf"{_TIME}[自从起截止延长0-9年月日]{{0,18}}(?:至|到)?$")
_RANGE = re.compile(r"(?:至|到|截至|-)$")
_OF_THE_PLAN = re.compile(rf"本(?:方案|办法|细则|规定|意见|措施|规则|通知|政策)|{_TIME}")
_SENTENCE = re.compile(r"[^。;]*$")
_LENGTH = re.compile(rf"(?P<of>[^。;,]*?){_TIME}(?:暂定|暂)?(?:为|是)?:?$")
_OF_A_RIGHT = re.compile("专利|商标|权利|证书|保单|合同|报告|担保|保险")
_LOOK_BACK = 40  # characters of a sentence before a number that can say what it is
_MONTHS_A_YEAR = 12


def day_of(number: Number) -> date | None:
    """The full day that a number is; None for any other number."""
    if number.kind is not NumberKind.DATE:
        return None
    try:
        return date.fromisoformat(number.canonical.removeprefix("date"))
    except ValueError:
        return None


def first_day_stated(plain: str, numbers: Iterable[Number]) -> date | None:
    """The day from which the text says that the plan holds; None where it does not say."""
    for number in numbers:
        day = day_of(number)
        if day is not None and _BEGINS.match(plain, number.end):
            return day
    return None


def last_day_stated(plain: str, numbers: Iterable[Number], first: date) -> date | None:
    """The last day in force of a plan that holds from `first`; None where the text tells none."""
    known = tuple(numbers)
    days = _last_days(plain, known)
    return next(days, None) or next(_ends_of_lengths(plain, known, first), None)


def _before(plain: str, number: Number) -> str:
    found = _SENTENCE.search(plain[max(0, number.start - _LOOK_BACK) : number.start])
    return found.group() if found else ""


def _last_days(plain: str, numbers: tuple[Number, ...]) -> Iterator[date]:
    for number in numbers:
        day, before = day_of(number), _before(plain, number)
        if day is None or not _RANGE.search(before):
            continue
        ends = plain.startswith("止", number.end) and _OF_THE_PLAN.search(before)
        if ends or (_UNTIL.search(before) and not _OF_A_RIGHT.search(before)):
            yield day


def _ends_of_lengths(plain: str, numbers: tuple[Number, ...], first: date) -> Iterator[date]:
    for number in numbers:
        said = _LENGTH.search(_before(plain, number))
        if number.amount is None or said is None or _OF_A_RIGHT.search(said["of"]):
            continue
        if number.unit in (Unit.YEARS, Unit.MONTHS):
            months = number.amount * (_MONTHS_A_YEAR if number.unit is Unit.YEARS else 1)
            if months == int(months):
                yield add_months(first, int(months)) - timedelta(days=1)
