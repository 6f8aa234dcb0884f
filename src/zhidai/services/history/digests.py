"""What the daily digests say of the chains, and whether the digests themselves hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhidai.db.history.models import BusinessDate, DailyDigest
from zhidai.services.history.chain import GENESIS, digest_hash

ONE_DAY = timedelta(days=1)
Heads = dict[int, set[str]]  # number of an event -> the hashes it was recorded with


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A place where the log does not hold; the stream of a digest is its day."""

    stream: str
    sequence: int
    what: str  # hash, link, sequence, head, recorded_head, trigger, digest_hash, _link, _missing


def recorded_heads() -> dict[str, Heads]:
    """Every head that a digest ever recorded, by chain."""
    found: dict[str, Heads] = {}
    for heads in DailyDigest.objects.order_by("id").values_list("heads", flat=True).iterator():
        for stream, (length, head) in heads.items():
            found.setdefault(stream, {}).setdefault(length, set()).add(head)
    return found


def last_heads() -> dict[str, list[int | str]]:
    """The last head that a digest recorded of each chain: stream -> [length, head]."""
    found: dict[str, list[int | str]] = {}
    for heads in DailyDigest.objects.order_by("id").values_list("heads", flat=True).iterator():
        found.update(heads)
    return found


def verify_digests() -> Iterator[Broken]:
    """Each digest whose content or predecessor is another, and each day that must have one."""
    previous, days = GENESIS, set[date]()
    for place, daily in enumerate(DailyDigest.objects.order_by("id").iterator(), start=1):
        if daily.previous_hash != previous:
            yield Broken(stream=str(daily.day), sequence=place, what="digest_link")
        if digest_hash(daily) != daily.hash:
            yield Broken(stream=str(daily.day), sequence=place, what="digest_hash")
        previous = daily.hash
        days.add(daily.day)
    for day in _days_closed(days):
        if day not in days:
            yield Broken(stream=str(day), sequence=0, what="digest_missing")


def _days_closed(days: set[date]) -> Iterator[date]:
    """The days that have a digest for certain: a stated date moves through each of them.

    On the clock a day without daily work has none, and that is no fault; there the chain of
    digests alone tells what was taken out of it.
    """
    swept = BusinessDate.objects.values_list("swept_until", flat=True).first()
    if swept is None or not days:
        return
    day = min(days)
    while day < swept:
        yield day
        day += ONE_DAY
