"""The tables of a dashboard: a line for each group, a column for each measure."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.core.dashboards.figures import MEASURES, Figure, Measure, Panel
from zhidai.core.statistics.figures import Figure as StatisticsFigure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain, Period
from zhidai.services.dashboards.views import PanelView
from zhidai.services.portfolio.views import BreakerLine
from zhidai.services.statistics.queries import Asked
from zhidai.web.loans.words import money_column
from zhidai.web.shared.components import Cell, Column, SummaryRow, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.statistics.asking import figure_address
from zhidai.web.supervision.words import breaker_action
from zhidai.wording.dashboards import (
    day_or_period,
    figure_text,
    measure_definition,
    measure_name,
    measure_unit,
    panel_name,
)
from zhidai.wording.statistics import figure_text as statistics_text
from zhidai.wording.statistics import (
    metric_definition,
    metric_name,
    period_of_figure,
    unit_beside,
)

GROUPS: Mapping[Panel, Promise] = {
    Panel.PIPELINE: gettext_lazy("Task"),
    Panel.NPL: gettext_lazy("Day"),
    Panel.CLAIMS: gettext_lazy("Period"),
    Panel.LOSSES: gettext_lazy("Party"),
    Panel.LEVERAGE: gettext_lazy("Guarantor"),
    Panel.SUBSIDIES: gettext_lazy("Payer"),
    Panel.VALUES: gettext_lazy("Appraiser"),
}
_NEWEST_FIRST = (Panel.NPL, Panel.CLAIMS)


def address_of(figure: Figure, *, url_name: str = "dashboards:figure") -> str:
    """The page of the cases or loans behind a figure."""
    asked = urlencode({"measure": str(figure.measure), "of": figure.of})
    return f"{reverse(url_name)}?{asked}"


def measures_of(view: PanelView) -> list[Measure]:
    """The measures that a panel shows, in the order of their columns."""
    shown = {figure.measure for figure in view.figures}
    return [measure for measure in MEASURES[view.panel] if measure in shown]


def groups_of(view: PanelView) -> list[str]:
    """The groups in the order in which the figures came."""
    return list(dict.fromkeys(figure.of for figure in view.figures))


def group_name(view: PanelView, of: str) -> str:
    """What a group is called."""
    label = view.names.get(of)
    return (
        day_or_period(view.panel, of, language())
        if label is None
        else label.in_language(language())
    )


def panel_table(view: PanelView) -> Table:
    """Every figure leads to what it was counted from."""
    found = {(figure.of, figure.measure): figure for figure in view.figures}
    measures, groups = measures_of(view), groups_of(view)
    if view.panel in _NEWEST_FIRST:
        groups.reverse()
    return table(
        caption=panel_name(view.panel, language()),
        is_caption_hidden=True,
        columns=[
            GROUPS[view.panel],
            *(
                Column(
                    label=measure_name(one, language()),
                    unit=measure_unit(one, language()),
                    is_numeric=True,
                )
                for one in measures
            ),
        ],
        rows=[
            [group_name(view, of), *(_cell(found[of, measure]) for measure in measures)]
            for of in groups
        ],
        empty=_("There is nothing to count yet."),
    )


def definitions(view: PanelView) -> list[SummaryRow]:
    """What each column counts."""
    return [
        SummaryRow(label=measure_name(one, language()), value=measure_definition(one, language()))
        for one in measures_of(view) or MEASURES[view.panel]
    ]


def volumes_table(figures: tuple[StatisticsFigure, ...]) -> Table:
    """Published metrics by quarter, the newest first."""
    found = {(one.period, one.metric): one for one in figures}
    metrics, periods = volumes_metrics(figures), _periods(figures)
    return table(
        caption=panel_name(Panel.VOLUMES, language()),
        is_caption_hidden=True,
        columns=[
            _("Period"),
            *(
                Column(
                    label=metric_name(one, language()),
                    unit=unit_beside(one, language()),
                    is_numeric=True,
                )
                for one in metrics
            ),
        ],
        rows=[
            [
                period_of_figure(found[period, metrics[0]], language()),
                *(_published(found[period, metric]) for metric in metrics),
            ]
            for period in reversed(periods)
        ],
    )


def volumes_definitions(figures: tuple[StatisticsFigure, ...]) -> list[SummaryRow]:
    """What each published metric counts."""
    return [
        SummaryRow(label=metric_name(one, language()), value=metric_definition(one, language()))
        for one in volumes_metrics(figures)
    ]


def volumes_metrics(figures: tuple[StatisticsFigure, ...]) -> list[Metric]:
    """The metrics in the order in which they came."""
    return list(dict.fromkeys(one.metric for one in figures))


def breaker_table(lines: tuple[BreakerLine, ...]) -> Table:
    """When new business was stopped and resumed, with the balances of the whole scheme."""
    return table(
        caption=_("Stops and resumptions, whole scheme"),
        columns=[
            _("Day"),
            _("What"),
            money_column(_("Overdue balance")),
            money_column(_("Total balance")),
        ],
        rows=[
            (
                line.effective_on,
                breaker_action(line.action),
                yuan(line.overdue),
                yuan(line.total),
            )
            for line in lines
        ],
        empty=_("New business has never been stopped."),
    )


def _periods(figures: tuple[StatisticsFigure, ...]) -> list[Period]:
    return list(dict.fromkeys(one.period for one in figures))


def _cell(figure: Figure) -> Cell:
    note = None
    if figure.left_out and figure.counted:
        note = _("{count} left out: not stated").format(count=figure.left_out)
    return Cell(
        text=figure_text(figure), url=address_of(figure) if figure.counted else None, note=note
    )


def _published(figure: StatisticsFigure) -> Cell:
    asked = Asked(metric=figure.metric, grain=Grain.QUARTER)
    url = figure_address(asked, figure) if figure.counted else None
    return Cell(text=statistics_text(figure), url=url)
