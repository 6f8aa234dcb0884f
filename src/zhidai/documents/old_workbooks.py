"""Old Excel files (.xls, BIFF): looked through, record by record, before they are laid out.

A reader sets aside what a file says of its own size, so what is said and not there is refused, or
put right: the extent that a sheet claims is struck out, and only its cells count. What is handed on
is the workbook's stream alone in a fresh container.
Source: [MS-XLS] 2.1.4, 2.3 and 2.4.
"""

import struct
from collections.abc import Iterator

from zhidai.core.errors import bad_input
from zhidai.documents.compound_files import BrokenContainer, container_of, streams_in
from zhidai.documents.table_limits import require_size

STREAM_NAMES = ("Workbook", "Book")  # of Excel 97 and later, and of Excel 5
_ENCRYPTED_PACKAGE = "EncryptedPackage"  # what an .xlsx with a password holds
_BOF, _PASSWORD, _SHEET, _EXTENT, _STRINGS, _NUMBERS = 0x809, 0x2F, 0x85, 0x200, 0xFC, 0xBD
_CELLS = frozenset({0x06, _NUMBERS, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_LEAST_OF_A_STRING = 3  # bytes


def checked_workbook(content: bytes, *, name: str) -> bytes:
    """The file as a reader may have it.

    Bad input: `table_with_password`, `table_file_damaged`, `table_too_many_cells`.
    """
    try:
        streams = streams_in(content)
        if _ENCRYPTED_PACKAGE in streams:
            raise bad_input("table_with_password", file=name)
        found = next((each for each in STREAM_NAMES if each in streams), None)
        if found is None:
            raise BrokenContainer
        return container_of(found, _Workbook(streams[found], name=name).sound())
    except (BrokenContainer, struct.error):
        raise bad_input("table_file_damaged", file=name) from None


def records_of(stream: bytes | bytearray, *, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and length of each record from one on; what is cut off at the end is left to the
    reader.
    """
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            return
        yield kind, at + 4, length
        at += 4 + length


class _Workbook:
    """A workbook's stream as its records are gone through."""

    def __init__(self, stream: bytes, *, name: str) -> None:
        self._stream, self._name = bytearray(stream), name
        self._starts: set[int] = set()  # of the sheets, as they stand there
        self._said: list[int] = []  # the same, as the list of sheets has them
        self._rows = self._columns = self._laid_out = 0

    def sound(self) -> bytes:
        """The stream, if its strings and sheets are where it says they are."""
        for kind, start, length in records_of(self._stream, at=0):
            if kind == _PASSWORD:
                raise bad_input("table_with_password", file=self._name)
            if kind == _BOF:
                self._begin(start - 4)
            elif kind == _SHEET:
                self._said.append(self._number("<I", start))
            elif kind == _STRINGS:
                self._require_strings(start)
            elif kind == _EXTENT:
                self._stream[start : start + length] = bytes(length)
            elif kind in _CELLS:
                self._cell(kind, start, length)
        self._begin(0)
        if len(set(self._said)) < len(self._said) or not set(self._said) <= self._starts:
            raise BrokenContainer
        return bytes(self._stream)

    def _begin(self, at: int) -> None:
        """The next part of the workbook: what the one before it takes up is added."""
        self._laid_out += self._rows * self._columns
        require_size(rows=0, columns=0, cells=self._laid_out, name=self._name)
        self._rows = self._columns = 0
        self._starts.add(at)

    def _cell(self, kind: int, start: int, length: int) -> None:
        last = start + length - 2 if kind == _NUMBERS else start + 2
        self._rows = max(self._rows, self._number("<H", start) + 1)
        self._columns = max(self._columns, self._number("<H", last) + 1)
        require_size(
            rows=self._rows - 1,
            columns=self._columns,
            cells=self._laid_out + self._rows * self._columns,
            name=self._name,
        )

    def _require_strings(self, start: int) -> None:
        if self._number("<I", start + 4) * _LEAST_OF_A_STRING > len(self._stream):
            raise BrokenContainer

    def _number(self, form: str, at: int) -> int:
        return int(struct.unpack_from(form, self._stream, at)[0])
