"""The terms of a loan, fixed when it is drawn; each convention is a term with its default.

Repayment is monthly interest with the principal at maturity (clause 1 of the Ganzhou plan:
按月付息，到期还本). Chinese bank practice sets the defaults: yearly rate over 360, actual days,
first day in and last day out, settlement on the 20th and payment on the 21st.
"""

from collections.abc import Collection
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import DueDay, WorkingDays
from zhidai.core.errors import bad_input
from zhidai.core.lending.conventions import (
    Allocation,
    Compounding,
    PrepaymentInterest,
    Repayment,
    Rounding,
    Settlement,
)
from zhidai.core.lending.day_counts import DayCount
from zhidai.core.lending.working_day_rules import WorkingDayRule, moved_by
from zhidai.core.money import FEN

__all__ = [
    "Allocation",
    "Compounding",
    "DayCount",
    "LoanTerms",
    "PrepaymentInterest",
    "Repayment",
    "Rounding",
    "Settlement",
    "WorkingDayRule",
    "is_positive_fen",
    "other_term",
]


# Bank practice since the notice 银发〔2003〕251号 of the PBOC; assumed, not held against its text.
OVERDUE_MARKUPS = (Decimal("0.30"), Decimal("0.50"))
MISUSE_MARKUPS = (Decimal("0.50"), Decimal("1.00"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """What the loan contract and the drawdown fix.

    principal: yuan, whole fen. annual_rate: fraction of one a year (4.85 % is 0.0485).
    commitment: yuan agreed in all, where more than `principal` may be drawn later.
    overdue_markup, misuse_markup: by how much of the contract rate penalty interest is higher:
    none, or 30 % to 50 % for overdue principal and 50 % to 100 % for misused funds.
    instalments: on how many of the last due days principal falls due, where it is repaid in parts.
    due_day_counts_as: 0 (default) makes the first day after a due day overdue day 1; 1 makes an
    unpaid due day itself overdue day 1. working_day_rule: what happens to due days on which nobody
    works, by `calendar`; none (default) leaves them. Bad input: `loan_principal_invalid`,
    `loan_rate_invalid`, `loan_due_before_drawn`, `loan_due_day_invalid`, `loan_without_calendar`,
    `loan_instalments_not_wanted`, `loan_instalments_missing`, `loan_markup_out_of_range`,
    `loan_commitment_below_principal`,
    `loan_commitment_not_wanted` (equal total instalments are worked out for one drawdown).
    """

    principal: Decimal
    annual_rate: Decimal
    drawn_on: date
    due_on: date
    day_count: DayCount = DayCount.ACT_360
    settlement: Settlement = Settlement.TWENTIETH
    repayment: Repayment = Repayment.BULLET_MONTHLY_INTEREST
    instalments: int = 0
    due_day_counts_as: int = 0
    allocation: Allocation = Allocation.INTEREST_FIRST
    rounding: Rounding = Rounding.EACH_PERIOD
    prepayment_interest: PrepaymentInterest = PrepaymentInterest.TO_THE_DAY
    overdue_markup: Decimal = Decimal(0)
    misuse_markup: Decimal = Decimal(0)
    compounding: Compounding = Compounding.NONE
    commitment: Decimal | None = None
    working_day_rule: WorkingDayRule = WorkingDayRule.NONE
    calendar: WorkingDays | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not is_positive_fen(self.principal):
            raise bad_input("loan_principal_invalid", amount=self.principal)
        if not self.annual_rate.is_finite() or not 0 <= self.annual_rate < 1:
            raise bad_input("loan_rate_invalid", rate=self.annual_rate)
        if self.working_day_rule is not WorkingDayRule.NONE and self.calendar is None:
            raise bad_input("loan_without_calendar", rule=str(self.working_day_rule))
        if min(self.due_on, self.matures_on) <= self.drawn_on:
            raise bad_input("loan_due_before_drawn", drawn_on=self.drawn_on, due_on=self.due_on)
        self._check_instalments()
        check_markup(self.overdue_markup, "overdue_markup", OVERDUE_MARKUPS)
        check_markup(self.misuse_markup, "misuse_markup", MISUSE_MARKUPS)
        if not is_positive_fen(self.committed) or self.committed < self.principal:
            raise bad_input(
                "loan_commitment_below_principal",
                commitment=self.committed,
                principal=self.principal,
            )
        if self.due_day_counts_as not in (0, 1):
            raise bad_input("loan_due_day_invalid", number=self.due_day_counts_as)

    def _check_instalments(self) -> None:
        in_parts = self.repayment is Repayment.INTEREST_THEN_INSTALMENTS
        if in_parts and self.instalments < 1:
            raise bad_input("loan_instalments_missing", number=self.instalments)
        equal = self.repayment is Repayment.EQUAL_TOTAL_INSTALMENTS
        if equal and self.committed != self.principal:
            raise bad_input("loan_commitment_not_wanted", repayment=str(self.repayment))
        if not in_parts and self.instalments:
            raise bad_input("loan_instalments_not_wanted", repayment=str(self.repayment))

    @property
    def committed(self) -> Decimal:
        """What may be drawn in all, in yuan."""
        return self.principal if self.commitment is None else self.commitment

    @property
    def matures_on(self) -> date:
        """The day on which the principal falls due: `due_on`, moved by the working-day rule."""
        return self.moved(self.due_on).on

    def moved(self, day: date) -> DueDay:
        """A due day as the working-day rule moves it, with reasons where that is an estimate."""
        if self.calendar is None or self.working_day_rule is WorkingDayRule.NONE:
            return DueDay(on=day)
        return moved_by(self.working_day_rule, day, self.calendar)


def check_markup(markup: Decimal, name: str, between: tuple[Decimal, Decimal]) -> None:
    """A markup is none or in its range. Bad input: `loan_markup_out_of_range`."""
    lowest, highest = between
    if markup != 0 and not lowest <= markup <= highest:
        raise bad_input(
            "loan_markup_out_of_range",
            term=name,
            markup=markup * 100,
            lowest=lowest * 100,
            highest=highest * 100,
        )


def is_positive_fen(amount: Decimal) -> bool:
    """Whether an amount is above zero and in whole fen."""
    return amount.is_finite() and amount > 0 and amount % FEN == 0


def other_term(terms: LoanTerms, known: Collection[str]) -> tuple[str, str] | None:
    """The first term, with its value, that is not at its default and not among the known ones.

    For readers of terms that know some of them only: what they do not know they must not ignore.
    """
    for each in fields(terms):
        value = getattr(terms, each.name)
        if each.name not in known and each.default not in (MISSING, value):
            return each.name, str(value)[:40]
    return None
