"""From the journal that ought to stand and the one that stands to what has to be booked.

Nothing booked is ever changed. Where a back-dated event changes what an earlier movement came to,
the movement is reversed and booked anew; what belongs to a closed period is booked on the first
open day and keeps the day on which it took effect, so that it can be listed as a correction.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhidai.core.journal.entries import Entry, EntryKind, Legs, reversed_legs, summed


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One booking: of an entry as it ought to stand, or the reversal of one that does not."""

    key: str
    kind: EntryKind
    effective_on: date
    booked_on: date
    clause: str | None
    legs: Legs
    is_reversal: bool = False

    @property
    def is_correction(self) -> bool:
        """Booked in a later period than the one in which it took effect."""
        return self.booked_on != self.effective_on


def postings_due(
    entries: Sequence[Entry], posted: Sequence[Posting], *, open_from: date
) -> tuple[Posting, ...]:
    """What is still to be booked. entries: all of one loan; posted: all that was booked for it."""
    standing = _standing(posted)
    wanted = {entry.key: entry for entry in entries}
    due: list[Posting] = []
    for key, (last, net) in standing.items():
        entry = wanted.get(key)
        if net and not _stands(entry, last, net):
            due.append(_reversal(last, net, open_from))
    for key, entry in wanted.items():
        if key not in standing or not _stands(entry, *standing[key]):
            due.append(_booked(entry, open_from))
    return tuple(due)


def _standing(posted: Sequence[Posting]) -> Mapping[str, tuple[Posting, Legs]]:
    by_key: defaultdict[str, list[Posting]] = defaultdict(list)
    for one in posted:
        by_key[one.key].append(one)
    return {key: (many[-1], summed(one.legs for one in many)) for key, many in by_key.items()}


def _stands(entry: Entry | None, last: Posting, net: Legs) -> bool:
    return (
        entry is not None
        and dict(net) == dict(entry.legs)
        and last.effective_on == entry.effective_on
    )


def _reversal(last: Posting, net: Legs, open_from: date) -> Posting:
    return Posting(
        key=last.key,
        kind=last.kind,
        effective_on=last.effective_on,
        booked_on=max(last.effective_on, open_from),
        clause=last.clause,
        legs=reversed_legs(net),
        is_reversal=True,
    )


def _booked(entry: Entry, open_from: date) -> Posting:
    return Posting(
        key=entry.key,
        kind=entry.kind,
        effective_on=entry.effective_on,
        booked_on=max(entry.effective_on, open_from),
        clause=entry.clause,
        legs=entry.legs,
    )
