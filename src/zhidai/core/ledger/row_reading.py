"""A row of a ledger as its loans, each whole or with every cell that is in its way."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.ledger.cells import CellProblem, CellValue, Sheet, problem, text_of
from zhidai.core.ledger.columns import Columns
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import LedgerLoan, Rejected
from zhidai.core.ledger.row_cells import OF_ONE_LOAN, RowCells, loans_in
from zhidai.core.ledger.row_owed import read_owed
from zhidai.core.ledger.twice import is_same_amount
from zhidai.core.ledger.values import (
    DITTO,
    is_blank,
    read_amount,
    read_day,
    read_end_of_term,
    read_instalments,
    read_period,
    read_rate,
    require_yuan,
)
from zhidai.core.numerals import normalise
from zhidai.core.registers.credit_codes import parse_credit_code
from zhidai.core.registers.patent_numbers import parse_patent_number

_LARGEST_KEPT = Decimal(10) ** 15
_BETWEEN_PATENTS = re.compile(r"[;；、,，/\s]+")
_AND_SO_ON = re.compile(r"等(?:[0-9一二三四五六七八九十]*[件项个]?)?$")

RowLoan = LedgerLoan | Rejected


def read_row(
    sheet: Sheet, row: int, columns: Columns, *, unit: str
) -> Iterator[tuple[RowLoan, list[CellProblem], int]]:
    """The loans of a row; with each the optional cells not used, and the number of its columns."""
    cells_of = {
        number: RowCells(sheet=sheet, row=row, columns=columns.of_loan(number), unit=unit)
        for number in columns.numbers
    }
    present = {
        number: cells
        for number, cells in cells_of.items()
        if len(cells_of) == 1 or _says_something(columns, number, cells)
    }
    turn = 0
    for columns_of, cells in present.items():
        if len(present) > 1:
            _refuse_shared(columns, cells)
        _refuse_differing(columns, cells)
        lines = loans_in(cells)
        for line in range(1 if cells.problems else lines):
            turn += 1
            own = RowCells(
                sheet=sheet, row=row, columns=cells.columns, unit=unit, line=line, lines=lines,
                problems=list(cells.problems),
            )  # fmt: skip
            yield _loan(own, number=turn), own.unused, columns_of


def _says_something(columns: Columns, number: int, cells: RowCells) -> bool:
    own = [one for one in columns.known if one.number == number]
    return any(not is_blank(cells.sheet.value(cells.row, one.index)) for one in own)


def _refuse_shared(columns: Columns, cells: RowCells) -> None:
    """An amount that stands once for several loans belongs to nobody knows which of them."""
    for one in columns.known:
        shared = one.number is None and one.field in OF_ONE_LOAN - {Field.LOAN_ID}
        if shared and cells.content(one.field) is not None:
            cells.refuse(one.field, "ledger_amount_of_several_loans")


def _refuse_differing(columns: Columns, cells: RowCells) -> None:
    """An amount that a second column tells in another unit must be the same there."""
    for one in columns.again:
        if one.field not in cells.columns:
            continue
        try:
            first = read_amount(cells.content(one.field), cells.unit_of(one.field))
            second = read_amount(cells.sheet.value(cells.row, one.index), one.unit)
        except BadInput:
            continue  # the first is refused by its own cell, the second is not used
        if not is_same_amount(first, second):
            cells.problems.append(
                problem(
                    "ledger_amounts_differ", sheet=cells.sheet, row=cells.row, column=one.index,
                    heading=one.heading, other=cells.columns[one.field].heading, amount=first,
                )
            )  # fmt: skip


def _borrower(cells: RowCells) -> str:
    """The name; a loan without one, without an amount or in another currency is in no figure."""
    borrower = cells.text(Field.BORROWER)
    for name in (Field.BORROWER, Field.PRINCIPAL):
        if cells.content(name) is None and not cells.problems:
            cells.refuse(name, "ledger_cell_empty")
    if normalise(borrower) in DITTO:
        cells.refuse(Field.BORROWER, "ledger_borrower_ditto")
    if Field.CURRENCY in cells.columns:
        cells.read(Field.CURRENCY, require_yuan)
    if borrower.isdigit():
        cells.refuse(Field.BORROWER, "ledger_borrower_is_number")
    return borrower


def _loan(cells: RowCells, *, number: int) -> RowLoan:
    borrower = _borrower(cells)
    principal = cells.amount(Field.PRINCIPAL)
    if principal == 0:
        cells.refuse(Field.PRINCIPAL, "ledger_principal_zero")
    drawn_on, due_on = _term(cells)
    extended_to = _extended_to(cells, due_on)
    closed_on = cells.read(Field.CLOSED_ON, read_day)
    owed = read_owed(cells, principal=principal, closed_on=closed_on)
    if cells.problems or principal is None or drawn_on is None or due_on is None:
        return Rejected(
            sheet=cells.sheet.name,
            row=cells.row + 1,
            borrower=borrower,
            problems=_each_once(cells.problems),
        )
    return LedgerLoan(
        sheet=cells.sheet.name,
        row=cells.row + 1,
        number=number,
        borrower=borrower,
        principal=principal,
        drawn_on=drawn_on,
        due_on=extended_to or due_on,
        first_due_on=due_on if extended_to else None,
        balance=owed.balance,
        closed_on=closed_on,
        overdue_days=owed.overdue_days,
        is_overdue=owed.is_overdue,
        overdue_since=owed.overdue_since,
        overdue_amount=owed.overdue_amount,
        overdue_interest=owed.overdue_interest,
        risk_class=owed.risk_class,
        annual_rate=_rate(cells),
        credit_code=cells.read_if_usable(Field.CREDIT_CODE, _credit_code) or "",
        loan_id=cells.read_if_usable(Field.LOAN_ID, _loan_number) or "",
        bank=_name(cells, Field.BANK),
        guarantor=_name(cells, Field.GUARANTOR),
        appraiser=_name(cells, Field.APPRAISER),
        interest_paid=_amount_if_usable(cells, Field.INTEREST_PAID),
        guarantee_fee=_amount_if_usable(cells, Field.GUARANTEE_FEE),
        appraisal_fee=_amount_if_usable(cells, Field.APPRAISAL_FEE),
        appraised_value=_amount_if_usable(cells, Field.APPRAISED_VALUE),
        patents=_patents(cells),
        repayment=cells.text(Field.REPAYMENT),
        instalments=cells.read_if_usable(Field.INSTALMENTS, read_instalments),
        told=frozenset(cells.columns) | owed.told,
    )


def _loan_number(value: CellValue) -> str:
    """Bad input: `ledger_number_digits_lost` for a number of which Excel kept 15 digits only."""
    if isinstance(value, Decimal) and abs(value) >= _LARGEST_KEPT:
        raise bad_input("ledger_number_digits_lost")
    return _told(value)


def _name(cells: RowCells, name: Field) -> str:
    return cells.read_if_usable(name, _told) or ""


def _told(value: CellValue) -> str:
    """Bad input: `ledger_cell_ditto` for a mark that points at the row above."""
    text = " ".join(text_of(value).replace("\n", "").split())
    if normalise(text) in DITTO:
        raise bad_input("ledger_cell_ditto")
    return text


def _each_once(problems: list[CellProblem]) -> tuple[CellProblem, ...]:
    return tuple({(one.cell, one.reason.code): one for one in problems}.values())


def _amount_if_usable(cells: RowCells, name: Field) -> Decimal | None:
    return cells.read_if_usable(name, lambda value: read_amount(value, cells.unit_of(name)))


def _rate(cells: RowCells) -> Decimal | None:
    for name in (Field.ANNUAL_RATE, Field.MONTHLY_RATE):
        if name in cells.columns:
            monthly = name is Field.MONTHLY_RATE
            rate = cells.read_if_usable(
                name, partial(read_rate, unit=cells.unit_of(name), monthly=monthly)
            )
            if rate is not None:
                return rate
    return None


def _term(cells: RowCells) -> tuple[date | None, date | None]:
    """Drawdown and maturity: from their own columns, else from the term."""
    period = cells.read(Field.TERM, read_period) if Field.TERM in cells.columns else None
    drawn_on = cells.read(Field.DRAWN_ON, read_day)
    due_on = cells.read(Field.DUE_ON, read_day)
    if period is not None:
        drawn_on, due_on = drawn_on or period[0], due_on or period[1]
    elif due_on is None and drawn_on is not None and cells.content(Field.DUE_ON) is None:
        unit = cells.unit_of(Field.TERM) if Field.TERM in cells.columns else ""
        start = drawn_on
        due_on = cells.read(Field.TERM, lambda value: read_end_of_term(value, unit, drawn_on=start))
    for name, day in ((Field.DRAWN_ON, drawn_on), (Field.DUE_ON, due_on)):
        if day is None and not cells.problems:
            named = name if name in cells.columns else Field.TERM
            is_empty = cells.content(named) is None
            cells.refuse(named, "ledger_cell_empty" if is_empty else "ledger_term_without_start")
    if drawn_on is not None and due_on is not None and due_on <= drawn_on:
        named = Field.DUE_ON if cells.content(Field.DUE_ON) is not None else Field.TERM
        cells.refuse(named, "ledger_due_before_drawn", drawn_on=drawn_on.isoformat())
    return drawn_on, due_on


def _extended_to(cells: RowCells, due_on: date | None) -> date | None:
    """The day until which a loan was extended; None where it was not."""
    day = cells.read(Field.EXTENDED_TO, read_day)
    if day is None or due_on is None or day == due_on:
        return None
    if day < due_on:
        cells.refuse(Field.EXTENDED_TO, "ledger_extended_to_before", due_on=due_on.isoformat())
    return day


def _credit_code(value: CellValue) -> str:
    try:
        return str(parse_credit_code(text_of(value)))
    except BadInput:
        raise bad_input("ledger_credit_code_wrong") from None


def _patents(cells: RowCells) -> tuple[str, ...]:
    """The patent numbers of a cell, each once; a word that is none is told and not used."""
    value = cells.content(Field.PATENTS)
    if value is None:
        return ()
    found: list[str] = []
    for word in _BETWEEN_PATENTS.split(_AND_SO_ON.sub("", cells.text_with_lines(Field.PATENTS))):
        if not word:
            continue
        try:
            found.append(str(parse_patent_number(word)))
        except BadInput:
            cells.unused.append(
                cells.problem(Field.PATENTS, "ledger_patent_unreadable", number=word[:20])
            )
    return tuple(dict.fromkeys(found))
