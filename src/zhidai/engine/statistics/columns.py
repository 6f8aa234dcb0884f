"""The facts of `core.statistics` as columns: a million loans counted while a page is waited for.

Money is whole fen, rates are whole millionths, so that every sum is exact. Where a datum is missing
the column is null, as it is None in a fact. A group's name stands once, its facts hold its number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TypeVar

import polars as pl

from zhidai.core.calendar import day_of
from zhidai.core.errors import bad_input
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Period
from zhidai.engine.statistics.answers import Answers
from zhidai.engine.statistics.principal import Owed, by_all_drawn, owed_of

Schema = Mapping[str, pl.DataType | type[pl.DataType]]
INSTANT = pl.Datetime("us", "UTC")
PLACES: Schema = {str(each): pl.UInt32 for each in Dimension}
REGISTRATIONS: Schema = {
    "id": pl.String,
    "pledgor": pl.Int64,
    "registered_on": pl.Date,
    "amount": pl.Int64,
    "released_on": pl.Date,
    "recorded_at": INSTANT,
    "released_at": INSTANT,
    **PLACES,
}
LOANS: Schema = {
    "id": pl.String,
    "loan": pl.Int64,
    "borrower": pl.Int64,
    "amount": pl.Int64,
    "drawn_on": pl.Date,
    "rate": pl.Int64,
    "collateral": pl.Int64,
    "applied_on": pl.Date,
    "recorded_at": INSTANT,
    **PLACES,
}
REPAYMENTS: Schema = {
    "loan": pl.Int64,
    "on": pl.Date,
    "principal": pl.Int64,
    "recorded_at": INSTANT,
}
APPLICATIONS: Schema = {"id": pl.String, "applied_on": pl.Date, "recorded_at": INSTANT, **PLACES}
ENTERPRISES: Schema = {
    "id": pl.Int64,
    "active_from": pl.Date,
    "active_until": pl.Date,
    "recorded_at": INSTANT,
    **PLACES,
}

ANSWERS = 200  # a bulletin asks a hundred questions
_DATED = (("registrations", "registered_on"), ("loans", "drawn_on"), ("applications", "applied_on"))


@dataclass(frozen=True, kw_only=True)
class FactColumns:
    """What `core.statistics.facts.Facts` holds, column by column, and counted alike.

    names: of each dimension's groups, by the number that the facts' columns hold. repayments: by
    loan, and of each loan in the order of days; below zero what was drawn after the first part.
    of_a_city: whether their districts are those of one city, in whatever language the scope is.
    """

    scope: str
    source: str
    names: Mapping[Dimension, Sequence[str]]
    registrations: pl.DataFrame
    loans: pl.DataFrame
    repayments: pl.DataFrame
    applications: pl.DataFrame
    enterprises: pl.DataFrame
    covers_from: date | None = None
    covers_until: date | None = None
    untold: frozenset[Period] = frozenset()
    silent_on: frozenset[Metric] = frozenset()
    of_a_city: bool = False

    @cached_property
    def first_day(self) -> date | None:
        """The first day of which the facts tell; None where there are none."""
        if self.covers_from is not None:
            return self.covers_from
        days = [_day(getattr(self, frame)[name].min()) for frame, name in _DATED]
        return min(filter(None, days), default=_day(self.enterprises["active_from"].min()))

    @cached_property
    def last_day(self) -> date | None:
        """The last day of which the facts tell."""
        if self.covers_until is not None:
            return self.covers_until
        columns = (*_DATED, ("repayments", "on"))
        days = [_day(getattr(self, frame)[name].max()) for frame, name in columns]
        return max(filter(None, days), default=_day(self.enterprises["active_from"].max()))

    @cached_property
    def answers(self) -> Answers:
        """To questions that were asked already."""
        return Answers(ANSWERS)

    @cached_property
    def loans_by_all_drawn(self) -> pl.DataFrame:
        """Each loan with all that was drawn of it by the last day as its amount."""
        return (
            self.loans
            if self.last_day is None
            else by_all_drawn(self.loans, self.repayments, self.last_day)
        )

    @cached_property
    def owed(self) -> Owed:
        """What is owed of each loan, worked out once for all questions."""
        return owed_of(self.loans, self.repayments, list(PLACES))


def _day(found: object) -> date | None:
    return found if isinstance(found, date) else None


Columns = TypeVar("Columns", bound=FactColumns)


def known_at(facts: Columns, instant: datetime) -> Columns:
    """The facts as they were known at an instant, as `core.statistics.facts.known_at` has it.

    Bad input (`statistics_fact_undated`) for a fact that does not say when it was recorded.
    """
    day, first = day_of(instant), facts.first_day
    until = day if facts.covers_until is None else min(facts.covers_until, day)
    _require_dated(facts)
    then = instant.astimezone(UTC)
    recorded, released = pl.col("recorded_at") <= then, pl.col("released_at") <= then
    loans = facts.loans.filter(recorded)
    return replace(
        facts,
        covers_from=None if first is None else min(first, until),
        covers_until=until,
        registrations=facts.registrations.filter(recorded).with_columns(
            pl.when(released).then(pl.col(name)).alias(name)
            for name in ("released_on", "released_at")
        ),
        loans=loans,
        repayments=facts.repayments.filter(
            recorded & pl.col("loan").is_in(loans["loan"].implode())
        ),
        applications=facts.applications.filter(recorded),
        enterprises=facts.enterprises.filter(recorded),
    )


def _require_dated(facts: FactColumns) -> None:
    undated = pl.col("recorded_at").is_null()
    released = pl.col("released_on").is_not_null() & pl.col("released_at").is_null()
    for frame, lacking in (
        (facts.registrations, undated | released),
        (facts.loans, undated),
        (facts.applications, undated),
        (facts.enterprises, undated),
    ):
        found = frame.filter(lacking)
        if len(found):
            raise bad_input("statistics_fact_undated", fact=str(found["id"][0]))
