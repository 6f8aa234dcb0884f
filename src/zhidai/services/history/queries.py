"""Reads the event log: the timeline of a chain, and whether every chain still holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhidai.core.labels import Label
from zhidai.db.corrections import approvals
from zhidai.db.history import append_only
from zhidai.db.history.models import Event, Stream
from zhidai.db.journal import balance
from zhidai.db.lending import consents
from zhidai.db.portfolio import standing_triggers
from zhidai.db.statistics import mark_triggers
from zhidai.services.acting import named
from zhidai.services.history.chain import GENESIS, event_hash
from zhidai.services.history.digests import Broken, Heads, recorded_heads, verify_digests


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One thing that happened, with who did it for whom."""

    stream: str
    sequence: int
    kind: str
    effective_on: date
    recorded_at: datetime
    person: Label | None  # None: the platform's own daily work
    party: str | None
    party_en: str | None
    payload: dict[str, Any]
    hash: str


def timeline(stream: str) -> list[EventView]:
    """The events of a chain, newest first."""
    events = Event.objects.filter(stream__name=stream).select_related("person", "party", "stream")
    return [event_view(event) for event in events.order_by("-sequence")]


def event_view(event: Event) -> EventView:
    """An event as a page shows it."""
    return EventView(
        stream=event.stream.name,
        sequence=event.sequence,
        kind=event.kind,
        effective_on=event.effective_on,
        recorded_at=event.recorded_at,
        person=named(event.person) if event.person else None,
        party=event.party.name if event.party else None,
        party_en=event.party.name_en if event.party else None,
        payload=event.payload,
        hash=event.hash,
    )


def verify(
    using: str = "default", *, after_each: Callable[[], None] = lambda: None
) -> Iterator[Broken]:
    """Recompute every chain from its first event; yields each place that does not hold.

    What a chain lost at its end it cannot tell itself: the daily digests know the heads that it
    had, and are a chain of their own. `after_each` is called once a chain, for whoever shows how
    far it is.
    """
    for trigger in _missing_triggers(using):
        yield Broken(stream=trigger, sequence=0, what="trigger")
    recorded = recorded_heads()
    for stream in Stream.objects.order_by("name"):
        yield from _verify_stream(stream, recorded.pop(stream.name, {}))
        after_each()
    for name, heads in sorted(recorded.items()):
        yield from _lost(name, heads)  # the whole chain is gone
    yield from verify_digests()


def _missing_triggers(using: str) -> tuple[str, ...]:
    held_by = (append_only, approvals, balance, consents, standing_triggers, mark_triggers)
    return tuple(name for each in held_by for name in each.missing(using))


def number_of_chains() -> int:
    """How many chains there are to verify."""
    return Stream.objects.count()


def _verify_stream(stream: Stream, recorded: Heads) -> Iterator[Broken]:
    previous, place = GENESIS, 0
    for place, event in enumerate(stream.events.order_by("sequence"), start=1):
        if event.sequence != place:
            yield Broken(stream=stream.name, sequence=event.sequence, what="sequence")
        if event.previous_hash != previous:
            yield Broken(stream=stream.name, sequence=event.sequence, what="link")
        if event_hash(event, stream.name) != event.hash:
            yield Broken(stream=stream.name, sequence=event.sequence, what="hash")
        if recorded.pop(event.sequence, {event.hash}) != {event.hash}:
            yield Broken(stream=stream.name, sequence=event.sequence, what="recorded_head")
        previous = event.hash
    if (stream.length, stream.head) != (place, previous):
        yield Broken(stream=stream.name, sequence=place, what="head")
    yield from _lost(stream.name, recorded)


def _lost(stream: str, heads: Heads) -> Iterator[Broken]:
    """Heads that a digest recorded and that no event of the chain has any more."""
    for sequence in sorted(heads):
        yield Broken(stream=stream, sequence=sequence, what="recorded_head")
