"""A sheet of payments beside the ledger: which loan, which day, how much was paid.

Known by its heading: a loan number, a day and an amount (or principal and interest apart). A row
that cannot be read, or whose loan the ledger does not hold or holds more than once, is refused with
its cell; totals and empty rows are passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from zhidai.core.errors import BadInput
from zhidai.core.ledger.cells import CellProblem, CellValue, Sheet, problem, text_of
from zhidai.core.ledger.heading_rows import ROWS_LOOKED_THROUGH
from zhidai.core.ledger.headings import take_apart, unit_of_title
from zhidai.core.ledger.loan import Payment, Rejected
from zhidai.core.ledger.totals import is_totals_label
from zhidai.core.ledger.values import is_blank, read_amount, read_day

ZERO = Decimal("0.00")


class PaymentField(StrEnum):
    """What a column of payments says."""

    LOAN = "loan"
    PAID_ON = "paid_on"
    AMOUNT = "amount"
    PRINCIPAL = "principal"
    INTEREST = "interest"


_NAMES: Final[Mapping[PaymentField, tuple[str, ...]]] = MappingProxyType(
    {
        PaymentField.LOAN: (
            "借据号", "借据编号", "贷款借据号", "贷款编号", "贷款账号", "借款合同编号",
            "贷款合同号", "合同编号", "合同号", "loanid", "loan",
        ),
        PaymentField.PAID_ON: (
            "还款日期", "还款日", "实际还款日", "实际还款日期", "交易日期", "入账日期", "收款日期",
            "还款时间", "paidon", "date",
        ),
        PaymentField.AMOUNT: (
            "还款金额", "实还金额", "还款总额", "还款总金额", "收款金额", "回收金额", "交易金额",
            "本息合计", "金额", "amount",
        ),
        PaymentField.PRINCIPAL: (
            "还款本金", "归还本金", "偿还本金", "实还本金", "本金", "principal",
        ),
        PaymentField.INTEREST: (
            "还款利息", "归还利息", "偿还利息", "实还利息", "利息", "interest",
        ),
    }
)  # fmt: skip
_BY_NAME: Final = MappingProxyType({name: one for one, names in _NAMES.items() for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    index: int
    heading: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The payments of one sheet and the rows that were refused."""

    payments: tuple[Payment, ...]
    rejected: tuple[Rejected, ...]


def read_history(sheet: Sheet, loans: Mapping[str, int]) -> History | None:
    """The payments on a sheet; None where it is no sheet of payments.

    loans: loan number -> how many loans of the ledger bear it.
    """
    found = _heading(sheet)
    if found is None:
        return None
    heading_row, columns = found
    above = [
        text_of(sheet.value(row, at)) for row in range(heading_row) for at in range(sheet.width)
    ]
    unit = next((one for text in above if (one := unit_of_title(text))), "")
    payments: list[Payment] = []
    rejected: list[Rejected] = []
    for row in range(heading_row + 1, len(sheet.rows)):
        if _says_nothing(sheet, row, columns):
            continue
        taken = _Row(sheet=sheet, row=row, columns=columns, unit=unit).payment(loans)
        if isinstance(taken, Payment):
            payments.append(taken)
        else:
            number = columns[PaymentField.LOAN].index
            rejected.append(
                Rejected(
                    sheet=sheet.name,
                    row=row + 1,
                    borrower="",
                    loan=text_of(sheet.value(row, number)),
                    problems=taken,
                )
            )
    return History(payments=tuple(payments), rejected=tuple(rejected))


def _heading(sheet: Sheet) -> tuple[int, dict[PaymentField, _Column]] | None:
    for row in range(min(len(sheet.rows), ROWS_LOOKED_THROUGH)):
        columns: dict[PaymentField, _Column] = {}
        for at in range(sheet.width):
            value = sheet.value(row, at)
            own = take_apart(value) if isinstance(value, str) else None
            field = None if own is None else _BY_NAME.get(own.name)
            if own is not None and field is not None and field not in columns:
                heading = " ".join(str(value).split())
                columns[field] = _Column(index=at, heading=heading, unit=own.unit)
        told = {PaymentField.AMOUNT, PaymentField.PRINCIPAL, PaymentField.INTEREST} & set(columns)
        if told and {PaymentField.LOAN, PaymentField.PAID_ON} <= set(columns):
            return row, columns
    return None


def _says_nothing(sheet: Sheet, row: int, columns: Mapping[PaymentField, _Column]) -> bool:
    """An empty row, or one of totals, wherever its word stands; a payment names loan and day."""
    said = {name for name, one in columns.items() if not is_blank(sheet.value(row, one.index))}
    names_payment = {PaymentField.LOAN, PaymentField.PAID_ON} <= said
    return not said or (not names_payment and any(map(is_totals_label, sheet.texts(row))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    sheet: Sheet
    row: int
    columns: Mapping[PaymentField, _Column]
    unit: str

    def payment(self, loans: Mapping[str, int]) -> Payment | tuple[CellProblem, ...]:
        """The payment, or every cell in its way."""
        problems: list[CellProblem] = []
        loan = text_of(self._value(PaymentField.LOAN))
        if not loan:
            problems.append(self._problem(PaymentField.LOAN, "ledger_cell_empty"))
        elif loans.get(loan, 0) != 1:
            several = loans.get(loan, 0) > 1
            code = "ledger_payment_of_several" if several else "ledger_payment_of_no_loan"
            problems.append(self._problem(PaymentField.LOAN, code))
        paid_on = self._day(problems)
        amount = self._amount(problems)
        if problems or paid_on is None or amount is None:
            return tuple(problems)
        return Payment(
            sheet=self.sheet.name, row=self.row + 1, loan=loan, paid_on=paid_on, amount=amount
        )

    def _value(self, field: PaymentField) -> CellValue:
        column = self.columns.get(field)
        value = None if column is None else self.sheet.value(self.row, column.index)
        return None if is_blank(value) else value

    def _problem(self, field: PaymentField, code: str) -> CellProblem:
        column = self.columns[field]
        return problem(
            code, sheet=self.sheet, row=self.row, column=column.index, heading=column.heading
        )

    def _day(self, problems: list[CellProblem]) -> date | None:
        value = self._value(PaymentField.PAID_ON)
        if value is None:
            problems.append(self._problem(PaymentField.PAID_ON, "ledger_cell_empty"))
            return None
        try:
            return read_day(value)
        except BadInput as refused:
            problems.append(self._problem(PaymentField.PAID_ON, refused.reasons[0].code))
            return None

    def _amount(self, problems: list[CellProblem]) -> Decimal | None:
        """The amount, else principal and interest together; zero is no payment."""
        apart = (PaymentField.PRINCIPAL, PaymentField.INTEREST)
        named = (PaymentField.AMOUNT,) if self._value(PaymentField.AMOUNT) is not None else apart
        shown = next(one for one in (PaymentField.AMOUNT, *apart) if one in self.columns)
        total = ZERO
        for field in named:
            value = self._value(field)
            if value is None:
                continue
            try:
                total += read_amount(value, self.columns[field].unit or self.unit)
            except BadInput as refused:
                problems.append(self._problem(field, refused.reasons[0].code))
                return None
        if total == 0:
            problems.append(self._problem(shown, "ledger_payment_zero"))
            return None
        return total


def loans_by_number(numbers: Sequence[str]) -> dict[str, int]:
    """How many loans bear each number; HT-1#2 is the second loan that bears HT-1."""
    counts: dict[str, int] = {}
    for number in numbers:
        plain = number.partition("#")[0]
        counts[plain] = counts.get(plain, 0) + 1
    return counts
