"""Where a change of a scheme moves what borrowers bear beside the reference loan.

A subsidy of more months, or a budget that holds down larger loans only, leaves the reference loan
as it was. Of the loans that both x-rays have in their tables, the one whose net cost moves most is
said: it shows that something moves, and how far it may.
"""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.xray.xray import Xray


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanMoved:
    """The net cost in yuan of one loan, before and after."""

    amount: Decimal
    days: int
    old: Decimal
    new: Decimal


def moved_most(before: Xray, after: Xray) -> LoanMoved | None:
    """None: no loan in both tables costs another amount."""
    costs = {(one.amount, one.days): one.net for one in after.borrower}
    both = (
        LoanMoved(amount=one.amount, days=one.days, old=one.net, new=costs[one.amount, one.days])
        for one in before.borrower
        if (one.amount, one.days) in costs
    )
    moved = [one for one in both if one.old != one.new]
    return max(moved, key=lambda one: abs(one.new - one.old), default=None)
