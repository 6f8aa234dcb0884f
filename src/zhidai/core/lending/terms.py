"""The terms of a loan, fixed when it is drawn; each convention is a term with its default.

Repayment is monthly interest with the principal at maturity (clause 1 of the Ganzhou plan:
按月付息，到期还本). Chinese bank practice sets the defaults: yearly rate over 360, actual days,
first day in and last day out, settlement on the 20th and payment on the 21st.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import bad_input
from zhidai.core.lending.day_counts import DayCount
from zhidai.core.money import FEN

__all__ = ["DayCount", "LoanTerms", "Repayment", "Settlement", "is_positive_fen"]


class Settlement(StrEnum):
    """When a month's interest falls due."""

    TWENTIETH = "twentieth"  # days up to and including the 20th, paid on the 21st
    DRAWDOWN_DAY = "drawdown_day"  # the drawdown's day of the month, or the month's last day


class Repayment(StrEnum):
    """How the loan is paid back."""

    BULLET_MONTHLY_INTEREST = "bullet_monthly_interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """What the loan contract and the drawdown fix.

    principal: yuan, whole fen. annual_rate: fraction of one a year (4.85 % is 0.0485).
    due_day_counts_as: 0 (default) makes the first day after a due day overdue day 1; 1 makes an
    unpaid due day itself overdue day 1. Bad input: `loan_principal_invalid`,
    `loan_rate_invalid`, `loan_due_before_drawn`, `loan_due_day_invalid`.
    """

    principal: Decimal
    annual_rate: Decimal
    drawn_on: date
    due_on: date
    day_count: DayCount = DayCount.ACT_360
    settlement: Settlement = Settlement.TWENTIETH
    repayment: Repayment = Repayment.BULLET_MONTHLY_INTEREST
    due_day_counts_as: int = 0

    def __post_init__(self) -> None:
        if not is_positive_fen(self.principal):
            raise bad_input("loan_principal_invalid", amount=self.principal)
        if not self.annual_rate.is_finite() or not 0 <= self.annual_rate < 1:
            raise bad_input("loan_rate_invalid", rate=self.annual_rate)
        if self.due_on <= self.drawn_on:
            raise bad_input("loan_due_before_drawn", drawn_on=self.drawn_on, due_on=self.due_on)
        if self.due_day_counts_as not in (0, 1):
            raise bad_input("loan_due_day_invalid", number=self.due_day_counts_as)


def is_positive_fen(amount: Decimal) -> bool:
    """Whether an amount is above zero and in whole fen."""
    return amount.is_finite() and amount > 0 and amount % FEN == 0
