"""A wrongly recorded repayment put right: taken back, and recorded anew as it ought to have been.

Nothing is removed. A reversal makes the event one that never happened (`history`); what was
reported before is still found by asking as of then.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from zhidai.core.lending.events import EventKind, LoanEvent


class Decision(StrEnum):
    """What becomes of a proposal; withdrawn by the one who made it."""

    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Registration(StrEnum):
    """What the register shows of the pledges when a loan that was settled is owed again."""

    STANDS = "stands"  # nobody filed the release, or it was withdrawn in time
    CANCELLED = "cancelled"  # the release is on record there


def corrected(
    events: Sequence[LoanEvent],
    *,
    wrong: str,
    amount: Decimal | None,
    effective_on: date | None,
    at: datetime,
) -> tuple[LoanEvent, ...]:
    """The history as it would stand with the event `wrong` taken back at an instant.

    amount, effective_on: the repayment as it ought to have been, yuan; both None if it never
    happened. Bad input: that of `LoanEvent`.
    """
    reversal = LoanEvent(
        id=f"reversal of {wrong}",
        kind=EventKind.REVERSAL,
        effective_on=at.date(),
        recorded_at=at,
        reverses=wrong,
    )
    if amount is None or effective_on is None:
        return (*events, reversal)
    anew = LoanEvent(
        id=f"instead of {wrong}",
        kind=EventKind.REPAYMENT,
        amount=amount,
        effective_on=effective_on,
        recorded_at=at,
    )
    return (*events, reversal, anew)
