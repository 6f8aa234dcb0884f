"""The running account of one loan: balance, interest by the day, what is due, what was paid.

Made anew by every replay and thrown away with it; nothing outside this package sees it change.

Order in which a repayment is used (Civil Code art. 561 puts interest before principal):
1. interest that is due, oldest first; 2. a repayment that would pay off the whole balance brings
the interest to that day due and pays it; 3. before maturity, the current period's interest in full,
kept for that period's due day, so that a fen more than the interest never makes a payer overdue;
4. the rest reduces the principal, and later days bear interest on the smaller balance. From
maturity on the principal itself is due: nothing is kept, and the rest is principal at once.
Recoveries of a claimed loan go to the principal first, because loss sharing is of principal (8.1).
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.schedule import exact_interest
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import half_up_to_fen

ZERO = Decimal("0.00")


@dataclass(slots=True, kw_only=True)
class InterestDue:
    """Interest of one settled period: for `begins_on` up to the day before `due_on`."""

    begins_on: date
    due_on: date
    interest: Decimal
    paid: Decimal = ZERO
    paid_on: date | None = None  # the day on which nothing was left to pay

    @property
    def unpaid(self) -> Decimal:
        return self.interest - self.paid

    def pay(self, amount: Decimal, on: date) -> Decimal:
        """Takes what it can use; returns what is left."""
        used = min(amount, self.unpaid)
        self.paid += used
        if used and not self.unpaid:
            self.paid_on = on
        return amount - used


@dataclass(slots=True, kw_only=True)
class Use:
    """What a sum of money was used for."""

    interest: Decimal = ZERO
    in_advance: Decimal = ZERO  # may turn negative: money kept earlier is used now
    principal: Decimal = ZERO
    subrogated: Decimal = ZERO
    excess: Decimal = ZERO


@dataclass(slots=True, kw_only=True)
class LoanAccount:
    """One loan on the day it has been brought to."""

    terms: LoanTerms
    day: date
    begins_on: date  # of the current interest period
    balance: Decimal  # principal owed to the bank
    due_days: DueDays
    next_due_on: date
    subrogated: Decimal = ZERO  # principal owed to those who paid a claim
    in_advance: Decimal = ZERO
    yuan_units: Decimal = ZERO  # balance x units of the day count since begins_on
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
            next_due_on=due_days.after(terms.drawn_on),
        )

    def bring_to(self, day: date) -> None:
        """Lets interest accrue up to a day (that day itself not in) and settles on due days."""
        while self.next_due_on <= day:
            self._accrue_to(self.next_due_on)
            self.settle()
            self.next_due_on = self.due_days.after(self.day)
        self._accrue_to(day)

    def _accrue_to(self, day: date) -> None:
        self.yuan_units += self.balance * self.terms.day_count.units(self.day, day)
        self.day = day

    def accrued(self, yuan_units: Decimal) -> Decimal:
        """Interest on a sum of balance x units, rounded half up to the fen."""
        return half_up_to_fen(
            exact_interest(
                yuan_units, annual_rate=self.terms.annual_rate, day_count=self.terms.day_count
            )
        )

    def settle(self) -> None:
        """Closes the interest period today: its interest is rounded and falls due."""
        if self.yuan_units:
            due = InterestDue(
                begins_on=self.begins_on, due_on=self.day, interest=self.accrued(self.yuan_units)
            )
            self.dues.append(due)
            self.in_advance = due.pay(self.in_advance, self.day)
        self.begins_on, self.yuan_units = self.day, ZERO

    @property
    def interest_due(self) -> Decimal:
        return sum((due.unpaid for due in self.dues), ZERO)

    def interest_of_period(self, balance: Decimal) -> Decimal:
        """What the current period's interest will be on a balance from now, less what is kept."""
        units = self.terms.day_count.units(self.day, self.next_due_on)
        return self.accrued(self.yuan_units + balance * units) - self.in_advance

    @property
    def is_settled(self) -> bool:
        """Nothing is owed to anyone."""
        return not (self.balance or self.subrogated or self.yuan_units or self.interest_due)

    def repay(self, amount: Decimal) -> Use:
        """Uses what the enterprise paid today, in the order above."""
        rest = self._pay_interest(amount)
        use = Use(interest=amount - rest)
        if rest and rest + self.in_advance >= self.balance:
            return self._pay_off(rest, use)
        use.in_advance = self._kept_of(rest)
        use.principal = rest - use.in_advance
        self.in_advance += use.in_advance
        self.balance -= use.principal
        return use

    def _kept_of(self, rest: Decimal) -> Decimal:
        """The part of a sum that the current period's interest needs; the other is principal.

        A smaller balance needs less interest, so the two are settled together: from the interest on
        the whole balance downwards, until what is kept is what the balance left will have earned.
        Below zero where a claim payment has left more in hand than the period needs.
        """
        if self.day >= self.due_days.maturities[-1]:
            return ZERO
        kept = self.interest_of_period(self.balance)
        if rest <= kept:
            return rest
        while (needed := self.interest_of_period(self.balance - rest + kept)) < kept:
            kept = needed
        return kept

    def _pay_off(self, rest: Decimal, use: Use) -> Use:
        kept, self.in_advance = self.in_advance, ZERO
        rest += kept
        self.settle()
        due_before = self.interest_due
        rest = self._pay_interest(rest)
        use.interest += due_before - self.interest_due
        use.in_advance = -kept
        use.principal = min(rest, self.balance)
        self.balance -= use.principal
        use.excess = rest - use.principal
        return use

    def _pay_interest(self, amount: Decimal) -> Decimal:
        for due in self.dues:
            amount = due.pay(amount, self.day)
        return amount

    def pay_claim(self, amount: Decimal) -> Use:
        """A guarantor's or appraiser's money: the bank is owed less, the payer takes its place."""
        paid = min(amount, self.balance)
        self.balance -= paid
        self.subrogated += paid
        return Use(principal=paid, excess=amount - paid)

    def recover(self, *, to_bank: Decimal, to_payers: Decimal) -> Use:
        """Net proceeds, principal first; what payers get reduces what is owed to them."""
        principal = min(to_bank, self.balance)
        self.balance -= principal
        if not self.balance:
            self.settle()
        rest = self._pay_interest(to_bank - principal)
        subrogated = min(to_payers, self.subrogated)
        self.subrogated -= subrogated
        return Use(
            principal=principal,
            interest=to_bank - principal - rest,
            subrogated=subrogated,
            excess=rest + to_payers - subrogated,
        )
