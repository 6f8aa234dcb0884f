"""The deal page: change a number, and value, gap and limit move; the sheet as PDF."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zhidai.core.errors import BadInput
from zhidai.core.money import to_fen
from zhidai.core.policy.limits import LimitAnswer
from zhidai.core.valuation.appraisal import Comparison
from zhidai.core.valuation.deal_sheet import DealSheet
from zhidai.documents.letters.deal_sheet import deal_sheet_paper
from zhidai.services import business_date
from zhidai.services.valuation.lending import limit_by_value
from zhidai.web.deal.comparing import gap_chart, gap_table, limit_figure, panel_table
from zhidai.web.deal.sample import DEFAULTS, IN_ENGLISH, worked_out
from zhidai.web.deal.typed_figures import faults, months_left
from zhidai.web.shared.components import Figure, FormError, FormField
from zhidai.web.shared.context import ENGLISH, language
from zhidai.web.shared.downloads import PDF, download
from zhidai.web.shared.navigation import DEFAULT_SCHEME
from zhidai.web.shared.refusals import answers_refusals
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.valuation.words import shortened
from zhidai.wording.deal_sheets.sheet import worded_sheet
from zhidai.wording.speech import sentences

UNPROCESSABLE = 422
LABELS = {
    "amount": gettext_lazy("Loan asked for"),
    "revenue": gettext_lazy("Revenue of the patent's products in a year"),
    "royalty": gettext_lazy("Royalty rate that we take"),
    "years_left": gettext_lazy("Years of the patent's term that are left"),
    "value": gettext_lazy("Appraised value"),
    "stated_royalty": gettext_lazy("Royalty rate of the appraiser"),
    "life": gettext_lazy("Years of income of the appraiser"),
    "discount": gettext_lazy("Discount rate of the appraiser"),
}


@require_safe
@answers_refusals
def deal(request: HttpRequest) -> HttpResponse:
    """The numbers stand in the address; `paper=pdf` gives the sheet. 422 with wrong ones."""
    defaults = IN_ENGLISH if language() == ENGLISH else DEFAULTS
    given = {
        name: request.GET.get(name, "").strip() or default for name, default in defaults.items()
    }
    wrong = faults(given, defaults)
    problems: list[str] = []
    try:
        made = _made(defaults if wrong else given)
    except BadInput as refused:
        problems = sentences(refused.reasons, language())
        made = _made(defaults)
    is_wrong = bool(wrong or problems)
    if request.GET.get("paper") == "pdf" and not is_wrong:
        return download(request, "deal-sheet.pdf", PDF, _paper(made))
    words = worded_sheet(made, language())
    query = request.GET.copy()
    query["paper"] = "pdf"
    (comparison,) = made.comparisons
    limit = _limit(made, comparison)
    binding = limit.binding_candidate
    context = {
        "is_wrong": is_wrong,
        "errors": [
            *(_error(name, wrong[name]) for name in LABELS if name in wrong),
            *(FormError(text=text) for text in problems),
        ],
        "fields": [
            FormField(
                name=name, label=label, value=given[name], width="narrow", error=wrong.get(name)
            )
            for name, label in LABELS.items()
        ],
        "figures": _figures(made, comparison, limit),
        "above": _above(made, limit),
        "above_clause": None if binding is None else binding.clause,
        "chart": gap_chart(comparison),
        "gap": gap_table(comparison),
        "findings": sentences(comparison.findings, language()),
        "panels": [panel_table(one) for one in words.right],
        "paper_url": f"{reverse('deal:deal')}?{query.urlencode()}",
    }
    return render(request, "deal/deal.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _error(name: str, said: str) -> FormError:
    """Three fields ask for a percentage: the summary names the one that is meant."""
    text = _("{field}: {said}").format(field=LABELS[name], said=said)
    return FormError(text=text, field_id=name)


def _made(given: Mapping[str, str]) -> DealSheet:
    months = months_left(given["years_left"])
    return worked_out(given, on=business_date.today(), months_left=months)


def _paper(made: DealSheet) -> bytes:
    return deal_sheet_paper(
        worded_sheet(made, language()), language=language(), dated=made.deal.on, fictional=True
    )


def _limit(made: DealSheet, comparison: Comparison) -> LimitAnswer:
    return limit_by_value(
        DEFAULT_SCHEME, made.deal.on, appraised=comparison.appraised, internal=made.value.mean
    )


def _above(made: DealSheet, limit: LimitAnswer) -> str:
    """That the loan asked for is above the limit, which refuses it and never cuts it."""
    asked, most = made.deal.loan.amount, limit.at_most
    if most is None or asked <= most:
        return ""
    return _(
        "The loan asked for, {asked}, is above the limit of {most}: an application for it would be"
        " refused, never cut. Ask for no more than the limit."
    ).format(asked=yuan(to_fen(asked)), most=yuan(to_fen(most)))


def _figures(made: DealSheet, comparison: Comparison, limit: LimitAnswer) -> list[Figure]:
    low, high = shortened(float(made.value.p10)), shortened(float(made.value.p90))
    return [
        Figure(
            label=_("Appraised value"),
            value=shortened(float(comparison.appraised)),
            note=_("our value is zero")
            if comparison.ratio is None
            else _("{ratio} times our value").format(ratio=comparison.ratio),
        ),
        Figure(
            label=_("Our value"),
            value=shortened(float(made.value.mean)),
            note=_("P10 to P90: {low} – {high}").format(low=low, high=high),
        ),
        limit_figure(limit),
        Figure(
            label=_("Liquidation value"),
            value=shortened(float(made.value.liquidation)),
            note=_("what a forced sale a year from now may bring"),
        ),
    ]
