"""The chart of an answer; the table beside it has every figure, the chart the largest groups."""

from zhidai.core.statistics.figures import WHOLE, Figure, Group
from zhidai.core.statistics.report import Report
from zhidai.documents.charts import MOST_BARS, Bars, bar_chart
from zhidai.wording.bulletin import drawn_in
from zhidai.wording.statistics import group_name, metric_name, metric_unit, period_on_axis


def chart_of(report: Report, language: str) -> str | None:
    """Bars by period: the whole alone, or the groups that stand first in the last period."""
    by_group: dict[Group, list[Figure]] = {}
    for one in report.figures:
        by_group.setdefault(one.group, []).append(one)
    shown = _shown(report, by_group)
    if not any(one.value for group in shown for one in by_group[group]):
        return None
    metric = report.question.metric
    worth, unit = drawn_in(report.definition.unit, metric_unit(metric, language), language)
    return bar_chart(
        [
            Bars(
                name=group_name(group, language),
                values=tuple(
                    None if one.value is None else one.value / worth for one in by_group[group]
                ),
            )
            for group in shown
        ],
        places=[period_on_axis(one, language) for one in by_group[shown[0]]],
        y_title=f"{metric_name(metric, language)} ({unit})",
    )


def _shown(report: Report, by_group: dict[Group, list[Figure]]) -> list[Group]:
    """Those ranked in the last period that has ranks, then others by name; the whole if alone."""
    last = report.ranks[-1].figure.period if report.ranks else None
    ranked = [one.figure.group for one in report.ranks if one.figure.period == last]
    groups = dict.fromkeys([*ranked, *(group for group in by_group if group != WHOLE)])
    return list(groups)[:MOST_BARS] or [WHOLE]
