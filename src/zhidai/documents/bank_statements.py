"""A bank statement out of its file: day, signed amount and text of each line.

Amounts stand in one column with a sign, or in two, as Chinese banks print them: 收入 and 支出, or
贷方 and 借方. On a statement the bank writes of its customer's account: 贷方, what it credits, came
in, and 借方 went out. In a ledger of one's own it is the other way round, and the columns have to
be named. Which were read is for the caller to say.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput, bad_input
from zhidai.core.journal.reconciliation import StatementLine
from zhidai.core.money import parse_yuan
from zhidai.documents.tables import Table, TableRow

# Usual headings of money in and money out, the first pair that the file has.
_PAIRS = tuple(
    (money_in + ending, money_out + ending)
    for money_in, money_out in (("收入", "支出"), ("贷方", "借方"), ("转入", "转出"))
    for ending in ("", "金额", "发生额")
)
_NOTHING = ("", "-", "--", "—", "/")  # what stands in the other of two columns


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementColumns:
    """Which column of the file holds what; the text is wanted, not needed.

    money_in, money_out: both or neither; where neither is named and the file has no column
    `amount`, the usual pairs are looked for.
    """

    day: str = "日期"
    amount: str = "金额"
    text: str = "摘要"
    money_in: str = ""
    money_out: str = ""

    def amounts_in(self, table: Table) -> tuple[str, ...]:
        """The column of signed amounts, or those of money in and of money out.

        Bad input: `statement_column_alone`.
        """
        if self.money_in or self.money_out:
            if not (self.money_in and self.money_out):
                raise bad_input("statement_column_alone", column=self.money_in or self.money_out)
            return self.money_in, self.money_out
        if self.amount in table.columns:
            return (self.amount,)
        found = (pair for pair in _PAIRS if all(each in table.columns for each in pair))
        return next(found, (self.amount,))


def statement_lines(
    table: Table, *, columns: StatementColumns, file: str
) -> tuple[StatementLine, ...]:
    """The lines in the order of the file; amounts in yuan, money out below zero.

    Bad input: `statement_column_missing`, `statement_column_alone`, `statement_empty`,
    `statement_amount_unreadable`, `statement_amounts_both`, `statement_amounts_neither`,
    `statement_day_unreadable`.
    """
    amounts = columns.amounts_in(table)
    for column in (columns.day, *amounts):
        if column not in table.columns:
            known = ", ".join(table.columns[:10])
            raise bad_input("statement_column_missing", column=column[:60], known=known)
    if not table.rows:
        raise bad_input("statement_empty", file=file)
    return tuple(
        StatementLine(
            number=row.number,
            on=_day(row.cells[columns.day], row.number),
            amount=_amount_of(row, amounts),
            text=row.cells.get(columns.text, ""),
        )
        for row in table.rows
    )


def _amount_of(row: TableRow, amounts: tuple[str, ...]) -> Decimal:
    """Of two columns one holds the line's amount; nought and a dash are none."""
    if len(amounts) == 1:
        return _amount(row.cells[amounts[0]], row.number)
    money_in, money_out = (
        Decimal(0) if row.cells[each].strip() in _NOTHING else _amount(row.cells[each], row.number)
        for each in amounts
    )
    if bool(money_in) is bool(money_out):
        code = "statement_amounts_both" if money_in else "statement_amounts_neither"
        raise bad_input(code, row=row.number, money_in=amounts[0], money_out=amounts[1])
    return money_in - money_out


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
