"""A loan as it stands at the end of a day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from zhidai.core.errors import Reason
from zhidai.core.lending.classification import RiskClass, risk_class
from zhidai.core.lending.schedule import Instalment, contract_schedule
from zhidai.core.lending.terms import LoanTerms

ZERO = Decimal("0.00")


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


class InterestInstalment(NamedTuple):  # a tuple: a replay makes one of it for each due day
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


class Allocation(NamedTuple):
    """What one event's money was used for, in yuan; `in_advance` is kept for the next due day.

    Below zero it was kept earlier and is used now: by a payment, or because of an event that made
    it needless and brought no money itself.
    """

    event: str
    effective_on: date
    interest: Decimal
    in_advance: Decimal
    principal: Decimal
    subrogated: Decimal
    written_off: Decimal = ZERO  # recovered of what was written off
    written_off_interest: Decimal = ZERO  # of it interest


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanState:
    """Everything a page or a decision needs to know of a loan at the end of `on`. Yuan.

    principal_balance is what the bank is owed on its books; subrogated what those who paid a claim
    are owed; principal_written_off and interest_written_off what is off the books and owed all the
    same; principal_unpaid all principal. terms and schedule are those agreed at drawdown, due_on is
    the maturity now; rates are those agreed with extensions, since when. Interest figures are of
    all three kinds; penalty_due and compound_due are part of interest_due. Interest accrues on
    principal_balance. interest_accrued is earned but not yet due, rounded half up for this view.
    overdue_days counts from the oldest unpaid due item, principal or interest; overdue_since is
    overdue day 1; paused_days: days since then that do not count. estimates: why due days may still
    move (their working calendar is not published yet); none if all are sure.
    """

    on: date
    status: LoanStatus
    terms: LoanTerms = field(repr=False)
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
    principal_lent: Decimal = ZERO
    principal_waived: Decimal = ZERO
    principal_written_off: Decimal = ZERO
    interest_waived: Decimal = ZERO
    interest_written_off: Decimal = ZERO
    recovered_after_write_off: Decimal = ZERO
    penalty_due: Decimal = ZERO
    compound_due: Decimal = ZERO
    due_on: date | None = None
    paused_days: int = 0
    estimates: tuple[Reason, ...] = ()
    rates: tuple[tuple[date, Decimal], ...] = ()

    @property
    def schedule(self) -> tuple[Instalment, ...]:
        """As agreed at drawdown."""
        return contract_schedule(self.terms)

    @property
    def principal_unpaid(self) -> Decimal:
        return self.principal_balance + self.subrogated + self.principal_written_off

    @property
    def owed_to_bank(self) -> Decimal:
        owed = self.principal_balance + self.interest_due + self.interest_accrued
        return max(owed - self.interest_in_advance, Decimal("0.00"))

    @property
    def interest_unpaid(self) -> Decimal:
        """Interest owed to the bank, due, accrued or off its books, less what is kept for it."""
        owed = self.interest_due + self.interest_accrued - self.interest_in_advance
        return max(owed, Decimal("0.00")) + self.interest_written_off

    @property
    def owed_to_enterprise(self) -> Decimal:
        """What the bank keeps of the enterprise's money that nothing is owed to the bank for."""
        owed = self.principal_balance + self.interest_due + self.interest_accrued
        return max(self.interest_in_advance - owed, Decimal("0.00"))

    @property
    def owed_in_total(self) -> Decimal:
        written_off = self.principal_written_off + self.interest_written_off
        return self.owed_to_bank + self.subrogated + written_off

    @property
    def risk_class(self) -> RiskClass:
        return risk_class(self.overdue_days, written_off=self.principal_written_off > 0)

    def days_until_claim(self, overdue_days_for_claim: int) -> int | None:
        """Days until the claim may start (0: it may); None while nothing is overdue."""
        if self.overdue_days == 0:
            return None
        return max(overdue_days_for_claim - self.overdue_days, 0)
