"""Appends to the event log. Called inside the transaction of the change that the event tells."""

import json
from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from zhidai.db.history.models import DailyDigest, Event, Stream
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.chain import GENESIS, digest_hash, event_hash
from zhidai.services.history.digests import last_heads


def append(
    stream: str,
    kind: str,
    *,
    acting: Acting | None,
    payload: Mapping[str, object],
    effective_on: date | None = None,
) -> Event:
    """Append one event to a chain; `acting` is None for the platform's own daily work."""
    if not transaction.get_connection().in_atomic_block:
        raise AssertionError("an event is part of the transaction it tells about")
    chain = _locked_chain(stream)
    now = business_date.now()
    event = Event(
        stream=chain,
        sequence=chain.length + 1,
        kind=kind,
        effective_on=effective_on or now.date(),
        recorded_at=now,
        person_id=acting.person_id if acting else None,
        party_id=acting.party_id if acting else None,
        payload=json.loads(json.dumps(payload, ensure_ascii=False, default=str)),
        previous_hash=chain.head,
    )
    event.hash = event_hash(event, stream)
    event.save(force_insert=True)
    chain.length, chain.head = event.sequence, event.hash
    chain.save(update_fields=["length", "head"])
    return event


def _locked_chain(stream: str) -> Stream:
    """The chain, begun if there is none yet; all but its first event find it at once."""
    locked = Stream.objects.select_for_update()
    try:
        return locked.get(name=stream)
    except Stream.DoesNotExist:
        Stream.objects.get_or_create(name=stream, defaults={"head": GENESIS})
        return locked.get(name=stream)


def close_day(day: date) -> None:
    """Record the heads of the chains that grew; a day closed already stays as it is.

    No chain is locked for it: an event that commits meanwhile is in the next digest.
    """
    if DailyDigest.objects.filter(day=day).exists():
        return
    recorded = last_heads()
    rows = Stream.objects.order_by("name").values_list("name", "length", "head")
    heads = {name: [length, head] for name, length, head in rows}
    latest = DailyDigest.objects.order_by("-id").first()
    daily = DailyDigest(
        day=day,
        streams=len(heads),
        heads={name: at for name, at in heads.items() if recorded.get(name) != at},
        previous_hash=latest.hash if latest else GENESIS,
    )
    daily.hash = digest_hash(daily)
    try:
        with transaction.atomic():
            daily.save(force_insert=True)
    except IntegrityError:  # the same day's work at the same time
        if not DailyDigest.objects.filter(day=day).exists():
            raise
