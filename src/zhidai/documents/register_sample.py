"""A fictional list of pledge registrations to try the report with, in a layout that bureaus use.

Its enterprises, banks and figures are invented; the title says so. It holds five quarters, and what
a report should find: one registration over two rows, rights of two kinds, a cell that cannot be
read, a total that therefore does not agree, released registrations.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

REGISTER_NAME = "质押登记示例.xlsx"
_TITLE = "专利权质押登记台账（虚构示例，企业、银行和数字均为虚构）"
_UNIT = "单位：万元"
_HEADING = (
    "序号", "登记号", "出质人名称", "质权人", "登记日期", "担保债权金额", "所属区县", "所属行业",
    "专利类型", "注销日期",
)  # fmt: skip
_BANKS = ("示范银行甲（虚构）", "示范银行乙（虚构）", "示范银行丙（虚构）")
_DISTRICTS = ("章贡区", "南康区", "赣县区", "信丰县", "瑞金市")
_TURNS = (0, 1, 0, 2, 0, 1, 3, 0, 1, 2, 4)  # some districts register more than others
_INDUSTRIES = ("电子信息", "新材料", "生物医药", "装备制造")
_KINDS = ("发明", "实用新型", "发明、实用新型")
_FIRSTS, _SECONDS = "启云清长新远宏瑞博鼎", "明岭源风桥帆达康泰"
# What was registered in each quarter: amounts in 万元, in the order of the days.
_AMOUNTS = {
    (2020, 1): (300, 500, 120, 800, 200, 450, 1000, 260, 90, 600, 350, 150, 700),
    (2020, 2): (400, 180, 500, 950, 300, 220, 640, 150),
    (2020, 3): (600, 350, 260, 1000, 480, 120, 750, 300, 90, 410),
    (2020, 4): (500, 900, 240, 330, 700, 160, 820, 450, 280, 1000, 390, 560),
    (2021, 1): (500, 320, 1000, 260, 800, 150, 450, 900, 600, 280, 1000, 350, 750, 120, 400, 660,
                240, 580, 300, 870),
}  # fmt: skip
_UNREADABLE, _UNREAD = "约300", 300
_RELEASED = {(2020, 1, 2): date(2021, 2, 26), (2020, 1, 8): date(2021, 1, 18)}
Row = tuple[object, ...]


def sample_register() -> bytes:
    """The workbook."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("质押登记")
        look = book.add_format({"align": "center", "bold": True})
        sheet.merge_range(0, 0, 0, len(_HEADING) - 1, _TITLE, look)
        sheet.write_string(1, len(_HEADING) - 1, _UNIT)
        sheet.write_row(2, 0, _HEADING, look)
        for number, row in enumerate(_rows(), start=1):
            _write(sheet, 2 + number, (number, *row))
        last = 3 + sum(1 for _ in _rows())
        _write(sheet, last, ("合计", None, None, None, None, _total()))
        sheet.set_column(1, len(_HEADING) - 1, 16)
        sheet.set_column(2, 3, 24)
    return target.getvalue()


def _total() -> int:
    """What the list itself states: with the amount that cannot be read."""
    return sum(map(sum, _AMOUNTS.values())) + _UNREAD


def _rows() -> Iterator[Row]:
    for (year, quarter), amounts in _AMOUNTS.items():
        for place, amount in enumerate(amounts):
            yield _row(year, quarter, place, amount)
    last = max(_AMOUNTS)
    yield _row(*last, len(_AMOUNTS[last]), _UNREADABLE)
    yield _row(*last, 0, _AMOUNTS[last][0], kind="商标")  # the second right of the first one


def _row(year: int, quarter: int, place: int, amount: object, *, kind: str = "") -> Row:
    day = date(year, 3 * quarter - 2 + place % 3, 5 + place)
    district = _DISTRICTS[_TURNS[(place + quarter) % len(_TURNS)]]
    name = _FIRSTS[(place + year) % len(_FIRSTS)] + _SECONDS[(place * 7 + quarter) % len(_SECONDS)]
    return (
        f"Y{year}99{quarter}{place + 1:04d}",
        f"{district.rstrip('区县市')}{name}科技有限公司",
        _BANKS[(place + quarter) % 7 % len(_BANKS)],
        day,
        amount,
        district,
        _INDUSTRIES[place % len(_INDUSTRIES)],
        kind or _KINDS[place % 4 % len(_KINDS)],
        _RELEASED.get((year, quarter, place)),
    )


def _write(sheet: "Worksheet", row: int, cells: Sequence[object]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(row, column, cell)
        elif cell is not None:
            sheet.write(row, column, cell)
