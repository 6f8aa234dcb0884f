"""What pages show of loans; every amount in fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.core.portfolio.loan_classes import LoanClasses
from zhidai.services.history.queries import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRow:
    """A line of a party's loan book."""

    key: str
    case: str
    enterprise: str
    enterprise_en: str
    principal: int
    annual_rate: Decimal  # fraction of one
    drawn_on: date
    due_on: date
    status: str  # running, overdue, closed
    balance: int  # principal owed to the bank
    overdue_days: int
    risk_class: str
    is_claimed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookTotals:
    """A party's loans that are not closed, and those of them that are overdue; fen."""

    loans: int
    balance: int
    overdue: int
    overdue_balance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueLoan:
    """A loan that is overdue and not claimed, as a workbench tells of it."""

    key: str
    enterprise: str
    enterprise_en: str
    overdue_days: int
    interest_due: int
    days_until_claim: int | None  # None: nobody to claim from
    may_start_claim: bool
    clauses: Mapping[str, Citation]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentLine:
    """One period's interest; the last one falls due with the principal."""

    number: int
    begins_on: date
    due_on: date
    days: int
    interest: int
    paid: int
    unpaid: int
    paid_on: date | None
    status: str  # expected, due, overdue, paid
    principal: int  # that falls due with it by contract


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawdownLine:
    """A part of the loan that was paid out."""

    kind: str  # first, further
    effective_on: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """Money that moved on the loan, and what it was used for."""

    event: int  # number of its row among those of its kind
    kind: str  # repayment, claim_payment, recovery; change: money kept in advance is used
    effective_on: date
    amount: int
    interest: int
    in_advance: int
    principal: int
    subrogated: int
    written_off: int  # recovered of what was written off


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What would settle the loan with the bank on a day: principal + interest - kept = total."""

    on: date
    principal: int
    interest_due: int
    interest_accrued: int
    kept: int  # interest paid before its due day
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanView:
    """A whole loan page."""

    key: str
    case: str
    scheme: str
    clauses: Mapping[str, Citation]  # by topic
    enterprise: str
    enterprise_en: str
    bank: str
    bank_en: str
    route: Label
    our_role: str
    on: date
    principal: int  # drawn by the day
    agreed: int  # by contract, drawn or not
    undrawn: int  # what may still be drawn
    available_until: date | None  # None: all was drawn at first
    drawdowns: tuple[DrawdownLine, ...]
    repayment: str
    annual_rate: Decimal
    drawn_on: date
    due_on: date  # now in force
    due_on_by_contract: date
    day_count: str
    settlement_rule: str
    guarantee_fee: int
    appraisal_fee: int
    status: str
    classes: LoanClasses
    balance: int
    interest_due: int
    interest_accrued: int
    interest_paid: int
    principal_repaid: int
    principal_overdue: int
    claims_paid: int
    recovered: int
    subrogated: int  # owed to those who paid a claim
    penalty_due: int  # of the interest due
    written_off: int  # principal and interest, owed all the same
    waived: int
    owed_to_enterprise: int  # paid in advance, and nothing is owed for it any more
    paused_days: int
    overdue_since: date | None
    overdue_days: int
    days_until_claim: int | None  # None: not overdue, claimed, or nobody to claim from
    closed_on: date | None
    settlement: Settlement
    instalments: tuple[InstalmentLine, ...]
    money: tuple[MoneyLine, ...]
    timeline: tuple[EventView, ...]
    claimed_on: date | None
    claim_grace_until: date | None
    subsidy_status: str | None
    may_record_repayment: bool
    may_correct: bool
    is_unpledged: bool  # runs again after it was settled, and the register has no pledge of it
    may_be_changed: bool
    may_be_drawn: bool
    may_start_claim: bool
    may_claim_subsidy: bool
    may_give_notice: bool  # of a default, in writing
