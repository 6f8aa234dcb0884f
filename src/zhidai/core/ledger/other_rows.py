"""Rows of a ledger that tell of no loan: repeated headings, remarks, names of groups, averages.

And those that tell of one that is none: struck out, or not drawn yet.
"""

import re
from collections.abc import Iterator, Sequence

from zhidai.core.errors import Reason, reason
from zhidai.core.ledger.bank_words import tells_of_arrears
from zhidai.core.ledger.cells import CellProblem, Sheet, place, problem, text_of
from zhidai.core.ledger.columns import Column, ColumnMap, Columns, shown_heading
from zhidai.core.ledger.fields import Field, speaks_of_arrears
from zhidai.core.ledger.layout import Layout, table_at
from zhidai.core.ledger.values import is_blank
from zhidai.core.numerals import normalise

_REMARK = re.compile(
    r"(?:备?注|说明|附注|制表|填表|填报|审核|复核|经办|负责人|单位负责人|联系|日期|报送|统计|数据|打印)"
)
_AVERAGE = re.compile(r"(?:加权)?平均.*|均值|其中[:：].*")
_NO_LOAN = frozenset(
    {
        "作废", "已作废", "撤销", "已撤销", "取消", "已取消", "冲销", "已冲销",
        "未放款", "待放款", "未发放", "待发放",
    }
)  # fmt: skip
_SAYS_A_LOAN = frozenset({Field.PRINCIPAL, Field.BALANCE, Field.DRAWN_ON, Field.DUE_ON})
_LEAST_TEXTS = 3
_LINES_ABOVE = 3
_LONGEST_SHOWN = 40


def first_text(sheet: Sheet, row: int) -> str:
    """The first text of a row, past a number in front of it."""
    return next((text for text in sheet.texts(row) if not text.isdigit()), "")


def is_remark_label(text: str) -> bool:
    """Whether a row that begins with this text, without white space, is a remark: 备注, 制表人."""
    return _REMARK.match(text) is not None


def passed_over(sheet: Sheet, row: int, columns: Sequence[Column]) -> Reason | None:
    """Why a row is none of a loan; None where it may be one."""
    if _is_heading(sheet, row, columns):
        return reason("ledger_heading_again", sheet=sheet.name, row=row + 1)
    label = first_text(sheet, row)
    plain = normalise(label)
    said = {one.field for one in columns if _tells(sheet, row, one)}
    if not said & _SAYS_A_LOAN and is_remark_label(plain):
        return reason("ledger_remark_row", sheet=sheet.name, row=row + 1, text=label[:40])
    if not said & {Field.DRAWN_ON, Field.DUE_ON} and _AVERAGE.fullmatch(plain):
        return reason("ledger_remark_row", sheet=sheet.name, row=row + 1, text=label[:40])
    filled = [value for value in sheet.rows[row] if not is_blank(value)]
    if len(filled) == 1 and said <= {Field.BORROWER, Field.BANK} and plain:
        return reason("ledger_group_row", sheet=sheet.name, row=row + 1, text=label[:40])
    return None


def _tells(sheet: Sheet, row: int, column: Column) -> bool:
    """Whether a cell tells of a loan; a signature (复核：李四) below an amount does not."""
    value = sheet.value(row, column.index)
    is_words = isinstance(value, str) and column.field in _SAYS_A_LOAN
    return not (is_blank(value) or (is_words and is_remark_label(normalise(str(value)))))


def next_table(sheet: Sheet, row: int, mapped: ColumnMap, before: Layout) -> Layout | None:
    """The table that begins at a row, where its heading is another than the one before.

    Two tables stand below each other with columns of their own, or the next page counts in another
    unit. A heading has no digits, which spares looking at every row twice.
    """
    texts = list(sheet.texts(row))
    if len(texts) < _LEAST_TEXTS or any(map(str.isdigit, "".join(texts))):
        return None
    found = table_at(sheet, row, mapped, lines_above=_LINES_ABOVE)
    if found is None:
        return None
    unit = found.unit or before.unit
    same = found.columns.known == before.columns.known and unit == before.unit
    return None if same else found.with_unit(unit)


def void_cell(sheet: Sheet, row: int, heading_row: int) -> CellProblem | None:
    """The cell that says that the loan of a row is none (作废, 未放款); None without one."""
    for column in range(len(sheet.rows[row])):
        value = sheet.value(row, column)
        if isinstance(value, str) and normalise(value) in _NO_LOAN:
            heading = text_of(sheet.shown(heading_row, column))
            return problem("ledger_loan_void", sheet=sheet, row=row, column=column, heading=heading)
    return None


def cells_of_arrears(sheet: Sheet, row: int, columns: Columns, heading_row: int) -> Iterator[str]:
    """The cells of a row that speak of arrears in columns that no figure uses."""
    used = {one.index for one in columns.known}
    for column in sorted(set(range(len(sheet.rows[row]))) - used):
        value = sheet.value(row, column)
        heading = " ".join(text_of(sheet.shown(heading_row, column)).split())
        named = speaks_of_arrears(heading)  # the heading alone says so, and is told once
        if isinstance(value, str) and not named and tells_of_arrears(value):
            yield f"{place(row, column)} {heading}：{' '.join(value.split())[:_LONGEST_SHOWN]}"


def _is_heading(sheet: Sheet, row: int, columns: Sequence[Column]) -> bool:
    """Whether the heading stands here once more, as on every printed page."""
    texts = [
        (shown_heading("", text_of(sheet.value(row, one.index))), one.heading) for one in columns
    ]
    same = sum(bool(text) and heading.endswith(text) for text, heading in texts)
    return same >= max(2, len(columns) // 2)
