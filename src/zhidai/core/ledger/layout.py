"""Finds the table on a sheet: title lines above, a heading of one or two rows, loans below."""

import re
from dataclasses import dataclass, replace
from datetime import date

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import Sheet, place, text_of
from zhidai.core.ledger.columns import ColumnMap, Columns, columns_of
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.heading_rows import ROWS_LOOKED_THROUGH
from zhidai.core.ledger.headings import unit_of_title
from zhidai.core.numerals import normalise

LEAST_COLUMNS = 3
_LONGEST_HEADING = 60
_STATED_ON = re.compile(
    r"(?:截至|截止|统计日期|数据日期|报表日期|报告日期|基准日|时点|统计时点|日期|截止日期)"
    r"(?:日期)?[:：]?(?P<day>[0-9]{4}(?:年[0-9]{1,2}月[0-9]{1,2}[日号]?|[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{4}))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the table of a sheet stands. first_row: of the loans, counted from 0.

    unit: stated above the table for all its amounts; stated_on: the day it says it stands on.
    """

    columns: Columns
    heading_row: int
    first_row: int
    unit: str
    stated_on: date | None

    def with_unit(self, unit: str) -> "Layout":
        """The same table, its amounts in another unit."""
        return replace(self, unit=unit)


def layout_of(sheet: Sheet, mapped: ColumnMap) -> Layout | None:
    """The table of a sheet; None where no row looks like the heading of a loan ledger.

    The heading is the row, or pair of rows, of which most columns are known and which names the
    borrower's loan: its amount or balance, and at least three columns in all.
    """
    best: tuple[int, int, int, Columns] | None = None
    for row in range(min(len(sheet.rows), ROWS_LOOKED_THROUGH)):
        for height in (1, 2):
            headings = _headings(sheet, row, height)
            columns = columns_of(headings, mapped)
            if height > 1 and not _tells_more(headings, mapped):
                continue
            score = len(columns.known)
            if _is_ledger(columns) and (best is None or score > best[0]):
                best = score, row, height, columns
    if best is None:
        return None
    _, row, height, columns = best
    return _layout(sheet, row, height, columns, above_from=0)


def table_at(sheet: Sheet, row: int, mapped: ColumnMap, *, lines_above: int) -> Layout | None:
    """The table whose heading begins at a row; None where it names no borrower, amount and day.

    lines_above: in which its unit and day may be stated.
    """
    best: Layout | None = None
    for height in (1, 2):
        headings = _headings(sheet, row, height)
        columns = columns_of(headings, mapped)
        if height > 1 and not _tells_more(headings, mapped):
            continue
        if not {Field.BORROWER, Field.PRINCIPAL} <= columns.fields or len(columns.known) < (
            LEAST_COLUMNS
        ):
            continue
        if best is None or len(columns.known) > len(best.columns.known):
            best = _layout(sheet, row, height, columns, above_from=max(0, row - lines_above))
    return best


def _layout(sheet: Sheet, row: int, height: int, columns: Columns, *, above_from: int) -> Layout:
    above = [
        text_of(sheet.value(line, at))
        for line in range(above_from, row)
        for at in range(sheet.width)
    ]
    return Layout(
        columns=columns,
        heading_row=row,
        first_row=row + height,
        unit=next((unit for text in above if (unit := unit_of_title(text))), ""),
        stated_on=stated_on(above),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeliest:
    """The row of a sheet that most looks like a heading, where none is one. row: from 0."""

    row: int
    columns: Columns
    cells: tuple[str, ...]  # its headings as a person finds them: A3 客户


def likeliest_heading(sheet: Sheet, mapped: ColumnMap) -> Likeliest | None:
    """The row with most known columns, then most texts; None where no row has three texts."""
    best: tuple[tuple[int, int], int, Columns] | None = None
    for row in range(min(len(sheet.rows), ROWS_LOOKED_THROUGH)):
        texts = len(list(sheet.texts(row)))
        columns = columns_of(_headings(sheet, row, 1), mapped)
        score = len(columns.known), texts
        if texts >= LEAST_COLUMNS and (best is None or score > best[0]):
            best = score, row, columns
    if best is None:
        return None
    _, row, columns = best
    headings = [_heading(sheet, row, at) for at in range(sheet.width)]
    cells = tuple(f"{place(row, at)} {text}" for at, text in enumerate(headings) if text)
    return Likeliest(row=row, columns=columns, cells=cells)


def columns_in(sheet: Sheet, mapped: ColumnMap) -> Columns | None:
    """The columns of a ledger's heading, else of the row that looks most like one, to be mapped."""
    layout = layout_of(sheet, mapped)
    if layout is not None:
        return layout.columns
    likeliest = likeliest_heading(sheet, mapped)
    return None if likeliest is None else likeliest.columns


def _tells_more(headings: list[tuple[str, str]], mapped: ColumnMap) -> bool:
    """Whether the upper row gives some column its meaning; a title above the table does not.

    Nor does it where a person said what the lower heading means by itself.
    """
    for group, own in headings:
        if mapped.says(own):
            continue
        together, alone = mapped.meaning(group, own), mapped.meaning("", own)
        if together is not None and (
            alone is None or (together.field, together.number) != (alone.field, alone.number)
        ):
            return True
    return False


def _is_ledger(columns: Columns) -> bool:
    fields = columns.fields
    return len(fields) >= LEAST_COLUMNS and bool({Field.PRINCIPAL, Field.BALANCE} & fields)


def _headings(sheet: Sheet, row: int, height: int) -> list[tuple[str, str]]:
    """Group and own heading of each column; a group reaches over the empty cells to its right."""
    lower = [_heading(sheet, row + height - 1, at) for at in range(sheet.width)]
    if height == 1:
        return [("", text) for text in lower]
    upper = [_heading(sheet, row, at) for at in range(sheet.width)]
    headings, group = [], ""
    for above, own in zip(upper, lower, strict=True):
        group = above or (group if own else "")
        headings.append(("" if group == own else group, own))
    return headings


def _heading(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.shown(row, column)
    return value if isinstance(value, str) and len(value) <= _LONGEST_HEADING else ""


def stated_on(above: list[str]) -> date | None:
    """The day that a line above the table says it stands on (截至2021年6月30日), if any."""
    for text in above:
        found = _STATED_ON.search(normalise(text))
        if found is not None:
            try:
                return parse_day(found["day"])
            except BadInput:
                continue
    return None
