"""The plan's non-performing ratio: overdue loan balance over total loan balance on a day (8.2).

This is the plan's own measure: a loan's whole balance counts from overdue day 1 (a reading: the
plan says overdue, not how long). The regulator's ratio (substandard and worse) is another one:
`zhidai.core.lending.classification`. The two never stand in one series.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhidai.core.errors import bad_input

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanBalance:
    """One loan on a day: the principal that the bank is owed, and its overdue days."""

    balance: Decimal
    overdue_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NplPosition:
    """Yuan overdue and in total on one day."""

    overdue: Decimal
    total: Decimal

    @property
    def ratio(self) -> Fraction | None:
        """Exact; None where there is no balance: no loans is not a ratio of zero."""
        if self.total == 0:
            return None
        return Fraction(self.overdue) / Fraction(self.total)


def npl_position(loans: Iterable[LoanBalance], *, from_overdue_day: int = 1) -> NplPosition:
    """Sums a book. Bad input: `npl_balance_negative`."""
    overdue = total = ZERO
    for loan in loans:
        if loan.balance < 0:
            raise bad_input("npl_balance_negative", amount=loan.balance)
        total += loan.balance
        if loan.overdue_days >= from_overdue_day:
            overdue += loan.balance
    return NplPosition(overdue=overdue, total=total)
