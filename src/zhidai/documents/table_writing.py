"""Writes rows as CSV, XLSX, Parquet or JSON lines: beside the old file, then in its place.

CSV has a mark for UTF-8, so that spreadsheets read Chinese; a cell that would be taken for a
formula gets an apostrophe before it.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import polars
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from zhidai.core.errors import bad_input
from zhidai.documents.file_writing import beside
from zhidai.documents.table_limits import require_sheet_rows
from zhidai.documents.unwritten import not_written

Cell = str | int | Decimal | None  # a Decimal is an amount of money
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> int:
    """How many rows were written; the ending of the name picks the form.

    Bad input: `output_ending_unknown`, `output_too_long`, `output_not_written`.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise bad_input("output_ending_unknown", file=path.name, known=", ".join(_WRITERS))
    try:
        with beside(path) as temporary:
            return writer(temporary, columns, rows)
    except (OSError, polars.exceptions.PolarsError, XlsxWriterException) as error:
        raise not_written(path, error) from None


def table_bytes(ending: str, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """The table as the content of a file with this ending; bad input as for `write_table`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{ending}"
        write_table(path, columns, rows)
        return path.read_bytes()


def _csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow([_safe(column) for column in columns])
        for row in rows:
            writer.writerow([_safe(row.get(column)) for column in columns])
            count += 1
    return count


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _xlsx(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count, packed = 0, io.BytesIO()  # a half-written zip on a full disk would complain once more
    with xlsxwriter.Workbook(packed, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        money = book.add_format({"num_format": "#,##0.00"})
        for count, row in enumerate(rows, start=1):
            require_sheet_rows(count)
            for place, column in enumerate(columns):
                cell = row.get(column)
                if isinstance(cell, Decimal):
                    sheet.write(count, place, cell, money)
                elif cell is not None:
                    sheet.write(count, place, cell)
    path.write_bytes(packed.getvalue())
    return count


def _parquet(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> int:
    kept = [[row.get(column) for column in columns] for row in rows]
    frame = polars.DataFrame(kept, schema=list(columns), orient="row", infer_schema_length=None)
    frame.write_parquet(path)
    return len(kept)


def _json_lines(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as opened:
        for row in rows:
            kept = {column: row.get(column) for column in columns}
            opened.write(json.dumps(kept, ensure_ascii=False, default=str) + "\n")
            count += 1
    return count


Writer = Callable[[Path, Sequence[str], Iterable[Mapping[str, Cell]]], int]
_WRITERS: Mapping[str, Writer] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
    ".jsonl": _json_lines,
}
