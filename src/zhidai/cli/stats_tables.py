"""How `zhidai stats` prints its figures: a table for each metric, and what is different today."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import language, printable, say
from zhidai.core.statistics.counting import Countable
from zhidai.core.statistics.facts import Facts
from zhidai.core.statistics.report import Report
from zhidai.wording.speech import translate
from zhidai.wording.statistics import (
    change_text,
    figure_text,
    group_name,
    metric_definition,
    metric_name,
    period_name,
    period_of_figure,
    unit_beside,
)

_NAME_WIDTH = 10  # of a group or period, however narrow the terminal


def print_reports(
    facts: Facts | Countable, reports: Sequence[Report], *, at: datetime | None
) -> None:
    """Scope and source, then each metric with its definition and table."""
    console = Console()
    say("Scope: {scope}. Source: {source}.", scope=facts.scope, source=facts.source)
    if at is not None:
        say("As reported at {instant}; what is different today is listed.", instant=str(at))
    for each in reports:
        metric = each.question.metric
        unit = unit_beside(metric, language())
        name = metric_name(metric, language())
        console.print(f"\n[bold]{escape(name)}[/bold]" + (f" ({escape(unit)})" if unit else ""))
        console.print(escape(metric_definition(metric, language())))
        console.print(_table(each))
        if each.revisions:
            console.print(_revisions(each))


def _table(each: Report) -> Table:
    places = each.places
    table = Table()
    _add_names(table)
    table.add_column(translate("Figure", language()), justify="right", no_wrap=True)
    # Words where nothing is compared: they fold, so that the names keep their room.
    table.add_column(translate("Year on year", language()), justify="right", overflow="fold")
    for column in ("Rank", "Left out"):
        table.add_column(translate(column, language()), justify="right", no_wrap=True)
    for step in each.year_on_year:
        figure = step.figure
        rank = places.get((figure.group, figure.period))
        table.add_row(
            escape(printable(group_name(figure.group, language()))),
            period_of_figure(figure, language()),
            figure_text(figure),
            escape(change_text(step, language())),
            "" if rank is None else f"{rank.place}{'=' if rank.shared else ''}",
            str(figure.left_out or ""),
        )
    return table


def _add_names(table: Table) -> None:
    for column in ("Group", "Period"):
        table.add_column(translate(column, language()), overflow="fold", min_width=_NAME_WIDTH)


def _revisions(each: Report) -> Table:
    table = Table(title=translate("Different today", language()), title_justify="left")
    _add_names(table)
    for column in ("As reported then", "As known now"):
        table.add_column(translate(column, language()), justify="right", no_wrap=True)
    table.add_column(translate("Recorded since", language()), overflow="fold")
    for one in each.revisions:
        table.add_row(
            escape(printable(group_name(one.group, language()))),
            period_name(one.period, language()),
            "—" if one.then is None else figure_text(one.then),
            figure_text(one.now),
            escape(printable(", ".join(one.added))),
        )
    return table
