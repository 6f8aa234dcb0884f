"""A patent list as offices and appraisers keep it, as columns of text for a valuation.

Title lines above the heading are passed over. Where the list has no column for the kind, the number
states it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.ledger.cells import Sheet, text_of
from zhidai.core.ledger.layout import ROWS_LOOKED_THROUGH
from zhidai.core.numerals import normalise
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.documents.ledger_sheets import read_ledger_sheets
from zhidai.documents.patent_rows import patent_columns
from zhidai.documents.workbook_reading import ENDINGS

KIND = "kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentFrame:
    """The list; a row of the frame stands `rows_above` lines further down in its file."""

    frame: polars.DataFrame
    rows_above: int


def patent_frame(content: bytes, *, name: str, largest_bytes: int) -> PatentFrame:
    """The first sheet with a column of patent numbers.

    Bad input: `patent_list_without_numbers`, `patent_list_column_twice`, `table_column_twice`,
    those of reading tables.
    """
    if Path(name).suffix.lower() not in (*ENDINGS, ".csv"):
        raise bad_input("ledger_ending_unknown", file=name)
    for sheet in read_ledger_sheets(content, name=name, largest_bytes=largest_bytes):
        for row in range(min(len(sheet.rows), ROWS_LOOKED_THROUGH)):
            headings = _texts(sheet, row)
            columns = patent_columns(headings, name=name)
            if "number" in columns:
                return _frame(sheet, row, headings, columns)
    raise bad_input("patent_list_without_numbers", file=name)


def _frame(
    sheet: Sheet, heading_row: int, headings: Sequence[str], columns: dict[str, str]
) -> PatentFrame:
    named = [(at, heading) for at, heading in enumerate(headings) if heading]
    names = [heading for _, heading in named]
    twice = next((each for each in names if names.count(each) > 1), None)
    if twice is not None:
        raise bad_input("table_column_twice", file=sheet.file, column=twice)
    rows = [
        [text_of(sheet.value(row, at)) or None for at, _ in named]
        for row in range(heading_row + 1, len(sheet.rows))
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    frame = polars.DataFrame(rows, schema=dict.fromkeys(names, polars.String), orient="row")
    if "kind" not in columns:
        kinds = [_kind_of(text) for text in frame[columns["number"]]]
        frame = frame.with_columns(polars.Series(KIND, kinds, dtype=polars.String))
    return PatentFrame(frame=frame, rows_above=heading_row)


def _texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    return tuple(normalise(text_of(sheet.shown(row, at))) for at in range(sheet.width))


def _kind_of(number: str | None) -> str | None:
    """The kind that a number states; none where it is no number, which is told when it is read."""
    try:
        return None if number is None else str(parse_patent_number(number).kind)
    except BadInput:
        return None
