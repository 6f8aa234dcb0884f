"""One loan worked out a second time, another way: whole fen, one day after the other.

Nothing of `zhidai.core.lending` is used. The rules are read from docs/algorithms/interest.md:
ACT/360 on whole fen, settlement on the 20th and payment on the 21st, interest rounded half up once
a period, interest before principal, the current period's interest kept before anything is prepaid;
principal in equal parts on the last due days, a further drawdown spread over the days to come.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

PAYMENT_DAY = 21
YEAR = 360 * 1_000_000  # days in a year, and the rate is in millionths
ONE_DAY = timedelta(days=1)


class Overpaid(Exception):
    """More came in than was owed on a day."""

    def __init__(self, day: date, excess: int) -> None:
        super().__init__(f"{excess} fen too much on {day}")
        self.day, self.excess = day, excess


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """As agreed; amounts in fen, the rate in millionths a year.

    principal: drawn at first. instalments: on how many last due days it is repaid in equal parts;
    0: all of it at maturity.
    """

    principal: int
    rate: int
    drawn_on: date
    due_on: date
    instalments: int = 0


@cache
def due_days(terms: Terms) -> tuple[date, ...]:
    """Every payment day after the drawdown, and maturity."""
    found, day = [], terms.drawn_on
    while day < terms.due_on:
        day += ONE_DAY
        if day.day == PAYMENT_DAY or day == terms.due_on:
            found.append(day)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What moved on a day, in fen. drawn: went out; to_bank, to_payers: of a recovery."""

    on: date
    drawn: int = 0
    repaid: int = 0
    claimed: int = 0
    to_bank: int = 0
    to_payers: int = 0


@dataclass(slots=True, kw_only=True)
class Period:
    """A settled period's interest."""

    begins_on: date
    due_on: date
    charged: int
    unpaid: int


@dataclass(slots=True)
class Part:
    """A part of the principal and the day on which it falls due."""

    due_on: date
    amount: int


def spread(amount: int, over: list[Part]) -> None:
    """Equal parts cut down to the fen, what is left over with the last."""
    each = amount // len(over)
    for one in over:
        one.amount += each
    over[-1].amount += amount - each * len(over)


@dataclass(slots=True)
class Book:
    """The loan on the day that it has come to."""

    terms: Terms
    day: date = date.min
    balance: int = 0
    subrogated: int = 0
    kept: int = 0  # interest paid in advance
    earned: int = 0  # fen x days x millionths since the period began
    bore: bool = False  # whether the period had a balance on any day
    begins_on: date = date.min
    periods: list[Period] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    principal_repaid: int = 0
    closed_on: date | None = None

    def __post_init__(self) -> None:
        self.day = self.begins_on = self.terms.drawn_on
        self.balance = self.terms.principal
        days = due_days(self.terms)[-max(self.terms.instalments, 1) :]
        self.parts = [Part(due_on=day, amount=0) for day in days]
        spread(self.balance, self.parts)

    @property
    def lent(self) -> int:
        return sum(one.amount for one in self.parts)

    @property
    def unpaid_parts(self) -> list[Part]:
        """What is not repaid of each part, to whomever; money counts for the oldest first."""
        paid = self.lent - self.balance - self.subrogated
        found = []
        for one in self.parts:
            used = min(paid, one.amount)
            paid -= used
            if one.amount > used:
                found.append(Part(due_on=one.due_on, amount=one.amount - used))
        return found

    @property
    def principal_due(self) -> int:
        """What has fallen due and is owed to the bank; payers of a claim come first."""
        fallen = sum(one.amount for one in self.unpaid_parts if one.due_on <= self.day)
        return min(max(fallen - self.subrogated, 0), self.balance)

    @property
    def interest_due(self) -> int:
        return sum(one.unpaid for one in self.periods)

    @property
    def charged(self) -> int:
        return sum(one.charged for one in self.periods)

    @property
    def accrued(self) -> int:
        return rounded(self.earned)

    @property
    def owed(self) -> int:
        """What would settle the loan today."""
        return max(self.balance + self.interest_due + self.accrued - self.kept, 0)

    @property
    def overdue_days(self) -> int:
        since = [one.due_on for one in self.periods if one.unpaid]
        since += [one.due_on for one in self.unpaid_parts if one.due_on <= self.day]
        return (self.day - min(since)).days if since else 0

    @property
    def has_matured(self) -> bool:
        return self.day >= self.terms.due_on

    def next_day(self) -> None:
        """A night passes: a day's interest is earned, and on a due day the period is settled."""
        self.day += ONE_DAY
        self.earned += self.balance * self.terms.rate
        self.bore = self.bore or self.balance > 0
        if self.day.day == PAYMENT_DAY or self.day == self.terms.due_on:
            self.settle()

    def settle(self) -> None:
        if self.bore:
            charged = self.accrued
            self.earned, self.bore = 0, False
            self.periods.append(
                Period(begins_on=self.begins_on, due_on=self.day, charged=charged, unpaid=charged)
            )
            self.kept = self._pay_interest(self.kept)
        self.begins_on = self.day

    def take(self, money: Money) -> None:
        """What moved on this day, kind by kind."""
        if money.drawn:
            self.balance += money.drawn
            spread(money.drawn, [one for one in self.parts if one.due_on > self.day])
        if money.repaid:
            self._repay(money.repaid)
        if money.claimed:
            self._hold(money.claimed <= self.balance, money.claimed - self.balance)
            self.balance -= money.claimed
            self.subrogated += money.claimed
        if money.to_bank or money.to_payers:
            self._recover(money.to_bank, money.to_payers)
        owes = self.balance or self.subrogated or self.interest_due or self.bore
        if not owes and self.closed_on is None:
            self.closed_on = self.day

    def _repay(self, amount: int) -> None:
        rest = self._pay_interest(amount)
        if not rest:
            return
        if rest + self.kept >= self.balance:
            rest, self.kept = rest + self.kept, 0
            self.settle()
            rest = self._pay_principal(self._pay_interest(rest))
            self._hold(rest == 0, rest)
            return
        rest -= self._pay_due_part(rest)
        kept = 0 if self.has_matured else self._to_keep(rest)
        self.kept += kept
        self._pay_principal(rest - kept)

    def _pay_due_part(self, rest: int) -> int:
        used = min(rest, self.principal_due)
        self._pay_principal(used)
        return used

    def _to_keep(self, rest: int) -> int:
        """The most that the period will need for its interest on the balance that is then left."""
        nights = (self._next_due() - self.day).days

        def lacks(kept: int) -> int:
            left = self.balance - rest + kept
            need = rounded(self.earned + left * self.terms.rate * nights)
            return need - self.kept - kept

        whole = rounded(self.earned + self.balance * self.terms.rate * nights) - self.kept
        if rest <= whole:
            return rest
        span = range(-self.kept, whole + 1)  # what is still lacking falls as more is kept
        return span[bisect_left(span, True, key=lambda kept: lacks(kept) < 0) - 1]

    def _next_due(self) -> date:
        day = self.day + ONE_DAY
        while day.day != PAYMENT_DAY and day != self.terms.due_on:
            day += ONE_DAY
        return day

    def _recover(self, to_bank: int, to_payers: int) -> None:
        used = min(to_bank, self.balance)
        self.balance -= used
        if not self.balance:
            self.settle()
        rest = self._pay_interest(to_bank - used)
        self._hold(rest == 0, rest)
        self._hold(to_payers <= self.subrogated, to_payers - self.subrogated)
        self.subrogated -= to_payers

    def _pay_interest(self, amount: int) -> int:
        for one in self.periods:
            used = min(amount, one.unpaid)
            one.unpaid -= used
            amount -= used
        return amount

    def _pay_principal(self, amount: int) -> int:
        used = min(amount, self.balance)
        self.balance -= used
        self.principal_repaid += used
        return amount - used

    def _hold(self, holds: bool, excess: int) -> None:
        if not holds:
            raise Overpaid(self.day, excess)


def rounded(earned: int) -> int:
    """Half up to the fen."""
    return (2 * earned + YEAR) // (2 * YEAR)


def book_on(terms: Terms, money: Iterable[Money], day: date) -> Book:
    """The loan at the end of a day. Raises `Overpaid`."""
    by_day: defaultdict[date, list[Money]] = defaultdict(list)
    for one in money:
        by_day[one.on].append(one)
    book = Book(terms)
    while True:
        if book.day in by_day:
            book.take(together(by_day[book.day]))
        if book.day == day:
            return book
        book.next_day()


def together(money: list[Money]) -> Money:
    """All of one day's money as one."""
    return Money(
        on=money[0].on,
        drawn=sum(one.drawn for one in money),
        repaid=sum(one.repaid for one in money),
        claimed=sum(one.claimed for one in money),
        to_bank=sum(one.to_bank for one in money),
        to_payers=sum(one.to_payers for one in money),
    )
