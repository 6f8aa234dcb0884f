"""A fictional loan ledger to try the report with, in a layout that banks use.

Its enterprises, guarantor, patents and figures are invented; the title says so. It stands on a day
inside the plan's trial, and holds what a report should find: a loan past day 60, one near maturity,
one repaid, a cell that cannot be read, a total that therefore does not agree, a patent whose fee is
near and one that ended unpaid.
"""

import io
from datetime import date

import xlsxwriter

NAME = "台账示例.xlsx"
_TITLE = "“赣知贷”贷款台账（虚构示例，企业和数字均为虚构）"
_STATED = "截至2021年6月30日"
_UNIT = "单位：万元"
_GROUPS = (
    ("序号", 1), ("企业名称", 1), ("借据号", 1), ("贷款信息", 6), ("逾期情况", 1), ("担保公司", 1),
    ("评估机构", 1), ("评估价值", 1), ("担保费", 1), ("评估费", 1), ("专利号", 1), ("结清日期", 1),
)  # fmt: skip
_UNDER = ("金额", "年利率（%）", "放款日", "到期日", "余额", "实付利息")
_GUARANTOR, _APPRAISER = "示范融资担保有限公司", "示范资产评估有限公司"
_WITH = (_GUARANTOR, _APPRAISER)
_LOANS = (
    ("赣州启明新材料有限公司", "SL-001", 300, 4.85, date(2021, 5, 10), date(2022, 5, 9),
     300, None, 0, *_WITH, 520, 3, 3, "ZL201719990001.6", None),
    ("赣州云岭电子有限公司", "SL-002", 200, 4.35, date(2021, 5, 18), "2022.5.17",
     200, None, 0, *_WITH, 300, 2, 2, "ZL201819990002.5", None),
    ("赣州清源环保有限公司", "SL-003", 500, 4.65, date(2020, 10, 15), "2021年7月14日",
     500, None, 0, *_WITH, 900, 5, 4, "ZL201619990003.0", None),
    ("赣州长风机械有限公司", "SL-004", 100, 4.85, date(2020, 11, 3), date(2021, 11, 2),
     100, None, 65, *_WITH, 160, 1, 1, "", None),
    ("赣州新桥医药有限公司", "SL-005", 150, 4.35, date(2020, 10, 8), date(2021, 4, 7),
     0, 3.280625, None, *_WITH, 260, 1.5, 1, "", date(2021, 4, 7)),
    ("赣州远帆软件有限公司", "SL-006", "约80", 4.85, date(2021, 4, 6), date(2022, 4, 5),
     80, None, 0, *_WITH, 200, 0.8, 1, "", None),
)  # fmt: skip

_PATENTS = (
    ("专利号", "申请日", "授权公告日", "已缴年度"),
    ("ZL201719990001.6", date(2017, 7, 21), date(2019, 7, 19), 4),
    ("ZL201819990002.5", date(2018, 2, 10), date(2020, 1, 14), 4),
    ("ZL201619990003.0", date(2016, 12, 15), date(2018, 11, 20), 4),
)


def sample_ledger() -> bytes:
    """The workbook."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("台账")
        plain = book.add_format({"align": "center", "valign": "vcenter", "border": 1})
        sheet.merge_range(0, 0, 0, 16, _TITLE, plain)
        sheet.write_string(1, 0, _STATED)
        sheet.write_string(1, 15, _UNIT)
        _heading(sheet, plain)
        for number, loan in enumerate(_LOANS, start=1):
            _row(sheet, 3 + number, (number, *loan))
        total = ("合计", None, None, 1330, None, None, None, 1180)
        _row(sheet, 4 + len(_LOANS), total)
        sheet.write_string(6 + len(_LOANS), 0, "制表人：示例")
        sheet.set_column(1, 1, 24)
        sheet.set_column(2, 16, 13)
        patents = book.add_worksheet("专利")
        patents.write_string(0, 0, "质押专利（虚构示例）")
        for number, cells in enumerate(_PATENTS, start=2):
            _row(patents, number, cells)
        patents.set_column(0, 3, 20)
    return target.getvalue()


def _heading(sheet: "xlsxwriter.worksheet.Worksheet", look: object) -> None:
    column = 0
    for text, width in _GROUPS:
        if width > 1:
            sheet.merge_range(2, column, 2, column + width - 1, text, look)
            for place, under in enumerate(_UNDER):
                sheet.write_string(3, column + place, under, look)
        elif text == "逾期情况":
            sheet.write_string(2, column, text, look)
            sheet.write_string(3, column, "天数", look)
        else:
            sheet.merge_range(2, column, 3, column, text, look)
        column += width


def _row(sheet: "xlsxwriter.worksheet.Worksheet", row: int, cells: tuple[object, ...]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell)
        elif cell is not None and cell != "":
            sheet.write(row, column, cell)
