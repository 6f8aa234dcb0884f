"""The running account of one loan: balance, interest by the day, what is due, what was paid.

Made anew by every replay and thrown away with it; nothing outside this package sees it change.
What money is used for stands in `allocation`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.interest import ZERO, Charge, Earned
from zhidai.core.lending.interest_dues import InterestDues
from zhidai.core.lending.principal_plan import PrincipalPlan
from zhidai.core.lending.terms import Compounding, LoanTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Misuse:
    """Funds used otherwise: yuan, None for the whole loan; the last day, None if it goes on.

    markup: by how much of the contract rate these yuan bear more.
    """

    amount: Decimal | None
    markup: Decimal
    until: date | None

    def of(self, balance: Decimal, day: date) -> Decimal:
        """How much of a balance it concerns on a day after it began."""
        if self.until is not None and day > self.until:
            return ZERO
        return balance if self.amount is None else self.amount


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
    written_off: Decimal = ZERO  # principal off the bank's books and owed all the same
    interest_written_off: Decimal = ZERO
    waived_principal: Decimal = ZERO
    waived_interest: Decimal = ZERO
    dues: InterestDues = field(default_factory=InterestDues)
    rates: list[tuple[date, Decimal]] = field(default_factory=list)  # agreed later, since when
    # First and last days, by first day: events come in the order of their effect.
    pauses: list[tuple[date, date]] = field(default_factory=list)
    misuses: list[Misuse] = field(default_factory=list)
    # Days from which interest is earned in another way, due days or not: a pause or misuse is over,
    # a rate agreed with an extension begins.
    turns: list[date] = field(default_factory=list)
    # Ordinary interest (yuan x units x rate) charged on a day for those up to the period's end.
    ahead: list[tuple[date, Decimal]] = field(default_factory=list)

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

    def copy(self) -> "LoanAccount":
        return replace(
            self,
            earned=replace(self.earned),
            dues=self.dues.copy(),
            rates=list(self.rates),
            pauses=list(self.pauses),
            misuses=list(self.misuses),
            turns=list(self.turns),
            ahead=list(self.ahead),
        )

    def bring_to(self, day: date) -> None:
        """Lets interest accrue up to a day (that day itself not in) and settles on due days."""
        while (stop := self._next_stop()) <= day:
            self._accrue_to(stop)
            if stop == self.next_due_on:
                self.settle()
                self.next_due_on = self.due_days.after(stop)
        self._accrue_to(day)

    def _next_stop(self) -> date:
        """The next day on which interest falls due, or is earned in another way from."""
        if not self.turns:
            return self.next_due_on
        return min([self.next_due_on, *(turn for turn in self.turns if turn > self.day)])

    def _accrue_to(self, day: date) -> None:
        if day > self.day:
            self._earn(self.earned, self.balance, since=self.day, until=day)
            self.day = day

    def _earn(self, earned: Earned, balance: Decimal, *, since: date, until: date) -> None:
        """Interest of a balance between two days, between which nothing else changes."""
        units, rate = self.terms.day_count.units(since, until), self._rate_on(since)
        at_contract_rate = balance
        if self.misuses or self.terms.overdue_markup:
            for part, markup in self._at_penalty_rates(balance, since):
                at_contract_rate -= part
                earned.add_penalty(part, units=units, rate=rate * (1 + markup))
        earned.add(at_contract_rate, units=units, rate=rate)
        if self.terms.compounding is Compounding.UNPAID_INTEREST and not self._pauses(since):
            late = self.terms.overdue_markup if self.has_matured else ZERO
            earned.add_compound(self.dues.left.interest, units=units, rate=rate * (1 + late))

    def _at_penalty_rates(self, balance: Decimal, day: date) -> Iterator[tuple[Decimal, Decimal]]:
        """Principal with its markup, of misuse or of being overdue: one of them, the higher.

        The misuse rate is never the lower one. Which yuan were misused is not known of a part: it
        is taken to be overdue first, so that the fewest yuan bear a markup.
        """
        left = balance
        for one in sorted(self.misuses, key=lambda misuse: misuse.markup, reverse=True):
            part = min(one.of(balance, day), left)
            left -= part
            if part:
                yield part, one.markup
        if self.terms.overdue_markup and not self._pauses(day):
            overdue = min(self.principal_due, balance) - (balance - left)
            if overdue > 0:
                yield overdue, self.terms.overdue_markup

    def interest_to_due_day(self, balance: Decimal) -> Decimal:
        """What all of the current period comes to if so much principal is left from today on."""
        return self._earned_ahead(balance).charge().total

    def charge_ahead(self, prepaid: Decimal) -> None:
        """Interest to the end of the period on principal that is paid today."""
        whole = self._earned_ahead(self.balance)
        less = self._earned_ahead(self.balance - prepaid)
        self.earned.yuan_units += whole.yuan_units - less.yuan_units
        self.ahead.append((self.day, whole.interest - less.interest))
        self.earned.interest += whole.interest - less.interest
        self.earned.penalty += whole.penalty - less.penalty

    def _earned_ahead(self, balance: Decimal) -> Earned:
        ahead, since = replace(self.earned), self.day
        turns = (turn for turn in self.turns if since < turn < self.next_due_on)
        for until in (*sorted(turns), self.next_due_on):
            self._earn(ahead, balance, since=since, until=until)
            since = until
        return ahead

    def _rate_on(self, day: date) -> Decimal:
        """The contract rate of a day: the one agreed last that has begun."""
        for since, rate in reversed(self.rates):
            if since <= day:
                return rate
        return self.terms.annual_rate

    def _pauses(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.pauses)

    def settle(self) -> None:
        """Closes the interest period today: its interest is rounded and falls due."""
        if not self.earned.is_nothing:
            charge = self.earned.settle()
            self.dues.add(charge, begins_on=self.begins_on, due_on=self.day)
            if self.in_advance:
                self.in_advance = self.dues.pay(self.in_advance, self.day)
        self.begins_on = self.day
        self.ahead.clear()

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
        return self.balance + self.subrogated + self.written_off

    @property
    def principal_due(self) -> Decimal:
        """Principal owed to the bank that has fallen due by today; payers of claims come first."""
        due = self.plan.unpaid_by(self.day, left=self.principal_left)
        return self.of_bank(due)

    def of_bank(self, due: Decimal) -> Decimal:
        """What of principal due is owed to the bank and on its books."""
        return min(max(due - self.subrogated - self.written_off, ZERO), self.balance)

    @property
    def is_settled(self) -> bool:
        """Nothing is owed to anyone."""
        owed = self.principal_left or self.dues.unpaid or self.interest_written_off
        return not owed and self.earned.is_nothing
