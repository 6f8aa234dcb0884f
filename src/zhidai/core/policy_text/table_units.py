"""Numbers in a table whose unit stands in the heading of their column: 额度（万元） over 1500.

A table is lines of cells parted by tabs, as plain text and Word files give them. Its first line
names the columns; a line 单位：万元 above it speaks for all columns that name no unit themselves.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from zhidai.core.policy_text.number import Number, NumberKind
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import Reading, plain_text

_IN_BRACKETS = re.compile(r"\((?:单位:)?([^()]{1,6})\)$")
_SAID = re.compile(r"单位:([^\s,;。()]{1,6})\)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A cell of a column with a unit; places in the original text."""

    start: int
    end: int
    unit: str


def with_table_units(reading: Reading, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """The numbers, those that fill a cell in the unit of their column."""
    cells = _cells(reading.text)
    if not cells:
        return numbers
    starts = [one.start for one in cells]
    return tuple(_measured(reading, one, cells, starts) for one in numbers)


def _measured(
    reading: Reading, number: Number, cells: tuple[_Cell, ...], starts: list[int]
) -> Number:
    if number.kind is not NumberKind.BARE:
        return number
    span = reading.span(number.start, number.end)
    place = bisect_right(starts, span.start) - 1
    if place < 0 or span.end > cells[place].end:
        return number
    cell = cells[place]
    written = plain_text(reading.text[cell.start : cell.end])
    found = numbers_in(written + cell.unit)
    is_whole = written == reading.plain[number.start : number.end]
    if not is_whole or len(found) != 1 or found[0].end != len(written + cell.unit):
        return number
    return replace(found[0], start=number.start, end=number.end, column_unit=cell.unit)


@lru_cache(maxsize=64)
def _cells(text: str) -> tuple[_Cell, ...]:
    """Every cell under a heading with a unit."""
    return tuple(_cells_of(text)) if "\t" in text else ()


def _cells_of(text: str) -> Iterator[_Cell]:
    units: list[str | None] = []
    said: str | None = None
    place, is_inside = 0, False
    for line in text.splitlines(keepends=True):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < 2:
            is_inside = False
            above = _SAID.search(plain_text(line))
            said = above[1] if above else (said if not line.strip() else None)
        elif not is_inside:
            units, is_inside = [_unit(one) or said for one in cells], True
        elif len(cells) == len(units):
            start = place
            for cell, unit in zip(cells, units, strict=True):
                if unit is not None:
                    yield _Cell(start=start, end=start + len(cell), unit=unit)
                start += len(cell) + 1
        place += len(line)


def _unit(heading: str) -> str | None:
    """The unit in brackets at the end of a heading, if one can be counted in it."""
    found = _IN_BRACKETS.search(plain_text(heading))
    if not found:
        return None
    counted = numbers_in(f"1{found[1]}")
    is_unit = (
        len(counted) == 1 and counted[0].unit is not None and counted[0].end == len(found[1]) + 1
    )
    return found[1] if is_unit else None
