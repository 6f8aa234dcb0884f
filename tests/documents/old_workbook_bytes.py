"""Writes old Excel files (BIFF8), as far as the tests of reading them need: texts, numbers, days.

Source: [MS-XLS] 2.4; a text stands in its own cell (Label), a day is a number with a format.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhidai.documents.compound_files import container_of


@dataclass(frozen=True)
class Failed:
    """A cell in which a formula failed; as its last result where `is_formula`."""

    error: int
    is_formula: bool = False


Cell = str | int | float | date | Failed | None
Merged = tuple[int, int, int, int]  # first and last row, first and last column
_DAY_ZERO = date(1899, 12, 30)
_PLAIN, _DAY = 0, 1  # the two formats of a cell
_DAY_FORMAT = 14
_CLAIMED = 65_536  # rows that every sheet claims to have, as careless writers do


def old_workbook(
    sheets: dict[str, Sequence[Sequence[Cell]]],
    *,
    merged: Sequence[Merged] = (),
    in_globals: bytes = b"",
    name: str = "Workbook",
) -> bytes:
    """An .xls file; in_globals: further records of the workbook (a password, say)."""
    return container_of(name, workbook_stream(sheets, merged=merged, in_globals=in_globals))


def workbook_stream(
    sheets: dict[str, Sequence[Sequence[Cell]]],
    *,
    merged: Sequence[Merged] = (),
    in_globals: bytes = b"",
) -> bytes:
    """The stream alone: the workbook's records, then each sheet's."""
    written = [_sheet(rows, merged) for rows in sheets.values()]
    formats = _format(0) + _format(_DAY_FORMAT)
    listed = [4 + 8 + 2 * len(name) for name in sheets]
    begins = len(_begin(5)) + len(in_globals) + len(formats) + sum(listed) + len(_END)
    entries, at = b"", begins
    for name, sheet in zip(sheets, written, strict=True):
        text = name.encode("utf-16-le")
        entries += record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 1) + text)
        at += len(sheet)
    return _begin(5) + in_globals + formats + entries + _END + b"".join(written)


def record(kind: int, content: bytes) -> bytes:
    """One record of the stream."""
    return struct.pack("<HH", kind, len(content)) + content


_END = record(0x0A, b"")


def _begin(what: int) -> bytes:
    """5: the workbook; 16: a sheet."""
    return record(0x809, struct.pack("<HHHHII", 0x600, what, 0x0DBB, 1996, 0, 6))


def _format(number: int) -> bytes:
    return record(0xE0, struct.pack("<HHH14x", 0, number, 0))


def _sheet(rows: Sequence[Sequence[Cell]], merged: Sequence[Merged]) -> bytes:
    cells = b"".join(
        _cell(row, column, cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
        if cell is not None
    )
    extent = record(0x200, struct.pack("<IIHHH", 0, _CLAIMED, 0, 256, 0))
    blocks = b"".join(struct.pack("<HHHH", *one) for one in merged)
    joined = record(0xE5, struct.pack("<H", len(merged)) + blocks) if merged else b""
    return _begin(16) + extent + cells + joined + _END


def _cell(row: int, column: int, cell: str | float | date | Failed) -> bytes:
    if isinstance(cell, Failed):
        head = struct.pack("<HHH", row, column, _PLAIN)
        if not cell.is_formula:
            return record(0x205, head + struct.pack("<BB", cell.error, 1))
        result = struct.pack("<BBBBBBH", 2, 0, cell.error, 0, 0, 0, 0xFFFF)
        divides = b"\x1e\x01\x00\x1e\x00\x00\x06"  # 1 / 0
        return record(0x06, head + result + struct.pack("<HIH", 0, 0, len(divides)) + divides)
    if isinstance(cell, str):
        text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
        return record(0x204, struct.pack("<HHH", row, column, _PLAIN) + text)
    number = (cell - _DAY_ZERO).days if isinstance(cell, date) else cell
    look = _DAY if isinstance(cell, date) else _PLAIN
    return record(0x203, struct.pack("<HHHd", row, column, look, number))
