"""`core.dashboards.pipeline` on columns: how many cases wait for which task, and how long."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import polars as pl

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.engine.statistics.columns import Schema
from zhidai.engine.statistics.lines import ONE, Ids, line_columns

# An open task of a case; a case has each task once.
WAITING: Schema = {"case": pl.String, "task": pl.String, "opened_on": pl.Date, "due_on": pl.Date}


def pipeline(tasks: pl.DataFrame, *, on: date) -> tuple[Figure, ...]:
    """By task, the one that holds most cases first."""
    days = (pl.lit(on) - pl.col("opened_on")).dt.total_days()
    waits = tasks.with_columns(days=days)
    held = waits.group_by("task").agg(cases=pl.len())
    ordered = held.sort("cases", "task", descending=[True, False])["task"].to_list()
    return tuple(
        figure
        for task in ordered
        for figure in _figures(task, waits.filter(pl.col("task") == task), on)
    )


def _figures(task: str, waits: pl.DataFrame, on: date) -> Iterator[Figure]:
    longest = waits.filter(pl.col("days") == pl.col("days").max())
    late = waits.filter(pl.col("due_on") < on)
    ordered = waits["days"].sort()
    middle = ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]
    count, days = Decimal(len(waits)), pl.col("days")
    yield Figure(measure=Measure.WAITING, of=task, value=count, counted=_ids(waits, ONE))
    yield Figure(
        measure=Measure.WAITING_DAYS,
        of=task,
        value=Decimal(middle) / 2,
        counted=_ids(waits, days),
    )
    yield Figure(
        measure=Measure.WAITING_LONGEST,
        of=task,
        value=Decimal(longest["days"][0]),
        counted=_ids(longest, days),
    )
    yield Figure(
        measure=Measure.WAITING_LATE, of=task, value=Decimal(len(late)), counted=_ids(late, ONE)
    )


def _ids(waits: pl.DataFrame, part: pl.Expr) -> Ids:
    return Ids(length=len(waits), read=lambda: line_columns(waits, line="case", part=part))
