"""Finds the table on a sheet of patents, and which of its columns means what.

As with loan ledgers a person may say once what a heading means; that goes before the known names.
Of two columns for one thing the one with the better name counts, the other is passed over and told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from zhidai.core.ledger.cells import Sheet
from zhidai.core.ledger.columns import shown_heading, unit_of_shown
from zhidai.core.ledger.heading_rows import ROWS_LOOKED_THROUGH, headings_of
from zhidai.core.ledger.said_columns import Said, read_said
from zhidai.core.numerals import normalise
from zhidai.core.registers.patent_columns import COLUMNS, NUMBER, Meaning, meaning_of

FORMAT = "zhidai.patent-columns.v1"
_MAPPED = -1  # goes before the first of the known names


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentMap:
    """Headings by their text without white space."""

    headings: Mapping[str, Said] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentColumn:
    """A column of the sheet: where it stands, and what its cells are."""

    index: int
    heading: str
    column: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatentLayout:
    """Where the table of a sheet stands. first_row: of the patents, counted from 0."""

    columns: tuple[PatentColumn, ...]
    passed_over: tuple[str, ...]
    first_row: int


def read_patent_map(written: object) -> PatentMap:
    """What was said of headings. Bad input: `column_file_unreadable`, `column_file_unknown`."""
    return PatentMap(headings=read_said(written, form=FORMAT, fields=COLUMNS))


def patent_layout(sheet: Sheet, mapped: PatentMap) -> PatentLayout | None:
    """The table of a sheet; None where no row names the patents' numbers."""
    best: tuple[tuple[int, int], PatentLayout] | None = None  # a title above is no group
    for row in range(min(len(sheet.rows), ROWS_LOOKED_THROUGH)):
        for height in (1, 2):
            headings = headings_of(sheet, row, height)
            columns, passed_over = _columns(headings, mapped)
            if NUMBER not in {one.column for one in columns}:
                continue
            score = len(columns), -height
            if best is None or score > best[0]:
                first_row = row + height
                while first_row < len(sheet.rows) and headings_of(sheet, first_row, 1) == headings:
                    first_row += 1  # a heading merged over several rows
                best = (
                    score,
                    PatentLayout(columns=columns, passed_over=passed_over, first_row=first_row),
                )
    return None if best is None else best[1]


def _columns(
    headings: Sequence[tuple[str, str]], mapped: PatentMap
) -> tuple[tuple[PatentColumn, ...], tuple[str, ...]]:
    """The columns, one for each thing, and the headings that were not used."""
    best: dict[str, tuple[int, PatentColumn]] = {}
    shown = []
    for index, (group, own) in enumerate(headings):
        heading = shown_heading(group, own)
        if not heading:
            continue
        shown.append(heading)
        meaning = _meaning(heading, own, mapped)
        if meaning is None:
            continue
        if meaning.column not in best or meaning.rank < best[meaning.column][0]:
            column = PatentColumn(
                index=index, heading=heading, column=meaning.column, unit=meaning.unit
            )
            best[meaning.column] = meaning.rank, column
    columns = tuple(sorted((one for _, one in best.values()), key=lambda one: one.index))
    used = {one.heading for one in columns}
    return columns, tuple(dict.fromkeys(one for one in shown if one not in used))


def _meaning(heading: str, own: str, mapped: PatentMap) -> Meaning | None:
    said = mapped.headings.get(normalise(heading))
    if said is None:
        return meaning_of(own)
    if said.field is None:
        return None
    return Meaning(column=said.field, unit=said.unit or unit_of_shown(heading), rank=_MAPPED)
