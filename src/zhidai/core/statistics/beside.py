"""Published figures beside our own of the same metric and period, never in one series with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.labels import Label
from zhidai.core.statistics.figures import Figure, mixed
from zhidai.core.statistics.metrics import DEFINITIONS, Behaviour
from zhidai.core.statistics.published import Published
from zhidai.core.statistics.series import Step, on_the_period_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Our figure and the published one of the same metric and period, each with its own source.

    share: ours over theirs, None where theirs is not above zero, one of them is missing, ours is of
    a part of the period only, or both are ratios, of which one is no part of the other. The two
    never stand in one series or sum.
    """

    ours: Figure
    theirs: Figure
    share: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLine:
    """A published figure as it is shown: what it counts, the change since the one before, ours.

    beside: None where no figure of ours is of its period.
    """

    step: Step
    counted: Label
    stated: Decimal | None
    beside: Beside | None


def beside(ours: Iterable[Figure], theirs: Published) -> tuple[Beside, ...]:
    """Our figures beside the published ones of the same period.

    Bad input: `statistics_series_mixed` where they are not of the same metric.
    """
    by_period = {one.period: one for one in theirs.series.figures}
    found = []
    for figure in ours:
        if figure.metric != theirs.metric:
            raise mixed("metric", figure.metric, theirs.metric)
        if figure.period in by_period:
            found.append(_beside(figure, by_period[figure.period]))
    return tuple(found)


def lines_beside(theirs: Published, ours: Iterable[Figure] = ()) -> tuple[PublishedLine, ...]:
    """Every published figure in the order of time, ours beside it where it has the same period.

    Bad input: `statistics_series_mixed` as of `beside`.
    """
    found = {one.theirs.period: one for one in beside(ours, theirs)}
    return tuple(
        PublishedLine(
            step=step,
            counted=theirs.counted[step.figure.period],
            stated=theirs.stated.get(step.figure.period),
            beside=found.get(step.figure.period),
        )
        for step in on_the_period_before(theirs.series)
    )


def _beside(ours: Figure, theirs: Figure) -> Beside:
    if DEFINITIONS[ours.metric].behaviour is Behaviour.RATIO:
        return Beside(ours=ours, theirs=theirs, share=None)
    if ours.value is None or not ours.is_whole or not theirs.value or theirs.value < 0:
        return Beside(ours=ours, theirs=theirs, share=None)
    return Beside(ours=ours, theirs=theirs, share=ours.value / theirs.value)
