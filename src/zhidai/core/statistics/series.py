"""Figures of one metric, scope and source in the order of time, with the breaks between them.

A break is a day from which something else is counted under the same name, such as trademarks beside
patents. What lies on both sides is shown, but no change is computed across it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.statistics.figures import (
    Change,
    Figure,
    change,
    mixed,
    require_alike,
    require_disjoint,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """From a day on something else is counted. what: what changed."""

    from_on: date
    what: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A figure with what changed since another one. broken: the break that forbids to say so."""

    figure: Figure
    since: Figure | None
    change: Change | None
    broken: Break | None = None

    @property
    def partly(self) -> Figure | None:
        """The earlier figure, where it tells of a part of its period and so forbids to compare."""
        if self.since is None or self.since.value is None or self.figure.value is None:
            return None
        return None if self.since.told_from is None else self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures that may stand in one line. Made by `series()`."""

    figures: tuple[Figure, ...]
    breaks: tuple[Break, ...] = ()


def series(figures: Sequence[Figure], *, breaks: Sequence[Break] = ()) -> Series:
    """The figures in the order of time.

    Bad input: `statistics_series_empty`, `statistics_series_mixed` (metric, source, scope, group),
    `statistics_periods_overlap`.
    """
    if not figures:
        raise bad_input("statistics_series_empty")
    first = figures[0]
    for other in figures[1:]:
        require_alike(first, other)
        if first.group != other.group:
            raise mixed("group", first.group, other.group)
    require_disjoint([one.period for one in figures])
    return Series(
        figures=tuple(sorted(figures, key=lambda one: one.period.first_on)),
        breaks=tuple(sorted(breaks, key=lambda one: one.from_on)),
    )


def on_the_period_before(found: Series) -> tuple[Step, ...]:
    """Each figure against the one before it in the series (环比)."""
    befores = (None, *found.figures)
    return tuple(
        _step(found, before, figure) for before, figure in zip(befores, found.figures, strict=False)
    )


def on_the_year_before(found: Series) -> tuple[Step, ...]:
    """Each figure against the same months of the year before (同比), where the series has it."""
    by_period = {one.period: one for one in found.figures}
    return tuple(_step(found, by_period.get(one.period.year_before), one) for one in found.figures)


def _step(found: Series, since: Figure | None, figure: Figure) -> Step:
    if since is None:
        return Step(figure=figure, since=None, change=None)
    broken = break_between(found, since, figure)
    if broken is not None:
        return Step(figure=figure, since=since, change=None, broken=broken)
    return Step(figure=figure, since=since, change=change(since, figure))


def break_between(found: Series, earlier: Figure, later: Figure) -> Break | None:
    """The first break after the beginning of one period and up to the end of a later one.

    A break inside a period makes that period's figure neither the old nor the new thing.
    """
    since, until = earlier.period.first_on, later.period.last_on
    return next((one for one in found.breaks if since < one.from_on <= until), None)
