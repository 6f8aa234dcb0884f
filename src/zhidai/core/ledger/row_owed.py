"""What a row says is owed on one loan, and for how long: balance, arrears, status and class."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.ledger.bank_words import (
    LoanStatus,
    days_in_status,
    read_risk_class,
    read_status,
)
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.row_cells import RowCells
from zhidai.core.ledger.values import read_day, read_days_overdue, read_yes_or_no
from zhidai.core.lending.classification import RiskClass

ZERO = Decimal("0.00")
_SAYS_OVERDUE = {
    LoanStatus.OVERDUE: True,
    LoanStatus.WRITTEN_OFF: True,
    LoanStatus.NORMAL: False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Yuan; None is not told. told: fields that a status speaks of besides those with columns."""

    balance: Decimal | None
    overdue_days: int | None
    is_overdue: bool | None
    overdue_since: date | None
    overdue_amount: Decimal | None
    overdue_interest: Decimal | None
    risk_class: RiskClass | None
    told: frozenset[Field]


def read_owed(cells: RowCells, *, principal: Decimal | None, closed_on: date | None) -> Owed:
    """What is owed; what cannot be read, or speaks against itself, stands in the loan's way.

    A column that says whether the loan is overdue goes before its status. A loan called written
    off has the class of a loss, whatever its other words say.
    """
    status = cells.read_if_usable(Field.STATUS, read_status)
    says = None if status is None else _SAYS_OVERDUE.get(status)
    balance = _balance(cells, principal=principal, closed_on=closed_on, status=status)
    is_overdue = cells.read(Field.IS_OVERDUE, read_yes_or_no)
    own_class = cells.read_if_usable(Field.RISK_CLASS, read_risk_class)
    return Owed(
        balance=balance,
        overdue_days=_days_overdue(cells, status),
        is_overdue=says if is_overdue is None else is_overdue,
        overdue_since=cells.read(Field.OVERDUE_SINCE, read_day),
        overdue_amount=cells.amount(Field.OVERDUE_AMOUNT),
        overdue_interest=cells.amount(Field.OVERDUE_INTEREST),
        risk_class=RiskClass.LOSS if status is LoanStatus.WRITTEN_OFF else own_class,
        told=_told(status),
    )


def _told(status: LoanStatus | None) -> frozenset[Field]:
    """A settled loan has a balance, of zero; a status of arrears says whether it is overdue."""
    if status is LoanStatus.SETTLED:
        return frozenset({Field.BALANCE})
    return frozenset({Field.IS_OVERDUE}) if status in _SAYS_OVERDUE else frozenset()


def _days_overdue(cells: RowCells, status: LoanStatus | None) -> int | None:
    """The longest told: for all or the principal, for the interest, and by the status."""
    found = [
        cells.read(name, read_days_overdue)
        for name in (Field.OVERDUE_DAYS, Field.INTEREST_OVERDUE_DAYS)
    ]
    if status is LoanStatus.OVERDUE:
        found.append(days_in_status(cells.content(Field.STATUS)))
    return max((one for one in found if one is not None), default=None)


def _balance(
    cells: RowCells,
    *,
    principal: Decimal | None,
    closed_on: date | None,
    status: LoanStatus | None,
) -> Decimal | None:
    """The balance told; None without one. An empty cell is zero only of a loan told to be repaid.

    Bad input of the row: a balance above the amount lent, or of a loan that is told to be repaid.
    """
    is_settled = status is LoanStatus.SETTLED
    if Field.BALANCE not in cells.columns:
        return ZERO if is_settled and closed_on is None else None
    balance = cells.amount(Field.BALANCE)
    if balance is None:
        if closed_on is None and not is_settled and cells.content(Field.BALANCE) is None:
            cells.refuse(Field.BALANCE, "ledger_cell_empty")
        return ZERO
    if principal is not None and balance > principal:
        cells.refuse(Field.BALANCE, "ledger_balance_above_principal", principal=str(principal))
    if closed_on is not None and balance > 0:
        cells.refuse(Field.BALANCE, "ledger_closed_with_balance", closed_on=closed_on.isoformat())
    elif is_settled and balance > 0:
        cells.refuse(Field.BALANCE, "ledger_settled_with_balance", status=cells.text(Field.STATUS))
    return balance
