"""Tables of series that others publish: those there are, and one beside our own figures."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zhidai.core.statistics.beside import PublishedLine, lines_beside
from zhidai.core.statistics.periods import parse_period
from zhidai.core.statistics.published import Published
from zhidai.services.published.queries import KeptFile, SeriesRow
from zhidai.web.published.addresses import series_address
from zhidai.web.shared.components import Cell, Column, Table, table
from zhidai.web.shared.context import language
from zhidai.wording.published_series import line_texts, scope_name
from zhidai.wording.statistics import (
    NONE,
    figure_text,
    metric_name,
    parts_told,
    period_name,
    unit_beside,
)

OURS = 4  # of the columns behind the period, where ours begin


def list_table(rows: Sequence[SeriesRow]) -> Table:
    """Every series that counts, each leading to its comparison."""
    return table(
        caption=_("Series of others"),
        is_caption_hidden=True,
        columns=[
            _("Series"),
            _("Metric"),
            _("Scope"),
            _("Covers"),
            Column(label=_("Figures"), is_numeric=True),
            _("Source"),
            _("Kept"),
        ],
        rows=[
            [
                Cell(text=row.name, url=series_address(row.name)),
                metric_name(row.metric, language()),
                row.scope,
                periods_text(row.first, row.last),
                row.figures,
                row.source,
                kept_cell(row.file),
            ]
            for row in rows
        ],
    )


def periods_text(first: str, last: str) -> str:
    """2018年–2023年; one period alone stands once."""
    ends = [period_name(parse_period(one), language()) for one in dict.fromkeys((first, last))]
    return " – ".join(ends)


def kept_cell(file: KeptFile | None) -> Cell:
    """On which day by whom; a series without a file came with the platform."""
    if file is None:
        return Cell(text=_("came with the platform"))
    who = [file.party, *([] if file.person is None else [file.person])]
    note = " · ".join(one.in_language(language()) for one in who)
    return Cell(text=file.kept_on.isoformat(), note=note)


def published_table(one: Published) -> Table:
    """A series as published, ours not beside it."""
    return _lines_table(one, lines_beside(one), columns=OURS, is_caption_hidden=False)


def compared_table(one: Published, lines: Sequence[PublishedLine]) -> Table:
    """A series with ours of the same periods in columns of their own."""
    return _lines_table(one, lines, columns=OURS + 2, is_caption_hidden=True)


def _lines_table(
    one: Published, lines: Sequence[PublishedLine], *, columns: int, is_caption_hidden: bool
) -> Table:
    """A row for each figure; a column that says nothing of any of them is left out."""
    spoken = language()
    texts = [line_texts(line, spoken)[:columns] for line in lines]
    said = [place for place in range(columns) if any(row[place] != NONE for row in texts)]
    heads = line_columns(one)
    return table(
        caption=_("{name}, {scope}, as published").format(
            name=metric_name(one.metric, spoken), scope=scope_name(one, spoken)
        ),
        is_caption_hidden=is_caption_hidden,
        columns=[_("Period"), *(heads[place] for place in said)],
        rows=[
            [_period(line), *(_ours(line) if place == OURS else row[place] for place in said)]
            for line, row in zip(lines, texts, strict=True)
        ],
    )


def _period(line: PublishedLine) -> Cell:
    return Cell(text=period_name(line.step.figure.period, language()), keeps_line=True)


def _ours(line: PublishedLine) -> Cell:
    """Our figure, under it of which part of the period it tells."""
    if line.beside is None:
        return Cell(text=NONE)
    ours = line.beside.ours
    note = ", ".join(parts_told(ours, language()))
    return Cell(text=figure_text(ours), note=note or None)


def line_columns(one: Published) -> list[Column]:
    """The columns of `line_texts`."""
    unit = unit_beside(one.metric, language())
    return [
        Column(label=_("What is counted")),
        Column(label=_("Figure published"), unit=unit, is_numeric=True),
        Column(label=_("On the figure before"), is_numeric=True),
        Column(label=_("Year on year, as published"), is_numeric=True),
        Column(label=_("Ours"), unit=unit, is_numeric=True),
        Column(label=_("Ours of theirs"), is_numeric=True),
    ]


def files_table(name: str, files: Sequence[KeptFile]) -> Table:
    """The files with a series of this name that a later one has followed."""
    return table(
        caption=_("Earlier files of this series"),
        columns=[_("File"), _("Kept")],
        rows=[
            [
                Cell(text=file.file_name, url=series_address(name, number=file.number)),
                kept_cell(file),
            ]
            for file in files
        ],
    )
