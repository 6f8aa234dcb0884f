"""Series that others publish, as `zhidai stats` shows them beside our own figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from rich.console import JustifyMethod
from rich.markup import escape
from rich.table import Table

from zhidai.cli.amount_columns import have_room, print_amounts
from zhidai.cli.output import language, printable, say
from zhidai.core.statistics.beside import PublishedLine, lines_beside
from zhidai.core.statistics.figures import WHOLE, Figure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.published import Published
from zhidai.core.statistics.report import Report
from zhidai.documents.published_files import ENDINGS, series_of_path
from zhidai.reference.published_series import series_named
from zhidai.services import clock
from zhidai.wording.published_series import line_texts, scope_name
from zhidai.wording.speech import translate
from zhidai.wording.statistics import NONE, metric_name

_PERIOD, _FIGURE, _OURS = "Period", "Figure", "Ours"
_NUMBERS = (_FIGURE, "On the figure before", "As published", _OURS, "Ours of theirs")
_COLUMNS = (_PERIOD, "What is counted", *_NUMBERS)
_UNBROKEN = (_PERIOD, *_NUMBERS)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSeries:
    """A series of others with ours beside it."""

    theirs: Published
    lines: tuple[PublishedLine, ...]

    @property
    def answer(self) -> PublishedAnswer:
        """As `--json` prints it."""
        return PublishedAnswer(
            series=self.theirs.id,
            metric=self.theirs.metric,
            scope=self.theirs.scope,
            source=self.theirs.source,
            figures=tuple(map(_figure, self.lines)),
        )


def compared_series(
    names: Sequence[str], reports: Sequence[Report], *, scheme: str | None
) -> tuple[ComparedSeries, ...]:
    """Each series asked for, and ours beside it where the same metric has the same period.

    scheme: whose bureau's kept series are known by name too, where the platform is asked.
    """
    return tuple(
        ComparedSeries(theirs=one, lines=lines_beside(one, _ours(one, reports)))
        for name in names
        for one in _found(name, scheme)
    )


def _found(name: str, scheme: str | None) -> tuple[Published, ...]:
    path = Path(name)
    if path.suffix.lower() in ENDINGS:
        return series_of_path(path, until=clock.now().date())
    if scheme is None:
        return (series_named(name),)
    from zhidai.services.published.queries import series_under

    return (series_under(scheme, name),)


def _ours(theirs: Published, reports: Sequence[Report]) -> list[Figure]:
    return [
        figure
        for each in reports
        if each.question.metric is theirs.metric
        for figure in each.figures
        if figure.group == WHOLE
    ]


def _figure(line: PublishedLine) -> PublishedFigure:
    step, found = line.step, line.beside
    return PublishedFigure(
        period=str(step.figure.period),
        value=step.figure.value,
        counted=line.counted.in_language(language()),
        change_ratio=None if step.change is None else step.change.ratio,
        stated_ratio=line.stated,
        broken=None if step.broken is None else step.broken.what.in_language(language()),
        ours=None if found is None else found.ours.value,
        ours_from=None if found is None else found.ours.told_from,
        ours_complete=None if found is None else found.ours.complete,
        share=None if found is None else found.share,
    )


def print_published(compared: Sequence[ComparedSeries]) -> None:
    """Each series as a table of its own, never in one with ours."""
    for one in compared:
        say(
            "Published: {name}, {scope}. Source: {source}.",
            name=metric_name(one.theirs.metric, language()),
            scope=scope_name(one.theirs, language()),
            source=one.theirs.source,
        )
        for table in _tables(one):
            print_amounts(table, *map(_heading, _UNBROKEN))


def _tables(one: ComparedSeries) -> list[Table]:
    """Theirs and ours side by side; where the terminal is too narrow, one under the other."""
    cells = [
        dict(zip(_COLUMNS, (str(line.step.figure.period), *line_texts(line, language())),
                 strict=True))
        for line in one.lines
    ]  # fmt: skip
    said = [name for name in _COLUMNS if any(row[name] != NONE for row in cells)]
    whole = _table(said, cells)
    if _OURS not in said or have_room(whole, *map(_heading, _UNBROKEN)):
        return [whole]
    place = said.index(_OURS)
    return [_table(said[:place], cells), _table([_PERIOD, _FIGURE, *said[place:]], cells)]


def _table(columns: Sequence[str], cells: Sequence[Mapping[str, str]]) -> Table:
    table = Table()
    for name in columns:
        side: JustifyMethod = "right" if name in _NUMBERS else "left"
        table.add_column(_heading(name), justify=side, overflow="fold")
    for row in cells:
        table.add_row(*(escape(printable(row[name])) for name in columns))
    return table


def _heading(name: str) -> str:
    return translate(name, language())
