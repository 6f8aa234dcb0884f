"""Periods and groups by number, so that facts can be put together by whole numbers."""

from collections.abc import Sequence

import polars as pl

from zhidai.core.statistics.counting import Question
from zhidai.core.statistics.figures import Group
from zhidai.core.statistics.periods import Grain, Period
from zhidai.engine.statistics.columns import FactColumns

Cell = tuple[int | None, int]  # the group's number, None for the whole; the period's
PERIOD = "period"


def number_of_day(day: pl.Expr, grain: Grain) -> pl.Expr:
    """The number of the period in which a day lies; numbers follow each other as periods do."""
    months = day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1
    return (months // grain.months).alias(PERIOD)


def number_of(period: Period) -> int:
    """The number of a period."""
    return (period.first_on.year * 12 + period.first_on.month - 1) // period.grain.months


def groupings(question: Question) -> Sequence[tuple[str | None, list[str]]]:
    """Which columns make a cell: the whole is counted beside its groups, never summed up."""
    whole = (None, [PERIOD])
    return (whole,) if question.by is None else (whole, (str(question.by), [question.by, PERIOD]))


def cell_of(facts: FactColumns, group: Group, period: Period) -> Cell:
    """Where the figure of a group in a period is found."""
    code = None if group.by is None else facts.names[group.by].index(group.name)
    return code, number_of(period)


def in_group(facts: FactColumns, group: Group) -> pl.Expr:
    """Which facts belong to a group."""
    if group.by is None:
        return pl.lit(True)
    return pl.col(str(group.by)) == facts.names[group.by].index(group.name)
