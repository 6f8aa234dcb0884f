"""Events of the past in bulk: the same chains and hashes as events that are appended one by one."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from zhidai.db.history.models import Event, Stream
from zhidai.services.business_date import SHANGHAI
from zhidai.services.history.chain import GENESIS, event_hash

AT = time(10)  # the hour at which the past was recorded
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event of the past. by: person and party, None for the platform's own daily work."""

    stream: str
    kind: str
    on: date
    payload: Mapping[str, object]
    by: tuple[int, int] | None = None


def recorded_at(day: date) -> datetime:
    """The instant that stands for a day of the past."""
    return datetime.combine(day, AT, SHANGHAI)


def write_log(told: Iterable[Told]) -> None:
    """Append events to chains that do not exist yet, in the order of their days."""
    chains: defaultdict[str, Stream] = defaultdict(lambda: Stream(head=GENESIS, length=0))
    events = []
    for one in sorted(told, key=lambda each: each.on):
        chain = chains[one.stream]
        chain.name = one.stream
        events.append(_event(one, chain))
        chain.length, chain.head = events[-1].sequence, events[-1].hash
    Stream.objects.bulk_create(chains.values(), batch_size=BATCH)
    for event in events:
        event.stream_id = event.stream.pk
    Event.objects.bulk_create(events, batch_size=BATCH)


def _event(one: Told, chain: Stream) -> Event:
    person, party = one.by or (None, None)
    event = Event(
        stream=chain,
        sequence=chain.length + 1,
        kind=one.kind,
        effective_on=one.on,
        recorded_at=recorded_at(one.on),
        person_id=person,
        party_id=party,
        payload=json.loads(json.dumps(one.payload, ensure_ascii=False, default=str)),
        previous_hash=chain.head,
    )
    event.hash = event_hash(event, one.stream)
    return event
