"""Cells of a workbook in which a formula failed: #REF!, #DIV/0! and their like.

The reader of workbooks (calamine) gives an empty cell for them; empty means "not known", while a
failed formula is a mistake that a person must see. They are looked up in the sheet itself: here in
a file of the new form (.xlsx), in `old_workbook_errors` in an old one (.xls).
Source: ECMA-376 part 1, 18.3.1.4 (`c`) and 18.18.11 (`t="e"`).
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ParserCreate

from zhidai.documents.compound_files import SIGNATURE
from zhidai.documents.old_workbook_errors import failed_in
from zhidai.documents.table_limits import column_number, place_of


def with_errors(lines: list[list[Any]], content: bytes, sheet: str) -> list[list[Any]]:
    """The lines of a sheet, counted from its first cell, with what stands in failed cells."""
    for row, column, text in _found(content, sheet):
        while len(lines) <= row:
            lines.append([])
        lines[row] += [""] * (column + 1 - len(lines[row]))
        lines[row][column] = text
    return lines


def _found(content: bytes, sheet: str) -> Iterator[tuple[int, int, str]]:
    if content.startswith(SIGNATURE):
        return failed_in(content, sheet)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return iter(())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = _part_of(archive, sheet)
        return _failed(archive.read(part)) if part in archive.namelist() else iter(())


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Where in the file a sheet lies; nothing where it does not say."""
    try:
        book = _tags(archive.read("xl/workbook.xml"))
        links = _tags(archive.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return ""
    wanted = next(
        (_of(one, "id") for kind, one in book if kind == "sheet" and one.get("name") == sheet), ""
    )
    targets = {one.get("Id", ""): one.get("Target", "") for _, one in links}
    return posixpath.normpath(posixpath.join("/xl", targets.get(wanted, ""))).lstrip("/")


def _of(attributes: dict[str, str], name: str) -> str:
    """An attribute, whatever its prefix."""
    return next((text for key, text in attributes.items() if key.endswith(f":{name}")), "")


def _tags(content: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda tag, given: found.append((tag.rpartition(":")[2], given))
    parser.Parse(content, True)
    return found


def _failed(content: bytes) -> Iterator[tuple[int, int, str]]:
    """Row and column, counted from 0, of each failed cell, and what stands in it."""
    if b'"e"' not in content and b"'e'" not in content:
        return iter(())
    cells = _Cells()
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = cells.begin
    parser.EndElementHandler = cells.end
    parser.CharacterDataHandler = cells.text
    parser.Parse(content, True)
    return iter(cells.failed)


class _Cells:
    """The cells of a sheet as they are gone through."""

    def __init__(self) -> None:
        self.failed: list[tuple[int, int, str]] = []
        self._row = self._column = 0  # counted from 1
        self._is_failed = self._is_value = False
        self._said = ""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif kind == "c":
            place = place_of(attributes.get("r"))
            self._column = self._column + 1 if place is None else column_number(place[0])
            self._row = max(self._row, 1) if place is None else place[1]
            self._is_failed, self._said = attributes.get("t") == "e", ""
        elif kind == "v":
            self._is_value = self._is_failed

    def text(self, said: str) -> None:
        if self._is_value:
            self._said += said

    def end(self, tag: str) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "v":
            self._is_value = False
        elif kind == "c" and self._is_failed and self._said:
            self.failed.append((self._row - 1, self._column - 1, self._said.strip()))
