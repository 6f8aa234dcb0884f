"""A fictional list of patents to try the valuation with, in a layout that appraisers use.

Its patents, owners and figures are invented; the title says so. It holds what a reading should
find: rights of two kinds on two sheets, days as people write them, a number with a wrong check
digit, a total.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

PATENTS_NAME = "专利清单示例.xlsx"
_TITLE = "拟评估专利清单（虚构示例，专利、企业和数字均为虚构）"
_HEADING = (
    "序号", "专利名称", "专利（申请）号", "申请日", "授权公告日", "专利权人", "IPC主分类号",
    "权利要求数量", "被引用次数", "简单同族数量", "专利产品收入（万元）",
)  # fmt: skip
_MAKER, _LAB = "示范精密制造有限公司（虚构）", "示范新材料有限公司（虚构）"
Row = tuple[object, ...]
_INVENTIONS: tuple[Row, ...] = (
    ("一种虚构的轴承", "ZL201719990001.6", date(2017, 7, 21), date(2019, 7, 19), _MAKER,
     "F16C33/58", 9, 6, 2, 800),
    ("一种虚构的涂层", "ZL201819990002.5", date(2018, 2, 10), "2020.1.14", _LAB, "C23C14/06",
     12, 3, 1, 450),
    ("一种虚构的电池隔膜", "201619990003.0", "2016年12月15日", "2018年10月9日", _LAB, "H01M50/40",
     10, 14, 5, None),
    ("一种虚构的检测方法", "ZL 2020 1 9990005.2", "2020-3-6", "2022-4-1", _MAKER, "G01N21/88",
     8, 1, 1, None),
    ("一种虚构的合金", "ZL201519990007.4", date(2015, 9, 1), date(2017, 11, 3), _LAB, "C22C21/02",
     7, 9, 3, 300),
    ("一种虚构的传感器", "ZL202119990009.9", date(2021, 1, 8), None, _MAKER, "G01D5/14",
     10, 0, 1, None),
)  # fmt: skip
_MODELS: tuple[Row, ...] = (
    ("一种虚构的夹具", "ZL201929990004.4", date(2019, 5, 20), date(2020, 2, 4), _MAKER, "B23Q3/06",
     6, 2, 1, None),
    ("一种虚构的过滤装置", "ZL201729990006.4", "2017.10.9", "2018.6.5", _LAB, "B01D29/01",
     5, 0, 1, None),
)  # fmt: skip


def sample_patents() -> bytes:
    """The workbook."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as book:
        look = book.add_format({"align": "center", "bold": True})
        for name, rows in (("发明", _INVENTIONS), ("实用新型", _MODELS)):
            sheet = book.add_worksheet(name)
            sheet.merge_range(0, 0, 0, len(_HEADING) - 1, _TITLE, look)
            sheet.write_row(1, 0, _HEADING, look)
            for number, row in enumerate(rows, start=1):
                _write(sheet, 1 + number, (number, *row))
            sheet.write_row(2 + len(rows), 0, ("合计", len(rows)))
            sheet.set_column(1, len(_HEADING) - 1, 20)
    return target.getvalue()


def _write(sheet: "Worksheet", row: int, cells: Sequence[object]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell)
        elif cell is not None:
            sheet.write(row, column, cell)
