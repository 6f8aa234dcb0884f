"""A ledger read from the bytes of its file, and a loan of it in short."""

from zhidai.core.ledger.columns import read_column_map
from zhidai.core.ledger.loan import Ledger, LedgerLoan
from zhidai.core.ledger.reading import read_ledger
from zhidai.documents.ledger_sheets import read_ledger_sheets

FIRST, SECOND = "赣州甲科技有限公司", "赣州乙材料有限公司"


def ledger_of(content: bytes, name: str = "台账.xlsx", **more: object) -> Ledger:
    mapped = read_column_map(more["mapped"]) if more else None
    return read_ledger(read_ledger_sheets(content, name=name), file=name, mapped=mapped)


def in_short(loan: LedgerLoan) -> tuple[str, str, str, str]:
    return loan.borrower, str(loan.principal), str(loan.drawn_on), str(loan.due_on)


A = (FIRST, "3000000.00", "2021-03-01", "2022-02-28")
A_AGAIN = (FIRST, "1000000.00", "2021-05-10", "2022-05-09")
B = (SECOND, "2000000.00", "2021-04-06", "2022-04-05")
