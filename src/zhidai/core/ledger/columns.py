"""Which column means what: found once by its heading, written down, and used again.

`ColumnMap` is what a person may correct by hand: a heading of the sheet with its meaning and unit,
or with none where the column is to be passed over. It goes before the list of known names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.ledger.fields import MONEY, Field, rank_of
from zhidai.core.ledger.headings import Meaning, meaning_of, unit_stated
from zhidai.core.numerals import normalise

FORMAT = "zhidai.ledger-columns.v1"
_LONGEST = 60
_BETWEEN = " / "  # a group heading and its own
UNITS = (
    "", "元", "千元", "万元", "百万元", "千万元", "亿元",
    "%", "‰", "个月", "月", "年", "天", "日",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedHeading:
    """What a person said of a heading; without a field the column is passed over.

    unit: "" where the one that the heading itself states, if any, is meant.
    """

    field: Field | None
    unit: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """Headings by their text without white space."""

    headings: Mapping[str, MappedHeading] = field(default_factory=lambda: MappingProxyType({}))

    def says(self, text: str) -> bool:
        """Whether a person said what a heading means that stands by itself."""
        return normalise(shown_heading("", text)) in self.headings

    def meaning(self, group: str, text: str) -> Meaning | None:
        """What a column means: as mapped, else as known."""
        mapped = self.headings.get(normalise(shown_heading(group, text)))
        if mapped is None:
            return meaning_of(group, text)
        if mapped.field is None:
            return None
        unit = mapped.unit or unit_stated(group, text)
        return Meaning(field=mapped.field, name="", unit=unit, number=mapped.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the sheet. number: which loan of the row it tells of; None: of all of them."""

    index: int
    heading: str
    field: Field
    unit: str
    number: int | None
    name: str = ""  # the known name it was found by; empty where it was mapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a sheet, and the headings that were not used."""

    known: tuple[Column, ...]
    passed_over: tuple[str, ...]
    mapped_twice: tuple[Reason, ...] = ()  # two headings that a person mapped to one field
    again: tuple[Column, ...] = ()  # amounts told once more in another unit, to be held to

    @property
    def fields(self) -> frozenset[Field]:
        return frozenset(one.field for one in self.known)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The loans of one row: (1,) where a row is a loan."""
        return tuple(sorted({one.number for one in self.known if one.number is not None})) or (1,)

    def of_loan(self, number: int) -> dict[Field, Column]:
        """The columns that tell of one loan of a row."""
        return {one.field: one for one in self.known if one.number in (None, number)}


def shown_heading(group: str, text: str) -> str:
    """A heading as messages and the column file write it: 逾期情况 / 天数."""
    parts = [" ".join(part.split()) for part in (group, text) if part.strip()]
    return _BETWEEN.join(dict.fromkeys(parts))[:_LONGEST]


def unit_of_shown(heading: str) -> str:
    """The unit that a heading states, as messages and the column file write it."""
    return unit_stated(*heading.split(_BETWEEN))


def columns_of(headings: Sequence[tuple[str, str]], mapped: ColumnMap) -> Columns:
    """The columns by their group heading and own heading, in the order of the sheet.

    Headings that come again are further loans of the row (贷款金额 twice, 贷款1 and 贷款2). Of two
    different names for one thing, the one that stands first in `fields.NAMES` is used.
    """
    found: list[Column] = []
    passed_over: list[str] = []
    for index, (group, text) in enumerate(headings):
        meaning = mapped.meaning(group, text)
        heading = shown_heading(group, text)
        if meaning is None:
            passed_over += [heading] if heading else []
            continue
        found.append(
            Column(
                index=index,
                heading=heading,
                field=meaning.field,
                unit=meaning.unit,
                number=meaning.number,
                name=meaning.name,
            )
        )
    found, again = _told_again(found)
    passed_over += [one.heading for one in again]
    numbered = _numbered(found)
    kept = _one_of_each(numbered)
    passed_over += [one.heading for one in numbered if one not in kept]
    return Columns(
        known=tuple(kept),
        passed_over=tuple(dict.fromkeys(passed_over)),
        mapped_twice=tuple(_mapped_twice(numbered)),
        again=again,
    )


def _told_again(columns: list[Column]) -> tuple[list[Column], tuple[Column, ...]]:
    """放款金额（元） beside 放款金额（万元） is one amount, told in the finer unit.

    Where other headings come again too (借据号, 放款日期), a row holds several loans instead.
    """
    others = [(one.field, one.name) for one in columns if one.name and one.field not in MONEY]
    if len(set(others)) < len(others):
        return columns, ()
    groups: dict[tuple[Field, str, int | None], list[Column]] = {}
    for one in columns:
        if one.name and one.field in MONEY:
            groups.setdefault((one.field, one.name, one.number), []).append(one)
    again: list[Column] = []
    for group in groups.values():
        units = {one.unit for one in group}
        if len(units) == len(group) and "" not in units:
            again += sorted(group, key=lambda one: UNITS.index(one.unit))[1:]
    return [one for one in columns if one not in again], tuple(again)


def _numbered(columns: list[Column]) -> list[Column]:
    """A known name that comes again, or comes beside a numbered one, is numbered by its turn."""
    names = [(one.field, one.name) for one in columns if one.name]
    fields_numbered = {one.field for one in columns if one.number is not None}
    turn: dict[tuple[Field, str], int] = {}
    done = []
    for one in columns:
        key = (one.field, one.name)
        comes_again = names.count(key) > 1
        if one.number is None and one.name and (comes_again or one.field in fields_numbered):
            turn[key] = turn.get(key, 0) + 1
            done.append(replace(one, number=turn[key]))
        else:
            done.append(one)
    return done


def _one_of_each(columns: list[Column]) -> list[Column]:
    """Of several columns for one field of one loan, the mapped one, else the first of the names."""
    best: dict[tuple[Field, int | None], Column] = {}
    for one in columns:
        key = (one.field, one.number)
        if key not in best or _rank(one) < _rank(best[key]):
            best[key] = one
    return [one for one in columns if best[one.field, one.number] is one]


def _mapped_twice(columns: list[Column]) -> Iterator[Reason]:
    """Neither of the two may go before the other: nothing says which of them counts."""
    first: dict[tuple[Field, int | None], Column] = {}
    for one in columns:
        if one.name:
            continue
        before = first.setdefault((one.field, one.number), one)
        if before is not one:
            yield reason(
                "ledger_map_field_twice",
                first=before.heading,
                second=one.heading,
                field=str(one.field),
            )


def _rank(column: Column) -> int:
    return rank_of(column.name) if column.name else -1


def read_column_map(written: object) -> ColumnMap:
    """The map of a COLUMNS.json.

    Bad input: `ledger_map_unreadable`, `ledger_map_field_unknown`, `ledger_map_unit_unknown`.
    """
    if not isinstance(written, dict) or written.get("format") != FORMAT:
        raise bad_input("ledger_map_unreadable", format=FORMAT)
    columns = written.get("columns")
    if not isinstance(columns, list):
        raise bad_input("ledger_map_unreadable", format=FORMAT)
    return ColumnMap(headings=MappingProxyType(dict(_mapped(one) for one in columns)))


def _mapped(written: object) -> tuple[str, MappedHeading]:
    if not isinstance(written, dict) or not isinstance(written.get("heading"), str):
        raise bad_input("ledger_map_unreadable", format=FORMAT)
    heading = written["heading"]
    named, unit, number = (written.get(key) for key in ("field", "unit", "number"))
    if named is not None and named not in tuple(Field):
        raise bad_input(
            "ledger_map_field_unknown",
            heading=heading[:_LONGEST],
            field=str(named)[:_LONGEST],
            known=", ".join(Field),
        )
    if (unit or "") not in UNITS:
        raise bad_input(
            "ledger_map_unit_unknown",
            heading=heading[:_LONGEST],
            unit=str(unit)[:_LONGEST],
            known=", ".join(UNITS[1:]),
        )
    return normalise(heading), MappedHeading(
        field=None if named is None else Field(named),
        unit=unit or "",
        number=number if isinstance(number, int) else None,
    )


def written_column_map(columns: Sequence[Columns]) -> dict[str, object]:
    """What COLUMNS.json holds: every heading of every sheet once, with its meaning."""
    entries: dict[str, dict[str, object]] = {}
    for sheet in columns:
        for one in sheet.known:
            entry = {"field": str(one.field), "unit": one.unit or None, "number": one.number}
            entries.setdefault(one.heading, {"heading": one.heading, **entry})
        for heading in sheet.passed_over:
            unit = unit_of_shown(heading) or None
            entries.setdefault(heading, {"heading": heading, "field": None, "unit": unit})
    return {"format": FORMAT, "columns": list(entries.values())}
