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
_CORRECTED = "party.correction_approved"
_SAID = {_ENTERED: "facts", _DECLARED: "answers"}  # where an event holds what was declared
_SPANS: Schema = {
    "party": pl.Int64,
    "place": pl.String,
    "place_at": INSTANT,
    "place_until": INSTANT,
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
    there twice. All of them once more for each place that the register held to be its place before
    that was corrected: known from `place_at` until `place_until`.
    """
    enterprises = parties.filter(kind=PartyKind.ENTERPRISE).order_by("pk")
    events = _events(enterprises)
    rows = list(_spans(enterprises, _told(events), _corrected(events)))
    spans = pl.DataFrame(rows, schema=_SPANS, orient="row")
    named = [
        of_place.with_columns(district=districts_of(of_place["address"], str(place)))
        for (place,), of_place in spans.group_by("place", maintain_order=True)
    ]
    empty = pl.DataFrame(schema={**_SPANS, "district": pl.String})
    return pl.concat([empty, *named]).sort("party", "place_at", maintain_order=True)


def _events(enterprises: QuerySet[Party]) -> pl.DataFrame:
    """What tells of enterprises, in the order of the log."""
    streams = enterprises.order_by().annotate(
        stream=Concat(Value("party:"), Cast(F("pk"), CharField()), output_field=CharField())
    )
    kinds = (*_SAID, _CORRECTED)
    return in_columns(
        Event.objects.filter(kind__in=kinds, stream__name__in=streams.values("stream")).order_by(
            "pk"
        ),
        stream="stream__name",
        kind="kind",
        on="effective_on",
        at="recorded_at",
        payload="payload",
    ).select(
        "kind", "on", "at", "payload",
        party=pl.col("stream").str.strip_prefix("party:").cast(pl.Int64),
    )  # fmt: skip


def _told(events: pl.DataFrame) -> Mapping[int, list[Declaration]]:
    """What each declared, from the day on which it was entered."""
    found: dict[int, list[Declaration]] = {}
    for kind, on, at, payload, party in events.filter(pl.col("kind") != _CORRECTED).iter_rows():
        said = json.loads(payload).get(_SAID[kind], {})
        if kind == _ENTERED or party in found:
            found.setdefault(party, []).append(Declaration(on=on, at=at, answers=said))
    return found


def _corrected(events: pl.DataFrame) -> Mapping[int, list[tuple[datetime, str]]]:
    """When the place of each was corrected, and what had stood there."""
    found: dict[int, list[tuple[datetime, str]]] = {}
    for _kind, _on, at, payload, party in events.filter(pl.col("kind") == _CORRECTED).iter_rows():
        place = json.loads(payload).get("changes", {}).get("place")
        if place:
            found.setdefault(party, []).append((at, place[0]))
    return found


def _spans(
    enterprises: QuerySet[Party],
    told: Mapping[int, list[Declaration]],
    corrected: Mapping[int, list[tuple[datetime, str]]],
) -> Iterator[tuple[Any, ...]]:
    known = in_columns(enterprises, party="pk", place="place", answers="facts")
    for party, now, answers in known.iter_rows():
        if party not in told:
            continue
        since = None
        for until, place in (*corrected.get(party, ()), (None, now)):
            declared = Declarations(told=tuple(told[party]), now=json.loads(answers), place=place)
            for one in declared.spans():
                address, industry = one.address, one.industry
                yield (
                    party, place, since, until, address.text, address.known_at, industry.text,
                    industry.known_at, one.active_from, one.active_until, one.recorded_at,
                    one.ended_at,
                )  # fmt: skip
            since = until


def registered_at(place: str, enterprises: pl.DataFrame, at: datetime | None) -> pl.DataFrame:
    """Those of a place, as the register has it now or had it at an instant."""
    since, until = pl.col("place_at"), pl.col("place_until")
    known = until.is_null()
    if at is not None:
        then = at.astimezone(UTC)
        known = (since.is_null() | (since <= then)) & (until.is_null() | (then < until))
    return enterprises.filter((pl.col("place") == place) & known)


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
