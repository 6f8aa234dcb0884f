"""Loan ledgers in the layouts in which banks keep them; enterprises and numbers are fictional."""

import io
from collections.abc import Callable
from datetime import date

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Draw = Callable[[Worksheet, xlsxwriter.Workbook], None]


def workbook(**sheets: Draw) -> bytes:
    """A workbook with these sheets; days are cells with Excel's own dates."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, draw in sheets.items():
            draw(book.add_worksheet(name), book)
    return target.getvalue()


def rows(*lines: tuple[object, ...]) -> Draw:
    """A sheet with these rows from its first cell on; None leaves a cell empty."""

    def draw(sheet: Worksheet, _: xlsxwriter.Workbook) -> None:
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell)
                elif isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)

    return draw


def plain() -> bytes:
    """One heading row, whole yuan, Excel dates, a rate kept as a fraction."""
    return workbook(
        台账=rows(
            ("借款人", "借据号", "放款金额（元）", "年利率", "放款日期", "到期日",
             "贷款余额（元）", "逾期天数"),
            ("赣州甲科技有限公司", "JJ-1", 3000000, 0.0485, date(2021, 3, 1), date(2022, 2, 28),
             3000000, 0),
            ("赣州乙材料有限公司", "JJ-2", 2000000.5, 0.0435, date(2021, 4, 6), date(2022, 4, 5),
             1500000, 65),
        )
    )  # fmt: skip


def ten_thousands_with_title() -> bytes:
    """Title rows above with 单位：万元, amounts as bare numbers, a totals row, a remark below."""
    return workbook(
        Sheet1=rows(
            ("知识产权质押贷款台账",),
            ("截至2021年6月30日", None, None, None, None, "单位：万元"),
            ("序号", "企业名称", "贷款金额", "利率（%）", "发放日期", "到期日期", "余额"),
            (1, "赣州甲科技有限公司", 300, 4.85, "2021.3.1", "2022.2.28", 300),
            (2, "赣州乙材料有限公司", 200, 4.35, "2021.4.6", "2022.4.5", 150.5),
            ("合计", None, 500, None, None, None, 450.5),
            ("制表人：张三", None, None, "复核：李四"),
        )
    )


def merged_headings() -> bytes:
    """A heading of two rows with merged groups; 金额 stands under two of them."""

    def draw(sheet: Worksheet, book: xlsxwriter.Workbook) -> None:
        plain = book.add_format()
        sheet.merge_range("A1:I1", "××银行赣州分行“赣知贷”业务台账", plain)
        sheet.merge_range("A2:A3", "序号", plain)
        sheet.merge_range("B2:B3", "客户名称", plain)
        sheet.merge_range("C2:F2", "贷款信息", plain)
        sheet.merge_range("G2:H2", "逾期情况", plain)
        sheet.merge_range("I2:I3", "贷款余额\n（万元）", plain)
        for column, text in enumerate(
            ("金额（万元）", "利率", "放款日", "到期日", "天数", "金额（万元）"), start=2
        ):
            sheet.write(2, column, text)
        sheet.write_row(
            3, 0, (1, "赣州甲科技有限公司", 300, "4.85%", "20210301", "20220228", 65, 300, 300)
        )

    return workbook(业务台账=draw)


def text_amounts() -> bytes:
    """Amounts with their own units, days as people write them, rates with their sign."""
    return workbook(
        明细=rows(
            ("单位名称", "统一社会信用代码", "贷款金额", "执行年利率", "起息日", "贷款期限",
             "贷款余额"),
            ("赣州甲科技有限公司", "91350100M000100Y43", "300万元", "4.85%", "2021年3月1日",
             "12个月", "3,000,000.00元"),
            ("赣州乙材料有限公司", "91350100M000100Y4Z", "贰佰万元整", "4.35％", "2021-4-6",
             "1年", "0元"),
        )
    )  # fmt: skip


def two_loans_in_columns() -> bytes:
    """A row is an enterprise; its first and second loan stand side by side."""
    return workbook(
        企业=rows(
            ("单位：元",),
            ("企业名称", "贷款1金额", "贷款1放款日", "贷款1到期日",
             "贷款2金额", "贷款2放款日", "贷款2到期日"),
            ("赣州甲科技有限公司", 3000000, date(2021, 3, 1), date(2022, 2, 28),
             1000000, date(2021, 5, 10), date(2022, 5, 9)),
            ("赣州乙材料有限公司", 2000000, date(2021, 4, 6), date(2022, 4, 5), None, None, None),
        )
    )  # fmt: skip


def two_loans_in_lines() -> bytes:
    """A cell holds a line for each loan; in the second row the lines do not match."""
    return workbook(
        企业=rows(
            ("企业名称", "贷款金额（万元）", "利率", "放款日", "到期日"),
            (
                "赣州甲科技有限公司",
                "300\n100",
                "4.85%",
                "2021-3-1\n2021-5-10",
                "2022-2-28\n2022-5-9",
            ),
            ("赣州乙材料有限公司", "200", "4.35%", "2021-4-6\n2021-6-1", "2022-4-5"),
        )
    )


def heading_twice_in_row() -> bytes:
    """The same headings stand twice in one row, and the heading comes again on the next page."""
    heading = (
        "借款企业",
        "借款金额(万元)",
        "借款日期",
        "到期日",
        "借款金额(万元)",
        "借款日期",
        "到期日",
    )
    return workbook(
        一=rows(
            heading,
            ("赣州甲科技有限公司", 300, "2021/3/1", "2022/2/28", 100, "2021/5/10", "2022/5/9"),
            heading,
            ("赣州乙材料有限公司", 200, "2021/4/6", "2022/4/5", None, None, None),
        )
    )


def borrower_merged_over_rows() -> bytes:
    """The borrower's cell is merged over its loans; blank columns and rows between."""

    def draw(sheet: Worksheet, book: xlsxwriter.Workbook) -> None:
        rows(
            (None,),
            (
                None,
                "客户名称",
                None,
                "合同金额（万元）",
                "放款金额（万元）",
                None,
                "放款日",
                "到期日",
            ),
            (None, None, None, 500, 300, None, "2021-03-01", "2022-02-28"),
            (None, None, None, 500, 100, None, "2021-05-10", "2022-05-09"),
            (None,),
            (None, "赣州乙材料有限公司", None, 200, 200, None, "2021-04-06", "2022-04-05"),
        )(sheet, book)
        sheet.merge_range("B3:B4", "赣州甲科技有限公司", book.add_format())

    return workbook(台账=draw)


def several_sheets() -> bytes:
    """A cover without a table, one sheet a branch, subtotals and a total that does not agree."""
    heading = ("经办支行", "借款人名称", "贷款本金", "起始日", "到期日", "本金余额")
    return workbook(
        说明=rows(("填报说明",), ("请于每月5日前报送",)),
        章贡支行=rows(
            ("单位：万元",), heading,
            ("章贡支行", "赣州甲科技有限公司", 300, "2021-03-01", "2022-02-28", 300),
            ("小计", None, 300, None, None, 300),
            ("章贡支行", "赣州丙电子有限公司", 50, "2021-03-02", "2022-03-01", 50),
            ("小计", None, 50, None, None, 50),
            ("合计", None, 360, None, None, 350),
        ),
        南康支行=rows(
            ("金额单位：人民币万元",), heading,
            ("南康支行", "赣州乙材料有限公司", 200, "2021-04-06", "2022-04-05", 150),
        ),
    )  # fmt: skip


def wrong_cells() -> bytes:
    """Every row but the first has one thing wrong with it."""
    good = (
        "赣州甲科技有限公司",
        "JJ-1",
        "300万元",
        "4.85%",
        "2021-03-01",
        "2022-02-28",
        "300万元",
        "ZL201710601862.3",
    )
    return workbook(
        台账=rows(
            ("借款人", "借据号", "贷款金额", "利率", "放款日", "到期日", "余额", "专利号"),
            good,
            ("", "JJ-2", *good[2:]),
            ("赣州乙材料有限公司", "JJ-3", 300, *good[3:]),
            ("赣州乙材料有限公司", "JJ-4", "约300万元", *good[3:]),
            ("赣州乙材料有限公司", "JJ-5", *good[2:4], 44256, *good[5:]),
            ("赣州乙材料有限公司", "JJ-6", *good[2:5], "2021-02-30", *good[6:]),
            ("赣州乙材料有限公司", "JJ-7", *good[2:5], "2021-03-01", *good[6:]),
            ("赣州乙材料有限公司", "JJ-8", *good[2:6], "300.01万元", good[7]),
            ("赣州乙材料有限公司", "JJ-9", *good[2:6], None, good[7]),
            ("赣州甲科技有限公司", "JJ-1", *good[2:]),
            ("赣州乙材料有限公司", "JJ-11", "-300万元", *good[3:]),
            ("赣州乙材料有限公司", "JJ-12", "300.00000001万元", *good[3:]),
            ("赣州乙材料有限公司", "JJ-13", *good[2:7], "ZL201710601862.4"),
            ("赣州乙材料有限公司", "JJ-14", *good[2:3], 4.85, *good[4:]),
            (7, "JJ-15", *good[2:]),
        )
    )


def csv_in_gb18030() -> bytes:
    """A CSV as Excel in China saves it."""
    return (
        "2021年6月台账,,,单位:元,,\r\n"
        "客户名称,贷款发放金额,起息日,到期日,贷款余额,逾期天数\r\n"
        '赣州甲科技有限公司,"3,000,000.00",2021/3/1,2022/2/28,"3,000,000.00",-\r\n'
        '赣州乙材料有限公司,"2,000,000.00",2021/4/6,2022/4/5,"1,500,000.00",65天\r\n'
        '总计,"5,000,000.00",,,"4,500,000.00",\r\n'
    ).encode("gb18030")
