"""Asking a paid subsidy back: after misuse of the loan, false papers, or an error.

Ganzhou plan 9.3 subsidises what was actually paid, and 8.3 makes misuse of funds a breach; the plan
does not say how money comes back. Readings, ours until confirmed: each payer asks back at most what
it paid for the claim; two people are needed; what was asked back still counts for the caps, so that
a breach gives no new room.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhidai.core.errors import Reason, reason
from zhidai.core.money import format_yuan

ZERO = Decimal("0.00")


class ClawbackCause(StrEnum):
    """Why the money is asked back."""

    MISUSE = "misuse"
    FALSE_PAPERS = "false_papers"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An earlier claw-back of a claim that was not dropped. Yuan."""

    level: str
    amount: Decimal


def clawback_refusals(
    level: str, amount: Decimal, *, paid: Decimal, earlier: Iterable[Asked], clause: str | None
) -> tuple[Reason, ...]:
    """Why an amount cannot be asked back. paid: yuan that the level paid for the claim."""
    if amount <= 0:
        return (reason("amount_not_above_zero"),)
    left = paid - sum((one.amount for one in earlier if one.level == level), ZERO)
    if amount > left:
        return (
            reason(
                "clawback_above_paid", clause, amount=format_yuan(amount), left=format_yuan(left)
            ),
        )
    return ()
