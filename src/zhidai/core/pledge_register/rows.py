"""One row of a list of registrations: read whole, or with every cell that is in its way."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from zhidai.core.errors import BadInput, Reason
from zhidai.core.ledger.cells import CellProblem, CellValue, Sheet, problem, text_of
from zhidai.core.ledger.values import is_blank, read_amount, read_day
from zhidai.core.numerals import normalise
from zhidai.core.pledge_register.columns import RegisterLayout
from zhidai.core.pledge_register.fields import KINDS, NEEDED, Field
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.core.statistics.districts import district_of
from zhidai.core.statistics.facts import MIXED, NOT_STATED

_BETWEEN = re.compile(r"[;；、,，/＋+和及与\s]+")
_GENERAL = frozenset({"专利", "专利权", "知识产权"})  # says that it is a right, not which
# A bare number of up to eight digits may be a trademark's.
_MEANT_AS_PATENT = re.compile(r"(?:zl|cn)[0-9].*|[0-9]{8,}\.?[0-9x]")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A registration. amount: yuan, None where it is not told; rows: how many rows tell of it.

    has_number: whether the list gives it a number; without one its place stands for it.
    """

    sheet: str
    row: int
    id: str
    has_number: bool
    pledgor: str
    registered_on: date
    amount: Decimal | None
    released_on: date | None
    bank: str
    district: str
    industry: str
    kind: str
    cell: CellProblem | None = None
    rows: int = 1

    @property
    def place(self) -> str:
        return f"{self.sheet} {self.row}"

    def refused(self, code: str, **parameters: str) -> "RejectedRow":
        """The row left out because of its number."""
        found = () if self.cell is None else (self._with_code(self.cell, code, parameters),)
        return RejectedRow(sheet=self.sheet, row=self.row, pledgor=self.pledgor, problems=found)

    @staticmethod
    def _with_code(cell: CellProblem, code: str, parameters: dict[str, str]) -> CellProblem:
        said = MappingProxyType({**cell.reason.parameters, **parameters})
        return replace(cell, reason=Reason(code=code, parameters=said))


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that was left out, with each cell that is in its way."""

    sheet: str
    row: int
    pledgor: str
    problems: tuple[CellProblem, ...]


RegisterRow = Registered | RejectedRow


@dataclass(slots=True, kw_only=True)
class _Cells:
    """A row as it is read: what cannot be used is collected."""

    sheet: Sheet
    row: int
    layout: RegisterLayout
    problems: list[CellProblem] = field(default_factory=list)
    unused: list[CellProblem] = field(default_factory=list)

    def content(self, name: Field) -> CellValue:
        """What a reader sees in the cell of a field; None if nothing."""
        column = self.layout.column(name)
        if column is None:
            return None
        # An amount merged over rows belongs to all of them only if one number says they are one.
        alone = name is Field.AMOUNT and self.content(Field.ID) is None
        value = (self.sheet.value if alone else self.sheet.shown)(self.row, column.index)
        return None if is_blank(value) else value

    def text(self, name: Field) -> str:
        return " ".join(text_of(self.content(name)).split())

    def read(self, name: Field, reader: Callable[[CellValue], Value]) -> Value | None:
        value = self.content(name)
        if value is None:
            return None
        try:
            return reader(value)
        except BadInput as refused:
            self.problems += [self.problem(name, one.code) for one in refused.reasons]
            return None

    def problem(self, name: Field, code: str, **parameters: str) -> CellProblem:
        column = self.layout.column(name)
        return problem(
            code,
            sheet=self.sheet,
            row=self.row,
            column=0 if column is None else column.index,
            heading="" if column is None else column.heading,
            **parameters,
        )


def read_row(
    sheet: Sheet, row: int, layout: RegisterLayout, *, place: str
) -> tuple[RegisterRow, list[CellProblem]]:
    """The registration of a row; beside it the cells that it can do without and could not use."""
    cells = _Cells(sheet=sheet, row=row, layout=layout)
    pledgor = cells.text(Field.PLEDGOR)
    for name in NEEDED:
        if cells.content(name) is None:
            cells.problems.append(cells.problem(name, "register_cell_empty"))
    if pledgor.isdigit():
        cells.problems.append(cells.problem(Field.PLEDGOR, "ledger_borrower_is_number"))
    registered_on = cells.read(Field.REGISTERED_ON, read_day)
    released_on = cells.read(Field.RELEASED_ON, read_day)
    amount = _amount(cells)
    if registered_on is not None and released_on is not None and released_on < registered_on:
        cells.problems.append(cells.problem(Field.RELEASED_ON, "register_released_before"))
    if cells.problems or registered_on is None:
        found = tuple(cells.problems)
        return RejectedRow(sheet=sheet.name, row=row + 1, pledgor=pledgor, problems=found), []
    number = cells.text(Field.ID)
    return Registered(
        sheet=sheet.name,
        row=row + 1,
        id=number or f"{sheet.name} {row + 1}",
        has_number=bool(number),
        pledgor=pledgor,
        registered_on=registered_on,
        amount=amount,
        released_on=released_on,
        bank=cells.text(Field.BANK),
        district=_district(cells, place),
        industry=cells.text(Field.INDUSTRY),
        kind=_kind(cells),
        cell=cells.problem(Field.ID, "register_number_twice") if number else None,
    ), cells.unused


def _amount(cells: _Cells) -> Decimal | None:
    column = cells.layout.column(Field.AMOUNT)
    if column is None:
        return None
    unit = column.unit or cells.layout.unit
    return cells.read(Field.AMOUNT, lambda value: read_amount(value, unit))


def _district(cells: _Cells, place: str) -> str:
    """As its own column tells it, without the city before it; else as the address names it."""
    told = cells.text(Field.DISTRICT).removeprefix(place)
    return told or district_of(cells.text(Field.ADDRESS), place=place) or NOT_STATED


def _kind(cells: _Cells) -> str:
    """The kind of right told, else the one that the patent numbers state; several are mixed."""
    found = set()
    for word in _words(cells, Field.KIND):
        if word in KINDS:
            found.add(str(KINDS[word]))
        elif word not in _GENERAL:
            cells.unused.append(cells.problem(Field.KIND, "register_kind_unknown"))
    if not found:
        found = {kind for word in _words(cells, Field.RIGHTS) if (kind := _kind_of(word, cells))}
    return MIXED if len(found) > 1 else next(iter(found), NOT_STATED)


def _words(cells: _Cells, name: Field) -> list[str]:
    spaced = text_of(cells.content(name))
    return [bare for word in _BETWEEN.split(spaced) if (bare := normalise(word).lower())]


def _kind_of(word: str, cells: _Cells) -> str:
    """The kind that a patent number states; "" for a title, a trademark, a number with an error."""
    try:
        return str(parse_patent_number(word).kind)
    except BadInput:
        if _MEANT_AS_PATENT.fullmatch(word):
            shown = word[:20].upper()
            cells.unused.append(
                cells.problem(Field.RIGHTS, "register_patent_unreadable", number=shown)
            )
        return ""
