"""The registrations of a case: the first one, and another each time its rights are pledged anew.

Rights of a case are registered under one number together and are released together. A release that
was taken back, because the loan was not settled after all, counts as one as it was known then.
"""

from datetime import UTC, datetime

import polars as pl
from django.db.models import QuerySet

from zhidai.core.cases.records import Record
from zhidai.db.rights.models import Pledge
from zhidai.engine.statistics.columns import INSTANT, PLACES, Schema
from zhidai.services.in_columns import in_columns
from zhidai.services.statistics.recording import PLEDGED_ANEW, RELEASING, REOPENED, records

# `nth` counts the registrations of a case from 0.
_REGISTRATION: Schema = {
    "nth": pl.Int64,
    "registered_on": pl.Date,
    "registered_at": INSTANT,
    "released_on": pl.Date,
    "released_at": INSTANT,
}
_RELEASE: Schema = {"nth": pl.Int64, "on": pl.Date, "at": INSTANT, "until": INSTANT}
ANEW = pl.List(pl.Struct(_REGISTRATION))
TAKEN_BACK = pl.List(pl.Struct(_RELEASE))
_EACH = ["number", "nth"]


def registered(rows: QuerySet[Pledge], read: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """By `case` its first registration, those made `anew`, and the releases `taken_back`.

    read: `case` and `number`. told: the log of these cases (`recording.told_of`).
    """
    numbered = _numbered(told)
    steps = _releases(numbered)
    every = (
        _pledged(rows)
        .join(read.select("case", "number"), on="case")
        .join(_recorded(numbered), on=_EACH, how="left")
        .join(steps.filter(pl.col("until").is_null()), on=_EACH, how="left")
        .with_columns(pl.when(pl.col("released_on").is_not_null()).then("at").alias("released_at"))
        .sort("case", "nth")
    )
    anew = every.filter(pl.col("nth") > 0).group_by("case")
    back = steps.filter(pl.col("until").is_not_null()).join(
        every.select("case", *_EACH), on=_EACH, maintain_order="left"
    )
    return (
        every.filter(pl.col("nth") == 0)
        .drop(*_EACH, "on", "at", "until")
        .join(anew.agg(anew=pl.struct(*_REGISTRATION)), on="case", how="left")
        .join(back.group_by("case").agg(taken_back=pl.struct(*_RELEASE)), on="case", how="left")
    )


def _pledged(rows: QuerySet[Pledge]) -> pl.DataFrame:
    """`case`, `nth` with its days: the nth pledge of each right of a case."""
    names = ("registered_on", "released_on")
    found = in_columns(
        rows.order_by("pk"),
        case="case_id",
        right="right_id",
        **dict(zip(names, names, strict=True)),
    ).with_columns(nth=pl.int_range(pl.len()).over("case", "right"))
    released = pl.col("released_on")
    return found.group_by("case", "nth").agg(
        pl.col("registered_on").min(),
        released_on=pl.when(released.null_count() == 0).then(released.max()),
    )


def _numbered(told: pl.DataFrame) -> pl.DataFrame:
    """The log with `nth`: which registration of the case was the last one by then."""
    anew = (pl.col("kind") == PLEDGED_ANEW).cast(pl.Int64)
    return told.with_columns(nth=anew.cum_sum().over("number"))


def _recorded(numbered: pl.DataFrame) -> pl.DataFrame:
    """Since when each registration was known."""
    recording = records(Record.PLEDGE) | (pl.col("kind") == PLEDGED_ANEW)
    found = numbered.filter(recording).group_by(_EACH, maintain_order=True)
    return found.agg(registered_at=pl.col("recorded_at").last())


def _releases(numbered: pl.DataFrame) -> pl.DataFrame:
    """Each release `on` a day, known since `at`; `until`: when it was taken back, if it was.

    Where a loan runs again without its pledges, its next settling releases nothing.
    """
    is_release = pl.col("kind").is_in(RELEASING)
    is_taken_back = (pl.col("kind") == REOPENED) & (pl.col("standing") > 0)
    return (
        numbered.filter(is_release | is_taken_back)
        .with_columns(is_release=is_release)
        .filter(pl.col("is_release") != pl.col("is_release").shift(1, fill_value=False).over(_EACH))
        .with_columns(at="recorded_at", until=pl.col("recorded_at").shift(-1).over(_EACH))
        .filter("is_release")
        .select(*_RELEASE, "number")
    )


def registrations_of(cases: pl.DataFrame, at: datetime | None) -> pl.DataFrame:
    """A row for each registration of some cases, each named by its case.

    at: with the releases that were believed at that instant; nothing else is cut off.
    """
    every = cases.select(
        *PLACES, "registered_on", "registered_at", "released_on", "released_at",
        id="number", pledgor="enterprise", amount="secured", nth=pl.lit(0, pl.Int64), anew="anew",
    )  # fmt: skip
    names = [name for name in every.columns if name != "anew"]
    later = every.filter(pl.col("anew").is_not_null()).explode("anew")
    again = later.drop(*_REGISTRATION).unnest("anew").select(names)
    first = every.filter(pl.col("registered_on").is_not_null()).select(names)
    found = pl.concat([first, again]) if len(again) else first
    if at is not None:
        found = _as_believed(found, cases, at)
    return found.rename({"registered_at": "recorded_at"}).drop("nth")


def _as_believed(found: pl.DataFrame, cases: pl.DataFrame, at: datetime) -> pl.DataFrame:
    then = at.astimezone(UTC)
    rows = cases.filter(pl.col("taken_back").is_not_null()).select("taken_back", id="number")
    believed = (
        rows.explode("taken_back")
        .unnest("taken_back")
        .filter((pl.col("at") <= then) & (then < pl.col("until")))
    )
    if believed.is_empty():
        return found
    joined = found.join(believed, on=["id", "nth"], how="left", maintain_order="left")
    return joined.with_columns(
        released_on=pl.coalesce("on", "released_on"), released_at=pl.coalesce("at", "released_at")
    ).select(found.columns)


def first_and_last(cases: pl.DataFrame) -> pl.DataFrame:
    """With the day of the first registration of each and that on which the last one was released;
    null where one stands.
    """
    days = ("registered_on", "released_on")
    anew = cases.filter(pl.col("anew").is_not_null()).select("case", "anew").explode("anew")
    if anew.is_empty():  # of nearly all there is one registration
        return cases.drop("anew")
    later = anew.select("case", *(pl.col("anew").struct.field(day) for day in days))
    released = pl.col("released_on")
    found = (
        pl.concat([cases.select("case", *days), later])
        .group_by("case")
        .agg(
            pl.col("registered_on").min(),
            pl.when(released.null_count() == 0).then(released.max()).alias("released_on"),
        )
    )
    return cases.drop("anew", *days).join(found, on="case", maintain_order="left")
