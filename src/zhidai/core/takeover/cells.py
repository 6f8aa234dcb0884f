"""Where in the file something stands, for a reason that was found after the cells were read."""

from dataclasses import dataclass

from zhidai.core.ledger.cells import place
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import Ledger, LedgerLoan


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAt:
    """A cell as people find it: D7 of a sheet, under its heading."""

    sheet: str
    cell: str
    heading: str


def cell_of(ledger: Ledger, loan: LedgerLoan, name: Field) -> CellAt | None:
    """The cell of a loan's row that holds a field; None where the sheet has no such column."""
    sheet = next(one for one in ledger.sheets if one.name == loan.sheet)
    known = () if sheet.columns is None else sheet.columns.known
    for column in known:
        if column.field is name and column.number in (None, loan.number):
            cell = place(loan.row - 1, column.index)
            return CellAt(sheet=sheet.name, cell=cell, heading=column.heading)
    return None
