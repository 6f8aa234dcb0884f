"""A monthly project filing as a workbook: the loans on one sheet, their papers on another.

Amounts are numbers with two decimals; texts stay texts, so that nothing typed by a party becomes a
formula. The workbook's own date is the first day of the month: the same filing is the same bytes.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from zhidai.core.filings.filing import FilingRow, ProjectFiling
from zhidai.core.labels import Label

_LOANS = ("借款合同编号", "案件编号", "借款企业", "统一社会信用代码", "质押方式", "贷款金额（元）",
          "年利率", "放款日", "到期日", "担保公司", "评估机构", "质权人", "质押登记编号", "登记日",
          "质押专利", "缺少材料数")  # fmt: skip
_PAPERS = ("借款合同编号", "借款企业", "材料", "是否齐备", "卷宗文件", "SHA-256")
_THERE, _MISSING = "有", "缺"
Cell = str | int | Decimal


def filing_workbook(
    filing: ProjectFiling, *, papers: Mapping[str, Label], routes: Mapping[str, Label]
) -> bytes:
    """The bytes of the workbook (备案清单, 材料清单)."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        at = datetime(filing.month.year, filing.month.month, 1)  # noqa: DTZ001 - has no zone
        book.set_properties({"created": at, "title": "放贷项目备案表"})
        bold = book.add_format({"bold": True})
        money = book.add_format({"num_format": "#,##0.00"})
        loans = [_loan(row, routes) for row in filing.rows]
        total: Sequence[Cell] = ("合计", "", "", "", "", filing.total)
        _write(book.add_worksheet("备案清单"), _LOANS, [*loans, total], bold=bold, money=money)
        listed = [line for row in filing.rows for line in _papers(row, papers)]
        _write(book.add_worksheet("材料清单"), _PAPERS, listed, bold=bold, money=money)
    return written.getvalue()


def _loan(row: FilingRow, routes: Mapping[str, Label]) -> Sequence[Cell]:
    one = row.drawdown
    return (
        one.loan,
        one.case,
        one.enterprise.zh,
        one.credit_code or "",
        routes[one.route].zh,
        one.amount,
        f"{(one.annual_rate * 100).normalize():f}%",
        one.drawn_on.isoformat(),
        one.due_on.isoformat(),
        one.guarantor.zh if one.guarantor else "",
        one.appraiser.zh if one.appraiser else "",
        one.pledgee.zh if one.pledgee else "",
        one.registration or "",
        one.registered_on.isoformat() if one.registered_on else "",
        "；".join(f"{patent.title} ZL{patent.number}" for patent in one.patents),
        len(row.missing),
    )


def _papers(row: FilingRow, labels: Mapping[str, Label]) -> list[Sequence[Cell]]:
    return [
        (
            row.drawdown.loan,
            row.drawdown.enterprise.zh,
            labels[paper.paper].zh,
            _MISSING if paper.is_missing else _THERE,
            "；".join(copy.name for copy in paper.copies),
            "；".join(copy.sha256 for copy in paper.copies),
        )
        for paper in row.papers
    ]


def _write(
    sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[Cell]], *, bold: object,
    money: object,
) -> None:  # fmt: skip
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, bold)
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell)
            else:
                sheet.write_number(
                    place, column, cell, money if isinstance(cell, Decimal) else None
                )
    sheet.autofit()
