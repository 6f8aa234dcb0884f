"""A patent list beside a ledger, or on a sheet of its own in it: each row checked, by its number.

Title lines above the heading are passed over, as on ledgers. Parquet is read as a plain table.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from zhidai.core.errors import bad_input
from zhidai.core.ledger.cells import Sheet, text_of
from zhidai.core.ledger.heading_rows import ROWS_LOOKED_THROUGH
from zhidai.core.ledger.loan import Ledger
from zhidai.core.ledger.report import PatentList, PatentReject
from zhidai.core.registers.patent_list import ListedPatent, check_row, listed_twice
from zhidai.documents.ledger_sheets import read_ledger_sheets
from zhidai.documents.patent_rows import patent_columns, patent_rows
from zhidai.documents.table_limits import LARGEST_BYTES
from zhidai.documents.tables import Table, TableRow, read_table

_TELLING = frozenset({"filed_on", "granted_on"})  # a ledger may name numbers too, but no such days


def read_patent_list(
    content: bytes, *, name: str, largest_bytes: int = LARGEST_BYTES
) -> PatentList:
    """The list in a file: xlsx, csv or parquet.

    Bad input: `patent_list_without_numbers`, `patent_list_column_twice`, those of reading tables.
    """
    if Path(name).suffix.lower() == ".parquet":
        table = read_table(content, name=name, largest_bytes=largest_bytes)
        return _checked(table, name=name)
    sheets = read_ledger_sheets(content, name=name, largest_bytes=largest_bytes)
    found = _table_of(sheets, telling=frozenset())
    if found is None:
        raise bad_input("patent_list_without_numbers", file=name)
    return _checked(found[1], name=name)


def patent_list_in(sheets: Sequence[Sheet], ledger: Ledger) -> PatentList:
    """The list on a sheet of the ledger's own file that holds neither loans nor payments."""
    taken = {one.name for one in ledger.sheets if one.columns is not None or one.has_payments}
    free = [one for one in sheets if one.name not in taken]
    found = _table_of(free, telling=_TELLING)
    if found is None:
        return PatentList()
    return replace(_checked(found[1], name=ledger.file), sheet=found[0])


def _table_of(sheets: Sequence[Sheet], *, telling: frozenset[str]) -> tuple[str, Table] | None:
    """The first sheet with a row that names the numbers, and one of the telling columns."""
    for sheet in sheets:
        for row in range(min(len(sheet.rows), ROWS_LOOKED_THROUGH)):
            headings = _texts(sheet, row, sheet.width)
            fields = patent_columns(headings, name=sheet.file)
            if "number" in fields and (not telling or telling & set(fields)):
                return sheet.name, _table(sheet, row, headings)
    return None


def _table(sheet: Sheet, heading_row: int, headings: tuple[str, ...]) -> Table:
    rows = []
    for row in range(heading_row + 1, len(sheet.rows)):
        texts = _texts(sheet, row, len(headings))
        if any(texts):
            cells = {name: text for name, text in zip(headings, texts, strict=True) if name}
            rows.append(TableRow(number=row + 1, cells=cells))
    return Table(columns=headings, rows=tuple(rows))


def _texts(sheet: Sheet, row: int, width: int) -> tuple[str, ...]:
    return tuple(text_of(sheet.shown(row, at)) for at in range(width))


def _checked(table: Table, *, name: str) -> PatentList:
    patents: dict[str, ListedPatent] = {}
    rows: dict[str, int] = {}
    rejected: list[PatentReject] = []
    for row, written in patent_rows(table, name=name):
        found = check_row(written)
        if isinstance(found, ListedPatent) and str(found.number) in patents:
            found = (listed_twice(found.number, rows[str(found.number)]),)
        if isinstance(found, ListedPatent):
            patents[str(found.number)] = found
            rows[str(found.number)] = row
        else:
            rejected.append(PatentReject(row=row, number=written.number[:40], reasons=found))
    return PatentList(file=name, patents=MappingProxyType(patents), rejected=tuple(rejected))
