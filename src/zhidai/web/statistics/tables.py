"""The tables of an answer: figures by period, the ranking, revisions."""

from django.utils.translation import gettext as _

from zhidai.core.statistics.facts import NOT_STATED
from zhidai.core.statistics.figures import WHOLE, Figure, Group
from zhidai.core.statistics.report import Report
from zhidai.services.statistics.queries import Asked
from zhidai.services.statistics.views import StatisticsView
from zhidai.web.shared.components import Cell, Column, Table, table
from zhidai.web.shared.context import language
from zhidai.web.statistics.asking import figure_address
from zhidai.wording.statistics import (
    NONE,
    change_text,
    figure_text,
    group_name,
    metric_name,
    period_name,
    period_of_figure,
    unit_beside,
)


def figures_table(report: Report, asked: Asked) -> Table:
    """A line for each period, the newest first; the whole with its change, then each group."""
    whole = [step for step in report.year_on_year if step.figure.group.by is None]
    groups = list(dict.fromkeys(one.group for one in report.figures if one.group.by))
    found = {(one.group, one.period): one for one in report.figures}
    spoken = language()
    return table(
        caption=metric_name(report.question.metric, spoken),
        is_caption_hidden=True,
        columns=[
            _("Period"),
            _numeric(_("Total"), report),
            Column(label=_("Year on year"), is_numeric=True),
            *(_numeric(group_name(group, spoken), report) for group in groups),
        ],
        rows=[
            [
                Cell(text=period_of_figure(step.figure, spoken), keeps_line=step.figure.is_whole),
                _cell(step.figure, asked),
                change_text(step, spoken),
                *(_cell(found[group, step.figure.period], asked) for group in groups),
            ]
            for step in reversed(whole)
        ],
    )


def _numeric(label: str, report: Report) -> Column:
    return Column(
        label=label, unit=unit_beside(report.question.metric, language()), is_numeric=True
    )


def _cell(figure: Figure, asked: Asked) -> Cell:
    """A figure leads to its cases, and says how many facts it had to leave out."""
    note = None
    if figure.left_out:
        note = _("{count} left out: not stated").format(count=figure.left_out)
    url = figure_address(asked, figure) if figure.counted else None
    return Cell(text=figure_text(figure), url=url, note=note)


def ranking_table(report: Report, asked: Asked) -> Table | None:
    """Who stands where in the last period that has figures; None without groups.

    What is not stated stands at the end, without a place.
    """
    if not report.ranks:
        return None
    period = report.ranks[-1].figure.period
    placed = [
        (_("{place}, shared").format(place=one.place) if one.shared else str(one.place), one.figure)
        for one in report.ranks
        if one.figure.period == period
    ]
    unstated = [
        (NONE, one)
        for one in report.figures
        if one.period == period and one.group == Group(by=one.group.by, name=NOT_STATED) != WHOLE
    ]
    steps = {
        step.figure.group: step for step in report.year_on_year if step.figure.period == period
    }
    spoken = language()
    return table(
        caption=_("Ranking, {period}").format(
            period=period_of_figure(report.ranks[-1].figure, spoken)
        ),
        columns=[
            Column(label=_("Rank"), is_numeric=True),
            _("Group"),
            _numeric(_("Figure"), report),
            Column(label=_("Year on year"), is_numeric=True),
        ],
        rows=[
            [
                place,
                group_name(figure.group, spoken),
                _cell(figure, asked),
                change_text(steps[figure.group], spoken),
            ]
            for place, figure in [*placed, *unstated]
        ],
    )


def revisions_table(view: StatisticsView) -> Table:
    """What is different today, and which facts were recorded since."""
    spoken = language()
    return table(
        caption=_("Different today"),
        columns=[
            _("Group"),
            _("Period"),
            Column(label=_("As reported then"), is_numeric=True),
            Column(label=_("As known now"), is_numeric=True),
            _("Recorded since"),
        ],
        rows=[
            [
                group_name(one.group, spoken),
                period_name(one.period, spoken),
                NONE if one.then is None else figure_text(one.then),
                figure_text(one.now),
                _("{count} facts").format(count=len(one.added)) if one.added else NONE,
            ]
            for one in view.report.revisions
        ],
        empty=_("Nothing is different today."),
    )
