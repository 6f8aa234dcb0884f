"""Tables come in three kinds of file and two encodings, and leave as the same rows of text."""

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars
import pytest
import xlsxwriter

from zhidai.core.errors import BadInput
from zhidai.documents.ledger_sheets import read_ledger_sheets
from zhidai.documents.patent_rows import patent_rows
from zhidai.documents.table_limits import MOST_COLUMNS, MOST_ROWS
from zhidai.documents.tables import Table, read_table, read_table_file

CSV = "专利号,申请日,年度\r\nZL201710601862.3,2017-07-21,5\r\n\r\n95115608.X,,\r\n"


def _xlsx() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["专利号", "申请日", "年度"])
        sheet.write_string(1, 0, "ZL201710601862.3")
        sheet.write_datetime(1, 1, date(2017, 7, 21))
        sheet.write_number(1, 2, 5)
        sheet.write_string(3, 0, "95115608.X")
    return target.getvalue()


def _parquet() -> bytes:
    target = io.BytesIO()
    polars.DataFrame(
        {
            "专利号": ["ZL201710601862.3", None, "95115608.X"],
            "申请日": [date(2017, 7, 21), None, None],
            "年度": [5, None, None],
        }
    ).write_parquet(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CSV.encode(), "清单.csv"),
        (CSV.encode("utf-8-sig"), "清单.CSV"),
        (CSV.encode("gb18030"), "清单.csv"),
        (_xlsx(), "清单.xlsx"),
        (_parquet(), "清单.parquet"),
    ],
)
def test_every_kind_of_file_gives_the_same_rows(content: bytes, name: str) -> None:
    table = read_table(content, name=name)

    assert table.columns == ("专利号", "申请日", "年度")
    assert [(row.number, dict(row.cells)) for row in table.rows] == [
        (2, {"专利号": "ZL201710601862.3", "申请日": "2017-07-21", "年度": "5"}),
        (4, {"专利号": "95115608.X", "申请日": "", "年度": ""}),
    ]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"a,b\n1,2\n", "list.pdf", "table_ending_unknown"),
        (b"a,b\n1,2\n", "list", "table_ending_unknown"),
        (b"a,b\n1,2\n", "list.xlsx", "table_file_damaged"),
        (b"a,b\n1,2\n", "list.parquet", "table_file_damaged"),
        (b'a,b\n"1,2\n', "list.csv", "table_file_damaged"),
        (b"", "list.csv", "table_empty"),
        (b"a,b,a\n1,2,3\n", "list.csv", "table_column_twice"),
        (b"a,b\n1,2,3\n", "list.csv", "table_row_too_long"),
        (b"\xff\xfe\xff", "list.csv", "table_not_text"),
        (_xlsx(), "list.csv", "table_not_text"),
    ],
)
def test_a_file_that_is_no_table_is_refused_for_one_reason(
    content: bytes, name: str, code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read_table(content, name=name)

    assert [reason.code for reason in refused.value.reasons] == [code]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"a" * 2048)

    with pytest.raises(BadInput) as refused:
        read_table_file(file, largest_bytes=1024)

    assert refused.value.reasons[0].code == "table_too_large"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for file, code in [
        (tmp_path / "none.csv", "table_file_missing"),
        (tmp_path, "table_file_unreadable"),
    ]:
        with pytest.raises(BadInput) as refused:
            read_table_file(file)
        assert refused.value.reasons[0].code == code


def _table(text: str) -> Table:
    return read_table(text.encode(), name="list.csv")


def test_columns_of_a_patent_list_are_found_in_both_languages() -> None:
    chinese = _table("序号,专利号,专利类型,申请日,授权公告日,失效日\n1,95115608.X,发明,a,b,c\n")
    english = _table(
        "patent_number,type,filing_date,grant_date,lapse_date\n95115608.X,发明,a,b,c\n"
    )

    assert patent_rows(chinese, name="list.csv") == patent_rows(english, name="list.csv")


def test_a_list_without_numbers_or_with_two_columns_of_them_is_refused() -> None:
    for text, code in [
        ("名称,申请日\n一种装置,2017-07-21\n", "patent_list_without_numbers"),
        ("专利号,申请号\n1,2\n", "patent_list_column_twice"),
    ]:
        with pytest.raises(BadInput) as refused:
            patent_rows(_table(text), name="list.csv")
        assert refused.value.reasons[0].code == code


def _sheet_with(cells: str) -> bytes:
    """A workbook whose sheet holds these cells, written by hand."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_xlsx())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                before, _, rest = content.decode().partition("<sheetData>")
                after = rest.partition("</sheetData>")[2]
                content = f"{before}<sheetData>{cells}</sheetData>{after}".encode()
            made.writestr(part.filename, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>',
        '<!-- <c x=" --><row r="1"><c r="GS1"><v>1</v></c></row><!-- " -->',
        f"<row>{'<c><v>1</v></c>' * 201}</row>",
        '<row r="1000002"><c><v>1</v></c></row>',
    ],
)
def test_a_small_workbook_that_unfolds_hugely_is_refused_unopened(cells: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_table(_sheet_with(cells), name="list.xlsx")

    assert [reason.code for reason in refused.value.reasons] == ["table_too_many_cells"]


def test_cells_that_are_only_formatted_take_no_room() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'

    assert read_table(_sheet_with(cells), name="list.xlsx").columns == ("1",)


def test_a_parquet_or_csv_file_with_too_many_rows_or_columns_is_refused() -> None:
    target = io.BytesIO()
    polars.DataFrame({"a": polars.repeat(1, MOST_ROWS + 1, eager=True)}).write_parquet(target)

    for content, name in [
        (target.getvalue(), "list.parquet"),
        (b"a\n" * (MOST_ROWS + 2), "list.csv"),
        (b"," * MOST_COLUMNS + b"\n", "list.csv"),
    ]:
        with pytest.raises(BadInput) as refused:
            read_table(content, name=name)
        assert [reason.code for reason in refused.value.reasons] == ["table_too_many_cells"]


def _failed_formulas() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        workbook.add_worksheet("说明").write_string(0, 0, "本表不是清单")
        sheet = workbook.add_worksheet("清单")
        sheet.write_row(0, 0, ["专利号", "申请日", "年度"])
        sheet.write_row(1, 0, ["ZL201710601862.3", "2017-07-21"])
        sheet.write_formula(1, 2, "=C9/0", value="#DIV/0!")
        sheet.write_formula(2, 0, "=VLOOKUP(1,A1:A1,1,0)", value="#N/A")
        sheet.write_formula(2, 2, "=1+1", value=2)
    return target.getvalue()


def test_a_failed_formula_of_a_workbook_is_not_empty() -> None:
    sheets = read_ledger_sheets(_failed_formulas(), name="清单.xlsx")

    assert [sheet.rows for sheet in sheets if sheet.name == "清单"] == [
        (
            ("专利号", "申请日", "年度"),
            ("ZL201710601862.3", "2017-07-21", "#DIV/0!"),
            ("#N/A", None, Decimal(2)),
        )
    ]


def test_bars_between_cells_are_read() -> None:
    table = read_table("专利号|权利人|年度\nA|甲, 乙, 丙, 丁|5\n".encode(), name="清单.csv")

    assert [dict(row.cells) for row in table.rows] == [
        {"专利号": "A", "权利人": "甲, 乙, 丙, 丁", "年度": "5"}
    ]
