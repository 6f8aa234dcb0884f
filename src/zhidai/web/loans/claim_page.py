"""The claim of a loan: who owes what, and the way from the bank's books through recovery back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput
from zhidai.core.policy.citing import Topic
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.corrections.claim_queries import claim_corrections_of
from zhidai.services.guarantees.queries import claim_view, loss_sharing_document
from zhidai.services.guarantees.views import (
    ClaimView,
)
from zhidai.services.lending.default_notices import default_notices
from zhidai.web.loans.claim_correcting import claim_corrections_table
from zhidai.web.loans.claim_events import disposal_table, refusals_table
from zhidai.web.loans.claim_stations import journey_table
from zhidai.web.loans.claim_tables import (
    grace_tone,
    payments_table,
    recoveries_table,
    shares_table,
)
from zhidai.web.loans.notices import notices_table
from zhidai.web.loans.sanctions_table import sanctions_table
from zhidai.web.loans.words import entries, in_language
from zhidai.web.shared.components import (
    Figure,
    FormField,
    Link,
    SummaryRow,
    Tag,
    Tone,
)
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import download
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.shared.templatetags.house import (
    deadline,
    ten_thousands,
    yuan,
)
from zhidai.wording.speech import sentence

UNPROCESSABLE = 422


@answers_refusals
@acting_required()
def claim(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The page for those who share the loss and those who supervise."""
    typed, error = request.GET.get("on", "").strip(), None
    try:
        view = claim_view(acting, key, on=parse_day(typed) if typed else None)
    except BadInput as refused:
        error = sentence(refused.reasons[0], language())
        view = claim_view(acting, key)
    is_today = view.on == business_date.today()
    corrections = claim_corrections_of(acting, key)
    context = {
        "claim": view,
        "is_today": is_today,
        "day_field": FormField(
            name="on",
            label=_("Show the claim as of"),
            value=typed or view.on.isoformat(),
            error=error,
            width="narrow",
        ),
        "errors": [error] if error else [],
        "refusals": refusals_table(view),
        "disposal": disposal_table(view),
        "sanctions": sanctions_table(view),
        "title": in_language(view.enterprise, view.enterprise_en),
        "tag": _tag(view),
        "identity": _identity(view),
        "figures": _figures(view),
        "shares": shares_table(view),
        "journey": journey_table(view),
        "recoveries": recoveries_table(view) if view.recoveries else None,
        "payments": payments_table(view) if view.payments else None,
        "corrections": claim_corrections_table(corrections) if corrections else None,
        "notices": notices_table(default_notices(acting, key)),
        "actions": _actions(view) if is_today else [],
        "entries": entries(view.timeline, until=view.on),
    }
    status = UNPROCESSABLE if error else 200
    return render(request, "loans/claim.html", context, status=status)


@answers_refusals
@acting_required()
def loss_sharing(request: HttpRequest, acting: Acting, key: str) -> HttpResponse:
    """The 损失分担与追偿分配表 as a file."""
    name, media_type, content = loss_sharing_document(acting, key)
    return download(request, name, media_type, content)


def _tag(view: ClaimView) -> Tag:
    if view.is_late:
        return Tag(text=_("Late"), tone=Tone.BAD)
    if view.outstanding:
        return Tag(text=_("To be paid"), tone=grace_tone(view))
    return Tag(text=_("Paid in full"), tone=Tone.PLAIN)


def _identity(view: ClaimView) -> list[SummaryRow]:
    return [
        SummaryRow(
            label=_("Principal claimed"),
            value=yuan(view.principal_loss),
            note=ten_thousands(view.principal_loss),
        ),
        SummaryRow(label=_("Claimed on"), value=view.claimed_on.isoformat()),
        SummaryRow(label=_("Grace period until"), value=view.grace_until.isoformat()),
    ]


def _figures(view: ClaimView) -> list[Figure]:
    recovered = sum(line.recovered for line in view.shares)
    limit = deadline(view.grace_until, view.on) if view.outstanding else None
    figures = [
        Figure(
            label=_("Still owed to the bank"),
            value=yuan(view.outstanding),
            note=limit,
            clause=view.clauses.get(Topic.CLAIM),
        ),
        Figure(
            label=_("Unpaid interest at the claim"),
            value=yuan(view.interest_unpaid),
            note=_("Interest is not shared; it stays with the bank."),
            clause=view.clauses.get(Topic.LOSS),
        ),
        Figure(
            label=_("Returned to the parties"),
            value=yuan(recovered),
            clause=view.clauses.get(Topic.RECOVERY),
        ),
    ]
    if view.excluded_since is not None and view.excluded_until is not None:
        figures.append(
            Figure(
                label=_("Enterprise excluded until"),
                value=view.excluded_until.isoformat(),
                note=_("since {day}").format(day=view.excluded_since.isoformat()),
                clause=view.clauses.get(Topic.EXCLUSION),
            )
        )
    return figures


def _actions(view: ClaimView) -> list[Link]:
    recovers = view.may_record_recovery
    offered = [
        (view.may_pay, _("Pay the claim"), "loans:pay_claim"),
        (view.may_pay, _("Refuse to pay"), "loans:refuse_claim"),
        (recovers, _("Record a step of the disposal"), "loans:disposal"),
        (recovers, _("Record a recovery"), "loans:recover"),
        (True, _("Every yuan, step by step"), "loans:journey"),
        (True, _("Loss-sharing statement (PDF)"), "loans:loss_sharing"),
    ]
    return [
        Link(label=label, url=reverse(name, args=[view.loan]))
        for may, label, name in offered
        if may
    ]
