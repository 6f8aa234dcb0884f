"""The enterprises that coverage is measured over, where each of them was from day to day."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from zhidai.core.parties import PartyKind
from zhidai.core.statistics.declared import Declaration, Declarations
from zhidai.db.history.models import Event
from zhidai.db.parties.models import Party
from zhidai.engine.statistics.columns import INSTANT, Schema
from zhidai.services.in_columns import in_columns
from zhidai.services.statistics.districts import districts_of

_ENTERED, _DECLARED = "party.registered", "party.profile_updated"
_SAID = {_ENTERED: "facts", _DECLARED: "answers"}  # where an event holds what was declared
_SPANS: Schema = {
    "party": pl.Int64,
    "place": pl.String,
    "address": pl.String,
    "district_at": INSTANT,
    "industry": pl.String,
    "industry_at": INSTANT,
    "active_from": pl.Date,
    "active_until": pl.Date,
    "recorded_at": INSTANT,
    "ended_at": INSTANT,
}
_PLACES = ("district", "industry")


def enterprise_columns(parties: QuerySet[Party]) -> pl.DataFrame:
    """On record since the day on which they were registered here; by party, then by day.

    A row for each address and industry that one of them had, one after the other: on no day is it
    there twice.
    """
    enterprises = parties.filter(kind=PartyKind.ENTERPRISE).order_by("pk")
    told = _told(enterprises)
    spans = pl.DataFrame(list(_spans(enterprises, told)), schema=_SPANS, orient="row")
    named = [
        of_place.with_columns(district=districts_of(of_place["address"], str(place)))
        for (place,), of_place in spans.group_by("place", maintain_order=True)
    ]
    empty = pl.DataFrame(schema={**_SPANS, "district": pl.String})
    return pl.concat([empty, *named]).sort("party", maintain_order=True)


def _told(enterprises: QuerySet[Party]) -> Mapping[int, list[Declaration]]:
    """What each declared, from the day on which it was entered, in the order of the log."""
    streams = enterprises.order_by().annotate(
        stream=Concat(Value("party:"), Cast(F("pk"), CharField()), output_field=CharField())
    )
    events = in_columns(
        Event.objects.filter(kind__in=_SAID, stream__name__in=streams.values("stream")).order_by(
            "pk"
        ),
        stream="stream__name",
        kind="kind",
        on="effective_on",
        at="recorded_at",
        payload="payload",
    ).with_columns(party=pl.col("stream").str.strip_prefix("party:").cast(pl.Int64))
    found: dict[int, list[Declaration]] = {}
    for party, kind, on, at, payload in events.select(
        "party", "kind", "on", "at", "payload"
    ).iter_rows():
        said = json.loads(payload).get(_SAID[kind], {})
        if kind == _ENTERED or party in found:
            found.setdefault(party, []).append(Declaration(on=on, at=at, answers=said))
    return found


def _spans(
    enterprises: QuerySet[Party], told: Mapping[int, list[Declaration]]
) -> Iterator[tuple[Any, ...]]:
    known = in_columns(enterprises, party="pk", place="place", answers="facts")
    for party, place, answers in known.iter_rows():
        if party not in told:
            continue
        declared = Declarations(told=tuple(told[party]), now=json.loads(answers), place=place)
        for one in declared.spans():
            address, industry = one.address, one.industry
            yield (
                party, place, address.text, address.known_at, industry.text, industry.known_at,
                one.active_from, one.active_until, one.recorded_at, one.ended_at,
            )  # fmt: skip


def as_declared_then(frame: pl.DataFrame, at: datetime) -> pl.DataFrame:
    """Cases or enterprises as they counted at an instant: what was declared later is not stated,
    and an enterprise that moved later has not left.
    """
    then = at.astimezone(UTC)
    known = frame.with_columns(
        pl.when(pl.col(f"{name}_at").is_null() | (pl.col(f"{name}_at") <= then)).then(name)
        for name in _PLACES
    )
    if "ended_at" not in known.columns:
        return known
    return known.with_columns(pl.when(pl.col("ended_at") <= then).then("active_until"))
