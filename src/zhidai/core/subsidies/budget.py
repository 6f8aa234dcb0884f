"""Which approved subsidies may be paid on a day: publicity over, and budget left.

Ganzhou plan 9.3 names neither a publicity period nor a budget; the bureau may publish an approval
for a number of days, and a payer may have a budget for a year. Readings, ours until confirmed:
whoever repaid first is paid first; a claim keeps its place and its part of the budget while it is
published; one that does not fit waits as a whole, for a claim is never trimmed, and no later claim
on the same payer overtakes it. What a payer has no budget for is not limited. A claim of an
enterprise that gets no subsidy for a time holds nothing of the budget meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import Reason, reason


class Standing(StrEnum):
    """Where an approved claim stands on a day."""

    PAYABLE = "payable"
    PUBLISHED = "published"  # its publicity period is not over
    BUDGET_EXHAUSTED = "budget_exhausted"
    BARRED = "barred"  # its enterprise gets no subsidy for a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """An approved claim that is not paid. amounts: level -> yuan; public_until: last day, or None.

    id: tells claims apart, and decides between those repaid on the same day (the lower one first).
    """

    id: int
    repaid_on: date
    amounts: Mapping[str, Decimal]
    public_until: date | None = None
    is_barred: bool = False


def standings(
    claims: Sequence[Approved], room: Mapping[str, Decimal], *, on: date
) -> dict[int, Standing]:
    """By id. room: level -> yuan left of this year's budget; a level without one is not limited."""
    left = dict(room)
    found: dict[int, Standing] = {}
    closed: set[str] = set()  # levels on which somebody already waits for a new budget
    for claim in sorted(claims, key=lambda one: (one.repaid_on, one.id)):
        if claim.is_barred:
            found[claim.id] = Standing.BARRED
            continue
        asked = {level: amount for level, amount in claim.amounts.items() if amount}
        short = {level for level, amount in asked.items() if amount > left.get(level, amount)}
        if short or closed & set(asked):
            closed |= short
            found[claim.id] = Standing.BUDGET_EXHAUSTED
            continue
        for level, amount in asked.items():
            if level in left:
                left[level] -= amount
        published = claim.public_until is not None and on <= claim.public_until
        found[claim.id] = Standing.PUBLISHED if published else Standing.PAYABLE
    return found


def payment_refusals(
    standing: Standing, *, until: date | None, clause: str | None
) -> tuple[Reason, ...]:
    """Why an approved claim cannot be paid now; empty if it can."""
    if standing is Standing.PUBLISHED and until is not None:
        return (reason("subsidy_still_published", clause, until=until),)
    if standing is Standing.BUDGET_EXHAUSTED:
        return (reason("subsidy_budget_exhausted", clause),)
    return ()
