"""Sheets of cells as a test writes them, and the report on them, without a file."""

from datetime import date
from decimal import Decimal

from tests.core.ledger.ledger_cast import ON

from zhidai.core.ledger.cells import CellValue, Sheet
from zhidai.core.ledger.columns import ColumnMap
from zhidai.core.ledger.loan import Ledger
from zhidai.core.ledger.reading import read_ledger
from zhidai.core.ledger.report import LedgerReport, report_on
from zhidai.reference.ledger_tables import ledger_tables
from zhidai.schemes.reader import shipped

TITLE = ("截至2021年6月30日 单位：万元",)
HEADINGS = ("借款人", "借据号", "贷款金额", "贷款余额", "年利率", "放款日期", "到期日")
FIRST = ("赣州甲公司", "A1", 300, 300, "4.85%", "2021-03-01", "2022-03-01")
SECOND = ("赣州乙公司", "A2", 300, 300, "4.85%", "2021-03-01", "2022-03-01")

Line = tuple[object, ...]


def sheet(*lines: Line, name: str = "台账") -> Sheet:
    """A sheet with these rows; whole numbers are numbers of the sheet."""
    rows = tuple(tuple(map(_cell, line)) for line in lines)
    return Sheet(file="台账.xlsx", name=name, rows=rows)


def read(*sheets: Sheet, mapped: ColumnMap | None = None) -> Ledger:
    return read_ledger(sheets, file="台账.xlsx", mapped=mapped)


def report_of(ledger: Ledger, on: date = ON) -> LedgerReport:
    return report_on(ledger, shipped("ganzhou-2020"), on=on, tables=ledger_tables())


def note_codes(found: LedgerReport) -> list[str]:
    return [one.code for one in found.notes]


def _cell(value: object) -> CellValue:
    if isinstance(value, int | float):
        return Decimal(str(value))
    return value if value is None or isinstance(value, str | date) else str(value)
