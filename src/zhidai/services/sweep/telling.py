"""How daily work tells a thing: an event of the platform, once."""

from collections.abc import Mapping
from datetime import date

from zhidai.db.history.models import Event
from zhidai.services.history.commands import append


def tell_once(
    stream: str,
    kind: str,
    *,
    payload: Mapping[str, object],
    mark: Mapping[str, str],
    effective_on: date,
) -> None:
    """Append an event of the platform unless the chain has it; `mark` tells spells apart."""
    same = {f"payload__{name}": content for name, content in mark.items()}
    if Event.objects.filter(stream__name=stream, kind=kind, **same).exists():
        return
    append(stream, kind, acting=None, payload={**payload, **mark}, effective_on=effective_on)
