"""Reads a whole ledger: every sheet, every row a loan, passed over, or refused with its cells.

Nothing is lost silently: rows of totals are held against the loans above them, repeated headings
and remarks are told, two equal rows are one loan and a refusal.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from zhidai.core.errors import BadInput, Reason, reason
from zhidai.core.ledger.cells import CellProblem, Sheet, problem, text_of
from zhidai.core.ledger.columns import Column, ColumnMap
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.history import loans_by_number, read_history
from zhidai.core.ledger.layout import Layout, layout_of, likeliest_heading
from zhidai.core.ledger.loan import Ledger, LedgerLoan, Payment, Rejected, SheetRead, TotalsRow
from zhidai.core.ledger.other_rows import (
    cells_of_arrears,
    first_text,
    next_table,
    passed_over,
    void_cell,
)
from zhidai.core.ledger.row_reading import read_row
from zhidai.core.ledger.sheet_months import days_of
from zhidai.core.ledger.totals import Totals, is_totals_label, totals_label
from zhidai.core.ledger.twice import Known, Taken
from zhidai.core.ledger.values import is_blank

_CELLS_NAMED = 12
ZERO = Decimal("0.00")


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What was found so far."""

    loans: list[LedgerLoan] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unused: list[CellProblem] = field(default_factory=list)
    totals: list[TotalsRow] = field(default_factory=list)
    sheets: list[SheetRead] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)
    ids: dict[str, int] = field(default_factory=dict)


def read_ledger(sheets: Sequence[Sheet], *, file: str, mapped: ColumnMap | None = None) -> Ledger:
    """The loans of a file.

    mapped: what a person said of its headings. Bad input: `ledger_headings_unknown` (or
    `ledger_without_table`, where nothing looks like one) where no sheet has the heading of a
    ledger, `ledger_column_missing` for each column no loan can do without.
    """
    reading = _Reading()
    others: list[Sheet] = []
    tables: list[tuple[Sheet, Layout]] = []
    for sheet in sheets:
        if sheet.is_hidden:
            reading.notes.append(reason("sheet_hidden", sheet=sheet.name))
            continue
        layout = layout_of(sheet, mapped or ColumnMap())
        if layout is None:
            others.append(sheet)
            continue
        _require_columns(sheet, layout)
        tables.append((sheet, layout))
    days = days_of([(sheet.name, layout.stated_on) for sheet, layout in tables])
    dated = list(zip(tables, days, strict=True))
    for (sheet, layout), day in sorted(dated, key=lambda one: _newest_first(one[1])):
        _read_sheet(sheet, layout, mapped or ColumnMap(), reading, as_of=day)
    reading.notes += _of_earlier_days(reading)
    if not any(one.columns for one in reading.sheets):
        raise BadInput(_without_table(others, file, mapped or ColumnMap()))
    for sheet in others:
        _read_other(sheet, reading)
    return Ledger(
        file=file,
        loans=tuple(reading.loans),
        rejected=tuple(reading.rejected),
        unused=tuple(reading.unused),
        totals=tuple(reading.totals),
        sheets=tuple(reading.sheets),
        payments=tuple(reading.payments),
        notes=tuple(reading.notes),
    )


def _newest_first(day: date | None) -> int:
    """Of a sheet for each month's end the last one tells how a loan stands."""
    return 0 if day is None else -day.toordinal()


def _of_earlier_days(reading: _Reading) -> Iterator[Reason]:
    """Loans that stand only on a sheet of an earlier day, or month by its name, than the newest."""
    dated = {one.name: (one.as_of, one) for one in reading.sheets if one.as_of is not None}
    if not dated:
        return
    newest_on, newest = max(dated.values(), key=lambda one: one[0])
    for day, one in dated.values():
        count = sum(loan.sheet == one.name for loan in reading.loans)
        if day >= newest_on or not count:
            continue
        if one.stated_on is None or newest.stated_on is None:
            yield reason(
                "ledger_sheet_of_earlier_month", sheet=one.name, newest=newest.name, count=count
            )
        else:
            yield reason(
                "ledger_sheet_of_earlier_day", sheet=one.name, day=day, newest=newest_on,
                count=count,
            )  # fmt: skip


def _without_table(sheets: Sequence[Sheet], file: str, mapped: ColumnMap) -> Reason:
    """Why nothing was read, with the cells of the row that looks most like a heading."""
    found = [
        (sheet, likeliest)
        for sheet in sheets
        if (likeliest := likeliest_heading(sheet, mapped)) is not None
    ]
    if not found:
        return reason("ledger_without_table", file=file)
    sheet, best = max(found, key=lambda one: len(one[1].columns.known))
    return reason(
        "ledger_headings_unknown",
        file=file,
        sheet=sheet.name,
        row=best.row + 1,
        cells=", ".join(best.cells[:_CELLS_NAMED]),
        known=", ".join(one.heading for one in best.columns.known) or "–",
    )


def _read_other(sheet: Sheet, reading: _Reading) -> None:
    """A sheet without loans: payments on the loans read, or nothing of use."""
    history = read_history(sheet, loans_by_number([one.loan_id for one in reading.loans]))
    reading.sheets.append(
        SheetRead(name=sheet.name, columns=None, has_payments=history is not None)
    )
    if history is not None:
        reading.payments += history.payments
        reading.rejected += history.rejected


def _require_columns(sheet: Sheet, layout: Layout) -> None:
    if layout.columns.mapped_twice:
        raise BadInput(*layout.columns.mapped_twice)
    fields = layout.columns.fields
    has_term = Field.TERM in fields
    missing = [name for name in (Field.BORROWER, Field.PRINCIPAL) if name not in fields]
    missing += [
        name for name in (Field.DRAWN_ON, Field.DUE_ON) if name not in fields and not has_term
    ]
    if missing:
        raise BadInput(
            *(
                reason(
                    f"ledger_column_{name}_missing",
                    sheet=sheet.name,
                    row=layout.heading_row + 1,
                    passed_over=", ".join(layout.columns.passed_over) or "-",
                )
                for name in missing
            )
        )


def _sheet_read(sheet: Sheet, layout: Layout, as_of: date | None) -> SheetRead:
    return SheetRead(
        name=sheet.name,
        columns=layout.columns,
        heading_row=layout.heading_row + 1,
        unit=layout.unit,
        stated_on=layout.stated_on,
        as_of=as_of,
    )


def _read_sheet(
    sheet: Sheet, layout: Layout, mapped: ColumnMap, reading: _Reading, *, as_of: date | None
) -> None:
    reading.sheets.append(_sheet_read(sheet, layout, as_of))
    totals = Totals(sheet=sheet, layout=layout)
    arrears: list[str] = []
    for row in range(layout.first_row, len(sheet.rows)):
        below = next_table(sheet, row, mapped, layout)
        if below is not None:
            _require_columns(sheet, below)
            layout = totals.layout = below
            reading.sheets.append(_sheet_read(sheet, layout, as_of))
        columns = layout.columns.known
        if row < layout.first_row:
            continue  # the second line of a heading
        if all(is_blank(sheet.value(row, one.index)) for one in columns):
            continue
        total = _total(sheet, row, columns)
        if total:
            totals.meet(row, total)
        elif (why := passed_over(sheet, row, columns)) is not None:
            reading.notes.append(why)
        elif (void := void_cell(sheet, row, layout.first_row - 1)) is not None:
            reading.rejected.append(
                Rejected(
                    sheet=sheet.name, row=row + 1, borrower=first_text(sheet, row), problems=(void,)
                )
            )
        else:
            arrears += cells_of_arrears(sheet, row, layout.columns, layout.first_row - 1)
            for loan, unused, number in read_row(sheet, row, layout.columns, unit=layout.unit):
                reading.unused += unused
                if _take(loan, sheet, layout, reading):
                    totals.add(loan, number=number)
    reading.totals += totals.rows()
    if arrears:
        reading.notes.append(
            reason(
                "ledger_arrears_in_cells", sheet=sheet.name, cells=", ".join(arrears[:_CELLS_NAMED])
            )
        )


def _total(sheet: Sheet, row: int, columns: Sequence[Column]) -> str:
    """The words of a row of totals; "" for a row that tells the days of a loan."""
    said = {one.field for one in columns if not is_blank(sheet.value(row, one.index))}
    borrower = next(one.index for one in columns if one.field is Field.BORROWER)
    tells_days = Field.DRAWN_ON in said and said & {Field.DUE_ON, Field.TERM}
    if tells_days and not is_totals_label(text_of(sheet.value(row, borrower))):
        return ""
    first = next(at for at in range(sheet.width) if sheet.value(row, at) is not None)
    return totals_label(sheet, row, until=max(borrower, first))


def _take(
    loan: LedgerLoan | Rejected, sheet: Sheet, layout: Layout, reading: _Reading
) -> TypeGuard[LedgerLoan]:
    """Keeps a loan unless its number says that it stands there already."""
    if isinstance(loan, Rejected):
        reading.rejected.append(loan)
        return False
    columns = layout.columns.of_loan(loan.number)
    numbered = columns.get(Field.LOAN_ID) if loan.loan_id else None
    known = Known(loan=loan, heading=(numbered.name or numbered.heading) if numbered else "")
    first = reading.taken.certain(loan)
    if first is not None:
        found = _twice(loan, first, sheet, columns)
        reading.rejected.append(
            Rejected(sheet=sheet.name, row=loan.row, borrower=loan.borrower, problems=(found,))
        )
        return False
    alike = reading.taken.possible(known)
    if alike is not None:
        reading.notes.append(
            reason("ledger_maybe_twice", sheet=sheet.name, row=loan.row, first=alike.place)
        )
    reading.taken.add(known)
    dated = replace(loan, told_on=layout.stated_on)
    reading.loans.append(_with_own_id(dated, reading.ids))
    return True


def _twice(
    loan: LedgerLoan, first: Known, sheet: Sheet, columns: Mapping[Field, Column]
) -> CellProblem:
    """By the cell of the number, or by that of the amount where only unit or rounding differ."""
    is_equal = loan.principal == first.loan.principal
    column = columns[Field.LOAN_ID if is_equal else Field.PRINCIPAL]
    return problem(
        "ledger_loan_twice" if is_equal else "ledger_loan_twice_otherwise",
        sheet=sheet,
        row=loan.row - 1,
        column=column.index,
        heading=column.heading,
        loan=loan.loan_id,
        first=first.place,
        amount=loan.principal,
        first_amount=first.loan.principal,
    )


def _with_own_id(loan: LedgerLoan, ids: dict[str, int]) -> LedgerLoan:
    """Several drawdowns under one contract number are told apart: HT-1, HT-1#2."""
    if not loan.loan_id:
        return loan
    ids[loan.loan_id] = ids.get(loan.loan_id, 0) + 1
    turn = ids[loan.loan_id]
    return loan if turn == 1 else replace(loan, loan_id=f"{loan.loan_id}#{turn}")
