"""A patent list as offices and appraisers keep it, as columns of text for a valuation.

Title lines, headings of two rows, totals and several sheets are understood as on loan ledgers.
Where the list does not say the kind, the number states it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import polars

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.ledger.cells import CellValue, Sheet, text_of
from zhidai.core.ledger.headings import unit_of_title
from zhidai.core.ledger.totals import is_totals_label
from zhidai.core.registers.patent_columns import COLUMNS, FILED, KIND, MONEY, NUMBER, RATES
from zhidai.core.registers.patent_layout import PatentColumn, PatentLayout, PatentMap, patent_layout
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.documents.ledger_sheets import read_ledger_sheets
from zhidai.documents.workbook_reading import ENDINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentFrame:
    """The list. places: of each row of the frame its sheet and its row there, counted from 1;
    headings: how the file calls each column; unmeasured: the rows left out for an amount of which
    nothing says whether it counts in yuan or in 万元.
    """

    frame: polars.DataFrame
    places: tuple[tuple[str, int], ...]
    headings: dict[str, str]
    unmeasured: tuple["Unmeasured", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmeasured:
    """A row with an amount without a unit, under which heading; row counted from 1."""

    sheet: str
    row: int
    number: str
    heading: str
    text: str


def patent_sheets(content: bytes, *, name: str, largest_bytes: int) -> tuple[Sheet, ...]:
    """The sheets of a list. Bad input: `ledger_ending_unknown`, those of reading tables."""
    if Path(name).suffix.lower() not in (*ENDINGS, ".csv"):
        raise bad_input("ledger_ending_unknown", file=name)
    return read_ledger_sheets(content, name=name, largest_bytes=largest_bytes)


def patent_frame(sheets: Sequence[Sheet], mapped: PatentMap, *, name: str) -> PatentFrame:
    """The patents of all sheets that hold some.

    Bad input: `patent_list_without_numbers`, `patent_list_without_filing`.
    """
    found = [(one, layout) for one in sheets if (layout := patent_layout(one, mapped)) is not None]
    if not found:
        raise bad_input("patent_list_without_numbers", file=name)
    headings = {at.column: at.heading for _, layout in found for at in layout.columns}
    if FILED not in headings:
        raise bad_input("patent_list_without_filing", file=name)
    rows: list[dict[str, str | None]] = []
    places: list[tuple[str, int]] = []
    unmeasured: list[Unmeasured] = []
    for sheet, layout in found:
        measured = _with_unit_of_title(sheet, layout)
        for row in range(layout.first_row, len(sheet.rows)):
            cells = _cells(sheet, row, measured)
            if cells is None:
                continue
            bare = _unmeasured(sheet, row, measured, number=cells[NUMBER] or "")
            if bare is not None:
                unmeasured.append(bare)
            else:
                rows.append(cells)
                places.append((sheet.name, row + 1))
    columns = [one for one in COLUMNS if one in headings or one == KIND]
    frame = polars.DataFrame(rows, schema=dict.fromkeys(columns, polars.String))
    return PatentFrame(
        frame=frame, places=tuple(places), headings=headings, unmeasured=tuple(unmeasured)
    )


def _with_unit_of_title(sheet: Sheet, layout: PatentLayout) -> PatentLayout:
    """A column of money whose heading states no unit has the title's; our own name means yuan."""
    title = (text for row in range(layout.first_row) for text in sheet.texts(row))
    unit = next((found for text in title if (found := unit_of_title(text))), "")
    columns = tuple(
        replace(at, unit=at.unit or ("元" if at.heading == at.column else unit))
        if at.column in MONEY
        else at
        for at in layout.columns
    )
    return replace(layout, columns=columns)


def _unmeasured(sheet: Sheet, row: int, layout: PatentLayout, *, number: str) -> Unmeasured | None:
    """The first amount of a row that no unit belongs to; nought needs none."""
    for at in layout.columns:
        value = sheet.shown(row, at.index)
        if at.column in MONEY and not at.unit and _is_bare(value) and text_of(value).strip("0."):
            return Unmeasured(
                sheet=sheet.name, row=row + 1, number=number, heading=at.heading,
                text=text_of(value),
            )  # fmt: skip
    return None


def _cells(sheet: Sheet, row: int, layout: PatentLayout) -> dict[str, str | None] | None:
    """What a row says of a patent; None for one that is empty or holds totals."""
    cells = {at.column: _text(sheet, row, at) for at in layout.columns}
    number = cells[NUMBER] or ""
    is_totals = not number or is_totals_label(number)
    if not any(cells.values()) or (is_totals and any(map(is_totals_label, sheet.texts(row)))):
        return None
    return {**cells, KIND: cells.get(KIND) or _kind_of(cells[NUMBER])}


def _text(sheet: Sheet, row: int, at: PatentColumn) -> str | None:
    """The text of a cell; a merged one speaks for each of its rows, but numbers one patent."""
    value = sheet.value(row, at.index) if at.column == NUMBER else sheet.shown(row, at.index)
    return _with_unit(value, at) or None


def _with_unit(value: CellValue, at: PatentColumn) -> str:
    """A bare number of money or a rate is what its heading says: 500 below 收入（万元）."""
    text = text_of(value)
    return f"{text}{at.unit}" if _is_bare(value) and at.column in (*MONEY, *RATES) else text


def _is_bare(value: CellValue) -> bool:
    """Whether a cell holds a number and nothing else, written as one or as text."""
    text = text_of(value).replace(",", "").replace(".", "", 1)
    return isinstance(value, Decimal) or text.isdigit()


def _kind_of(number: str | None) -> str | None:
    """The kind that a number states; none where it is no number, which is told when it is read."""
    try:
        return None if number is None else str(parse_patent_number(number).kind)
    except BadInput:
        return None
