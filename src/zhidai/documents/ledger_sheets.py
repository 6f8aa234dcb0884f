"""Opens a bank's ledger as sheets of cells, each with what it holds: number, day or text.

Excel keeps numbers as binary fractions of which 15 digits are shown; a cell is taken as these 15
digits say, so that 4.85 is 4.85. Hidden sheets are passed over: nobody who looks at the file sees
them.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import python_calamine

from zhidai.core.errors import bad_input
from zhidai.core.ledger.cells import CellValue, Merged, Sheet, origins
from zhidai.documents.table_limits import (
    LARGEST_BYTES,
    require_size,
    too_large,
)
from zhidai.documents.tables import SEPARATORS, decoded
from zhidai.documents.workbook_errors import with_errors
from zhidai.documents.workbook_reading import ENDINGS, opened_workbook

MOST_ROWS = 100_000  # more loans than any city's scheme has; a book is for `zhidai book replay`

_LINES_LOOKED_AT = 30
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")  # of an amount: 3,000,000
MOST_MERGED = 500_000  # cells that stand in merged blocks


def read_ledger_file(path: Path, *, largest_bytes: int = LARGEST_BYTES) -> tuple[Sheet, ...]:
    """The sheets of a file; bad input in one sentence if it cannot be read."""
    try:
        if path.stat().st_size > largest_bytes:
            raise too_large(path.name, largest_bytes)
        content = path.read_bytes()
    except FileNotFoundError:
        raise bad_input("table_file_missing", file=str(path)) from None
    except OSError:
        raise bad_input("table_file_unreadable", file=str(path)) from None
    return read_ledger_sheets(content, name=path.name, largest_bytes=largest_bytes)


def read_ledger_sheets(
    content: bytes, *, name: str, largest_bytes: int = LARGEST_BYTES
) -> tuple[Sheet, ...]:
    """The sheets of an uploaded file, told by the ending of its name: xlsx, xls or csv.

    Bad input: `ledger_ending_unknown`, and those of reading tables.
    """
    if len(content) > largest_bytes:
        raise too_large(name, largest_bytes)
    ending = Path(name).suffix.lower()
    if ending == ".csv":
        return (_csv_sheet(content, name),)
    if ending not in ENDINGS:
        raise bad_input("ledger_ending_unknown", file=name)
    return tuple(_workbook_sheets(content, name))


def _csv_sheet(content: bytes, name: str) -> Sheet:
    text = decoded(content, name)
    mark = _separator(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        raise bad_input("table_file_damaged", file=name) from None
    return _sheet(lines, name=Path(name).stem, file=name)


def _separator(text: str) -> str:
    """What stands between the cells: the mark of which the first lines hold most.

    Core banking systems write tabs, semicolons or bars into files that they call CSV.
    """
    lines = text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT]
    head = _THOUSANDS.sub("", "\n".join(lines))
    return max(SEPARATORS, key=head.count)


def _workbook_sheets(content: bytes, name: str) -> Iterator[Sheet]:
    with opened_workbook(content, name=name) as book:
        for described in book.sheets_metadata:
            if described.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if described.visible is not python_calamine.SheetVisibleEnum.Visible:
                yield Sheet(file=name, name=described.name, rows=(), is_hidden=True)
                continue
            found = book.get_sheet_by_name(described.name)
            yield _sheet(
                with_errors(found.to_python(skip_empty_area=False), content, described.name),
                name=described.name,
                file=name,
                merged=found.merged_cell_ranges or (),
            )


def _sheet(
    lines: Iterable[Iterable[object]],
    *,
    name: str,
    file: str,
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]] = (),
) -> Sheet:
    rows = tuple(tuple(_cell(cell) for cell in line) for line in lines)
    cells = sum(map(len, rows))
    widest = max(map(len, rows), default=0)
    require_size(rows=len(rows), columns=widest, cells=cells, name=file)
    if len(rows) > MOST_ROWS:
        raise bad_input("ledger_too_long", file=file, rows=MOST_ROWS)
    blocks = (
        Merged(
            first_row=first[0],
            first_column=first[1],
            last_row=min(last[0], len(rows)),
            last_column=min(last[1], widest),
        )
        for first, last in merged
    )
    return Sheet(file=file, name=name, rows=rows, origin=origins(_few(blocks, file)))


def _few(blocks: Iterable[Merged], file: str) -> Iterator[Merged]:
    """The blocks, given up when they cover more than any table of a bank does."""
    covered = 0
    for one in blocks:
        rows = one.last_row - one.first_row + 1
        covered += rows * (one.last_column - one.first_column + 1)
        if covered > MOST_MERGED:
            raise bad_input("table_file_damaged", file=file)
        yield one


def _cell(cell: object) -> CellValue:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        return Decimal(f"{cell:.15g}")
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else str(cell)
