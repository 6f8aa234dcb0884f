"""When each fact of a case was recorded, from the event log: what was known at an instant."""

from collections.abc import Iterator

import polars as pl
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Concat

from zhidai.core.cases.records import Record
from zhidai.db.cases.models import Case
from zhidai.db.history.models import Event
from zhidai.services.in_columns import in_columns
from zhidai.services.schemes.versions import scheme_pinned

_OPENED, _DONE = "case.opened", "case.task_completed"
_TAKEN_OVER = "loan.taken_over"
_RELEASING = ("loan.closed", "case.refused", "case.withdrawn")
_VERSION = ["scheme", "scheme_hash", "route"]


def recorded_instants(cases: QuerySet[Case], read: pl.DataFrame) -> pl.DataFrame:
    """`number` with `opened_at`, `registered_at`, `drawn_at`, `released_at`: from the opening, the
    tasks that record a pledge or a loan, and the releases; in one query.

    read: `number` of each case with the version of its route. A loan that was taken over became
    known with its case, by one event; its pledge did not.
    """
    streams = cases.order_by().annotate(
        stream=Concat(Value("case:"), F("number"), output_field=CharField())
    )
    kinds = (_OPENED, _TAKEN_OVER, _DONE, *_RELEASING)
    events = Event.objects.filter(stream__name__in=streams.values("stream"), kind__in=kinds)
    found = in_columns(
        events.order_by("id"),
        stream="stream__name",
        kind="kind",
        payload="payload",
        recorded_at="recorded_at",
    ).with_columns(
        number=pl.col("stream").str.strip_prefix("case:"),
        task=pl.col("payload").str.json_path_match("$.task"),
    )
    told = found.join(
        read.select("number", *_VERSION), on="number", how="left", maintain_order="left"
    ).join(_recording_tasks(read), on=[*_VERSION, "task"], how="left", maintain_order="left")
    kind, recorded = pl.col("kind"), pl.col("recorded_at")
    done = kind == _DONE
    taken_over = kind == _TAKEN_OVER
    pledged = done & (pl.col("record") == str(Record.PLEDGE))
    drawn = done & (pl.col("record") == str(Record.LOAN))
    return told.group_by("number").agg(
        opened_at=recorded.filter((kind == _OPENED) | taken_over).last(),
        registered_at=recorded.filter(pledged).last(),
        drawn_at=recorded.filter(drawn | taken_over).last(),
        released_at=recorded.filter(kind.is_in(_RELEASING)).last(),
    )


def _recording_tasks(read: pl.DataFrame) -> pl.DataFrame:
    """Which tasks record a pledge or a loan, by version of the route."""
    schema = dict.fromkeys([*_VERSION, "task", "record"], pl.String)
    return pl.DataFrame(list(_tasks(read)), schema=schema, orient="row")


def _tasks(read: pl.DataFrame) -> Iterator[tuple[str, ...]]:
    for scheme, content_hash, route in read.select(_VERSION).unique().rows():
        for task in scheme_pinned(scheme, content_hash).routes[route].tasks:
            if task.records in (Record.PLEDGE, Record.LOAN):
                yield scheme, content_hash, route, task.id, str(task.records)
