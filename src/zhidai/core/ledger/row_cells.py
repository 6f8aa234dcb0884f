"""The cells of one loan: by field, taken apart where a row holds several loans in its lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import CellProblem, CellValue, Sheet, place, problem, text_of
from zhidai.core.ledger.columns import Column
from zhidai.core.ledger.fields import DAYS, FILLED_DOWN, MONEY, RATES, Field
from zhidai.core.ledger.values import is_blank, read_amount

_OF_ARREARS = {Field.OVERDUE_DAYS, Field.INTEREST_OVERDUE_DAYS, Field.IS_OVERDUE}
_OF_BANK = {Field.STATUS, Field.RISK_CLASS}  # one word may stand for all loans of a row
SPLIT = MONEY | DAYS | RATES | {Field.LOAN_ID, Field.TERM} | _OF_ARREARS | _OF_BANK
OF_ONE_LOAN = (
    (MONEY - {Field.APPRAISED_VALUE})
    | _OF_ARREARS
    | {Field.LOAN_ID, Field.OVERDUE_SINCE, Field.CLOSED_ON}
)
Value = TypeVar("Value")


@dataclass(slots=True, kw_only=True)
class RowCells:
    """A row of a sheet as one of its loans sees it; problems are collected as cells are read.

    line, lines: which line of a cell belongs to this loan, and how many loans share the cells.
    """

    sheet: Sheet
    row: int
    columns: Mapping[Field, Column]
    unit: str
    line: int = 0
    lines: int = 1
    problems: list[CellProblem] = field(default_factory=list)
    unused: list[CellProblem] = field(default_factory=list)

    def content(self, name: Field) -> CellValue:
        """What stands in the cell of a field for this loan; None if nothing does."""
        column = self.columns.get(name)
        if column is None:
            return None
        shown = self.sheet.shown if name in FILLED_DOWN else self.sheet.value
        value = shown(self.row, column.index)
        if isinstance(value, str) and name in SPLIT:
            parts = lines_of(value)
            value = parts[self.line] if len(parts) > self.line and len(parts) > 1 else value.strip()
        return None if is_blank(value) else value

    def text(self, name: Field) -> str:
        """The content as one line; a name that was wrapped in its cell is one name."""
        return " ".join(self.text_with_lines(name).replace("\n", "").split())

    def text_with_lines(self, name: Field) -> str:
        """The content as it stands; empty where the cell is."""
        return text_of(self.content(name))

    def unit_of(self, name: Field) -> str:
        """The unit of the cells of a field: of its heading, else (of amounts) of the title."""
        column = self.columns[name]
        return column.unit or (self.unit if name in MONEY else "")

    def read(self, name: Field, reader: Callable[[CellValue], Value]) -> Value | None:
        """A cell the loan cannot do without: what is wrong with it is in the loan's way."""
        return self._read(name, reader, self.problems)

    def read_if_usable(self, name: Field, reader: Callable[[CellValue], Value]) -> Value | None:
        """A cell the loan can do without: what is wrong with it is told, and it is not used."""
        return self._read(name, reader, self.unused)

    def amount(self, name: Field) -> Decimal | None:
        """An amount the loan cannot do without, in yuan by the unit of its column."""
        return self.read(name, lambda value: read_amount(value, self.unit_of(name)))

    def _read(
        self, name: Field, reader: Callable[[CellValue], Value], into: list[CellProblem]
    ) -> Value | None:
        value = self.content(name)
        if value is None:
            return None
        try:
            return reader(value)
        except BadInput as refused:
            into.extend(self.problem(name, each.code) for each in refused.reasons)
            return None

    def problem(self, name: Field, code: str, /, **parameters: str) -> CellProblem:
        """A problem with the cell of a field."""
        column = self.columns[name]
        return problem(
            code,
            sheet=self.sheet,
            row=self.row,
            column=column.index,
            heading=column.heading,
            **parameters,
        )

    def refuse(self, name: Field, code: str, /, **parameters: str) -> None:
        """Puts a problem in the loan's way."""
        self.problems.append(self.problem(name, code, **parameters))

    def place_of(self, name: Field) -> str:
        return place(self.row, self.columns[name].index)


def lines_of(value: CellValue) -> list[str]:
    """The lines of a cell that say something; one for a number or a day."""
    if not isinstance(value, str):
        return [] if value is None else [str(value)]
    return [line.strip() for line in value.splitlines() if line.strip()]


def loans_in(cells: RowCells) -> int:
    """How many loans the lines of a row's cells hold; a mismatch is a problem of the row.

    Amounts must be told for each loan; a day, a rate or a term may stand once for all of them.
    """
    counts = {
        name: len(lines_of(cells.sheet.value(cells.row, column.index)))
        for name, column in cells.columns.items()
        if name in SPLIT
    }
    most = max(counts.values(), default=1)
    if most <= 1:
        return 1
    longest = next(name for name, count in counts.items() if count == most)
    for name, count in counts.items():
        needed = name in OF_ONE_LOAN
        if count not in (0, most) and (needed or count != 1):
            cells.refuse(
                name,
                "ledger_lines_differ",
                count=str(count),
                other=cells.place_of(longest),
                other_count=str(most),
            )
    if counts.get(Field.PRINCIPAL) == 0:
        cells.refuse(Field.PRINCIPAL, "ledger_cell_empty")
    return most
