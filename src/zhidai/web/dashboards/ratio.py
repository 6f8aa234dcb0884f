"""The page of the plan's ratio on any day: against the line, bank by bank, district by district."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.dashboards.figures import Measure
from zhidai.core.dashboards.ratio import RatioLine
from zhidai.core.errors import BadInput
from zhidai.core.policy.breakers import BreakerScope
from zhidai.core.statistics.metrics import FigureUnit
from zhidai.documents.charts import Bars, bar_chart
from zhidai.services.acting import Acting
from zhidai.services.dashboards.ratio import (
    BANK,
    DISTRICT,
    WATCHING,
    RatioOnDay,
    ratio_on_day,
)
from zhidai.web.shared.components import (
    Cell,
    Column,
    FormField,
    SummaryRow,
    Table,
    Tag,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.dashboards import measure_definition, measure_name
from zhidai.wording.speech import sentence
from zhidai.wording.statistics import NONE, percent, value_text

UNPROCESSABLE, OK = 422, 200
_HUNDRED, _HUNDREDTH = 100, Decimal("0.01")


@answers_refusals
@acting_required(*sorted(WATCHING))
def ratio(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The day of `on`, today without one; a day that cannot be told is said and today shown."""
    typed, error = request.GET.get("on", "").strip(), None
    try:
        view = ratio_on_day(acting, parse_day(typed) if typed else None, language=language())
    except BadInput as refused:
        error = sentence(refused.reasons[0], language())
        view = ratio_on_day(acting, None, language=language())
    parts = {by: [one for one in view.lines if one.by == by] for by in ("", BANK, DISTRICT)}
    context = {
        "view": view,
        "day_field": FormField(
            name="on",
            label=_("The ratio at the end of the day"),
            value=typed or view.on.isoformat(),
            error=error,
            width="narrow",
        ),
        "rows": _rows(view, parts[""][0]),
        "chart": _chart(view),
        "tables": [
            _table(_("The whole"), parts[""]),
            _table(_("Bank by bank"), parts[BANK]),
            _table(_("District by district"), parts[DISTRICT]),
        ],
    }
    status = UNPROCESSABLE if error else OK
    return render(request, "dashboards/ratio.html", context, status=status)


def _rows(view: RatioOnDay, whole: RatioLine) -> list[SummaryRow]:
    line, spoken = view.line, language()
    return [
        SummaryRow(
            label=measure_name(Measure.NPL_RATIO, spoken),
            value=_ratio(whole.ratio),
            tag=_tag(whole),
            note=measure_definition(Measure.NPL_RATIO, spoken),
        ),
        SummaryRow(
            label=_("Line at which new business stops"),
            value=percent(line.threshold),
            note=_("reached at the line itself")
            if line.line_itself_trips
            else _("only above it; exactly at it business goes on"),
            clause=view.clause,
        ),
        SummaryRow(label=_("Warning line"), value=_warning(view)),
        SummaryRow(label=_("To the line"), value=_distance(whole, line.threshold)),
        SummaryRow(label=_("Held against the line"), value=_held(view)),
        SummaryRow(label=_("Scope"), value=view.scope),
        SummaryRow(label=_("Source"), value=view.source),
    ]


def _warning(view: RatioOnDay) -> str:
    if view.line.warning is None:
        return _("This scheme sets no warning line; the first sign is the stop itself.")
    return percent(view.line.warning)


def _held(view: RatioOnDay) -> str:
    if view.line.scope is BreakerScope.BANK:
        return _("Each bank by its own ratio; the whole and the districts are told for comparison.")
    return _("The whole scheme; banks and districts are told for comparison.")


def _distance(one: RatioLine, threshold: Decimal) -> str:
    """Points, and the yuan that may still become overdue."""
    if one.ratio is None:
        return NONE
    said = _("{points} percentage points; {yuan} yuan may still become overdue")
    return said.format(points=_points(one, threshold), yuan=_yuan(one.headroom))


def _points(one: RatioLine, threshold: Decimal) -> str:
    if one.ratio is None:
        return NONE
    points = ((threshold - one.ratio) * _HUNDRED).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    return f"{points:,}"


def _chart(view: RatioOnDay) -> str | None:
    """The whole at the ends of quarters and on the day, with the line across."""
    if not any(one.value for one in view.course):
        return None
    name = measure_name(Measure.NPL_RATIO, language())
    values = tuple(None if one.value is None else one.value * _HUNDRED for one in view.course)
    return bar_chart(
        [Bars(name=name, values=values)],
        places=[one.of for one in view.course],
        y_title=f"{name} (%)",
        level=view.line.threshold * _HUNDRED,
    )


def _table(caption: str, lines: Sequence[RatioLine]) -> Table:
    return table(
        caption=caption,
        columns=[
            _("Name"),
            *(Column(label=label, is_numeric=True) for label in (
                measure_name(Measure.NPL_OVERDUE, language()),
                measure_name(Measure.NPL_TOTAL, language()),
                measure_name(Measure.NPL_RATIO, language()),
                _("Headroom"),
            )),
            _("Status"),
        ],
        rows=[
            (
                _("Total") if one.name is None else one.name.in_language(language()),
                _figure(one, Measure.NPL_OVERDUE, _yuan(one.overdue), is_there=one.overdue > 0),
                _figure(one, Measure.NPL_TOTAL, _yuan(one.total), is_there=one.total > 0),
                _figure(one, Measure.NPL_RATIO, _ratio(one.ratio), is_there=one.total > 0),
                _yuan(one.headroom),
                _tag(one),
            )
            for one in lines
        ],
        empty=_("Nothing was owed on this day."),
    )  # fmt: skip


def _figure(one: RatioLine, measure: Measure, text: str, *, is_there: bool) -> Cell:
    asked = urlencode({"measure": str(measure), "of": one.of})
    return Cell(text=text, url=f"{reverse('dashboards:figure')}?{asked}" if is_there else None)


def _tag(one: RatioLine) -> Tag:
    if one.is_above:
        return Tag(text=_("above the line"), tone=Tone.BAD)
    if one.is_warned:
        return Tag(text=_("at the warning line"), tone=Tone.WARNING)
    if one.ratio is None:
        return Tag(text=_("nothing owed"), tone=Tone.QUIET)
    return Tag(text=_("within the line"), tone=Tone.GOOD)


def _ratio(ratio: Decimal | None) -> str:
    return NONE if ratio is None else percent(ratio)


def _yuan(amount: Decimal | None) -> str:
    return value_text(amount, FigureUnit.YUAN)
