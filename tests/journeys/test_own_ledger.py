"""A credit officer, not signed in, drops the bank's ledger and has the month's filing."""

import io
import time
import zipfile

import python_calamine
from tests.documents import ledger_layouts as layouts
from tests.journeys.conftest import Meet

CHANGES_NOTHING = True
WITHIN = 60  # seconds, from the first page to the file saved


def test_a_bank_drops_its_ledger_and_saves_the_months_filing(meet: Meet) -> None:
    officer = meet("")
    begun = time.monotonic()
    officer.goes_to("/zh-hans/")
    officer.follows("自己的台账")  # one click
    officer.attaches_file("贷款台账", "台账.xlsx", layouts.merged_headings())
    officer.fills({"统计日期（可不填）": "2021-04-30"})

    officer.presses("生成报告")  # two
    officer.sees("赣州甲科技有限公司", "逾期情况 / 天数", "可以启动代偿")
    name, content = officer.saves("放贷项目备案表")  # three

    assert time.monotonic() - begun < WITHIN
    assert name == "filing-2021-03.xlsx"
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "赣州甲科技有限公司" in cells
    assert 3000000.0 in cells


def test_a_visitor_tries_the_fictional_ledger_in_english(meet: Meet) -> None:
    visitor = meet("")
    visitor.goes_to("/en/ledger/")

    visitor.presses("Try it with a fictional ledger")
    visitor.sees("Fictional ledger", "New business must stop", "Cell D10")
    name, content = visitor.saves("All files (ZIP)")

    assert name == "zhidai-ledger-en.zip"
    assert zipfile.is_zipfile(io.BytesIO(content))


def test_a_file_that_cannot_be_read_is_said_at_its_field(meet: Meet) -> None:
    visitor = meet("")
    visitor.goes_to("/zh-hans/ledger/")
    visitor.attaches_file("贷款台账", "台账.xls", b"\xd0\xcf\x11\xe0")

    visitor.presses("生成报告")

    visitor.sees("有问题需要更正", "无法按其扩展名读取，请用原程序重新保存")


def test_an_appraiser_drops_a_patent_list_and_saves_ranges(meet: Meet) -> None:
    appraiser = meet("")
    appraiser.goes_to("/zh-hans/ledger/patents/")
    content = layouts.workbook(
        清单=layouts.rows(
            ("专利号", "申请日", "授权公告日"), ("ZL201719990001.6", "2017-07-21", "2019-07-19")
        )
    )
    appraiser.attaches_file("专利清单", "清单.xlsx", content)

    appraiser.presses("开始评估")
    appraiser.sees("201719990001.6", "专利评分与价值区间")
    name, saved = appraiser.saves("保存为 Excel")

    assert name == "patent-values.xlsx"
    assert zipfile.is_zipfile(io.BytesIO(saved))
