"""Cells of an old Excel file (.xls) in which a formula failed, out of its own records.

The file has been looked through before (`old_workbooks`): its records are where it says they are.
Source: [MS-XLS] 2.4.24 (BoolErr), 2.4.28 (BoundSheet8), 2.4.127 (Formula), 2.5.10 (Bes).
"""

import struct
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from zhidai.documents.compound_files import streams_in
from zhidai.documents.old_workbooks import STREAM_NAMES, records_of

_BEGIN, _END, _SHEET, _FORMULA, _ANSWER_OR_ERROR = 0x809, 0x0A, 0x85, 0x06, 0x205
_NO_NUMBER, _IS_ERROR = 0xFFFF, 2  # how a formula's result says what it is
_SAID: Mapping[int, str] = MappingProxyType(
    {
        0x00: "#NULL!",
        0x07: "#DIV/0!",
        0x0F: "#VALUE!",
        0x17: "#REF!",
        0x1D: "#NAME?",
        0x24: "#NUM!",
        0x2A: "#N/A",
    }
)


def failed_in(content: bytes, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Row and column, counted from 0, of each failed cell of a sheet, and what stands in it."""
    streams = streams_in(content)
    stream = next((streams[name] for name in STREAM_NAMES if name in streams), b"")
    depth = 0
    for kind, start, length in records_of(stream, at=_begins(stream, sheet)):
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:  # a chart within the sheet has an end of its own
                return
        else:
            found = _error(kind, stream[start : start + length])
            if found is not None and depth == 1:
                row, column = struct.unpack_from("<HH", stream, start)
                yield row, column, _SAID.get(found, "#?")


def _error(kind: int, record: bytes) -> int | None:
    """The number of the error that stands in a cell; None for what is none."""
    if kind == _ANSWER_OR_ERROR and len(record) >= 8 and record[7] == 1:
        return record[6]
    if kind == _FORMULA and len(record) >= 14:
        (mark,) = struct.unpack_from("<H", record, 12)
        if mark == _NO_NUMBER and record[6] == _IS_ERROR:
            return record[8]
    return None


def _begins(stream: bytes, sheet: str) -> int:
    """Where the sheet of this name begins; the end of the stream where there is none."""
    for kind, start, length in records_of(stream, at=0):
        if kind == _SHEET and sheet in _names(stream[start : start + length]):
            (at,) = struct.unpack_from("<I", stream, start)
            return int(at)
    return len(stream)


def _names(entry: bytes) -> tuple[str, ...]:
    """The name of a sheet as files since Excel 97 write it, and as Excel 5 did."""
    count, flags = entry[6], entry[7]
    if flags & 1:
        newer = entry[8 : 8 + 2 * count].decode("utf-16-le", errors="replace")
    else:
        newer = entry[8 : 8 + count].decode("latin-1")
    return newer, entry[7 : 7 + count].decode("gb18030", errors="replace")
