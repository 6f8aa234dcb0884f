"""The report of a ledger as Excel workbooks: amounts as numbers, days as days, ready to sort.

Each sheet has its title, what its figures mean, then the table, its heading kept in sight and with
a filter. A text that would be taken for a formula is written as text.
"""

import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

from zhidai.documents.workbooks import sheet_name
from zhidai.wording.ledger.sections import Content, Kind, Measured, Section, shown

_FORMATS = {
    Kind.TEXT: {"text_wrap": True, "valign": "top"},
    Kind.MONEY: {"num_format": "#,##0.00", "valign": "top"},
    Kind.RATIO: {"num_format": "0.00##%", "valign": "top"},
    Kind.DAY: {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
    Kind.COUNT: {"num_format": "0", "valign": "top"},
    Kind.CHANGE: {"num_format": "+0.00%;-0.00%;0.00%", "valign": "top"},
}
_NARROWEST, _WIDEST = 8, 48
_EPOCH = (2000, 1, 1, 0, 0, 0)  # of the members of an archive: the same input, the same bytes


def workbook_of(sections: Sequence[Section]) -> bytes:
    """One workbook with a sheet for each section."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        formats = {kind: book.add_format(look) for kind, look in _FORMATS.items()}
        title = book.add_format({"bold": True, "font_size": 14})
        note = book.add_format({"italic": True, "font_color": "#444444"})
        heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E7EEF6", "border": 1}
        )
        for one in sections:
            sheet = book.add_worksheet(sheet_name(one.title))
            sheet.write_string(0, 0, one.title, title)
            for line, text in enumerate(one.notes, start=1):
                sheet.write_string(line, 0, text, note)
            _write_table(sheet, one, len(one.notes) + 2, heading, formats)
    return target.getvalue()


def _write_table(
    sheet: "xlsxwriter.worksheet.Worksheet",
    section: Section,
    top: int,
    heading: object,
    formats: Mapping[Kind, object],
) -> None:
    for place, column in enumerate(section.columns):
        sheet.write_string(top, place, column.heading, heading)
        texts = [shown(row[place], column.kind) for row in section.rows[:200]]
        width = max(map(_width, (*texts, column.heading[:12])), default=0) + 2
        sheet.set_column(place, place, min(max(width, _NARROWEST), _WIDEST))
    for number, row in enumerate(section.rows, start=top + 1):
        for place, (content, column) in enumerate(zip(row, section.columns, strict=True)):
            if isinstance(content, Measured):
                _write(sheet, number, place, content.value, formats[content.kind])
            else:
                _write(sheet, number, place, content, formats[column.kind])
    if not section.rows and section.empty:
        sheet.write_string(top + 1, 0, section.empty)
    if section.rows:
        sheet.autofilter(top, 0, top + len(section.rows), len(section.columns) - 1)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, content: Content, look: object
) -> None:
    if isinstance(content, date):
        sheet.write_datetime(row, column, content, look)
    elif isinstance(content, Decimal | int):
        sheet.write_number(row, column, content, look)
    elif content:
        sheet.write_string(row, column, content, look)


def _width(text: str) -> int:
    """How wide a text is set: a Chinese character takes two places."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide


def archive_of(files: Mapping[str, bytes]) -> bytes:
    """Files as one ZIP archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=_EPOCH), content)
    return target.getvalue()
