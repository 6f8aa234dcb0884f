"""A workbook of several sheets as bytes, for what a page or a paper shows.

Numbers are numbers with the format of their unit, so that they can be computed with; texts are
never taken for formulas.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

import xlsxwriter

from zhidai.core.statistics.metrics import FigureUnit

_FORMATS = {
    FigureUnit.COUNT: "#,##0",
    FigureUnit.YUAN: "#,##0.00",
    FigureUnit.RATIO: "0.00%",
    FigureUnit.RATE: "0.00%",
    FigureUnit.DAYS: "0.0",
}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31  # of a sheet, by the format
_LEFT_OUT = "…"
_CHANGE = "+0.00%;-0.00%;0.00%"
_WIDEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a unit; ratios are fractions of one, and a change of one shows its sign."""

    value: Decimal
    unit: FigureUnit
    is_change: bool = False


Cell = str | int | Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its name, a bold line of columns, rows."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def workbook(sheets: Sequence[Sheet], *, dated: date) -> bytes:
    """The XLSX file; the same sheets and day give the same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime.combine(dated, time(12))})
        bold = book.add_format({"bold": True, "text_wrap": True})
        formats = {unit: book.add_format({"num_format": form}) for unit, form in _FORMATS.items()}
        change = book.add_format({"num_format": _CHANGE})
        for sheet in sheets:
            page = book.add_worksheet(sheet_name(sheet.name))
            page.freeze_panes(1, 0)
            page.write_row(0, 0, sheet.columns, bold)
            for place, width in enumerate(_widths(sheet)):
                page.set_column(place, place, width)
            for line, row in enumerate(sheet.rows, start=1):
                for place, cell in enumerate(row):
                    if isinstance(cell, Number):
                        look = change if cell.is_change else formats[cell.unit]
                        page.write_number(line, place, float(cell.value), look)
                    elif cell is not None:
                        page.write(line, place, cell)
    return target.getvalue()


def sheet_name(title: str) -> str:
    """A title as the name of a sheet: what is too long ends after a whole word."""
    name = _NOT_IN_A_NAME.sub(" ", title)
    if len(name) <= _LONGEST_NAME:
        return name
    cut = name[: _LONGEST_NAME - len(_LEFT_OUT)]
    words, _, _ = cut.rpartition(" ")
    return (words if len(words) > len(cut) // 2 else cut) + _LEFT_OUT


def _widths(sheet: Sheet) -> list[int]:
    """Wide enough for what stands in each column; wide characters count double."""
    return [
        min(_WIDEST, 2 + max(_width(row[place]) for row in [sheet.columns, *sheet.rows]))
        for place in range(len(sheet.columns))
    ]


def _width(cell: Cell) -> int:
    text = f"{cell.value:,.2f}" if isinstance(cell, Number) else str(cell or "")
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)
