"""A comparison as a workbook: the figures of the page, and what each of them is."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhidai.core.statistics.beside import PublishedLine
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.documents.workbooks import Cell, Number, Sheet, workbook
from zhidai.services.acting import Acting
from zhidai.services.published.queries import SeriesView
from zhidai.services.statistics.queries import CONCERNED
from zhidai.web.published.addresses import asked_series
from zhidai.web.published.tables import line_columns
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import XLSX, download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.published_series import scope_name
from zhidai.wording.statistics import (
    change_ratio,
    change_text,
    metric_definition,
    metric_name,
    period_name,
    period_of_figure,
)


@answers_refusals
@acting_required(*sorted(CONCERNED))
def workbook_of_series(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The workbook of the series in the address."""
    view = asked_series(request, acting)
    content = workbook((_figures(view), _about(view)), dated=view.today)
    name = f"published-{view.theirs.metric}-{view.today.isoformat()}.xlsx"
    return download(request, name, XLSX, content)


def _figures(view: SeriesView) -> Sheet:
    return Sheet(
        name=metric_name(view.theirs.metric, language()),
        columns=(
            _("Period"),
            *(column.heading for column in line_columns(view.theirs)),
            _("Ours tells of"),
        ),
        rows=[_row(line) for line in view.lines],
    )


def _row(line: PublishedLine) -> list[Cell]:
    step, spoken = line.step, language()
    ours = None if line.beside is None else line.beside.ours
    return [
        period_name(step.figure.period, spoken),
        line.counted.in_language(spoken),
        _number(step.figure.value, step.figure.unit),
        _change(change_ratio(step)) or change_text(step, spoken),
        _change(line.stated),
        None if ours is None else _number(ours.value, ours.unit),
        None if line.beside is None else _number(line.beside.share, FigureUnit.RATIO),
        None if ours is None else period_of_figure(ours, spoken),
    ]


def _number(value: Decimal | None, unit: FigureUnit) -> Number | None:
    return None if value is None else Number(value=value, unit=unit)


def _change(ratio: Decimal | None) -> Number | None:
    if ratio is None:
        return None
    return Number(value=ratio, unit=FigureUnit.RATIO, is_change=True)


def _about(view: SeriesView) -> Sheet:
    theirs, spoken = view.theirs, language()
    rows: list[list[Cell]] = [
        [_("Series"), theirs.id],
        [metric_name(theirs.metric, spoken), metric_definition(theirs.metric, spoken)],
        [_("Scope of theirs"), scope_name(theirs, spoken)],
        [_("Source of theirs"), theirs.source],
        [_("Scope of ours"), view.scope],
        [_("Source of ours"), view.source],
        [_("Business date"), view.today.isoformat()],
    ]
    rows += [
        [_("Break from {day} on").format(day=one.from_on), one.what.in_language(spoken)]
        for one in theirs.series.breaks
    ]
    if view.file is not None:
        rows += [
            [_("File"), view.file.file_name],
            ["SHA-256", view.file.sha256],
            [_("Kept on"), view.file.kept_on.isoformat()],
            [_("Kept by"), view.file.party.in_language(spoken)],
        ]
    return Sheet(name=_("Definition"), columns=(_("What"), _("Meaning")), rows=rows)
