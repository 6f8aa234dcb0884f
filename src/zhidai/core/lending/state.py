"""A loan as it stands at the end of a day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import Reason
from zhidai.core.lending.classification import RiskClass, risk_class
from zhidai.core.lending.schedule import Instalment


class LoanStatus(StrEnum):
    """Where a loan stands."""

    RUNNING = "running"
    OVERDUE = "overdue"
    CLOSED = "closed"  # nothing is owed to the bank or to anyone who paid a claim


class InstalmentStatus(StrEnum):
    """Where one period's interest stands."""

    EXPECTED = "expected"  # falls due later; the amount holds if the balance stays
    DUE = "due"
    OVERDUE = "overdue"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestInstalment:
    """Interest for the days from `begins_on` up to the day before `due_on`.

    interest: ordinary; penalty and compound: beside it; charged: all three. paid: money on any of
    them, paid_interest of it on the ordinary interest. unpaid: what is still owed.
    """

    number: int
    begins_on: date
    due_on: date
    days: int
    interest: Decimal
    penalty: Decimal
    compound: Decimal
    paid: Decimal
    paid_interest: Decimal
    unpaid: Decimal
    paid_on: date | None
    status: InstalmentStatus

    @property
    def charged(self) -> Decimal:
        return self.interest + self.penalty + self.compound


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipalInstalment:
    """A part of the principal, the day on which it falls due, and what of it is not paid."""

    due_on: date
    amount: Decimal
    unpaid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """What one event's money was used for, in yuan; `in_advance` is kept for the next due day."""

    event: str
    effective_on: date
    interest: Decimal
    in_advance: Decimal
    principal: Decimal
    subrogated: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanState:
    """Everything a page or a decision needs to know of a loan at the end of `on`. Yuan.

    principal_balance is what the bank is owed; subrogated what those who paid a claim are owed;
    principal_unpaid both together. Interest accrues on principal_balance. interest_accrued is
    earned but not yet due, rounded half up for this view. overdue_days counts from the oldest
    unpaid due item, principal or interest; overdue_since is overdue day 1. estimates: why due days
    may still move (their working calendar is not published yet); none if all are sure.
    """

    on: date
    status: LoanStatus
    schedule: tuple[Instalment, ...]
    instalments: tuple[InterestInstalment, ...]
    interest_due: Decimal
    interest_accrued: Decimal
    interest_paid: Decimal
    interest_in_advance: Decimal
    principal_balance: Decimal
    principal_repaid: Decimal
    principal_overdue: Decimal
    claims_paid: Decimal
    recovered: Decimal
    subrogated: Decimal
    overdue_since: date | None
    overdue_days: int
    closed_on: date | None
    allocations: tuple[Allocation, ...] = field(compare=False)
    principal_instalments: tuple[PrincipalInstalment, ...] = ()
    estimates: tuple[Reason, ...] = ()

    @property
    def principal_unpaid(self) -> Decimal:
        return self.principal_balance + self.subrogated

    @property
    def owed_to_bank(self) -> Decimal:
        owed = self.principal_balance + self.interest_due + self.interest_accrued
        return max(owed - self.interest_in_advance, Decimal("0.00"))

    @property
    def owed_in_total(self) -> Decimal:
        return self.owed_to_bank + self.subrogated

    @property
    def risk_class(self) -> RiskClass:
        return risk_class(self.overdue_days)

    def days_until_claim(self, overdue_days_for_claim: int) -> int | None:
        """Days until the claim may start (0: it may); None while nothing is overdue."""
        if self.overdue_days == 0:
            return None
        return max(overdue_days_for_claim - self.overdue_days, 0)
