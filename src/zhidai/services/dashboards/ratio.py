"""The plan's non-performing ratio on any day: of the whole, each bank and each district (8.2).

Those who oversee the scheme see all of it; everybody else the ratio of the loans in which they take
part, as on the dashboard. A day in the past is told as it is known today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from zhidai.core.dashboards.figures import Figure, Measure, Panel
from zhidai.core.dashboards.ratio import RatioLine
from zhidai.core.errors import bad_input
from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation, Topic, citations
from zhidai.core.portfolio.breaker import breaker_position
from zhidai.core.portfolio.npl import NplPosition
from zhidai.core.portfolio.settings import StopLine, arrears_lines, watches_arrears
from zhidai.core.portfolio.stops import warns
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.engine.dashboards.npl import LATENESS, group_of, npl_by_group, npl_over_time
from zhidai.services.acting import Acting
from zhidai.services.dashboards.figures_kept import kept_figures, kept_values
from zhidai.services.dashboards.look import PANELS, Look, in_one_version, look_of
from zhidai.services.dashboards.quarters import quarters
from zhidai.services.dashboards.views import PanelView
from zhidai.services.refusal import NotFound
from zhidai.services.statistics.keeping import PAID
from zhidai.services.statistics.loans import arrears_before

BANK, DISTRICT = "bank", "district"
WATCHING = frozenset(kind for kind, panels in PANELS.items() if Panel.NPL in panels)
_NOT_STATED = Label(zh="未填", en="not stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioOnDay:
    """The ratio on a day with the line it is held against. course: the whole at the ends of
    quarters up to the day, and on it."""

    scope: str
    source: str
    on: date
    today: date
    line: StopLine
    clause: Citation | None
    lines: tuple[RatioLine, ...]
    course: tuple[Figure, ...]


def ratio_on_day(acting: Acting, on: date | None, *, language: str) -> RatioOnDay:
    """on: None for the business date. NotFound where no ratio concerns the party or the scheme.

    Bad input: `ratio_day_in_future`.
    """
    return in_one_version(lambda: _on_day(_look(acting, language), on))


def _on_day(look: Look, on: date | None) -> RatioOnDay:
    day = on or look.today
    if day > look.today:
        raise bad_input("ratio_day_in_future", day=day, today=look.today)
    view, watched = ratio_panel(look, day), _watched(look)
    whole = [one for one in view.figures if one.of == day.isoformat()]
    return RatioOnDay(
        scope=look.scope,
        source=look.source,
        on=day,
        today=look.today,
        line=watched,
        clause=citations(look.scheme).get(Topic.BREAKER),
        lines=tuple(_lines(view, watched)),
        course=tuple(
            one for one in (*_before(look, day), *whole) if one.measure is Measure.NPL_RATIO
        ),
    )


def ratio_panel(look: Look, day: date) -> PanelView:
    """Ratio, overdue and total balance of the whole and of each group, by `group_of`."""
    names = {
        BANK: [str(bank) for bank in sorted(filter(None, kept_values(look, BANK)))],
        DISTRICT: sorted(name or "" for name in kept_values(look, DISTRICT)),
    }
    watched = _watched(look)
    figures = kept_figures(
        look,
        ("ratio", day, watched.counted_from),
        lambda: _figures(look, day, names, watched.counted_from),
        columns=None,
    )
    banks = Party.objects.in_bulk([int(one) for one in names[BANK]])
    told = {group_of(day, BANK, str(pk)): _name(bank) for pk, bank in banks.items()} | {
        group_of(day, DISTRICT, name): Label(zh=name, en=name) if name else _NOT_STATED
        for name in names[DISTRICT]
    }
    return PanelView(panel=Panel.NPL, figures=figures, names=told, line=watched.threshold)


def day_of(of: str) -> date | None:
    """The day that a figure's code begins with; None for anything else."""
    try:
        return date.fromisoformat(of.partition("/")[0])
    except ValueError:
        return None


def _before(look: Look, day: date) -> tuple[Figure, ...]:
    """The whole at the ends of the quarters before a day."""
    ends = tuple(one.last_on for one in quarters(look, by=day) if one.last_on < day)
    first = _watched(look).counted_from
    return kept_figures(
        look,
        ("npl", ends, first),
        lambda: npl_over_time(look.loans(*LATENESS), look.repayments, ends, from_overdue_day=first),
        columns=(*LATENESS, PAID),
    )


def _look(acting: Acting, language: str) -> Look:
    if acting.kind not in WATCHING:
        raise NotFound
    look = look_of(acting, language=language)
    if not watches_arrears(look.scheme):
        raise NotFound
    return look


def _watched(look: Look) -> StopLine:
    """The first of the scheme's lines, as on the dashboard."""
    return arrears_lines(look.scheme, max(look.today, look.scheme.in_force_from))[0]


def _figures(
    look: Look, day: date, names: Mapping[str, Sequence[str]], from_overdue_day: int
) -> tuple[Figure, ...]:
    loans = look.loans(*LATENESS, BANK, DISTRICT).with_columns(
        pl.col(BANK).cast(pl.String), pl.col(DISTRICT).cast(pl.String).fill_null("")
    )
    changed = (pl.col("drawn_on") <= day) & (pl.col("since") > day)
    asked = loans.filter(changed).select("loan", "drawn_on", "since")
    drawn = Loan.objects.filter(case__in=look.cases.order_by().values("pk"))
    return npl_by_group(
        loans,
        look.repayments,
        day,
        arrears=arrears_before(drawn, asked, [day]),
        from_overdue_day=from_overdue_day,
        groups=names,
    )


def _lines(view: PanelView, watched: StopLine) -> list[RatioLine]:
    found = {(one.of, one.measure): one.value for one in view.figures}
    return [
        _line(of, view.names.get(of), watched, found)
        for of in dict.fromkeys(one.of for one in view.figures)
        if of not in view.names or found[of, Measure.NPL_TOTAL]
    ]


def _line(
    of: str,
    name: Label | None,
    watched: StopLine,
    found: Mapping[tuple[str, Measure], Decimal | None],
) -> RatioLine:
    npl = NplPosition(
        overdue=found[of, Measure.NPL_OVERDUE] or Decimal("0.00"),
        total=found[of, Measure.NPL_TOTAL] or Decimal("0.00"),
    )
    position = breaker_position(
        npl,
        watched.threshold,
        clause=watched.clause,
        line_itself_trips=watched.line_itself_trips,
    )
    return RatioLine(
        by=of.partition("/")[2].partition("=")[0],
        name=name,
        of=of,
        overdue=npl.overdue,
        total=npl.total,
        ratio=found[of, Measure.NPL_RATIO],
        headroom=position.headroom,
        is_above=position.tripped,
        is_warned=None if watched.warning is None else warns(watched, npl),
    )


def _name(party: Party) -> Label:
    return Label(zh=party.name, en=party.name_en)
