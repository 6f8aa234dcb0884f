"""One valued patent: value and range, why, how long it is kept, later years, what is like it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhidai.core.valuation.value import MIDDLE
from zhidai.documents.charts import FanPoint, NamedBar, fan_chart, span_chart
from zhidai.services.acting import Acting
from zhidai.services.valuation.patents import patent_view
from zhidai.services.valuation.views import PatentView
from zhidai.web.shared.components import Column, Figure, SummaryRow, Table, table
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.valuation.book import patents_table
from zhidai.web.valuation.words import (
    KINDS,
    PARTS,
    SCORES,
    VALUERS,
    chance,
    estimate,
    yuan_column,
)


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def patent(request: HttpRequest, acting: Acting, book_id: int, number: str) -> HttpResponse:
    """A patent of one of the party's own books."""
    view = patent_view(acting, book_id, number)
    context = {
        "view": view,
        "identity": _identity(view),
        "figures": _figures(view),
        "bridge_chart": _bridge_chart(view),
        "bridge": _bridge(view),
        "scores_chart": _scores_chart(view),
        "fan": _fan(view),
        "outlook": _outlook(view),
        "similar": patents_table(view.book.id, list(view.similar)),
    }
    return render(request, "valuation/patent.html", context)


def _identity(view: PatentView) -> list[SummaryRow]:
    return [
        SummaryRow(label=_("Title"), value=view.title),
        SummaryRow(label=_("Kind of patent"), value=KINDS[view.kind]),
        SummaryRow(label=_("Owner"), value=view.owner),
        SummaryRow(label=_("IPC class"), value=view.main_ipc),
        SummaryRow(label=_("Filing date"), value=view.filing_date.isoformat()),
        SummaryRow(label=_("Term ends on"), value=view.expiry_date.isoformat()),
    ]


def _figures(view: PatentView) -> list[Figure]:
    of = view.figures
    return [
        Figure(
            label=_("Value (yuan)"),
            value=estimate(of["value_mean"]),
            note=_("P10 {low} – P50 {middle} – P90 {high}").format(
                low=estimate(of["value_p10"]),
                middle=estimate(of["value_p50"]),
                high=estimate(of["value_p90"]),
            ),
        ),
        Figure(
            label=_("Liquidation value (yuan)"),
            value=estimate(of["liquidation_value"]),
            note=_("pledge ratio at most {ratio}").format(ratio=chance(of["pledge_ratio"])),
        ),
        Figure(
            label=_("Years it is expected to be kept"),
            value=f"{of['expected_remaining_years'] or 0:.1f}",
            note=_("lapse within a year {one}, within three years {three}").format(
                one=chance(of["lapse_probability_1y"]), three=chance(of["lapse_probability_3y"])
            ),
        ),
        Figure(
            label=_("Revealed by the last annual fee paid: at least"),
            value=estimate(of["renewal_floor"]) or "—",
            note=_("confidence {confidence}").format(confidence=chance(of["confidence"])),
        ),
    ]


def _bridge_chart(view: PatentView) -> str:
    """From the typical patent's value, each part a step, to this patent's."""
    bars, at = [], 0.0
    for name, amount in view.bridge:
        bars.append(NamedBar(name=str(PARTS[name]), start=at, end=at + amount))
        at += amount
    bars.append(NamedBar(name=_("Value of this patent"), start=0, end=at))
    return span_chart(bars, title=_("yuan"), is_flat=True)


def _bridge(view: PatentView) -> Table:
    return table(
        caption=_("What the value is made of"),
        columns=[_("Part"), yuan_column(_("Amount"))],
        rows=[
            (str(PARTS[name]), f"{amount:,.2f}" if name == "typical" else f"{amount:+,.2f}")
            for name, amount in view.bridge
        ],
        total=(_("Value of this patent"), f"{view.figures['value_mean'] or 0:,.2f}"),
    )


def _scores_chart(view: PatentView) -> str:
    """Scores as bars from the middle: what lies left of it takes value away."""
    bars = [
        NamedBar(name=str(SCORES[name]), start=MIDDLE, end=score) for name, score in view.scores
    ]
    return span_chart(
        bars, title=_("Score among patents of its class and year (50: the middle)"), is_flat=True
    )


def _fan(view: PatentView) -> str | None:
    if not view.outlook:
        return None
    points = [
        FanPoint(x=one.years, low=one.p10, middle=one.p50, high=one.p90) for one in view.outlook
    ]
    return fan_chart(points, x_title=_("Years from now"), y_title=_("yuan"))


def _outlook(view: PatentView) -> Table:
    return table(
        caption=_("Later years, if it is still kept then"),
        columns=[
            Column(label=_("Years from now"), is_numeric=True),
            Column(label=_("Chance that it is still kept"), is_numeric=True),
            yuan_column("P10"),
            yuan_column("P50"),
            yuan_column("P90"),
        ],
        rows=[
            (
                str(one.years),
                chance(one.kept),
                estimate(one.p10),
                estimate(one.p50),
                estimate(one.p90),
            )
            for one in view.outlook
        ],
        empty=_("Not in force, or valued with parameters that have changed since."),
    )
