"""Marking a finding as dealt with: its records once more, the reason, one button."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.anomalies.book import AnomalyKind
from zhidai.core.anomalies.dealing import seen_as
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.anomalies.commands import deal_with_finding
from zhidai.services.anomalies.queries import finding_view
from zhidai.services.refusal import NotFound
from zhidai.services.transactions import Answer
from zhidai.web.anomalies.tables import closings_table, evidence_table
from zhidai.web.loans.commands import CommandPage, command_page
from zhidai.web.shared.components import FieldKind, FormField
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.anomalies import kind_name

REASON, SEEN = "reason", "seen"


@answers_refusals
@acting_required(PartyKind.BUREAU)
def deal_with(request: HttpRequest, acting: Acting, kind: str, subject: str) -> HttpResponse:
    """What was seen is sent with the form, so that nothing newer is closed unseen."""
    if kind not in set(AnomalyKind):
        raise NotFound
    view = finding_view(acting, AnomalyKind(kind), subject)
    page = CommandPage(
        overline=kind_name(view.kind, language()),
        title=_("Mark as dealt with"),
        lead=_(
            "The finding leaves the open ones. It comes back by itself as soon as it rests on "
            "something that is not in this table."
        ),
        tables=(evidence_table(view), *closings_table(view)),
        fields=(
            FormField(
                name=REASON,
                label=_("What was looked into, and why nothing more is to be done"),
                kind=FieldKind.LONG_TEXT,
                value=request.POST.get(REASON, ""),
                hint=_("It is kept with your name and the day."),
            ),
        ),
        hidden={SEEN: seen_as(view.finding)},
        confirm_text=_("Mark as dealt with"),
        back_url=reverse("anomalies:list"),
        done=_("The finding is marked as dealt with."),
        blames={"anomaly_needs_reason": REASON, "grounds_": REASON},
    )

    def do(sent: QueryDict, idempotency_key: str) -> Answer:
        return deal_with_finding(
            acting,
            kind,
            subject,
            seen=sent.get(SEEN, ""),
            text=sent.get(REASON, ""),
            key=idempotency_key,
        )

    return command_page(request, page, do=do)
