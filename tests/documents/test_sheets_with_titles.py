"""Sheets as offices keep them: a title above the column names, cells over several rows."""

import io
from collections.abc import Sequence

import xlsxwriter

from zhidai.documents.frames import frame_of
from zhidai.documents.tables import read_table

NAMES = ("申请号", "权利人", "", "")


def sheet(lines: Sequence[Sequence[str]], *, merged: Sequence[tuple[int, int, int, int]]) -> bytes:
    """The workbook of some lines; merged: first row, first column, last row, last column."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for row, line in enumerate(lines):
            page.write_row(row, 0, line)
        for first, column, last, last_column in merged:
            page.merge_range(first, column, last, last_column, lines[first][column])
    return buffer.getvalue()


def test_a_title_above_the_column_names_is_passed_over_and_rows_keep_their_numbers() -> None:
    content = sheet(
        [("某银行专利清单",), (), NAMES, ("1", "甲"), ("2", "乙")], merged=[(0, 0, 0, 3)]
    )

    table = read_table(content, name="list.xlsx")

    assert [row.number for row in table.rows] == [4, 5]
    assert [dict(row.cells) for row in table.rows] == [
        {"申请号": "1", "权利人": "甲"},
        {"申请号": "2", "权利人": "乙"},
    ]
    assert frame_of(content, name="list.xlsx", largest_bytes=10**6).columns == ["申请号", "权利人"]


def test_a_cell_over_several_rows_stands_for_each_of_them() -> None:
    content = sheet([NAMES, ("1", "甲"), ("2", ""), ("3", "丙")], merged=[(1, 1, 2, 1)])

    table = read_table(content, name="list.xlsx")

    assert [row.cells["权利人"] for row in table.rows] == ["甲", "甲", "丙"]


def test_a_table_of_one_column_has_no_title() -> None:
    content = sheet([("申请号",), ("1",), ("2",)], merged=[])

    assert [row.cells["申请号"] for row in read_table(content, name="list.xlsx").rows] == ["1", "2"]
