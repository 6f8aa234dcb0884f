"""Balances with their day in the heading: 6月末余额, 2021年6月30日贷款余额, one for each month.

Only the one of the ledger's own day tells what is owed on it; of an earlier month or day the column
is passed over and named, and so are openings (期初, 年初, 上月末), which no name of a balance has.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from zhidai.core.ledger.columns import ColumnMap, MappedHeading, shown_heading
from zhidai.core.ledger.fields import Field, field_of
from zhidai.core.ledger.headings import take_apart
from zhidai.core.numerals import normalise

_DATED = re.compile(
    r"截?[至止]?(?:(?P<year>(?:20)?[0-9]{2})年)?(?P<month>1[0-2]|0?[1-9])月"
    r"(?:(?P<day>[0-3]?[0-9])[日号]?|份?[末底]?)(?P<rest>[^0-9初中].*)"
)
_CENTURY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    heading: str
    year: int | None
    month: int
    day: int | None

    def is_of(self, on: date) -> bool:
        return (
            self.month == on.month and self.year in (None, on.year) and self.day in (None, on.day)
        )


def with_balance_of(
    mapped: ColumnMap, headings: Sequence[tuple[str, str]], *, on: date | None
) -> ColumnMap:
    """The map with the dated balance of a day, where no heading tells the balance otherwise.

    on: the day on which the sheet says it stands; where it says none a single one is taken.
    """
    if any(_means_balance(mapped, group, text) for group, text in headings):
        return mapped
    dated = list(_dated(headings, mapped))
    fitting = [one for one in dated if on is None or one.is_of(on)]
    if len(fitting) != 1:
        return mapped
    column = MappedHeading(field=Field.BALANCE)
    headed = {**mapped.headings, normalise(fitting[0].heading): column}
    return replace(mapped, headings=MappingProxyType(headed))


def _means_balance(mapped: ColumnMap, group: str, text: str) -> bool:
    meaning = mapped.meaning(group, text)
    return meaning is not None and meaning.field is Field.BALANCE


def _dated(headings: Sequence[tuple[str, str]], mapped: ColumnMap) -> Iterator[_Dated]:
    for group, text in headings:
        shown = shown_heading(group, text)
        found = _DATED.fullmatch(take_apart(text).name)
        if found is None or normalise(shown) in mapped.headings:
            continue
        if field_of(found["rest"]) is Field.BALANCE:
            year = found["year"] and int(found["year"]) % _CENTURY + _CENTURY
            day = found["day"] and int(found["day"])
            yield _Dated(
                heading=shown, year=year or None, month=int(found["month"]), day=day or None
            )
