"""The hashes that link events, and daily digests: plain functions over plain values."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC

from zhidai.db.history.models import DailyDigest, Event

GENESIS = "0" * 64


def digest(fields: Mapping[str, object]) -> str:
    """SHA-256 over the canonical JSON of an event's fields."""
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def event_hash(event: Event, stream: str) -> str:
    """What the hash of an event must be, from its own columns and the hash before it."""
    return digest(
        {
            "stream": stream,
            "sequence": event.sequence,
            "kind": event.kind,
            "effective_on": event.effective_on.isoformat(),
            "recorded_at": event.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "person": event.person_id,
            "party": event.party_id,
            "payload": event.payload,
            "previous": event.previous_hash,
        }
    )


def digest_hash(daily: DailyDigest) -> str:
    """What the hash of a daily digest must be, from its own columns and the hash before it."""
    return digest(
        {
            "day": daily.day.isoformat(),
            "streams": daily.streams,
            "heads": daily.heads,
            "previous": daily.previous_hash,
        }
    )
