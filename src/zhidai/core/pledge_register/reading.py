"""Reads a list of pledge registrations: every row a registration, a part of one, or refused.

A registration over several rights often takes a row for each of them, under one number: these rows
are one registration, its amount counts once, and rights of several kinds make it a mixed one.
Nothing is lost silently: totals are held against the rows above; remarks and repeated headings are
told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.ledger.cells import CellProblem, Sheet, text_of
from zhidai.core.ledger.columns import shown_heading
from zhidai.core.ledger.heading_rows import likely_headings
from zhidai.core.ledger.other_rows import is_remark_label
from zhidai.core.ledger.values import is_blank
from zhidai.core.numerals import normalise
from zhidai.core.pledge_register.columns import RegisterLayout, RegisterMap, register_layout
from zhidai.core.pledge_register.fields import NEEDED, Field
from zhidai.core.pledge_register.rows import Registered, RegisterRow, RejectedRow, read_row
from zhidai.core.pledge_register.totals import RegisterTotals
from zhidai.core.statistics.facts import MIXED, NOT_STATED

_SAYS_SOMETHING = (Field.PLEDGOR, Field.REGISTERED_ON, Field.AMOUNT)
LARGEST_AMOUNT = Decimal(1_000_000_000)  # from it on one of yuan was most likely read as 万元
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeRegister:
    """A file of registrations as it was read."""

    file: str
    registered: tuple[Registered, ...]
    rejected: tuple[RejectedRow, ...]
    unused: tuple[CellProblem, ...]
    notes: tuple[Reason, ...]
    layouts: tuple[tuple[str, RegisterLayout], ...]
    stated_on: date | None

    def tells(self, name: Field) -> bool:
        """Whether some sheet has a column of a field."""
        return any(name in layout.fields for _sheet, layout in self.layouts)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What was found so far; by_id: the place in `registered` of each number."""

    registered: list[Registered] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)
    seen: dict[tuple[str, date, Decimal | None], Registered] = field(default_factory=dict)
    rejected: list[RejectedRow] = field(default_factory=list)
    unused: list[CellProblem] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    layouts: list[tuple[str, RegisterLayout]] = field(default_factory=list)


def read_register(
    sheets: Sequence[Sheet], *, file: str, place: str, mapped: RegisterMap | None = None
) -> PledgeRegister:
    """The registrations of a file.

    place: the city whose districts addresses name. Bad input: `register_without_table` where no
    sheet has the heading of such a list (`register_without_headings`: nor any that a person could
    map), `register_column_missing` for each column that none of its
    rows can do without.
    """
    reading = _Reading()
    for sheet in sheets:
        layout = register_layout(sheet, mapped or RegisterMap())
        if layout is not None:
            _require_columns(sheet, layout)
            _read_sheet(sheet, layout, place, reading)
        elif sheet.is_hidden or any(map(any, sheet.rows)):
            reading.notes.append(_passed_over(sheet))
    if not reading.layouts:
        said = any(map(likely_headings, sheets))
        raise bad_input(f"register_without_{'table' if said else 'headings'}", file=file)
    reading.notes += (
        reason("register_amount_large", number=one.id, amount=one.amount)
        for one in reading.registered
        if one.amount is not None and one.amount >= LARGEST_AMOUNT
    )
    without = [one for one in reading.registered if one.amount is None]
    if without and any(one.amount is not None for one in reading.registered):
        reading.notes.append(
            reason("register_amount_not_told", count=len(without), first=without[0].place)
        )
    return PledgeRegister(
        file=file,
        registered=tuple(reading.registered),
        rejected=tuple(reading.rejected),
        unused=tuple(reading.unused),
        notes=tuple(reading.notes),
        layouts=tuple(reading.layouts),
        stated_on=next((one.stated_on for _, one in reading.layouts if one.stated_on), None),
    )


def _passed_over(sheet: Sheet) -> Reason:
    if sheet.is_hidden:
        return reason("sheet_hidden", sheet=sheet.name)
    return reason("register_sheet_without_heading", sheet=sheet.name, rows=len(sheet.rows))


def _require_columns(sheet: Sheet, layout: RegisterLayout) -> None:
    missing = [name for name in NEEDED if name not in layout.fields]
    if missing:
        raise BadInput(
            *(
                reason(
                    f"register_column_{name}_missing",
                    sheet=sheet.name,
                    row=layout.heading_row + 1,
                    passed_over=", ".join(layout.passed_over) or "-",
                )
                for name in missing
            )
        )


def _read_sheet(sheet: Sheet, layout: RegisterLayout, place: str, reading: _Reading) -> None:
    reading.layouts.append((sheet.name, layout))
    totals = RegisterTotals(sheet=sheet, layout=layout)
    for row in range(layout.first_row, len(sheet.rows)):
        if all(is_blank(sheet.value(row, one.index)) for one in layout.columns):
            continue
        label = next((text for text in sheet.texts(row) if not text.isdigit()), "")
        total = totals.label(row)
        if total:
            totals.meet(row, total)
        elif _is_heading(sheet, row, layout):
            reading.notes.append(reason("ledger_heading_again", sheet=sheet.name, row=row + 1))
        elif _is_remark(sheet, row, layout, label):
            reading.notes.append(
                reason("ledger_remark_row", sheet=sheet.name, row=row + 1, text=label[:40])
            )
        else:
            found, unused = read_row(sheet, row, layout, place=place)
            reading.unused += unused
            totals.add(_take(found, reading))
    reading.notes += totals.notes()


def _take(found: RegisterRow, reading: _Reading) -> Decimal:
    """Keeps a registration, or adds a row to the one it belongs to; what it adds to the amount."""
    if isinstance(found, RejectedRow):
        reading.rejected.append(found)
        return ZERO
    at = reading.by_id.get(found.id)
    if at is not None:
        first = reading.registered[at]
        if _is_same(first, found):
            reading.registered[at] = _with_row(first, found)
        else:
            reading.rejected.append(found.refused("register_number_twice", first=first.place))
        return ZERO
    key = (found.pledgor, found.registered_on, found.amount)
    alike = reading.seen.setdefault(key, found)
    if alike is not found and not (found.has_number and alike.has_number):
        reading.notes.append(
            reason("register_maybe_twice", sheet=found.sheet, row=found.row, first=alike.place)
        )
    reading.by_id[found.id] = len(reading.registered)
    reading.registered.append(found)
    return found.amount or ZERO


def _is_same(first: Registered, other: Registered) -> bool:
    """Whether a row of the same number says nothing else; what it leaves out it does not say."""
    return (
        (first.pledgor, first.registered_on) == (other.pledgor, other.registered_on)
        and other.amount in (None, first.amount)
        and other.released_on in (None, first.released_on)
    )


def _with_row(first: Registered, other: Registered) -> Registered:
    kinds = {one for one in (first.kind, other.kind) if one != NOT_STATED}
    kind = MIXED if len(kinds) > 1 else next(iter(kinds), NOT_STATED)
    return replace(first, kind=kind, rows=first.rows + 1)


def _is_heading(sheet: Sheet, row: int, layout: RegisterLayout) -> bool:
    """Whether the heading stands here once more, as on every printed page."""
    texts = (
        (shown_heading("", text_of(sheet.value(row, one.index))), one.heading)
        for one in layout.columns
    )
    same = sum(bool(text) and heading.endswith(text) for text, heading in texts)
    return same >= max(2, len(layout.columns) // 2)


def _is_remark(sheet: Sheet, row: int, layout: RegisterLayout, label: str) -> bool:
    said = {one.field for one in layout.columns if not is_blank(sheet.value(row, one.index))}
    return len(said & set(_SAYS_SOMETHING)) < 2 and is_remark_label(normalise(label))
