"""The pictures of a comparison: theirs and ours each on a scale of its own, never in one row."""

from collections.abc import Sequence
from decimal import Decimal

from zhidai.core.statistics.figures import Figure
from zhidai.documents.charts import Bars, bar_chart
from zhidai.services.published.queries import SeriesView
from zhidai.wording.bulletin import drawn_in
from zhidai.wording.published_series import scope_name
from zhidai.wording.statistics import metric_name, metric_unit, period_on_axis

_SIZE = (560, 170)


def charts_of(view: SeriesView, language: str) -> tuple[tuple[str, str], ...]:
    """Theirs, and ours where there is any, each with its name; the breaks as upright lines."""
    theirs = [line.step.figure for line in view.lines]
    broken = {line.step.broken for line in view.lines} - {None}
    breaks = [
        period_on_axis(figure, language)
        for figure in theirs
        if any(one is not None and one.from_on == figure.period.first_on for one in broken)
    ]
    found = [(scope_name(view.theirs, language), _chart(theirs, breaks, language))]
    ours = [line.beside.ours for line in view.lines if line.beside is not None]
    if any(one.value for one in ours):
        found.append((view.scope, _chart(ours, [], language)))
    return tuple(found)


def _chart(figures: Sequence[Figure], breaks: Sequence[str], language: str) -> str:
    most = max((one.value for one in figures if one.value is not None), default=Decimal(0))
    name = metric_unit(figures[0].metric, language)
    worth, unit = drawn_in(figures[0].unit, name, language, most=most)
    values = tuple(None if one.value is None else one.value / worth for one in figures)
    return bar_chart(
        [Bars(name=metric_name(figures[0].metric, language), values=values)],
        places=[period_on_axis(one, language) for one in figures],
        y_title=unit,
        breaks_before=breaks,
        size=_SIZE,
    )
