"""The running account of one loan: balance, interest by the day, what is due, what was paid.

Made anew by every replay and thrown away with it; nothing outside this package sees it change.
What money is used for stands in `allocation`.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.interest import ZERO, Charge, Earned, InterestDue
from zhidai.core.lending.principal_plan import PrincipalPlan
from zhidai.core.lending.terms import LoanTerms


@dataclass(slots=True, kw_only=True)
class LoanAccount:
    """One loan on the day it has been brought to."""

    terms: LoanTerms
    day: date
    begins_on: date  # of the current interest period
    balance: Decimal  # principal owed to the bank
    due_days: DueDays
    plan: PrincipalPlan
    next_due_on: date
    earned: Earned  # since begins_on
    subrogated: Decimal = ZERO  # principal owed to those who paid a claim
    in_advance: Decimal = ZERO
    dues: list[InterestDue] = field(default_factory=list)

    @classmethod
    def drawn(cls, terms: LoanTerms) -> "LoanAccount":
        due_days = DueDays.of(terms)
        return cls(
            terms=terms,
            day=terms.drawn_on,
            begins_on=terms.drawn_on,
            balance=terms.principal,
            due_days=due_days,
            plan=PrincipalPlan.of(terms, due_days),
            next_due_on=due_days.after(terms.drawn_on),
            earned=Earned(day_count=terms.day_count, rounding=terms.rounding),
        )

    def bring_to(self, day: date) -> None:
        """Lets interest accrue up to a day (that day itself not in) and settles on due days."""
        while self.next_due_on <= day:
            self._accrue_to(self.next_due_on)
            self.settle()
            self.next_due_on = self.due_days.after(self.day)
        self._accrue_to(day)

    def _accrue_to(self, day: date) -> None:
        units = self.terms.day_count.units(self.day, day)
        self.earned.add(self.balance, units=units, rate=self.terms.annual_rate)
        self.day = day

    def settle(self) -> None:
        """Closes the interest period today: its interest is rounded and falls due."""
        if not self.earned.is_nothing:
            charge, self.earned = self.earned.settled()
            due = InterestDue(begins_on=self.begins_on, due_on=self.day, charge=charge, left=charge)
            self.dues.append(due)
            self.in_advance = due.pay(self.in_advance, self.day)
        self.begins_on = self.day

    @property
    def interest_due(self) -> Decimal:
        return sum((due.unpaid for due in self.dues), ZERO)

    @property
    def accrued(self) -> Charge:
        """Interest earned and not yet due, rounded for showing it."""
        return self.earned.charge()

    @property
    def has_matured(self) -> bool:
        return self.day >= self.due_days.maturities[-1]

    @property
    def principal_left(self) -> Decimal:
        """Principal that the enterprise owes, to whomever."""
        return self.balance + self.subrogated

    @property
    def principal_due(self) -> Decimal:
        """Principal owed to the bank that has fallen due by today; payers of claims come first."""
        due = self.plan.unpaid_by(self.day, left=self.principal_left)
        return min(max(due - self.subrogated, ZERO), self.balance)

    @property
    def is_settled(self) -> bool:
        """Nothing is owed to anyone."""
        return not (self.principal_left or self.interest_due) and self.earned.is_nothing

    def units_to_due_day(self) -> int:
        """Units of the day count from today to the end of the current period."""
        return self.terms.day_count.units(self.day, self.next_due_on)

    def pay_interest(self, amount: Decimal) -> Decimal:
        """Pays interest due, oldest first; returns what is left."""
        for due in self.dues:
            amount = due.pay(amount, self.day)
        return amount
