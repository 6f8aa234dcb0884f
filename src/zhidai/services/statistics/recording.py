"""What the event log tells of cases: when each of their facts was recorded, known at an instant."""

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
RELEASING = ("loan.closed", "case.refused", "case.withdrawn")
REOPENED, PLEDGED_ANEW = "loan.reopened", "loan.pledged_anew"
_VERSION = ["scheme", "scheme_hash", "route"]


def told_of(cases: QuerySet[Case], read: pl.DataFrame) -> pl.DataFrame:
    """What the log tells of cases, in its order and in one query: `number`, `kind`, `on`,
    `recorded_at`, `standing` pledges of a loan that runs again, and the `record` that a task made.

    read: `number` of each case with the version of its route.
    """
    streams = cases.order_by().annotate(
        stream=Concat(Value("case:"), F("number"), output_field=CharField())
    )
    kinds = (_OPENED, _TAKEN_OVER, _DONE, *RELEASING, REOPENED, PLEDGED_ANEW)
    events = Event.objects.filter(stream__name__in=streams.values("stream"), kind__in=kinds)
    payload = pl.col("payload")
    found = in_columns(
        events.order_by("id"),
        stream="stream__name",
        kind="kind",
        on="effective_on",
        payload="payload",
        recorded_at="recorded_at",
    ).with_columns(
        number=pl.col("stream").str.strip_prefix("case:"),
        task=payload.str.json_path_match("$.task"),
        standing=payload.str.json_path_match("$.pledges_standing").cast(pl.Int64),
    )
    return found.join(
        read.select("number", *_VERSION), on="number", how="left", maintain_order="left"
    ).join(_recording_tasks(read), on=[*_VERSION, "task"], how="left", maintain_order="left")


def recorded_instants(told: pl.DataFrame) -> pl.DataFrame:
    """`number` with `opened_at` and `drawn_at`: from the opening and the tasks that record a loan.

    A loan that was taken over became known with its case, by one event; its pledge did not.
    """
    kind, recorded = pl.col("kind"), pl.col("recorded_at")
    taken_over = kind == _TAKEN_OVER
    return told.group_by("number").agg(
        opened_at=recorded.filter((kind == _OPENED) | taken_over).last(),
        drawn_at=recorded.filter(records(Record.LOAN) | taken_over).last(),
    )


def records(record: Record) -> pl.Expr:
    """Whether an event is of a task that made a record."""
    return (pl.col("kind") == _DONE) & (pl.col("record") == str(record))


def _recording_tasks(read: pl.DataFrame) -> pl.DataFrame:
    """Which tasks record a pledge or a loan, by version of the route."""
    schema = dict.fromkeys([*_VERSION, "task", "record"], pl.String)
    return pl.DataFrame(list(_tasks(read)), schema=schema, orient="row")


def _tasks(read: pl.DataFrame) -> Iterator[tuple[str, ...]]:
    for scheme, content_hash, route in read.select(_VERSION).unique().rows():
        for task in scheme_pinned(scheme, content_hash).routes[route].tasks:
            if task.records in (Record.PLEDGE, Record.LOAN):
                yield scheme, content_hash, route, task.id, str(task.records)
