"""A bank statement out of its file: day, signed amount and text of each line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.journal.reconciliation import StatementLine
from zhidai.core.money import parse_yuan
from zhidai.documents.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementColumns:
    """Which column of the file holds what; the text is wanted, not needed."""

    day: str = "日期"
    amount: str = "金额"
    text: str = "摘要"


def statement_lines(
    table: Table, *, columns: StatementColumns, file: str
) -> tuple[StatementLine, ...]:
    """The lines in the order of the file; amounts in yuan, money out below zero.

    Bad input: `statement_column_missing`, `statement_empty`, `statement_amount_unreadable`,
    `statement_day_unreadable`.
    """
    for column in (columns.day, columns.amount):
        if column not in table.columns:
            known = ", ".join(table.columns[:10])
            raise bad_input("statement_column_missing", column=column[:60], known=known)
    if not table.rows:
        raise bad_input("statement_empty", file=file)
    return tuple(
        StatementLine(
            number=row.number,
            on=_day(row.cells[columns.day], row.number),
            amount=_amount(row.cells[columns.amount], row.number),
            text=row.cells.get(columns.text, ""),
        )
        for row in table.rows
    )


def _day(written: str, row: int) -> date:
    try:
        return parse_day(written)
    except BadInput:
        raise bad_input("statement_day_unreadable", text=written[:40], row=row) from None


def _amount(written: str, row: int) -> Decimal:
    """Yuan with a sign, as statements have it: money out is below zero."""
    bare = written.strip()
    try:
        amount = parse_yuan(f"{bare.removeprefix('-')}元")
    except BadInput:
        raise bad_input("statement_amount_unreadable", text=written[:40], row=row) from None
    return -amount if bare.startswith("-") else amount
