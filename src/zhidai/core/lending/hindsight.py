"""When what was known of a loan cannot be read off what is known now.

Money is allocated in the order of days: as long as everything recorded later took effect later, the
earlier allocations are what they were. Where something took effect before or on a day of which more
was known already, or took something back, the loan has to be replayed as it was known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from zhidai.core.lending.events import EventKind, LoanEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Instants from `begins` until just before `ends`."""

    begins: datetime
    ends: datetime

    def __contains__(self, instant: datetime) -> bool:
        return self.begins <= instant < self.ends


def to_be_replayed(events: Sequence[LoanEvent]) -> Span | None:
    """The instants as of which the events known then have to be replayed anew, None for no one.

    The span holds every such instant; at its edges, and between two of them, there may be others.
    """
    recorded = sorted(events, key=lambda one: one.recorded_at)
    days = _days(recorded)
    known = list(accumulate(days, max))
    to_come = list(accumulate(reversed(days), min))[::-1]
    instants = [one.recorded_at for one in recorded]
    out_of_order = [
        (instants[place], later)
        for place, later in enumerate(instants[1:])
        if instants[place] < later and known[place] >= to_come[place + 1]
    ]
    if not out_of_order:
        return None
    return Span(begins=out_of_order[0][0], ends=out_of_order[-1][1])


def _days(events: Sequence[LoanEvent]) -> list[date]:
    """On which day each begins to matter: a reversal on that of what it takes back."""
    of = {one.id: one.effective_on for one in events}
    return [
        of.get(one.reverses, one.effective_on)
        if one.kind is EventKind.REVERSAL
        else one.effective_on
        for one in events
    ]
