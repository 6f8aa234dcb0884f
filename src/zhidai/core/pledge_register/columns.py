"""Finds the table on a sheet of registrations, and which of its columns means what.

As with loan ledgers a person may say once what a heading means; that goes before the known names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from zhidai.core.ledger.cells import Sheet, text_of
from zhidai.core.ledger.columns import shown_heading, unit_of_shown
from zhidai.core.ledger.heading_rows import ROWS_LOOKED_THROUGH, headings_of
from zhidai.core.ledger.headings import take_apart, unit_of_title
from zhidai.core.ledger.layout import stated_on
from zhidai.core.ledger.said_columns import Said, read_said
from zhidai.core.numerals import normalise
from zhidai.core.pledge_register.fields import NEEDED, Field, field_of, rank_of

FORMAT = "zhidai.register-columns.v1"
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMap:
    """Headings by their text without white space."""

    headings: Mapping[str, Said] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumn:
    """A column of the sheet; name: the known one it was found by, empty where it was mapped."""

    index: int
    heading: str
    field: Field
    unit: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLayout:
    """Where the table of a sheet stands. first_row: of the registrations, counted from 0."""

    columns: tuple[RegisterColumn, ...]
    passed_over: tuple[str, ...]
    heading_row: int
    first_row: int
    unit: str
    stated_on: date | None

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(one.field for one in self.columns)

    def column(self, name: Field) -> RegisterColumn | None:
        return next((one for one in self.columns if one.field is name), None)


def register_layout(sheet: Sheet, mapped: RegisterMap) -> RegisterLayout | None:
    """The table of a sheet; None where no row looks like the heading of such a list."""
    best: tuple[tuple[int, int], int, list[tuple[str, str]]] | None = None
    for row in range(min(len(sheet.rows), ROWS_LOOKED_THROUGH)):
        for height in (1, 2):
            headings = headings_of(sheet, row, height)
            known = {one.field for one in _columns(headings, mapped)[0]}
            score = len(known), -height
            is_list = len(known) >= _LEAST_COLUMNS and known & set(NEEDED)
            if is_list and (best is None or score > best[0]):
                best = score, row, headings
    if best is None:
        return None
    (_, below), row, headings = best
    first_row = row - below
    while first_row < len(sheet.rows) and headings_of(sheet, first_row, 1) == headings:
        first_row += 1  # a heading merged over several rows
    columns, passed_over = _columns(headings, mapped)
    above = [text_of(sheet.value(line, at)) for line in range(row) for at in range(sheet.width)]
    return RegisterLayout(
        columns=columns,
        passed_over=passed_over,
        heading_row=row,
        first_row=first_row,
        unit=next((unit for text in above if (unit := unit_of_title(text))), ""),
        stated_on=stated_on(above),
    )


def _columns(
    headings: Sequence[tuple[str, str]], mapped: RegisterMap
) -> tuple[tuple[RegisterColumn, ...], tuple[str, ...]]:
    """The columns, one for each field, and the headings that were not used."""
    best: dict[Field, RegisterColumn] = {}
    shown = []
    for index, (group, own) in enumerate(headings):
        heading = shown_heading(group, own)
        if not heading:
            continue
        shown.append(heading)
        found = _column(index, heading, (own, group + own), mapped)
        known = None if found is None else best.get(found.field)
        if found is not None and (known is None or _rank(found) < _rank(known)):
            best[found.field] = found
    used = {one.heading for one in best.values()}
    columns = tuple(sorted(best.values(), key=lambda one: one.index))
    return columns, tuple(dict.fromkeys(one for one in shown if one not in used))


def _rank(column: RegisterColumn) -> int:
    """Mapped columns go first, then by the list of names."""
    return rank_of(column.name) if column.name else -1


def _column(
    index: int, heading: str, texts: tuple[str, str], mapped: RegisterMap
) -> RegisterColumn | None:
    said = mapped.headings.get(normalise(heading))
    if said is not None:
        if said.field is None:
            return None
        unit = said.unit or unit_of_shown(heading)
        return RegisterColumn(index=index, heading=heading, field=Field(said.field), unit=unit)
    for text in texts:
        plain = take_apart(text)
        known = field_of(plain.name)
        if known is not None:
            return RegisterColumn(
                index=index, heading=heading, field=known, unit=plain.unit, name=plain.name
            )
    return None


def read_register_map(written: object) -> RegisterMap:
    """The map of a column file. Bad input: `column_file_unreadable`, `column_file_unknown`."""
    return RegisterMap(headings=read_said(written, form=FORMAT, fields=tuple(Field)))


def written_register_map(
    layouts: Sequence[RegisterLayout], unknown: Sequence[str] = ()
) -> dict[str, object]:
    """What the column file holds: every heading of every sheet once, with its meaning.

    unknown: headings of sheets on which no table was found.
    """
    entries: dict[str, dict[str, object]] = {}
    for layout in layouts:
        for one in layout.columns:
            entry = {"field": str(one.field), "unit": one.unit or None}
            entries.setdefault(one.heading, {"heading": one.heading, **entry})
        for heading in layout.passed_over:
            entries.setdefault(heading, _unknown(heading))
    for heading in unknown:
        entries.setdefault(heading, _unknown(heading))
    return {"format": FORMAT, "columns": list(entries.values())}


def _unknown(heading: str) -> dict[str, object]:
    return {"heading": heading, "field": None, "unit": unit_of_shown(heading) or None}
