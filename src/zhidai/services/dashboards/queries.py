"""A party's dashboard, and the cases or loans behind one of its figures.

Every part reads in sets: the number of queries does not depend on the number of cases or loans.
"""

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from zhidai.core.dashboards.figures import MEASURES, Figure, Measure, Panel
from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.figures import Figure as StatisticsFigure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan
from zhidai.engine.statistics.measured import Ids, ids_of
from zhidai.services.acting import Acting
from zhidai.services.dashboards.leverage import leverage_panel
from zhidai.services.dashboards.look import PANELS, Look, look_of
from zhidai.services.dashboards.losses import claims_panel, losses_panel
from zhidai.services.dashboards.npl import npl_panel
from zhidai.services.dashboards.pipeline import pipeline_panel
from zhidai.services.dashboards.quarters import quarters
from zhidai.services.dashboards.subsidies import subsidies_panel
from zhidai.services.dashboards.values import values_panel
from zhidai.services.dashboards.views import BehindView, DashboardView, PanelView
from zhidai.services.paging import RowsByKey
from zhidai.services.refusal import NotFound
from zhidai.services.statistics.answered import answered
from zhidai.services.statistics.behind import cases_named, loans_named
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
    look = look_of(acting, language=language)
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
    look = look_of(acting, language=language)
    if panel not in _panels(look):
        raise NotFound
    view = _READERS[panel](look)
    for figure in view.figures:
        if (figure.measure, figure.of) == (measure, of):
            return BehindView(
                figure=figure,
                panel=panel,
                of=view.names.get(of),
                scope=look.scope,
                source=look.source,
                today=look.today,
                lines=_behind(look, panel, figure),
            )
    raise NotFound


def _panels(look: Look) -> tuple[Panel, ...]:
    """Those of the kind of party, without a line to watch where no ratio stops new business."""
    watched = bool(look.scheme.breakers)
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
    counted = ids_of(figure.counted)
    rows = look.facts(*dict.fromkeys([name, day, "number"])).select(name, day, by="number")
    lines = rows.filter(pl.col(name).is_in(counted.implode()))
    lines = lines.sort(day, "by")
    told = _case_lines if is_case else _loan_lines
    keys = Ids(length=len(lines), read=lambda: lines[name])
    return RowsByKey(keys=keys, told=lambda keys: told(look.acting, list(keys)))


def _case_lines(acting: Acting, numbers: Sequence[str]) -> list[CaseBehind]:
    found = cases_named(acting, numbers)
    return [_case_line(found[number]) for number in numbers]


def _loan_lines(acting: Acting, keys: Sequence[str]) -> list[CaseBehind]:
    found = loans_named(acting, keys)
    return [_loan_line(found[key]) for key in keys]


def _case_line(case: Case) -> CaseBehind:
    return CaseBehind(
        case=case.number,
        loan=None,
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        on=case.opened_on,
        amount=case.amount,
    )


def _loan_line(loan: Loan) -> CaseBehind:
    return CaseBehind(
        case=loan.case.number,
        loan=loan.key,
        enterprise=loan.case.enterprise.name,
        enterprise_en=loan.case.enterprise.name_en,
        on=loan.drawn_on,
        amount=loan.principal,
    )
