"""A series that others publish beside our own figures: facts, pictures, table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.services.acting import Acting
from zhidai.services.published.queries import SeriesView
from zhidai.services.statistics.queries import CONCERNED
from zhidai.web.loans.takeover_mark import in_groups
from zhidai.web.published.addresses import asked_series, series_address
from zhidai.web.published.charts import charts_of
from zhidai.web.published.tables import compared_table, files_table, kept_cell
from zhidai.web.shared.components import SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.published_series import scope_name
from zhidai.wording.statistics import metric_definition, metric_name, period_name


@answers_refusals
@acting_required(*sorted(CONCERNED))
def series(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The series of `name`; `file`: as it stood in an earlier file."""
    view = asked_series(request, acting)
    name = view.theirs.id
    number = view.file.number if view.file is not None and view.is_followed else None
    context = {
        "view": view,
        "name": name,
        "rows": _rows(view),
        "charts": charts_of(view, language()),
        "table": compared_table(view.theirs, view.lines),
        "breaks": _breaks(view),
        "has_ours": any(one.beside and one.beside.ours.value is not None for one in view.lines),
        "earlier": files_table(name, view.earlier) if view.earlier else None,
        "current_url": series_address(name) if view.is_followed else None,
        "workbook_url": series_address(name, number=number, page="workbook"),
    }
    return render(request, "published/series.html", context)


def _rows(view: SeriesView) -> list[SummaryRow]:
    theirs, spoken = view.theirs, language()
    metric = metric_name(theirs.metric, spoken)
    rows = [
        SummaryRow(label=_("Metric"), value=metric, note=metric_definition(theirs.metric, spoken)),
        SummaryRow(
            label=_("Theirs"),
            value=scope_name(theirs, spoken),
            note=_("Source: {source}").format(source=theirs.source),
        ),
        SummaryRow(
            label=_("Ours"),
            value=view.scope,
            note=_("Source: {source}").format(source=view.source),
        ),
    ]
    kept = kept_cell(view.file)
    rows.append(SummaryRow(label=_("Kept"), value=kept.text, note=kept.note))
    if view.file is not None:
        digest = in_groups(view.file.sha256)
        rows.append(
            SummaryRow(label=_("File"), value=view.file.file_name, note=f"SHA-256 {digest}")
        )
    return rows


def _breaks(view: SeriesView) -> list[str]:
    """Each break in a sentence, whether or not a figure lies before it."""
    spoken = language()
    periods = {one.period.first_on: one.period for one in view.theirs.series.figures}
    return [
        _("Break: from {period} on {what}. No change is told across it.").format(
            period=period_name(periods[one.from_on], spoken), what=one.what.in_language(spoken)
        )
        for one in view.theirs.series.breaks
    ]
