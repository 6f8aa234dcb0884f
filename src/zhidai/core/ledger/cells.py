"""A sheet as its program shows it: cells with their places, and which of them are merged.

Numbers are Decimal, days are days, everything else is text; an empty cell is None. Rows and columns
count from 0 here; `place` gives the name that a person looks for (`D7`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.errors import Reason, ReasonParameter

CellValue = str | Decimal | date | None

_LETTERS = 26
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A block of cells that shows one content, its first and last row and column included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def cells(self) -> Iterator[tuple[int, int]]:
        """Row and column of each cell of the block."""
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_column, self.last_column + 1):
                yield row, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. origin: (row, column) -> the cell whose content a merged cell shows.

    is_hidden: nobody sees it, so that it is not read (no rows) and only named.
    """

    file: str
    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    origin: Mapping[tuple[int, int], tuple[int, int]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    is_hidden: bool = False

    def value(self, row: int, column: int) -> CellValue:
        """The content of a cell alone; None beyond the sheet and for what is only white space."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        value = self.rows[row][column]
        return (value.strip() or None) if isinstance(value, str) else value

    def shown(self, row: int, column: int) -> CellValue:
        """What a reader sees in a cell: for a merged one, the content of its block."""
        return self.value(*self.origin.get((row, column), (row, column)))

    def texts(self, row: int, *, until: int | None = None) -> Iterator[str]:
        """The texts of a row up to a column, in its order; numbers and days are none."""
        width = len(self.rows[row])
        for column in range(width if until is None else min(until + 1, width)):
            value = self.value(row, column)
            if isinstance(value, str):
                yield value

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


def origins(merged: Iterator[Merged]) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Where each merged cell takes its content from: the first cell of its block."""
    return MappingProxyType(
        {cell: (one.first_row, one.first_column) for one in merged for cell in one.cells()}
    )


def place(row: int, column: int) -> str:
    """The name of a cell: row 6 and column 3 are D7."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def text_of(value: CellValue) -> str:
    """The text a person would have typed for a content; empty for none."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """One cell that cannot be used: where it is, what stands there, what was expected.

    `reason` is about the content alone; file, sheet and cell are told beside it.
    """

    sheet: str
    cell: str
    heading: str
    found: str
    reason: Reason


def problem(
    code: str,
    /,
    *,
    sheet: Sheet,
    row: int,
    column: int,
    heading: str,
    **parameters: ReasonParameter,
) -> CellProblem:
    """A problem with the cell at a place."""
    found = " ⏎ ".join(text_of(sheet.value(row, column)).split("\n"))[:_LONGEST_SHOWN]
    said = {"cell": place(row, column), "heading": heading, "found": found, **parameters}
    return CellProblem(
        sheet=sheet.name,
        cell=place(row, column),
        heading=heading,
        found=found,
        reason=Reason(code=code, parameters=MappingProxyType(said)),
    )
