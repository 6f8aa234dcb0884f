"""Reads figures for pages: an answer with its facts' scope, and the cases behind one figure."""

from dataclasses import dataclass
from datetime import date, datetime, time

from zhidai.core.calendar import add_months
from zhidai.core.errors import bad_input
from zhidai.core.parties import PartyKind
from zhidai.core.statistics.contributions import OF_METRICS
from zhidai.core.statistics.counting import Countable, Question, figures
from zhidai.core.statistics.figures import WHOLE, Dimension, Group
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain, Period, period_of
from zhidai.core.statistics.report import report
from zhidai.engine.statistics.counting import CountedColumns
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.refusal import NotFound
from zhidai.services.statistics.answered import answered
from zhidai.services.statistics.behind import cases_behind, totals_behind
from zhidai.services.statistics.facts import visible_facts
from zhidai.services.statistics.views import FigureView, StatisticsView

CONCERNED = frozenset(
    {
        PartyKind.BUREAU,
        PartyKind.FINANCE,
        PartyKind.BANK,
        PartyKind.GUARANTOR,
        PartyKind.APPRAISER,
    }
)
# How many periods a page shows unless it is asked for others.
SHOWN = {Grain.MONTH: 12, Grain.QUARTER: 8, Grain.YEAR: 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page asks for. known_on: as reported at the end of that day."""

    metric: Metric
    grain: Grain = Grain.QUARTER
    by: Dimension | None = None
    since: date | None = None
    until: date | None = None
    known_on: date | None = None


def statistics_view(
    acting: Acting, asked: Asked, *, language: str, scheme: str | None = None
) -> StatisticsView:
    """The answer over the acting party's own cases. Bad input as for `Question`."""
    if acting.kind not in CONCERNED:
        raise NotFound
    today, name = business_date.today(), scheme or default_scheme(acting)
    then = _as_known(acting, name, asked.known_on, language)
    until = asked.until or asked.known_on or today  # what was known on a day ends with it

    def tell(facts: Countable) -> StatisticsView:
        question = Question(
            metric=asked.metric,
            grain=asked.grain,
            by=asked.by,
            since=asked.since or _since(facts, asked.grain, until),
            until=until,
        )
        return StatisticsView(
            scheme=name,
            scope=facts.scope,
            source=facts.source,
            today=today,
            known_on=asked.known_on,
            is_empty=facts.first_day is None,
            report=report(facts, question, then=then),
        )

    if then is not None:  # what was reported since is told by the ids that both were counted from
        return tell(visible_facts(acting, name, language=language))
    return answered(acting, name, tell, language=language)


def figure_view(
    acting: Acting,
    asked: Asked,
    *,
    period: Period | None,
    group: str | None,
    language: str,
    scheme: str | None = None,
) -> FigureView:
    """One figure with the cases that it was counted from, as far as the party sees them: all.

    period: None for the one of the business date. group: None for the whole. NotFound where there
    is no such group. Bad input (`statistics_group_without_dimension`) for one of no dimension.
    """
    if acting.kind not in CONCERNED:
        raise NotFound
    if group is not None and asked.by is None:
        known = ", ".join(Dimension)
        raise bad_input("statistics_group_without_dimension", group=group[:40], known=known)
    today, name = business_date.today(), scheme or default_scheme(acting)
    asked_of = period or period_of(today, asked.grain)
    facts = _as_known(acting, name, asked.known_on, language) or visible_facts(
        acting, name, language=language
    )
    question = Question(
        metric=asked.metric,
        grain=asked_of.grain,
        by=asked.by,
        since=asked_of.first_on,
        until=asked_of.last_on,
    )
    wanted = WHOLE if group is None else Group(by=asked.by, name=group)
    for figure in figures(facts, question):
        if figure.group == wanted:
            contribution = OF_METRICS[figure.metric]
            return FigureView(
                figure=figure,
                known_on=asked.known_on,
                cases=cases_behind(acting, figure),
                contribution=contribution,
                totals=totals_behind(figure.counted, contribution),
            )
    raise NotFound


def _since(facts: Countable, grain: Grain, until: date) -> date:
    """The last periods, and none before the facts begin."""
    earliest = add_months(until, -grain.months * (SHOWN[grain] - 1))
    return max(min(facts.first_day or earliest, until), earliest)


def _as_known(
    acting: Acting, scheme: str, known_on: date | None, language: str
) -> CountedColumns | None:
    if known_on is None:
        return None
    at = datetime.combine(known_on, time.max, business_date.SHANGHAI)
    return visible_facts(acting, scheme, at=at, language=language)
