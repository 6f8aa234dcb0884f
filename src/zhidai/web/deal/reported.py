"""What all kept deals tell: how appraisers' reports lean, and how officers' own values do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from zhidai.core.errors import Reason
from zhidai.core.valuation.appraisers import AppraiserRecord
from zhidai.core.valuation.overrides import OverrideReport, RatioBand
from zhidai.services.acting import Acting
from zhidai.services.valuation.deal_queries import appraisers_view, overrides_view
from zhidai.services.valuation.deal_views import AppraisersView, OverridesView
from zhidai.web.deal.comparing import signed
from zhidai.web.deal.stored import deal_links
from zhidai.web.deal.words import NONE, yuan_said
from zhidai.web.shared.components import Cell, Column, Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.valuation.words import VALUERS, yuan_column
from zhidai.wording.speech import sentences


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def appraisers(request: HttpRequest, acting: Acting) -> HttpResponse:
    """By appraiser and by patent."""
    view = appraisers_view(acting)
    context = {
        "title": _("Appraisers"),
        "lead": _(
            "Appraised value over our value of the report's own day, as it was when the report was"
            " entered. Withdrawn reports are not counted."
        ),
        "links": deal_links("deals:appraisers"),
        "tables": [_by_appraiser(view), _by_patent(view)],
    }
    return render(request, "deal/reported.html", context)


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def overrides(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Each value set, how they lie apart, and by officer."""
    view = overrides_view(acting)
    tables = [_overrides(view)]
    findings: tuple[Reason, ...] = ()
    if view.report is not None:
        tables += [_officers(view.report), _bands(view.report)]
        findings = view.report.findings
    context = {
        "title": _("Values set by officers"),
        "lead": _("A value that an officer sets against ours is listed with name and reason."),
        "links": deal_links("deals:overrides"),
        "findings": sentences(findings, language()),
        "tables": tables,
    }
    return render(request, "deal/reported.html", context)


def _by_appraiser(view: AppraisersView) -> Table:
    return table(
        caption=_("By appraiser"),
        columns=[
            _("Appraiser"),
            Column(label=_("Reports"), is_numeric=True),
            Column(label=_("Middle ratio"), is_numeric=True),
            Column(label=_("Lowest – highest"), is_numeric=True),
            Column(label=_("Reports lie apart by a factor of"), is_numeric=True),
            Column(label=_("Findings"), is_numeric=True),
        ],
        rows=[
            (
                one.appraiser,
                one.reports,
                _ratio(one.median_ratio),
                _span(one),
                _ratio(one.spread),
                sum(one.findings.values()),
            )
            for one in view.appraisers
        ],
        empty=_("No report has been entered yet."),
    )


def _span(one: AppraiserRecord) -> str:
    return f"{_ratio(one.lowest_ratio)} – {_ratio(one.highest_ratio)}"


def _by_patent(view: AppraisersView) -> Table:
    return table(
        caption=_("By patent"),
        columns=[
            _("Patent"),
            Column(label=_("Reports"), is_numeric=True),
            yuan_column(_("Lowest")),
            yuan_column(_("Highest")),
            Column(label=_("Apart by a factor of"), is_numeric=True),
        ],
        rows=[
            (
                f"ZL{one.patent_number}",
                one.reports,
                yuan_said(one.lowest),
                yuan_said(one.highest),
                _ratio(one.apart),
            )
            for one in view.patents
        ],
        empty=_("No report has been entered yet."),
    )


def _overrides(view: OverridesView) -> Table:
    return table(
        caption=_("Values set"),
        columns=[
            _("Patent"),
            _("Day"),
            pgettext("person", "By"),
            yuan_column(_("Our value")),
            yuan_column(_("Value set")),
            Column(label=_("Ratio"), is_numeric=True),
            _("Reason"),
        ],
        rows=[
            (
                Cell(
                    text=f"ZL{one.patent_number}",
                    url=reverse("deals:patent", args=[deal, one.patent_number]),
                ),
                one.on,
                one.by,
                yuan_said(one.internal),
                yuan_said(one.value),
                f"{one.ratio:.2f}",
                one.reason,
            )
            for deal, one in view.overrides
        ],
        empty=_("No officer has set a value."),
    )


def _officers(report: OverrideReport) -> Table:
    return table(
        caption=_("By officer"),
        columns=[
            pgettext("person", "By"),
            Column(label=_("Values set"), is_numeric=True),
            Column(label=_("Raised"), is_numeric=True),
            Column(label=_("Lowered"), is_numeric=True),
            Column(label=_("Middle ratio"), is_numeric=True),
            yuan_column(_("Added in all")),
        ],
        rows=[
            (
                one.by,
                one.overrides,
                one.raised,
                one.lowered,
                _ratio(one.median_ratio),
                signed(one.added),
            )
            for one in report.officers
        ],
    )


def _bands(report: OverrideReport) -> Table:
    return table(
        caption=_("How far from our value"),
        columns=[_("Ratio"), Column(label=_("Values set"), is_numeric=True)],
        rows=[(_band(one), one.overrides) for one in report.bands],
    )


def _band(one: RatioBand) -> str:
    if one.above is None:
        return _("below {ratio}").format(ratio=one.below)
    if one.below is None:
        return _("{ratio} and above").format(ratio=one.above)
    return _("from {low} to below {high}").format(low=one.above, high=one.below)


def _ratio(ratio: object) -> str:
    return NONE if ratio is None else f"{ratio:,.2f}"
