"""The running account of `core.lending.account` for many loans at once, in whole fen.

Every step of the scalar account has its twin here, in the same order and with the same rounding;
tests hold the two to each other on random books. Interest of a period is
balance x units of the day count x rate / (units in a year x 10^6), rounded half up once: with rates
in millionths this is a division of whole numbers, exact as long as `fits` holds.
"""

from dataclasses import dataclass

import numpy as np

from zhidai.core.lending.terms import Repayment
from zhidai.engine.book_columns import BookColumns, interest_on
from zhidai.engine.book_day_counts import DayCounts
from zhidai.engine.book_dues import DueDays, Flags, Ints
from zhidai.engine.book_plan import PrincipalPlan

LONGEST_PERIOD_DAYS = 31  # from one monthly day, or the drawdown, to the next
MORE_DUES = 16  # places made at once; a year of months and its prepayments fit
_SAFE = 2.0**62


@dataclass(slots=True, kw_only=True)
class BookAccount:
    """One column a loan; money in fen."""

    rate: Ints  # millionths of one a year
    counts: DayCounts
    matures: Ints
    in_one_payment: Flags  # interest falls due with the principal
    days: DueDays
    committed: Ints  # agreed in all
    plan: PrincipalPlan
    day: Ints
    lent: Ints  # of it drawn
    balance: Ints
    subrogated: Ints
    in_advance: Ints
    fen_units: Ints
    due_total: Ints  # interest fallen due so far
    paid_total: Ints  # of it paid
    due_count: Ints
    due_days: Ints  # [place, loan]: in the order of falling due
    due_totals: Ints

    @classmethod
    def drawn(cls, loans: BookColumns) -> "BookAccount":
        """Every loan on the day of its first drawdown."""
        zeros = np.zeros_like(loans.principal)
        in_one_payment = loans.repaid_by(Repayment.SINGLE_PAYMENT)
        return cls(
            rate=loans.rate,
            counts=DayCounts.of(loans.day_count),
            matures=loans.matures,
            in_one_payment=in_one_payment,
            days=DueDays.of(
                loans.drawn_on,
                loans.matures,
                on_the_twentieth=loans.on_the_twentieth,
                begin_at_maturity=in_one_payment,
            ),
            committed=loans.committed,
            plan=PrincipalPlan.of(loans),
            day=loans.drawn_on.copy(),
            lent=loans.principal.copy(),
            balance=loans.principal.copy(),
            subrogated=zeros.copy(),
            in_advance=zeros.copy(),
            fen_units=zeros.copy(),
            due_total=zeros.copy(),
            paid_total=zeros.copy(),
            due_count=zeros.copy(),
            due_days=np.zeros((0, len(loans)), np.int64),
            due_totals=np.zeros((0, len(loans)), np.int64),
        )

    def bring_to(self, which: Ints, day: Ints) -> None:
        """Interest accrues up to a day for each of these loans, and settles on due days."""
        left, until = which, day
        while True:
            come = self.days.next_due[left] <= until
            if not come.any():
                break
            left, until = left[come], until[come]
            self._accrue_to(left, self.days.next_due[left])
            self.settle(left)
            self.days.step(left)
        self._accrue_to(which, day)

    def _accrue_to(self, which: Ints, day: Ints) -> None:
        self.fen_units[which] += self.balance[which] * self.counts.units(
            which, self.day[which], day
        )
        self.day[which] = day

    def accrued(self, which: Ints, fen_units: Ints) -> Ints:
        """Interest on balance x units, half up to the fen."""
        return interest_on(fen_units, rate=self.rate[which], in_year=self.counts.in_year[which])

    def settle(self, which: Ints) -> None:
        """The period ends today: its interest is rounded, falls due and takes what was kept."""
        some = which[self.fen_units[which] != 0]
        if some.size:
            interest = self.accrued(some, self.fen_units[some])
            kept = self.in_advance[some]
            used = np.minimum(kept, interest)
            self.in_advance[some] = kept - used
            self.due_total[some] += interest
            self.paid_total[some] += used
            self._note_due(some)
            self.fen_units[some] = 0

    def _note_due(self, which: Ints) -> None:
        """Remember day and running total of a due, for finding the oldest unpaid one later."""
        places = self.due_count[which]
        if int(places.max()) >= len(self.due_days):
            more = np.zeros((MORE_DUES, len(self.balance)), np.int64)
            self.due_days = np.concatenate([self.due_days, more])
            self.due_totals = np.concatenate([self.due_totals, more])
        self.due_days[places, which] = self.day[which]
        self.due_totals[places, which] = self.due_total[which]
        self.due_count[which] = places + 1

    def interest_due(self, which: Ints) -> Ints:
        """Fallen due and not paid."""
        unpaid: Ints = self.due_total[which] - self.paid_total[which]
        return unpaid

    def principal_due(self, which: Ints) -> Ints:
        """Principal owed to the bank that has fallen due by today; payers of claims come first."""
        subrogated, balance = self.subrogated[which], self.balance[which]
        paid = self.lent[which] - balance - subrogated
        unpaid = np.maximum(self.plan.due_by(which, self.day[which]) - paid, 0)
        due: Ints = np.minimum(np.maximum(unpaid - subrogated, 0), balance)
        return due

    def is_settled(self, which: Ints) -> Flags:
        """Nothing is owed to anyone."""
        owed = self.balance[which] | self.subrogated[which] | self.fen_units[which]
        settled: Flags = (owed == 0) & (self.interest_due(which) == 0)
        return settled

    def pay_interest(self, which: Ints, amount: Ints) -> Ints:
        """Pays what is due, oldest first; gives what is left."""
        used = np.minimum(amount, self.interest_due(which))
        self.paid_total[which] += used
        left: Ints = amount - used
        return left

    def oldest_unpaid(self) -> Ints:
        """The due day of the oldest unpaid interest of each loan; the end of days where none is."""
        found = np.full_like(self.balance, np.iinfo(np.int64).max)
        for place in reversed(range(len(self.due_days))):
            unpaid = (place < self.due_count) & (self.due_totals[place] > self.paid_total)
            found[unpaid] = self.due_days[place][unpaid]
        return found


def fits(committed: Ints, rate: Ints, *, longest_period_units: Ints) -> Flags:
    """Whether interest of any period can be computed in 63 bits, doubled for the rounding.

    The bound is half of what fits, so that the estimate in floating point is on the safe side.
    """
    largest = committed.astype(np.float64) * rate * (2 * longest_period_units)
    within: Flags = largest < _SAFE
    return within
