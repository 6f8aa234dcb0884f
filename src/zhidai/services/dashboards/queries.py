"""A party's dashboard, and the cases or loans behind one of its figures.

Every part reads in sets: the number of queries does not depend on the number of cases or loans.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import polars as pl

from zhidai.core.dashboards.contributions import OF_MEASURES, OVER
from zhidai.core.dashboards.figures import MEASURES, Figure, Measure, Panel
from zhidai.core.portfolio.settings import watches_arrears
from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.figures import Figure as StatisticsFigure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.engine.statistics.lines import lines_of
from zhidai.services.acting import Acting
from zhidai.services.dashboards.leverage import leverage_panel
from zhidai.services.dashboards.look import PANELS, Look, in_one_version, look_of
from zhidai.services.dashboards.losses import claims_panel, losses_panel
from zhidai.services.dashboards.npl import npl_panel
from zhidai.services.dashboards.pipeline import pipeline_panel
from zhidai.services.dashboards.quarters import quarters
from zhidai.services.dashboards.ratio import day_of, ratio_panel
from zhidai.services.dashboards.subsidies import subsidies_panel
from zhidai.services.dashboards.values import values_panel
from zhidai.services.dashboards.views import BehindView, DashboardView, PanelView
from zhidai.services.refusal import NotFound
from zhidai.services.statistics.answered import answered
from zhidai.services.statistics.behind import rows_behind, totals_behind
from zhidai.services.statistics.views import CaseBehind

VOLUMES = (
    Metric.APPLICATIONS,
    Metric.REGISTRATIONS,
    Metric.LOANS_DISBURSED,
    Metric.AMOUNT_DISBURSED,
    Metric.BALANCE,
)
_READERS: Mapping[Panel, Callable[[Look], PanelView]] = {
    Panel.PIPELINE: pipeline_panel,
    Panel.NPL: npl_panel,
    Panel.CLAIMS: claims_panel,
    Panel.LOSSES: losses_panel,
    Panel.LEVERAGE: leverage_panel,
    Panel.SUBSIDIES: subsidies_panel,
    Panel.VALUES: values_panel,
}


def dashboard_view(acting: Acting, *, language: str) -> DashboardView:
    """All parts that concern the acting kind of party."""
    return in_one_version(lambda: _dashboard(look_of(acting, language=language), language))


def _dashboard(look: Look, language: str) -> DashboardView:
    panels = _panels(look)
    return DashboardView(
        scheme=look.scheme.id,
        scope=look.scope,
        source=look.source,
        today=look.today,
        volumes=_volumes(look, language) if Panel.VOLUMES in panels else (),
        panels=tuple(_READERS[panel](look) for panel in panels if panel in _READERS),
    )


def behind_view(acting: Acting, measure: Measure, of: str, *, language: str) -> BehindView:
    """One figure, counted anew, with its lines; NotFound where the party has no such figure."""
    panel = next(each for each, measures in MEASURES.items() if measure in measures)
    if panel not in PANELS.get(acting.kind, ()):
        raise NotFound
    return in_one_version(lambda: _behind_one(look_of(acting, language=language), measure, of))


def _behind_one(look: Look, measure: Measure, of: str) -> BehindView:
    panel = next(each for each, measures in MEASURES.items() if measure in measures)
    if panel not in _panels(look):
        raise NotFound
    view = _READERS[panel](look)
    day = day_of(of) if panel is Panel.NPL else None
    if day is not None and day <= look.today and all(one.of != of for one in view.figures):
        view = ratio_panel(look, day)
    for figure in view.figures:
        if (figure.measure, figure.of) == (measure, of):
            contribution = OF_MEASURES[measure]
            return BehindView(
                figure=figure,
                panel=panel,
                of=view.names.get(of),
                scope=look.scope,
                source=look.source,
                today=look.today,
                lines=_behind(look, panel, figure),
                contribution=contribution,
                totals=totals_behind(
                    figure.counted, contribution, over=_over(view.figures, figure)
                ),
            )
    raise NotFound


def _panels(look: Look) -> tuple[Panel, ...]:
    """Those of the kind of party, without a line to watch where no ratio stops new business."""
    watched = watches_arrears(look.scheme)
    return tuple(each for each in PANELS[look.acting.kind] if watched or each is not Panel.NPL)


def _volumes(look: Look, language: str) -> tuple[StatisticsFigure, ...]:
    """The published metrics of the same quarters, by their own definitions."""
    first = quarters(look)[0].first_on
    questions = [
        Question(metric=metric, grain=Grain.QUARTER, since=first, until=look.today)
        for metric in VOLUMES
    ]
    return answered(
        look.acting,
        look.scheme.id,
        lambda facts: tuple(one for question in questions for one in figures(facts, question)),
        language=language,
    )


def _behind(look: Look, panel: Panel, figure: Figure) -> Sequence[CaseBehind]:
    """Cases by the day on which they were opened, loans by that of their drawdown."""
    is_case = panel is Panel.PIPELINE
    name, day = ("number", "opened_on") if is_case else ("key", "drawn_on")
    known = look.facts(name, day)
    days = known.select(pl.col(name).alias("id"), pl.col(day).alias("known_on"))
    lines = lines_of(figure.counted).join(days, on="id", how="inner", maintain_order="left")
    ordered = lines.with_columns(on=pl.col("known_on")).sort("on", maintain_order=True)
    return rows_behind(look.acting, ordered, are_loans=not is_case)


def _over(figures: Sequence[Figure], figure: Figure) -> Decimal | None:
    """The number that the lines are held against, a figure of its own beside this one."""
    other = OVER.get(figure.measure)
    found = (one.value for one in figures if (one.measure, one.of) == (other, figure.of))
    return next(found, None)
