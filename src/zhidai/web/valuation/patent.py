"""One valued patent: value and range, why, how long it is kept, later years, what is like it."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhidai.documents.charts import FanPoint, Line, NamedBar, fan_chart, line_chart, span_chart
from zhidai.documents.letters.valuation_report import valuation_report_paper
from zhidai.documents.radar_pictures import radar_picture
from zhidai.services.acting import Acting
from zhidai.services.valuation.patents import patent_report, patent_view
from zhidai.services.valuation.views import PatentView
from zhidai.web.shared.components import Column, Figure, SummaryRow, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import PDF, download
from zhidai.web.shared.drawings import in_both_widths
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
from zhidai.wording.patent_status import status_name, status_said
from zhidai.wording.speech import translate
from zhidai.wording.valuation_report import worded_report
from zhidai.wording.valuation_words import INDICATORS, MOST_LEVERS, lever_said

FEWEST_DRAWN = 2  # points of a line


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def patent(request: HttpRequest, acting: Acting, book_id: int, number: str) -> HttpResponse:
    """A patent of one of the party's own books."""
    view = patent_view(acting, book_id, number)
    context = {
        "view": view,
        "identity": _identity(view),
        "status_said": status_said(view.status, language()),
        "figures": _figures(view),
        "bridge_chart": _bridge_chart(view),
        "bridge": _bridge(view),
        "radar": _radar(view),
        "scores": _scores(view),
        "indicators": _indicators(view),
        "levers": _levers(view),
        "survival": _survival(view),
        "fan": _fan(view),
        "outlook": _outlook(view),
        "similar": patents_table(view.book.id, list(view.similar)),
    }
    return render(request, "valuation/patent.html", context)


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def report(request: HttpRequest, acting: Acting, book_id: int, number: str) -> HttpResponse:
    """The valuation report of one patent as PDF, in the language of the page."""
    found = patent_report(acting, book_id, number)
    content = valuation_report_paper(worded_report(found, language()), dated=found.valued_on)
    name = f"valuation-{number}-{found.valued_on.isoformat()}.pdf"
    return download(request, name, PDF, content)


def _identity(view: PatentView) -> list[SummaryRow]:
    return [
        SummaryRow(label=_("Title"), value=view.title),
        SummaryRow(label=_("Kind of patent"), value=KINDS[view.kind]),
        SummaryRow(label=_("Status"), value=status_name(view.status, language())),
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
    return in_both_widths(
        lambda is_narrow: span_chart(bars, title=_("yuan"), is_flat=True, is_narrow=is_narrow)
    )


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


def _radar(view: PatentView) -> str:
    return radar_picture(
        [(str(SCORES[name]), score) for name, score in view.scores],
        name="radar",
        title=_("Score among patents of its class and year (50: the middle)"),
    )


def _scores(view: PatentView) -> Table:
    return table(
        caption=_("Score among patents of its class and year (50: the middle)"),
        columns=[_("Dimension"), Column(label=_("Score"), is_numeric=True)],
        rows=[(str(SCORES[name]), f"{score:.1f}") for name, score in view.scores],
        total=(_("Score"), f"{view.figures['score'] or 0:.1f}"),
    )


def _indicators(view: PatentView) -> Table:
    return table(
        caption=_("What the scores are made of, and what each indicator adds to the value"),
        columns=[
            _("Indicator"),
            Column(label=_("Figure"), is_numeric=True),
            Column(label=_("Better than"), unit=_("of its like"), is_numeric=True),
            yuan_column(_("Amount")),
            _("Dimension"),
        ],
        rows=[
            (
                translate(INDICATORS[one.name], language()),
                f"{one.figure or 0:g}",
                "" if one.place is None else f"{one.place:.0%}",
                f"{part:+,.2f}" if (part := view.indicator_parts.get(one.name)) is not None else "",
                str(SCORES[one.dimension]),
            )
            for one in view.indicators
            if one.figure is not None
        ],
        empty=_("The list names no indicator of this patent."),
    )


def _levers(view: PatentView) -> Table:
    return table(
        caption=_("What would change it most"),
        columns=[
            _("One thing moved, all else as it is"),
            yuan_column(_("The better way")),
            yuan_column(_("The worse way")),
        ],
        rows=[
            (lever_said(one.name, language()), f"{one.better:+,.0f}", f"{one.worse:+,.0f}")
            for one in view.levers[:MOST_LEVERS]
        ],
        empty=_("Not in force, or valued with parameters that have changed since."),
    )


def _survival(view: PatentView) -> str | None:
    """How likely the patent is still kept after so many coming fee days."""
    if len(view.outlook) < FEWEST_DRAWN:
        return None
    points = tuple((Decimal(one.years), Decimal(f"{100 * one.kept:.4f}")) for one in view.outlook)
    return in_both_widths(
        lambda is_narrow: line_chart(
            [Line(name=_("Chance that it is still kept"), points=points)],
            x_title=_("Years from now"),
            y_title="%",
            is_narrow=is_narrow,
        )
    )


def _fan(view: PatentView) -> str | None:
    if not view.outlook:
        return None
    points = [
        FanPoint(x=one.years, low=one.p10, middle=one.p50, high=one.p90) for one in view.outlook
    ]
    return in_both_widths(
        lambda is_narrow: fan_chart(
            points, x_title=_("Years from now"), y_title=_("yuan"), is_narrow=is_narrow
        )
    )


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
