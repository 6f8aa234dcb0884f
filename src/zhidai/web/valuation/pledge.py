"""What the pledge of a running loan is worth to its bank: the ratios, the patents, the history."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhidai.core.errors import BadInput, Reason
from zhidai.core.parties import PartyKind
from zhidai.core.valuation.loan_to_value import Coverage
from zhidai.services.acting import Acting
from zhidai.services.refusal import Refused
from zhidai.services.valuation.deal_views import PledgeView, RevaluationLine
from zhidai.services.valuation.pledge_queries import newest_coverages, pledge_view
from zhidai.services.valuation.revaluation import revalue_pledge
from zhidai.web.deal.words import NONE, ratio_said, yuan_said
from zhidai.web.loans.words import loan_address
from zhidai.web.shared.components import (
    Column,
    Content,
    Figure,
    SummaryRow,
    Table,
    Tag,
    ToDo,
    Tone,
    table,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.valuation.words import shortened, yuan_column

UNPROCESSABLE = 422


@answers_refusals
@acting_required(PartyKind.BANK)
def pledge(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The page; sent, the pledge is valued as of today."""
    view = pledge_view(acting, key)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        idempotency_key = request.POST.get("idempotency_key", "")
        try:
            revalue_pledge(acting, key, idempotency_key=idempotency_key)
        except (BadInput, Refused) as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("The pledge is valued as of today."))
            return redirect("valuation:pledge", key=key)
    newest = view.revaluations[0] if view.revaluations else None
    context = {
        "view": view,
        "identity": _identity(view),
        "newest": newest,
        "figures": [] if newest is None else _figures(view, newest),
        "patents": None if newest is None else _patents(newest),
        "history": _history(view),
        "reasons": reasons,
        "loan_url": loan_address(key),
    }
    status = UNPROCESSABLE if reasons else 200
    return render(request, "valuation/pledge.html", context, status=status)


def coverage_figure(acting: Acting, key: str) -> Figure | None:
    """For the loan's page: the newest ratio; None for all but the bank, or before any value."""
    found = newest_coverages(acting, loan=key)
    if not found:
        return None
    ((_key, _enterprise, newest),) = found
    return Figure(
        label=_("Loan over the pledge's value"),
        value=ratio_said(newest.coverage.loan_to_value),
        note=_("valued on {day}").format(day=newest.valued_on.isoformat()),
        clause=newest.ratio_clause,
        url=reverse("valuation:pledge", args=[key]),
    )


def coverage_to_dos(acting: Acting) -> list[ToDo]:
    """Running loans that owe more than the scheme's ratio allows on the newest value.

    Those below the loan stand among the early warnings already.
    """
    return [
        ToDo(
            title=_("More is owed than the pledge ratio allows"),
            url=reverse("valuation:pledge", args=[key]),
            hint=f"{key} · {who.in_language(language())}",
            tag=Tag(text=ratio_said(line.coverage.loan_to_value), tone=Tone.WARNING),
            clause=line.ratio_clause,
        )
        for key, who, line in newest_coverages(acting)
        if line.coverage.is_complete
        and line.coverage.is_above_ratio
        and not line.coverage.is_below_loan
    ]


def _identity(view: PledgeView) -> list[SummaryRow]:
    return [
        SummaryRow(label=_("Enterprise"), value=view.enterprise.in_language(language())),
        SummaryRow(label=_("Case"), value=view.case, url=reverse("cases:case", args=[view.case])),
        SummaryRow(label=_("Unpaid principal"), value=yuan_said(view.unpaid)),
    ]


def _figures(view: PledgeView, newest: RevaluationLine) -> list[Figure]:
    found = newest.coverage
    low, high = shortened(float(newest.p10)), shortened(float(newest.p90))
    at_most = None
    if found.at_most is not None:
        at_most = _("the plan allows at most {ratio} in principle").format(
            ratio=ratio_said(found.at_most)
        )
    return [
        Figure(
            label=_("Value of the pledge"),
            value=shortened(float(found.value)),
            note=_("P10 to P90: {low} – {high}").format(low=low, high=high),
        ),
        Figure(
            label=_("Loan over value"),
            value=ratio_said(found.loan_to_value),
            note=at_most,
            clause=newest.ratio_clause,
        ),
        Figure(
            label=_("Loan over liquidation value"),
            value=ratio_said(found.loan_to_liquidation),
            note=_("a forced sale of each patent: {amount}").format(
                amount=shortened(float(found.liquidation))
            ),
        ),
        Figure(
            label=_("Patents with a value"),
            value=f"{newest.known} / {newest.pledged}",
            note=_("values move together with a correlation of {correlation} (assumed)").format(
                correlation=view.correlation
            ),
        ),
    ]


def _patents(newest: RevaluationLine) -> Table:
    return table(
        caption=_("Patents pledged"),
        is_caption_hidden=True,
        columns=[
            _("Patent"),
            _("Valued by"),
            yuan_column(_("Mean value")),
            yuan_column(_("P10 – P90")),
            yuan_column(_("Liquidation value")),
        ],
        rows=[
            (
                f"ZL{one.number}",
                one.source or _("in no book or deal of yours"),
                yuan_said(one.mean),
                NONE if one.p10 is None else f"{yuan_said(one.p10)} – {yuan_said(one.p90)}",
                yuan_said(one.liquidation),
            )
            for one in newest.patents
        ],
        total=(
            _("Together"),
            "",
            yuan_said(newest.coverage.value),
            f"{yuan_said(newest.p10)} – {yuan_said(newest.p90)}",
            yuan_said(newest.coverage.liquidation),
        ),
    )


def _history(view: PledgeView) -> Table:
    return table(
        caption=_("Revaluations"),
        is_caption_hidden=True,
        columns=[
            _("Valued on"),
            pgettext("person", "By"),
            yuan_column(_("Unpaid principal")),
            yuan_column(_("Value of the pledge")),
            Column(label=_("Loan over value"), is_numeric=True),
            Column(label=_("Loan over liquidation value"), is_numeric=True),
            _("Status"),
        ],
        rows=[
            (
                one.valued_on,
                _("this platform") if one.person is None else one.person.in_language(language()),
                yuan_said(one.coverage.unpaid),
                yuan_said(one.coverage.value),
                ratio_said(one.coverage.loan_to_value),
                ratio_said(one.coverage.loan_to_liquidation),
                _status(one.coverage),
            )
            for one in view.revaluations
        ],
        empty=_("The pledge has not been valued since the drawdown."),
    )


def _status(found: Coverage) -> Content:
    if not found.is_complete:
        return Tag(text=_("not all patents have a value"), tone=Tone.QUIET)
    if found.is_below_loan:
        return Tag(text=_("below the loan"), tone=Tone.BAD)
    if found.is_above_ratio:
        return Tag(text=_("above the pledge ratio"), tone=Tone.WARNING)
    return Tag(text=_("within the pledge ratio"), tone=Tone.GOOD)
