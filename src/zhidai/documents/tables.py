"""Reads CSV, Excel and Parquet into rows of text, whatever the columns are called.

Spreadsheets from offices come as UTF-8 with or without a mark, or as GB 18030; all three are read.
Every cell becomes the text a person would have typed: days as 2021-03-01, whole numbers without
a decimal point, empty as "". Which column means what is the caller's business.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars

from zhidai.core.errors import bad_input
from zhidai.documents.table_limits import (
    LARGEST_BYTES,
    MOST_CHARACTERS,
    require_size,
    too_large,
)
from zhidai.documents.workbook_errors import with_errors
from zhidai.documents.workbook_reading import ENDINGS, opened_workbook

_LONGEST_LINE = 10 * 1024**2  # of a CSV file
_ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = (",", "\t", ";", "|")  # of equals the first
_QUOTED = re.compile(r'"[^"]*"')
_MOST_TITLES = 5  # lines above the column names of a sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: its number as the reader's own program shows it, and its cells by column name."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as read: the column names in their order, then the rows.

    too_long: numbers of rows with more cells than columns, where the reader asked for them apart.
    """

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    too_long: tuple[int, ...] = ()


def read_table_file(
    path: Path, *, largest_bytes: int = LARGEST_BYTES, too_long_apart: bool = False
) -> Table:
    """The table in a file; bad input in one sentence if there is none to be read.

    A row with more cells than columns refuses the file, or is left out and named: too_long_apart.
    """
    try:
        if path.stat().st_size > largest_bytes:
            raise too_large(path.name, largest_bytes)
        content = path.read_bytes()
    except FileNotFoundError:
        raise bad_input("table_file_missing", file=str(path)) from None
    except OSError:
        raise bad_input("table_file_unreadable", file=str(path)) from None
    table = _read(content, name=path.name, largest_bytes=largest_bytes)
    return table if too_long_apart else _without_too_long(table, path.name)


def read_table(content: bytes, *, name: str, largest_bytes: int = LARGEST_BYTES) -> Table:
    """The table in an uploaded file, told by the ending of its name: csv, xlsx, xls or parquet."""
    return _without_too_long(_read(content, name=name, largest_bytes=largest_bytes), name)


def _without_too_long(table: Table, name: str) -> Table:
    if table.too_long:
        raise bad_input("table_row_too_long", file=name, row=table.too_long[0])
    return table


def _read(content: bytes, *, name: str, largest_bytes: int) -> Table:
    if len(content) > largest_bytes:
        raise too_large(name, largest_bytes)
    ending = Path(name).suffix.lower()
    reader = _READERS.get(ending)
    if reader is None:
        raise bad_input("table_ending_unknown", file=name)
    lines = _bounded(reader(content, name), name)
    return _table(lines, name, titles=_titles_above(lines) if ending in ENDINGS else 0)


def _bounded(lines: Iterable[Iterable[object]], name: str) -> list[list[str]]:
    """The lines as text, given up as soon as there is more than a list of patents could need."""
    kept: list[list[str]] = []
    cells = characters = 0
    for line in lines:
        kept.append([_text(cell) for cell in line])
        cells += len(kept[-1])
        characters += sum(map(len, kept[-1]))
        require_size(rows=len(kept) - 1, columns=len(kept[-1]), cells=cells, name=name)
        if characters > MOST_CHARACTERS:
            raise too_large(name, LARGEST_BYTES)
    return kept


def _titles_above(lines: list[list[str]]) -> int:
    """Lines of a sheet above its column names: empty, or a title in one cell."""
    filled = [sum(map(bool, line)) for line in lines[: _MOST_TITLES + 1]]
    return next((place for place, cells in enumerate(filled) if cells > 1), 0)


def _table(lines: list[list[str]], name: str, *, titles: int) -> Table:
    """The first line after the titles names the columns; empty lines are passed over but keep their
    numbers.
    """
    if not lines or not any(lines[titles]):
        raise bad_input("table_empty", file=name)
    columns = tuple(lines[titles])
    named = [column for column in columns if column]
    if len(set(named)) != len(named):
        twice = next(column for column in named if named.count(column) > 1)
        raise bad_input("table_column_twice", file=name, column=twice)
    rows, too_long = [], []
    for number, line in enumerate(lines[titles + 1 :], start=titles + 2):
        if len(line) > len(columns) and any(line[len(columns) :]):
            too_long.append(number)
        elif any(line):
            cells = {column: text for column, text in zip(columns, line, strict=False) if column}
            rows.append(TableRow(number=number, cells=cells))
    return Table(columns=columns, rows=tuple(rows), too_long=tuple(too_long))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()


def _csv_lines(content: bytes, name: str) -> Iterable[Iterable[object]]:
    text = decoded(content, name)
    lines, mark = _lines_of_a_length(text, name), separator_of(text.partition("\n")[0])
    try:
        yield from csv.reader(lines, delimiter=mark, strict=True)
    except csv.Error:
        raise bad_input("table_file_damaged", file=name) from None


def separator_of(headings: str) -> str:
    """What stands between the headings: the mark there is most of outside of quotes.

    Excel writes semicolons where the comma is the decimal mark, and tabs as "Unicode text"; core
    banking systems write bars.
    """
    return max(SEPARATORS, key=_QUOTED.sub("", headings).count)


def _lines_of_a_length(text: str, name: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > _LONGEST_LINE:
            raise bad_input("table_file_damaged", file=name)
        yield line


def decoded(content: bytes, name: str) -> str:
    """The text of a file; Excel's "Unicode text" is UTF-16 and says so in its first two bytes."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise bad_input("table_not_text", file=name) from None
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise bad_input("table_not_text", file=name)


def _workbook_lines(content: bytes, name: str) -> Iterable[Iterable[object]]:
    """The first sheet, from its first row, so that row numbers are those Excel shows."""
    with opened_workbook(content, name=name) as book:
        sheet = book.get_sheet_by_index(0)
        lines = with_errors(sheet.to_python(skip_empty_area=False), content, sheet.name)
        for (first, column), (last, last_column) in sheet.merged_cell_ranges or ():
            if column == last_column:  # one cell over several rows stands for each of them
                for line in lines[first + 1 : last + 1]:
                    line[column] = lines[first][column]
        return lines


def _parquet_lines(content: bytes, name: str) -> Iterable[Iterable[object]]:
    """Rows are numbered as in a sheet: the column names are row 1."""
    require_parquet_size(content, name=name)
    try:
        frame = polars.read_parquet(io.BytesIO(content))
    except (polars.exceptions.PolarsError, OSError):
        raise bad_input("table_file_damaged", file=name) from None
    yield frame.columns
    yield from frame.iter_rows()


def require_parquet_size(content: bytes, *, name: str) -> None:
    """Looked at before anything is laid out: a small file may hold many rows that are alike.

    Bad input: `table_too_many_cells`, `table_file_damaged`.
    """
    try:
        lazy = polars.scan_parquet(io.BytesIO(content))
        columns = len(lazy.collect_schema())
        rows = lazy.select(polars.len()).collect().item()
    except (polars.exceptions.PolarsError, OSError):
        raise bad_input("table_file_damaged", file=name) from None
    require_size(rows=rows, columns=columns, cells=rows * columns, name=name)


_READERS: dict[str, Callable[[bytes, str], Iterable[Iterable[object]]]] = {
    ".csv": _csv_lines,
    ".xlsx": _workbook_lines,
    ".xls": _workbook_lines,
    ".parquet": _parquet_lines,
}
