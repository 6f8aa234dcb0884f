"""When the principal of many loans falls due: the twin of `core.lending.principal_plan`.

A bullet loan has one part, at maturity; instalments are equal parts on the last due days, cut down
to the fen, the last one with the rest. Days are counted from 1970, money is whole fen.
"""

from dataclasses import dataclass

import numpy as np

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
    def of(
        cls,
        *,
        principal: Ints,
        instalments: Ints,
        drawn_on: Ints,
        matures: Ints,
        on_the_twentieth: Flags,
    ) -> "PrincipalPlan":
        """As the first drawdown has it."""
        most = int(instalments.max(initial=1))
        due_on = np.full((most, len(principal)), _NO_DAY, np.int64)
        due_on[0] = matures
        too_many = np.zeros(len(principal), bool)
        several = np.flatnonzero(instalments > 1)
        if several.size:
            days = DueDays.of(
                drawn_on[several], matures[several], on_the_twentieth=on_the_twentieth[several]
            )
            due_on[:, several], too_many[several] = _last_days(days, instalments[several], most)
        plan = cls(due_on=due_on, amount=np.zeros_like(due_on), too_many=too_many)
        plan.draw(np.arange(len(principal)), principal, drawn_on)
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


def _last_days(days: DueDays, number: Ints, most: int) -> tuple[Ints, Flags]:
    """The last so many due days of each loan up to its maturity; whether it has not that many."""
    everyone = np.arange(len(number))
    found, counts = [], np.zeros_like(number)
    while True:
        come = days.next_due <= days.matures
        if not come.any():
            break
        found.append(np.where(come, days.next_due, _NO_DAY))
        counts += come
        days.step(everyone[come])
    every = np.stack(found)
    place = np.arange(most)[:, None] + np.maximum(counts - number, 0)
    is_one = (np.arange(most)[:, None] < number) & (place < counts)
    last: Ints = np.where(is_one, every[np.minimum(place, len(every) - 1), everyone], _NO_DAY)
    return last, number > counts
