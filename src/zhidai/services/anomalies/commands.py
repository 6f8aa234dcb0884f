"""A bureau marks a finding as dealt with, with its reason."""

from zhidai.core.anomalies.book import AnomalyKind
from zhidai.core.anomalies.dealing import marks, seen_as
from zhidai.core.errors import Reason, reason
from zhidai.core.parties import PartyKind
from zhidai.core.writing import says_nothing
from zhidai.db.anomalies.models import AnomalyClosing
from zhidai.db.parties.models import Party
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.anomalies.queries import finding_view
from zhidai.services.anomalies.views import FindingView
from zhidai.services.history.commands import append
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

LONGEST_REASON = 1000


def deal_with_finding(
    acting: Acting, kind: str, subject: str, *, seen: str, text: str, key: str
) -> Answer:
    """Closes a finding as it was seen; refused where it rests on something newer by now.

    seen: `seen_as` of the finding on the page on which it was decided.
    """

    def work() -> Answer:
        if acting.kind is not PartyKind.BUREAU or kind not in set(AnomalyKind):
            raise NotFound
        Party.objects.select_for_update().get(pk=acting.party_id)
        found = finding_view(acting, AnomalyKind(kind), subject)
        against = _against(found, seen=seen, text=text)
        if against:
            raise Refused(against)
        row = AnomalyClosing.objects.create(
            bureau_id=acting.party_id,
            kind=kind,
            subject=subject,
            looked_at=list(marks(found.finding)),
            reason=text.strip(),
            closed_on=business_date.today(),
            recorded_at=business_date.now(),
            person_id=acting.person_id,
        )
        told = append(
            f"anomalies:{acting.party_id}",
            "anomaly.dealt_with",
            acting=acting,
            payload={"kind": kind, "subject": subject, "reason": text.strip()},
        )
        return {"closing": row.pk, "event": told.sequence}

    request = {"kind": kind, "subject": subject, "seen": seen, "text": text}
    return once(acting, "deal_with_finding", key=key, request=request, work=work)


def _against(found: FindingView, *, seen: str, text: str) -> tuple[Reason, ...]:
    if not found.is_open:
        return (reason("anomaly_dealt_with_already"),)
    if seen != seen_as(found.finding):
        return (reason("anomaly_changed_meanwhile"),)
    if says_nothing(text):
        return (reason("anomaly_needs_reason"),)
    if len(text.strip()) > LONGEST_REASON:
        return (reason("grounds_too_long", most=LONGEST_REASON),)
    return ()
