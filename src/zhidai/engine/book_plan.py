"""When the principal of many loans falls due: the twin of `core.lending.principal_plan`.

A bullet loan and a single payment have one part, at maturity; instalments are equal parts on the
last due days, cut down to the fen, the last one with the rest; of equal total instalments each due
day's sum less its interest. Days are counted from 1970, money is whole fen.
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from zhidai.core.lending.principal_plan import equal_sum
from zhidai.core.lending.terms import Repayment
from zhidai.core.money import from_fen, to_fen
from zhidai.engine.book_columns import MILLION, BookColumns, interest_on
from zhidai.engine.book_day_counts import DayCounts
from zhidai.engine.book_dues import DueDays, Flags, Ints

_NO_DAY = np.iinfo(np.int64).max


@dataclass(slots=True, kw_only=True)
class PrincipalPlan:
    """The parts of each loan, oldest first: [place, loan]. Places that it does not need are after
    its last part, with no day and no amount."""

    due_on: Ints
    amount: Ints
    too_many: Flags  # more instalments than due days

    @classmethod
    def of(cls, loans: BookColumns) -> "PrincipalPlan":
        """As the first drawdown has it."""
        principal, instalments = loans.principal, np.maximum(loans.instalments, 1)
        equal = np.flatnonzero(loans.repaid_by(Repayment.EQUAL_TOTAL_INSTALMENTS))
        several = np.flatnonzero(loans.instalments > 1)
        every_day = _due_days(loans, equal)
        most = max(int(instalments.max(initial=1)), len(every_day))
        due_on = np.full((most, len(principal)), _NO_DAY, np.int64)
        due_on[0] = loans.matures
        too_many = np.zeros(len(principal), bool)
        if several.size:
            days = _due_days(loans, several)
            due_on[:, several], too_many[several] = _last_days(days, instalments[several], most)
        plan = cls(due_on=due_on, amount=np.zeros_like(due_on), too_many=too_many)
        at_once = np.flatnonzero(~loans.repaid_by(Repayment.EQUAL_TOTAL_INSTALMENTS))
        plan.draw(at_once, principal[at_once], loans.drawn_on[at_once])
        if equal.size:
            due_on[: len(every_day), equal] = every_day
            plan.amount[: len(every_day), equal] = _equal_sums(loans, equal, every_day)
        return plan

    def draw(self, which: Ints, amount: Ints, day: Ints) -> None:
        """A drawdown: its principal in equal parts on the days to come."""
        due_on = self.due_on[:, which]
        to_come = (due_on > day) & (due_on != _NO_DAY)
        parts = np.maximum(to_come.sum(axis=0), 1)
        each = amount // parts
        last = to_come & (due_on == np.where(to_come, due_on, -_NO_DAY).max(axis=0))
        self.amount[:, which] += np.where(to_come, each, 0) + np.where(
            last, amount - each * parts, 0
        )

    def due_by(self, which: Ints, day: Ints) -> Ints:
        """What has fallen due by the end of a day, paid or not."""
        due: Ints = np.where(self.due_on[:, which] <= day, self.amount[:, which], 0).sum(axis=0)
        return due

    def oldest_unpaid(self, paid: Ints) -> Ints:
        """The due day of the first part that the sums paid do not cover."""
        place = np.argmax(np.cumsum(self.amount, axis=0) > paid, axis=0)
        days: Ints = self.due_on[place, np.arange(len(paid))]
        return days


def _due_days(loans: BookColumns, which: Ints) -> Ints:
    """All due days of some loans up to maturity: [place, loan], no day after the last."""
    days = DueDays.of(
        loans.drawn_on[which],
        loans.matures[which],
        on_the_twentieth=loans.on_the_twentieth[which],
    )
    everyone = np.arange(len(which))
    found = [np.zeros((0, len(which)), np.int64)]
    while (come := days.next_due <= days.matures).any():
        found.append(np.where(come, days.next_due, _NO_DAY)[None])
        days.step(everyone[come])
    return np.concatenate(found)


def _last_days(every: Ints, number: Ints, most: int) -> tuple[Ints, Flags]:
    """The last so many of the due days of each loan; whether it has not that many."""
    counts = (every != _NO_DAY).sum(axis=0)
    place = np.arange(most)[:, None] + np.maximum(counts - number, 0)
    is_one = (np.arange(most)[:, None] < number) & (place < counts)
    everyone = np.arange(len(number))
    last: Ints = np.where(is_one, every[np.minimum(place, len(every) - 1), everyone], _NO_DAY)
    return last, number > counts


def _equal_sums(loans: BookColumns, which: Ints, every: Ints) -> Ints:
    """What of the same sum on every due day is principal; the last part takes what is left."""
    principal, rate, drawn_on = loans.principal[which], loans.rate[which], loans.drawn_on[which]
    day_counts = DayCounts.of(loans.day_count[which])
    everyone = np.arange(len(which))
    counts = (every != _NO_DAY).sum(axis=0)
    total = _sums(principal, rate, counts)
    parts, left, since = np.zeros_like(every), principal, drawn_on
    for place, due_on in enumerate(every):
        until = np.where(place < counts, due_on, since)
        units = day_counts.units(everyone, since, until)
        interest = interest_on(left * units, rate=rate, in_year=day_counts.in_year)
        part = np.where(place < counts - 1, np.clip(total - interest, 0, left), left)
        parts[place], left, since = part, left - part, until
    return parts


def _sums(principal: Ints, rate: Ints, number: Ints) -> Ints:
    """The same sum on so many due days in fen, by the core's own function."""
    agreed, places = np.unique(np.stack([principal, rate, number]), axis=1, return_inverse=True)
    sums = [
        to_fen(equal_sum(from_fen(lent), annual_rate=Decimal(millionths) / MILLION, number=times))
        for lent, millionths, times in agreed.T.tolist()
    ]
    found: Ints = np.array(sums, np.int64)[places]
    return found
