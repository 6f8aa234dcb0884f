"""Interest that has fallen due: each settled period, and what is unpaid of all of them.

A loan can come to thousands of them, and every event asks what is unpaid. So the sums are kept as
they change, and what has nothing left is not looked at again: the oldest is always paid first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from zhidai.core.lending.interest import NOTHING, ZERO, Charge

_ANY = "total"  # beside the three kinds: whatever is left


class InterestDue(NamedTuple):
    """Interest of one settled period: for `begins_on` up to the day before `due_on`.

    left: what is unpaid of each kind. paid: money; paid_interest: of it on ordinary interest.
    paid_on: the day on which money left nothing to pay.
    """

    begins_on: date
    due_on: date
    charge: Charge
    left: Charge
    paid: Decimal = ZERO
    paid_interest: Decimal = ZERO
    paid_on: date | None = None

    def takes(self, amount: Decimal) -> Charge:
        """What of each kind a sum pays, as far as it goes.

        Ordinary interest first, since it alone compounds: the reading that costs the payer least.
        """
        if amount >= self.left.total:
            return self.left
        interest = min(amount, self.left.interest)
        penalty = min(amount - interest, self.left.penalty)
        return Charge(interest, penalty, amount - interest - penalty)

    def paid_with(self, used: Charge, on: date) -> "InterestDue":
        """The period after a payment; used: what it takes."""
        begins_on, due_on, charge, left, paid, paid_interest, paid_on = self
        if used is left:
            left, paid_on = NOTHING, on
        else:
            left = left.less(used)
        paid, paid_interest = paid + used.total, paid_interest + used.interest
        return InterestDue(begins_on, due_on, charge, left, paid, paid_interest, paid_on)


@dataclass(slots=True)
class InterestDues:
    """The settled periods of one loan, oldest first, with what is unpaid of all of them."""

    left: Charge = NOTHING
    _periods: list[InterestDue] = field(default_factory=list)
    _oldest: dict[str, int] = field(default_factory=dict)  # before it nothing of a kind is left

    def __len__(self) -> int:
        return len(self._periods)

    def __iter__(self) -> Iterator[InterestDue]:
        return iter(self._periods)

    def copy(self) -> "InterestDues":
        return InterestDues(self.left, list(self._periods), dict(self._oldest))

    @property
    def unpaid(self) -> Decimal:
        return self.left.total

    @property
    def oldest_unpaid_on(self) -> date | None:
        """The due day of the oldest period of which anything is left."""
        place = self._oldest_with(_ANY)
        return self._periods[place].due_on if place < len(self._periods) else None

    def add(self, charge: Charge, *, begins_on: date, due_on: date) -> None:
        """The interest of a period falls due."""
        self._periods.append(InterestDue(begins_on, due_on, charge, charge))
        self.left = self.left.plus(charge)

    def pay(self, amount: Decimal, on: date, *, due_by: date = date.max) -> Decimal:
        """Pays what fell due by a day, oldest first; returns what is left of the money."""
        periods = self._periods
        while amount and (place := self._oldest_with(_ANY)) < len(periods):
            due = periods[place]
            if due.due_on > due_by:
                break
            used = due.takes(amount)
            periods[place] = due.paid_with(used, on)
            self.left = self.left.less(used)
            amount -= used.total
        return amount

    def discharge(self, kind: str, amount: Decimal) -> None:
        """Takes off what is left of one kind without money, oldest first."""
        periods = self._periods
        while amount and (place := self._oldest_with(kind)) < len(periods):
            left = periods[place].left
            used = Charge(**{kind: min(amount, left.of(kind))})
            periods[place] = periods[place]._replace(left=left.less(used))
            self.left = self.left.less(used)
            amount -= used.total

    def _oldest_with(self, kind: str) -> int:
        """The place of the oldest period of which something of a kind is left; beyond all: none."""
        place = self._oldest.get(kind, 0)
        while place < len(self._periods) and not self._periods[place].left.of(kind):
            place += 1
        self._oldest[kind] = place
        return place
