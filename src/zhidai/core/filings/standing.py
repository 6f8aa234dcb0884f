"""Where a month's filing stands: when it is due, what becomes of it, whether it is late.

"In the month after disbursement" (9.2) is read as by the last day of that month, working day or
not: the clause names the month, so the earlier and stricter end is taken (interpretation
`project_filing_due`). A first version sent by then keeps the day; a version that was returned keeps
nothing once the day is over, until it is sent again. A month that was received is filed: a later
correction that comes back takes nothing from it. "Last month's loans" are what is filed: a month
whose every drawdown has been reversed has none, and nothing of it is due or late.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhidai.core.filings.months import last_day, next_month

REMIND_DAYS_BEFORE = 7  # assumed: the plan sets no reminder


class FilingStatus(StrEnum):
    """What has become of a month's filing."""

    TO_SEND = "to_send"
    SENT = "sent"
    RETURNED = "returned"
    RECEIVED = "received"
    NOTHING_DRAWN = "nothing_drawn"  # every drawdown reversed before a filing of it was received


WAITS_FOR_THE_BANK = frozenset({FilingStatus.TO_SEND, FilingStatus.RETURNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A month's filing on a day. `late_days` is 0 in time; `days_left` None where nothing is due.

    completed_on: the day on which the version was sent that the bureau received or has before it,
    where that is not the first one; None while the first one stands or nothing does.
    """

    status: FilingStatus
    due_on: date
    late_days: int
    days_left: int | None
    completed_on: date | None = None

    @property
    def is_completed_late(self) -> bool:
        """Whether what was sent in time had to be sent once more after the day."""
        return (
            not self.is_late and self.completed_on is not None and self.completed_on > self.due_on
        )

    @property
    def is_late(self) -> bool:
        """Whether it was first sent after its day, or is still to be sent after it."""
        return self.late_days > 0


def filing_due_on(month: date) -> date:
    """The last day on which a month may be filed: the last day of the month after it (9.2)."""
    return last_day(next_month(month))


def remind_on(month: date) -> date:
    """The day on which the bank is reminded."""
    return filing_due_on(month) - timedelta(days=REMIND_DAYS_BEFORE)


def standing(
    month: date,
    *,
    status: FilingStatus,
    first_sent_on: date | None,
    on: date,
    completed_on: date | None = None,
    was_received: bool = False,
    has_drawdowns: bool = True,
) -> Standing:
    """How a month's filing stands on a day.

    was_received: a version of it, by the bureau. has_drawdowns: as the loans are known now; only
    asked of a month that waits for the bank.
    """
    due_on = filing_due_on(month)
    if status in WAITS_FOR_THE_BANK and not has_drawdowns and not was_received:
        return Standing(
            status=FilingStatus.NOTHING_DRAWN, due_on=due_on, late_days=0, days_left=None
        )
    came_back = status is FilingStatus.RETURNED and not was_received
    waits_for_bank = status is FilingStatus.TO_SEND or came_back
    counted_to = on if waits_for_bank or first_sent_on is None else first_sent_on
    return Standing(
        status=status,
        due_on=due_on,
        late_days=max((counted_to - due_on).days, 0),
        days_left=(due_on - on).days if waits_for_bank else None,
        completed_on=None if waits_for_bank else completed_on,
    )
