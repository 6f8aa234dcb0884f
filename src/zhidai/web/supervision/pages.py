"""Supervision of a scheme: its ratio, its breaker, what is overdue, who is excluded."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.parties import SIGNING, PartyKind
from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.portfolio.commands import agree_to_resume
from zhidai.services.portfolio.queries import supervision_view
from zhidai.services.portfolio.stop_queries import bank_stops
from zhidai.services.portfolio.views import SupervisionView
from zhidai.services.refusal import NotFound
from zhidai.services.transactions import Answer
from zhidai.web.loans.book import loan_table
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.loans.words import entries, percent
from zhidai.web.shared.components import (
    FieldKind,
    FormField,
    SummaryRow,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.navigation import DEFAULT_SCHEME
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.waiting import MOST_SHOWN
from zhidai.web.supervision.bar import WIDTH, bar
from zhidai.web.supervision.tables import (
    bank_stops_table,
    banks_breaker_table,
    breaker_table,
    consents_table,
    exclusions_table,
    journey_links,
    ratio_table,
)
from zhidai.web.supervision.words import breaker_tag, stopped_text

GROUNDS = "grounds"
CONCERNED = (PartyKind.BUREAU, PartyKind.FINANCE, *SIGNING)


@answers_refusals
@acting_required(*CONCERNED)
def scheme(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The page of the scheme."""
    view, is_bureau = supervision_view(acting), acting.kind is PartyKind.BUREAU
    banks = bank_stops(acting, view.scheme)
    context = {
        "view": view,
        "tag": breaker_tag(view, banks),
        "stopped": stopped_text(view),
        **_ratio(view),
        "breaker": banks_breaker_table(banks) if banks else breaker_table(view.breaker),
        "consents": consents_table(view.consents),
        "overdue": loan_table(view.overdue_loans[:MOST_SHOWN], caption=_("Overdue loans")),
        "more_overdue": len(view.overdue_loans) > MOST_SHOWN,
        "exclusions": exclusions_table(view),
        "entries": entries(view.timeline),
        "journeys": journey_links(view),
        "banks": bank_stops_table(banks, may_decide=is_bureau) if banks else None,
        "is_bureau": is_bureau,
        "may_try": settings.IS_DEMONSTRATION and is_bureau and view.scheme == DEFAULT_SCHEME,
    }
    return render(request, "supervision/scheme.html", context)


def _ratio(view: SupervisionView) -> dict[str, object]:
    """The ratio as picture and table; nothing where no ratio of the plan stops new business."""
    ratio = view.ratio
    if ratio is None:
        return {}
    return {
        "bar": bar(ratio),
        "bar_width": WIDTH,
        "ratio": percent(ratio.ratio),
        "threshold": percent(ratio.threshold),
        "ratio_table": ratio_table(ratio, by_bank=view.stops_nothing),
    }


@answers_refusals
@acting_required(*SIGNING)
def agree(request: HttpRequest, acting: Acting) -> HttpResponse:
    """A lending party agrees that new business resumes, with its grounds."""
    view = supervision_view(acting)
    if view.ratio is None:
        raise NotFound
    page = CommandPage(
        overline=view.scheme_title.in_language(language()),
        title=_("Agree to resume new business"),
        clause=view.clauses.get(Topic.BREAKER),
        lead=_(
            "New business resumes when bank, guarantor and appraiser have renegotiated, risk "
            "control has improved and every one of them agrees."
        ),
        rows=(
            SummaryRow(label=_("Ratio today"), value=percent(view.ratio.ratio)),
            SummaryRow(
                label=_("Threshold"),
                value=percent(view.ratio.threshold),
                clause=view.clauses.get(Topic.BREAKER),
            ),
        ),
        tables=(consents_table(view.consents),) if view.consents else (),
        fields=(
            FormField(
                name=GROUNDS,
                label=_("What was renegotiated, and how risk control has improved"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(GROUNDS, ""),
                hint=_("Every lending party, the bureau and the finance office read this."),
            ),
        ),
        warning=_("With the last agreement new business resumes at once."),
        confirm_text=_("Agree to resume"),
        back_url=reverse("supervision:scheme"),
        done=_("Your agreement is recorded."),
        blames={"resumption_needs_grounds": GROUNDS, "grounds_": GROUNDS},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return agree_to_resume(
            acting, grounds=sent.get(GROUNDS, ""), key=idempotency_key, scheme=view.scheme
        )

    return command_page(request, page, do=do)
