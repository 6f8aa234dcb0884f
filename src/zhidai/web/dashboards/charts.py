"""The chart of each part of a dashboard; the table under it has every figure."""

from collections.abc import Sequence
from decimal import Decimal

from zhidai.core.dashboards.figures import Figure, Measure, Panel
from zhidai.core.statistics.figures import Figure as StatisticsFigure
from zhidai.core.statistics.metrics import DEFINITIONS, Metric
from zhidai.documents.charts import Bars, NamedBar, bar_chart, span_chart
from zhidai.services.dashboards.views import PanelView
from zhidai.web.dashboards.tables import group_name, groups_of
from zhidai.web.shared.context import language
from zhidai.wording.bulletin import drawn_in
from zhidai.wording.dashboards import measure_name, measure_unit, unit_of
from zhidai.wording.statistics import metric_name, metric_unit, period_on_axis

# Panel -> what is drawn: side by side at each day, period or level, or as lying bars by name.
_UPRIGHT = {
    Panel.NPL: (Measure.NPL_RATIO,),
    Panel.CLAIMS: (Measure.CLAIMED, Measure.CLAIMS_PAID, Measure.RECOVERED),
    Panel.SUBSIDIES: (
        Measure.BUDGET,
        Measure.SUBSIDY_PAID,
        Measure.SUBSIDY_APPROVED,
        Measure.SUBSIDY_CLAIMED,
        Measure.SUBSIDY_EXPECTED,
    ),
}
BY_TIME = frozenset({Panel.NPL, Panel.CLAIMS})  # of the upright ones
_LYING = {
    Panel.PIPELINE: (Measure.WAITING_DAYS,),
    Panel.LOSSES: (Measure.LOSS_LEFT,),
    Panel.LEVERAGE: (Measure.LEVERAGE,),
    Panel.VALUES: (Measure.ACCEPTED_RATIO, Measure.INTERNAL_RATIO, Measure.REALISED_RATIO),
}


def chart_of(view: PanelView) -> str | None:
    """The SVG; None where there is nothing to draw."""
    if view.panel in _UPRIGHT:
        return _upright(view, _UPRIGHT[view.panel])
    return _lying(view, _LYING[view.panel])


def volumes_chart(figures: Sequence[StatisticsFigure]) -> str | None:
    """What was disbursed in each quarter and what was owed at its end."""
    drawn = [one for one in (Metric.AMOUNT_DISBURSED, Metric.BALANCE) if _has(figures, one)]
    if not drawn:
        return None
    name = metric_unit(drawn[0], language())
    worth, unit = drawn_in(DEFINITIONS[drawn[0]].unit, name, language())
    return bar_chart(
        [
            Bars(
                name=metric_name(metric, language()),
                values=tuple(
                    None if one.value is None else one.value / worth
                    for one in figures_of(figures, metric)
                ),
            )
            for metric in drawn
        ],
        places=[period_on_axis(one, language()) for one in figures_of(figures, drawn[0])],
        y_title=unit,
    )


def figures_of(figures: Sequence[StatisticsFigure], metric: Metric) -> list[StatisticsFigure]:
    """Those of one metric."""
    return [one for one in figures if one.metric is metric]


def _has(figures: Sequence[StatisticsFigure], metric: Metric) -> bool:
    return any(one.value for one in figures_of(figures, metric))


def _found(view: PanelView) -> dict[tuple[str, Measure], Figure]:
    return {(figure.of, figure.measure): figure for figure in view.figures}


def _upright(view: PanelView, measures: Sequence[Measure]) -> str | None:
    found, groups = _found(view), groups_of(view)
    drawn = [one for one in measures if any(found[of, one].value for of in groups)]
    if not drawn:
        return None
    worth, unit = drawn_in(unit_of(drawn[0]), measure_unit(drawn[0], language()), language())
    return bar_chart(
        [
            Bars(
                name=measure_name(measure, language()),
                values=tuple(_in_units(found[of, measure], worth) for of in groups),
            )
            for measure in drawn
        ],
        places=[of if view.panel is Panel.CLAIMS else group_name(view, of) for of in groups],
        y_title=unit if len(drawn) > 1 else f"{measure_name(drawn[0], language())} ({unit})",
        level=None if view.line is None else view.line / worth,
    )


def _in_units(figure: Figure, worth: Decimal) -> Decimal | None:
    return None if figure.value is None else figure.value / worth


def _lying(view: PanelView, measures: Sequence[Measure]) -> str | None:
    found, groups = _found(view), groups_of(view)
    drawn = [one for one in measures if any((of, one) in found for of in groups)]
    shown = [
        (of, found[of, one]) for of in groups for one in drawn if found[of, one].value is not None
    ]
    if not any(figure.value for _, figure in shown):
        return None
    worth, unit = drawn_in(unit_of(drawn[0]), measure_unit(drawn[0], language()), language())
    if drawn[0] is Measure.LEVERAGE:
        worth = Decimal(1)  # in times, not in per cent
    bars = [
        NamedBar(
            name=_bar_name(view, of, figure.measure, measures=len(drawn), groups=len(groups)),
            start=0,
            end=float((figure.value or Decimal(0)) / worth),
        )
        for of, figure in shown
    ]
    title = unit if len(drawn) > 1 else f"{measure_name(drawn[0], language())} ({unit})"
    return span_chart(bars, title=title, is_flat=True)


def _bar_name(view: PanelView, of: str, measure: Measure, *, measures: int, groups: int) -> str:
    """What tells one bar from the others, and no more."""
    said, name = measure_name(measure, language()), group_name(view, of)
    if measures == 1:
        return name
    return said if groups == 1 else f"{said} · {name}"
