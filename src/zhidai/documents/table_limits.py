"""How large a table may be, asked before it is unfolded in memory.

A workbook of 1.5 KB may name the last cell that Excel has, and readers lay a sheet out from its
first cell to its last; so a workbook is looked through, tag by tag, before it is read.
"""

import io
import re
import zipfile
import zlib
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from zhidai.core.errors import BadInput, bad_input

LARGEST_BYTES = 100 * 1024 * 1024
MOST_CHARACTERS = 4 * LARGEST_BYTES  # unpacked, or said again and again in every row
MOST_ROWS = 1_000_000  # and the line of column names
MOST_COLUMNS = 200
MOST_CELLS = 10_000_000
MOST_ROWS_OF_A_SHEET = 1_048_575  # that Excel shows below the line of column names

_PLACE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_SAYS_SOMETHING = frozenset({"v", "is", "f"})  # inside a cell; a cell without is only formatted
_OTHER_BOOKS = frozenset({"mimetype", "content.xml", "xl/workbook.bin"})  # not .xlsx, not looked at


def too_large(name: str, largest_bytes: int) -> BadInput:
    """The refusal of a file that is too large."""
    return bad_input("table_too_large", file=name, megabytes=largest_bytes // 1024**2)


def require_size(*, rows: int, columns: int, cells: int, name: str) -> None:
    """Bad input for a table with more rows, columns or cells than are read."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or cells > MOST_CELLS:
        raise bad_input(
            "table_too_many_cells",
            file=name,
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
            cells=MOST_CELLS,
        )


def require_sheet_rows(rows: int) -> None:
    """Bad input for more rows than a workbook can be written with."""
    if rows > MOST_ROWS_OF_A_SHEET:
        raise bad_input("output_too_long", most=MOST_ROWS_OF_A_SHEET)


def require_workbook_size(content: bytes, *, name: str) -> None:
    """Bad input for an XLSX file that is no archive, or any sheet of which is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_CHARACTERS:
                raise too_large(name, MOST_CHARACTERS)
            if _OTHER_BOOKS & {part.filename.lower() for part in parts}:
                raise bad_input("table_file_damaged", file=name)
            for part in parts:
                _require_part_size(archive.read(part), name=name)
    except (zipfile.BadZipFile, zlib.error, ExpatError, OSError, RuntimeError):
        raise bad_input("table_file_damaged", file=name) from None


def _require_part_size(content: bytes, *, name: str) -> None:
    """Looks through a part that holds a sheet, whatever the part is called."""
    if b"sheetData" not in content:
        return
    extent = _Extent(name)
    parser = ParserCreate()
    parser.StartElementHandler = extent.begin
    parser.StartDoctypeDeclHandler = extent.refuse
    parser.Parse(content, True)


class _Extent:
    """How far a sheet reaches, counted as a reader counts that lays it out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tags = self.row = self.column = 0  # where the reading stands
        self.cell_row = self.rows = self.columns = 0  # of the cell read; of the furthest ones

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self._row(attributes.get("r"))
        elif kind == "c":
            self._cell(attributes.get("r"))
        elif kind in _SAYS_SOMETHING:
            self.rows = max(self.rows, self.cell_row)
            self.columns = max(self.columns, self.column)
            self._require(self.rows - 1, self.columns, self.rows * self.columns)

    def refuse(self, *_: object) -> NoReturn:
        """No workbook declares a document type; what it defines could grow without end."""
        raise bad_input("table_file_damaged", file=self.name)

    def _row(self, number: str | None) -> None:
        self._count()
        self.row = self.row + 1 if number is None else self._whole(number)
        self.column = 0

    def _cell(self, place: str | None) -> None:
        self._count()
        found = place_of(place)
        if place is not None and found is None:
            self.refuse()
        self.column = column_number(found[0]) if found else self.column + 1
        self.cell_row = found[1] if found else max(self.row, 1)

    def _whole(self, number: str) -> int:
        if not (number.isascii() and number.isdigit() and len(number) <= len(str(MOST_CELLS))):
            self.refuse()
        return int(number)

    def _count(self) -> None:
        self.tags += 1
        self._require(0, 0, self.tags // 2)

    def _require(self, rows: int, columns: int, cells: int) -> None:
        require_size(rows=rows, columns=columns, cells=cells, name=self.name)


def place_of(written: str | None) -> tuple[str, int] | None:
    """The letters and the row of a cell's place, as AB12; nothing where none is written."""
    found = _PLACE.fullmatch(written.upper()) if written is not None else None
    return (found[1], int(found[2])) if found else None


def column_number(letters: str) -> int:
    """The number of a column: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
