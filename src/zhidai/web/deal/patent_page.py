"""One patent of a kept deal: our value, the reports beside it, answers, approaches, the sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from zhidai.core.valuation.appraisal import Comparison
from zhidai.core.valuation.approaches_file import Approaches
from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.engine.valuation.judged import JudgedPatent
from zhidai.reference.officer_indicators import officer_indicators
from zhidai.services.acting import Acting
from zhidai.services.valuation.deal_queries import patent_in_deal
from zhidai.services.valuation.deal_views import EntryLine, PatentInDeal
from zhidai.web.deal.comparing import gap_chart, gap_table, limit_figure, panel_table, signed
from zhidai.web.deal.stored import deal_identity, entries_table, entry_address, sheets_table
from zhidai.web.deal.words import (
    DIMENSIONS,
    ENTRIES,
    FIGURES,
    METHODS,
    NONE,
    SHEET,
    figure_said,
    ratio_said,
    yuan_said,
)
from zhidai.web.shared.components import (
    Cell,
    Column,
    Content,
    Figure,
    Link,
    SummaryRow,
    Table,
    Tag,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.valuation.words import VALUERS, shortened, yuan_column
from zhidai.wording.deal_sheets.sheet import worded_sheet
from zhidai.wording.speech import sentences

_ENTERED = (
    EntryKind.REPORT,
    EntryKind.SCORES,
    EntryKind.ECONOMICS,
    EntryKind.APPROACHES,
    EntryKind.FACTS,
    EntryKind.OVERRIDE,
)


@require_safe
@answers_refusals
@acting_required(*VALUERS)
def patent(request: HttpRequest, acting: Acting, deal_id: int, number: str) -> HttpResponse:
    """The page, as of today."""
    view = patent_in_deal(acting, deal_id, number)
    sheet = view.line.sheet
    context = {
        "view": view,
        "number": number,
        "deal_url": reverse("deals:deal", args=[deal_id]),
        "sheet_url": entry_address(view.deal, number, SHEET),
        "identity": _identity(view),
        "actions": _actions(view),
        "against": sentences(view.line.against, language()),
        "entries": entries_table(view.deal.entries),
        "sheets": sheets_table(
            view.deal, tuple(one for one in view.deal.sheets if one.patent == number)
        ),
        "since": _since(view) if view.since else None,
        "last_sheet": view.last_sheet,
        **(_of_the_value(view, sheet) if sheet is not None else {}),
    }
    return render(request, "deal/patent.html", context)


def _of_the_value(view: PatentInDeal, sheet: DealSheet) -> dict[str, object]:
    worded = worded_sheet(sheet, language())
    compared = [
        (one, gap_chart(one), gap_table(one), sentences(one.findings, language()))
        for one in sheet.comparisons
    ]
    return {
        "sheet": sheet,
        "figures": _figures(view, sheet),
        "reports": _reports(view, sheet),
        "compared": compared,
        "answers": None if view.judged is None else _answers(view.judged),
        "approaches": None if sheet.approaches is None else _approaches(sheet.approaches),
        "approach_findings": _findings(sheet.approaches),
        "panels": [panel_table(one) for one in (*worded.left[:-1], *worded.right)],
        "foot": worded.foot,
    }


def _identity(view: PatentInDeal) -> list[SummaryRow]:
    url = reverse("deals:deal", args=[view.deal.id])
    rows = [SummaryRow(label=_("Deal"), value=view.deal.number, url=url)]
    sheet = view.line.sheet
    if sheet is not None:
        rows += [
            SummaryRow(label=_("Title"), value=sheet.patent.title),
            SummaryRow(label=_("Owner"), value=sheet.patent.owner_name),
            SummaryRow(label=_("Term ends on"), value=sheet.patent.expires_on.isoformat()),
        ]
    if view.line.book is not None:
        book, name = view.line.book
        url = reverse("valuation:patent", args=[book, view.line.number])
        rows.append(SummaryRow(label=_("List"), value=name, url=url))
    return [*rows, *deal_identity(view.deal)[:1], deal_identity(view.deal)[2]]


def _actions(view: PatentInDeal) -> list[Link]:
    return [
        Link(label=ENTRIES[kind], url=entry_address(view.deal, view.line.number, kind))
        for kind in _ENTERED
    ]


def _figures(view: PatentInDeal, sheet: DealSheet) -> list[Figure]:
    value, risk = sheet.value, sheet.risk
    low, high = shortened(float(value.p10)), shortened(float(value.p90))
    figures = [
        Figure(
            label=_("Our value"),
            value=shortened(float(value.mean)),
            note=_("P10 to P90: {low} – {high}").format(low=low, high=high),
        ),
        Figure(
            label=_("Liquidation value"),
            value=shortened(float(value.liquidation)),
            note=_("what a forced sale a year from now may bring"),
        ),
        Figure(
            label=_("Loan over mean value"),
            value=ratio_said(risk.loan_to_value),
            note=_("over liquidation value: {ratio}").format(
                ratio=ratio_said(risk.loan_to_liquidation)
            ),
        ),
        Figure(label=_("Expected loss"), value=yuan_said(risk.expected_loss)),
    ]
    if view.limit is not None:
        figures.append(limit_figure(view.limit))
    return figures


def _reports(view: PatentInDeal, sheet: DealSheet) -> Table:
    """Side by side; each may be withdrawn with a reason."""
    pairs = zip(view.reports, sheet.comparisons, strict=True)
    return table(
        caption=_("Reports side by side"),
        is_caption_hidden=True,
        columns=[
            _("Appraiser"),
            _("Number of the report"),
            _("Day of the valuation"),
            _("Approach to value"),
            yuan_column(_("Appraised value")),
            yuan_column(_("Our value of that day")),
            yuan_column(_("Gap")),
            Column(label=_("Ratio"), is_numeric=True),
            _("Mistake"),
        ],
        rows=[_report_row(view, entry, one) for entry, one in pairs],
        empty=_("No report has been entered yet."),
    )


def _report_row(view: PatentInDeal, entry: EntryLine, one: Comparison) -> tuple[Content, ...]:
    url = entry_address(view.deal, view.line.number, EntryKind.WITHDRAWAL)
    return (
        one.appraiser,
        one.report_number,
        one.on,
        str(METHODS[one.method]),
        yuan_said(one.appraised),
        yuan_said(one.internal),
        signed(one.gap),
        NONE if one.ratio is None else f"{one.ratio:.2f}",
        Cell(text=_("Withdraw"), url=f"{url}?entry={entry.id}"),
    )


def _answers(judged: JudgedPatent) -> Table | None:
    """Each answer with what it moved; None where nobody answered anything."""
    if not judged.parts:
        return None
    named = {one.name: one for one in officer_indicators()}
    return table(
        caption=_("What the officer's answers move"),
        is_caption_hidden=True,
        columns=[
            _("Answer"),
            _("Dimension"),
            Column(label=_("Points of the score"), is_numeric=True),
            yuan_column(_("Added to the value")),
        ],
        rows=[
            (
                named[name].label.in_language(language()),
                str(DIMENSIONS[named[name].dimension]),
                f"{judged.scores.points[name]:+.2f}",
                signed(part),
            )
            for name, part in judged.parts.items()
        ],
        total=(
            _("From {before} to {after}").format(
                before=yuan_said(judged.by_data.mean), after=yuan_said(judged.judged.mean)
            ),
            "",
            "",
            signed(judged.judged.mean - judged.by_data.mean),
        ),
    )


def _approaches(found: Approaches) -> Table:
    values = {
        "income": found.income,
        "cost": None if found.cost is None else found.cost.value,
        "market": None if found.market is None else found.market.value,
    }
    reconciled = found.reconciled
    return table(
        caption=_("Three approaches, one value"),
        is_caption_hidden=True,
        columns=[
            _("Approach to value"),
            yuan_column(_("Value")),
            Column(label=_("Weight"), is_numeric=True),
            yuan_column(_("Part of the value")),
        ],
        rows=[
            (
                str(METHODS[method]),
                yuan_said(values[method]),
                ratio_said(weight),
                yuan_said(reconciled.parts[method]),
            )
            for method, weight in reconciled.weights.items()
        ],
        total=(_("Reconciled value"), "", "", yuan_said(reconciled.value)),
    )


def _findings(found: Approaches | None) -> list[str]:
    return [] if found is None else sentences(found.findings, language())


def _since(view: PatentInDeal) -> Table:
    """The last sheet beside today."""
    return table(
        caption=_("Since the last sheet"),
        is_caption_hidden=True,
        columns=[
            _("Figure"),
            Column(label=_("Then"), is_numeric=True),
            Column(label=_("Now"), is_numeric=True),
            Column(label=pgettext("figure", "Change"), is_numeric=True),
        ],
        rows=[
            (
                str(FIGURES[one.figure]),
                figure_said(one, one.before),
                figure_said(one, one.now),
                _change(one.change, figure_said(one, one.change, is_change=True)),
            )
            for one in view.since
        ],
    )


def _change(change: object, said: str) -> str | Tag:
    return Tag(text=_("same"), tone=Tone.QUIET) if change == 0 else said
