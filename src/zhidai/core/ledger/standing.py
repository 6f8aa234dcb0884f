"""Where a ledger's loan stands on a day, and on what that rests.

A ledger tells balances and days overdue, not every payment, so a loan cannot be replayed. What is
told is used as it is told: days overdue of the ledger's own day grow with the days since (nothing
is assumed to have been paid after it); a balance left after maturity is overdue whatever the column
says (clause 8.2 counts what is overdue, not what is called so). Every figure carries its basis.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import bad_input
from zhidai.core.ledger.fields import Field
from zhidai.core.ledger.loan import Ledger, LedgerLoan
from zhidai.core.lending.classification import RiskClass, risk_class

ZERO = Decimal("0.00")
TELLS_ARREARS = frozenset(
    {
        Field.OVERDUE_DAYS,
        Field.INTEREST_OVERDUE_DAYS,
        Field.IS_OVERDUE,
        Field.OVERDUE_SINCE,
        Field.OVERDUE_AMOUNT,
        Field.OVERDUE_INTEREST,
    }
)


class OverdueBasis(StrEnum):
    """Where the days overdue come from; the longest of what is known counts."""

    NOT_OVERDUE = "not_overdue"
    STATED = "stated"  # the ledger's days, and those since its own day
    REPLAYED = "replayed"  # the ledger tells none; those that its sheet of payments leads to
    SINCE = "since"  # from the day the ledger says it fell overdue
    MATURITY = "maturity"  # a balance is left after the day of maturity
    AMOUNT_ONLY = "amount_only"  # overdue; since when is not told: day 1 is taken
    NOT_TOLD = "not_told"  # no column tells of arrears of interest, and the loan has not matured


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanStanding:
    """A loan on a day. Yuan. balance_told: else the whole amount is taken to be outstanding."""

    loan: LedgerLoan
    on: date
    drawn: bool
    balance: Decimal
    balance_told: bool
    overdue_days: int
    basis: OverdueBasis

    @property
    def key(self) -> str:
        return self.loan.key

    @property
    def overdue_since(self) -> date | None:
        """Overdue day 1."""
        return self.on - timedelta(days=self.overdue_days - 1) if self.overdue_days else None

    @property
    def risk_class(self) -> RiskClass:
        """Of the five (2023 No. 1): by the days, or the bank's own where that is worse."""
        by_days, own = risk_class(self.overdue_days), self.loan.risk_class or RiskClass.NORMAL
        return max(by_days, own, key=list(RiskClass).index)

    @property
    def running(self) -> bool:
        """Whether the loan counts in the balance of the business on this day."""
        return self.drawn and self.balance > 0


def standings(ledger: Ledger, *, on: date, due_day_counts_as: int) -> tuple[LoanStanding, ...]:
    """Every loan of a ledger on a day. due_day_counts_as: of an unpaid due day, 0 or 1.

    Bad input: `ledger_day_before_its_own`.
    """
    told_on = ledger.stated_on or on
    if on < told_on:
        raise bad_input("ledger_day_before_its_own", on=on, stated_on=told_on)
    return tuple(
        standing(loan, on=on, told_on=loan.told_on or told_on, due_day_counts_as=due_day_counts_as)
        for loan in ledger.loans
    )


def standing(
    loan: LedgerLoan, *, on: date, told_on: date, due_day_counts_as: int = 0
) -> LoanStanding:
    """One loan on a day, from what its ledger told on its own day."""
    drawn = loan.drawn_on <= on
    balance = _balance(loan, on) if drawn else ZERO
    days, basis = _overdue(loan, balance, on=on, told_on=told_on, counts_as=due_day_counts_as)
    return LoanStanding(
        loan=loan,
        on=on,
        drawn=drawn,
        balance=balance,
        balance_told=loan.balance is not None,
        overdue_days=days if drawn else 0,
        basis=basis if drawn else OverdueBasis.NOT_OVERDUE,
    )


def _balance(loan: LedgerLoan, on: date) -> Decimal:
    """As told; else the whole amount until the day on which the loan was repaid."""
    if loan.balance is not None:
        return loan.balance
    is_closed = loan.closed_on is not None and loan.closed_on <= on
    return ZERO if is_closed else loan.principal


def _overdue(
    loan: LedgerLoan, balance: Decimal, *, on: date, told_on: date, counts_as: int
) -> tuple[int, OverdueBasis]:
    """The most days that anything told leads to; a settled loan is not overdue."""
    if balance == 0 and not loan.overdue_interest:
        return 0, OverdueBasis.NOT_OVERDUE
    found = []
    if loan.overdue_days:
        basis = OverdueBasis.REPLAYED if loan.days_replayed else OverdueBasis.STATED
        found.append((loan.overdue_days + (on - told_on).days, basis))
    if loan.overdue_since is not None and loan.overdue_since <= on:
        found.append(((on - loan.overdue_since).days + 1, OverdueBasis.SINCE))
    after_maturity = (on - loan.due_on).days + counts_as
    if balance > 0 and after_maturity > 0:
        found.append((after_maturity, OverdueBasis.MATURITY))
    if not found and (loan.is_overdue or loan.overdue_amount or loan.overdue_interest):
        found.append((1 + (on - told_on).days, OverdueBasis.AMOUNT_ONLY))
    if found:
        return max(found, key=lambda one: one[0])
    told = bool(loan.told & TELLS_ARREARS)
    return 0, OverdueBasis.NOT_OVERDUE if told else OverdueBasis.NOT_TOLD
