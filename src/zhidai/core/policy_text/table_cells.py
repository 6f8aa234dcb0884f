"""Numbers that fill a cell of a table, with its headings: 额度（万元） over 1500, 减点 over 20BP.

A table is lines of cells parted by tabs, as plain text and Word files give them. Its first line
names the columns; a line 单位：万元 above it speaks for all columns that name no unit themselves.
A cell is read by itself, with the unit of its column where it has none. Which way a margin goes
from the LPR is said by the heading of its column, else by the cells before it in its row, else by
the line above the table; by which share it is raised (上浮 over 30%) by the column or those cells.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy_text.margins import Direction, Margin, way_headed, way_said
from zhidai.core.policy_text.number import Number
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.raised_rates import raised_in_table
from zhidai.core.policy_text.reading import Reading, plain_text
from zhidai.core.policy_text.signed_numbers import as_factor, as_margin
from zhidai.core.policy_text.words import following_end, words_in_front

_IN_BRACKETS = re.compile(r"\((?:单位:)?([^()]{1,6})\)$")
_SAID = re.compile(r"单位:([^\s,;。()]{1,6})\)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """A cell below the first line of a table; places in the original text.

    unit: of its column. headings: those that may say which way a margin goes, the nearest first.
    """

    start: int
    end: int
    unit: str
    headings: tuple[str, ...]


def with_headings(reading: Reading, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """The numbers, those that fill a cell as its headings make them."""
    cells = _cells(reading.text)
    if not cells:
        return numbers
    starts = [one.start for one in cells]
    return tuple(_headed(reading, one, cells, starts) for one in numbers)


def _headed(
    reading: Reading, number: Number, cells: tuple[_Cell, ...], starts: list[int]
) -> Number:
    span = reading.span(number.start, number.end)
    place = bisect_right(starts, span.start) - 1
    if place < 0 or span.end > cells[place].end:
        return number
    cell = cells[place]
    written = plain_text(reading.text[cell.start : cell.end])
    read = _read(written, cell.unit)
    if read is None:
        return number
    begin = number.start - len(plain_text(reading.text[cell.start : span.start]))
    end = min(read.end, len(written))
    column_unit = cell.unit if read.end > len(written) else ""
    moved = replace(read, start=begin + read.start, end=begin + end, column_unit=column_unit)
    is_whole = following_end(written, end) == len(written)
    front = written[: read.start]
    if read.unit is Unit.BASIS_POINTS and is_whole:
        headed = _margin(moved, front, way_headed(cell.headings), begin)
        if headed is not None:
            return headed
    if read.unit is Unit.RATIO and is_whole:
        raised = raised_in_table((front, *cell.headings[:-1]))
        if raised is not None and moved.amount is not None:
            return as_factor(moved, moved.amount, Margin(direction=raised, since=begin))
    return moved if not front and end == len(written) else number


def _read(written: str, unit: str) -> Number | None:
    """The one number of a cell, in its own unit or in that of its column."""
    for words in (written, written + unit):
        found = numbers_in(words)
        if len(found) == 1 and found[0].unit is not None:
            return found[0]
    return None


def _margin(number: Number, front: str, headed: Direction | None, begin: int) -> Number | None:
    """A cell's margin as its headings and its own sign or words make it; None: it is none."""
    if headed is None or number.amount is None:
        return None
    has_sign, is_below = number.amount < 0 and not front, number.amount < 0
    own = Direction.BELOW if is_below else _own_way(front)
    way = own or headed
    if headed is not Direction.UNKNOWN and (has_sign or way is not headed):
        way = Direction.UNKNOWN  # -20 under 减点 may be either
    if is_below and way is Direction.BELOW:
        return number
    return as_margin(number, number.amount, Margin(direction=way, since=begin))


def _own_way(front: str) -> Direction | None:
    """Which way the words before a cell's number go: 减; None where they only compare."""
    if "".join(words_in_front(front)) == front:
        return None
    return way_said(front) or Direction.UNKNOWN


@lru_cache(maxsize=64)
def _cells(text: str) -> tuple[_Cell, ...]:
    """Every cell of a table but those of its first line."""
    return tuple(_cells_of(text)) if "\t" in text else ()


def _cells_of(text: str) -> Iterator[_Cell]:
    columns: list[str] = []
    units: list[str] = []
    above, said = "", ""
    place, is_inside = 0, False
    for line in text.splitlines(keepends=True):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) < 2:
            is_inside = False
            words = plain_text(line)
            found = _SAID.search(words)
            said = found[1] if found else (said if not words else "")
            above = words.rstrip("。").rpartition("。")[2] or above
        elif not is_inside:
            columns, is_inside = [plain_text(one) for one in cells], True
            units = [_unit(one) or said for one in columns]
            columns = [_IN_BRACKETS.sub("", one) for one in columns]
        elif len(cells) == len(columns):
            start = place
            before: tuple[str, ...] = ()
            for cell, column, unit in zip(cells, columns, units, strict=True):
                headings = (column, *before, above)
                yield _Cell(start=start, end=start + len(cell), unit=unit, headings=headings)
                start += len(cell) + 1
                before = (plain_text(cell), *before)
        place += len(line)


def _unit(heading: str) -> str | None:
    """The unit in brackets at the end of a heading, if one can be counted in it."""
    found = _IN_BRACKETS.search(heading)
    if not found:
        return None
    counted = numbers_in(f"1{found[1]}")
    is_unit = (
        len(counted) == 1 and counted[0].unit is not None and counted[0].end == len(found[1]) + 1
    )
    return found[1] if is_unit else None
