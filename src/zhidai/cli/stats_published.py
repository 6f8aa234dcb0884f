"""Series that others publish, as `zhidai stats` shows them beside our own figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import language, printable, say
from zhidai.core.errors import bad_input
from zhidai.core.statistics.figures import WHOLE
from zhidai.core.statistics.metrics import DEFINITIONS, FigureUnit, Metric
from zhidai.core.statistics.published import Published, beside, published
from zhidai.core.statistics.report import Report
from zhidai.core.statistics.series import Step, on_the_period_before
from zhidai.documents.tables import read_table_file
from zhidai.reference.published_series import series_named
from zhidai.services import clock
from zhidai.wording.speech import translate
from zhidai.wording.statistics import NONE, metric_name, percent, value_text


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """One figure of others. change_ratio: on the figure before it, None across a break.

    stated_ratio: the change on the year before as the publisher states it. ours and share: our
    figure of the same metric and period, and what part of theirs it is. ours_from, ours_complete:
    the first day that ours tells of, where that lies inside the period; whether it is over.
    """

    period: str
    value: Decimal | None
    counted: str
    change_ratio: Decimal | None
    stated_ratio: Decimal | None
    broken: str | None
    ours: Decimal | None
    ours_from: date | None
    ours_complete: bool | None
    share: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedAnswer:
    """A series of others, with its own scope and source."""

    series: str
    metric: Metric
    scope: str
    source: str
    figures: tuple[PublishedFigure, ...]


def published_answers(
    names: Sequence[str], reports: Sequence[Report]
) -> tuple[PublishedAnswer, ...]:
    """Each series asked for, and ours beside it where the same metric has the same period."""
    return tuple(_answer(one, reports) for name in names for one in _found(name))


def _found(name: str) -> tuple[Published, ...]:
    path = Path(name)
    if path.suffix.lower() not in (".csv", ".xlsx", ".parquet"):
        return (series_named(name),)
    rows = read_table_file(path).rows
    if not rows:
        raise bad_input("statistics_no_facts", file=path.name)
    named = ((f"{path.name}:{row.number}", row.cells) for row in rows)
    return published(named, until=clock.now().date())


def _answer(one: Published, reports: Sequence[Report]) -> PublishedAnswer:
    ours = [
        figure
        for each in reports
        if each.question.metric is one.metric
        for figure in each.figures
        if figure.group == WHOLE
    ]
    ours_by_period = {each.theirs.period: each for each in beside(ours, one)}
    first = one.series.figures[0]

    def figure(step: Step) -> PublishedFigure:
        period = step.figure.period
        found = ours_by_period.get(period)
        return PublishedFigure(
            period=str(period),
            value=step.figure.value,
            counted=one.counted[period].in_language(language()),
            change_ratio=None if step.change is None else step.change.ratio,
            stated_ratio=one.stated.get(period),
            broken=None if step.broken is None else step.broken.what.in_language(language()),
            ours=None if found is None else found.ours.value,
            ours_from=None if found is None else found.ours.told_from,
            ours_complete=None if found is None else found.ours.complete,
            share=None if found is None else found.share,
        )

    return PublishedAnswer(
        series=one.id,
        metric=one.metric,
        scope=first.scope,
        source=first.source,
        figures=tuple(map(figure, on_the_period_before(one.series))),
    )


def print_published(answers: Sequence[PublishedAnswer]) -> None:
    """Each series as a table of its own, never in one with ours."""
    for one in answers:
        say(
            "Published: {name}, {scope}. Source: {source}.",
            name=metric_name(one.metric, language()),
            scope=one.scope,
            source=one.source,
        )
        table = Table()
        for column in ("Period", "What is counted"):
            table.add_column(translate(column, language()), overflow="fold")
        for column in ("Figure", "On the figure before", "As published", "Ours", "Ours of theirs"):
            table.add_column(translate(column, language()), justify="right", overflow="fold")
        for figure in one.figures:
            table.add_row(*map(escape, map(printable, _cells(figure, one.metric))))
        Console().print(table)


def _cells(figure: PublishedFigure, metric: Metric) -> tuple[str, ...]:
    unit = DEFINITIONS[metric].unit
    broken = figure.broken and translate("break: {what}", language()).format(what=figure.broken)
    return (
        figure.period,
        figure.counted,
        value_text(figure.value, unit),
        broken or _ratio(figure.change_ratio, sign="+"),
        _ratio(figure.stated_ratio, sign="+"),
        _ours(figure, unit),
        _ratio(figure.share),
    )


def _ours(figure: PublishedFigure, unit: FigureUnit) -> str:
    """Of which part of the period, where it is one: no share is made of it."""
    told, spoken = value_text(figure.ours, unit), language()
    if figure.ours_from is not None:
        told = translate("{period}, from {day} on", spoken).format(
            period=told, day=figure.ours_from
        )
    if figure.ours_complete is False:
        told = translate("{period}, to date", spoken).format(period=told)
    return told


def _ratio(ratio: Decimal | None, *, sign: str = "") -> str:
    if ratio is None:
        return NONE
    return f"{sign if ratio > 0 else ''}{percent(ratio)}"
