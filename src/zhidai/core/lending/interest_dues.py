"""Interest that has fallen due: each settled period, and what is unpaid of all of them.

A loan can come to thousands of them, and every event asks what is unpaid. So the sums are kept as
they change, and what has nothing left is not looked at again: the oldest is always paid first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zhidai.core.lending.interest import NOTHING, ZERO, Charge

_ANY = "total"  # beside the three kinds: whatever is left


@dataclass(slots=True)
class InterestDue:
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

    def pay(self, amount: Decimal, on: date) -> Charge:
        """Takes what it can use, and returns what that was of each kind.

        Ordinary interest first, since it alone compounds: the reading that costs the payer least.
        """
        used, unpaid = self.left, self.left.total
        if amount < unpaid:
            interest = min(amount, used.interest)
            penalty = min(amount - interest, used.penalty)
            used = Charge(interest, penalty, amount - interest - penalty)
            self.left = self.left.less(used)
        else:
            self.left, self.paid_on = NOTHING, on
        self.paid += min(amount, unpaid)
        self.paid_interest += used.interest
        return used


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

    @property
    def unpaid(self) -> Decimal:
        return self.left.total

    @property
    def oldest_unpaid(self) -> InterestDue | None:
        return self._oldest_with(_ANY)

    def add(self, charge: Charge, *, begins_on: date, due_on: date) -> None:
        """The interest of a period falls due."""
        self._periods.append(InterestDue(begins_on, due_on, charge, charge))
        self.left = self.left.plus(charge)

    def pay(self, amount: Decimal, on: date, *, due_by: date = date.max) -> Decimal:
        """Pays what fell due by a day, oldest first; returns what is left of the money."""
        while amount and (due := self._oldest_with(_ANY)) and due.due_on <= due_by:
            used = due.pay(amount, on)
            self.left = self.left.less(used)
            amount -= used.total
        return amount

    def discharge(self, kind: str, amount: Decimal) -> None:
        """Takes off what is left of one kind without money, oldest first."""
        while amount and (due := self._oldest_with(kind)):
            used = Charge(**{kind: min(amount, due.left.of(kind))})
            due.left, self.left = due.left.less(used), self.left.less(used)
            amount -= used.total

    def _oldest_with(self, kind: str) -> InterestDue | None:
        """The oldest period of which something of a kind is left."""
        place = self._oldest.get(kind, 0)
        while place < len(self._periods) and not self._periods[place].left.of(kind):
            place += 1
        self._oldest[kind] = place
        return self._periods[place] if place < len(self._periods) else None
