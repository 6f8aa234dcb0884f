"""Searches what a bureau may see for anomalies, each look a fresh one.

No finding is kept, only what the bureau looked at when it dealt with one.
"""

from collections import defaultdict
from collections.abc import Mapping

from zhidai.core.anomalies.book import AnomalyKind, Finding
from zhidai.core.anomalies.dealing import is_dealt_with
from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.db.anomalies.models import AnomalyClosing
from zhidai.db.parties.models import Party
from zhidai.reference.anomalies import anomaly_parameters
from zhidai.services import business_date
from zhidai.services.acting import Acting, named
from zhidai.services.anomalies.suspects import searched
from zhidai.services.anomalies.views import AnomaliesView, ClosingLine, FindingView
from zhidai.services.refusal import NotFound


def anomalies_view(acting: Acting) -> AnomaliesView:
    """What the bureau should look into today, over all cases that it takes part in."""
    if acting.kind is not PartyKind.BUREAU:
        raise NotFound
    today = business_date.today()
    parameters = anomaly_parameters(today)
    found = searched(acting, parameters, on=today)
    names = _names({finding.subject for finding in found.findings})
    closings = _closed_by(acting)
    return AnomaliesView(
        on=today,
        parameters=parameters,
        loans=found.loans,
        pledges=found.pledges,
        findings=tuple(
            FindingView(
                subject=_named(finding.subject, names),
                finding=finding,
                closings=_closings(finding, closings),
            )
            for finding in found.findings
        ),
    )


def finding_view(acting: Acting, kind: AnomalyKind, subject: str) -> FindingView:
    """One finding as it is today; NotFound where it is not found."""
    for found in anomalies_view(acting).findings:
        if (found.kind, found.finding.subject) == (kind, subject):
            return found
    raise NotFound


def _names(subjects: set[str]) -> Mapping[str, Label]:
    parties = Party.objects.filter(name__in=subjects)
    return {party.name: Label(zh=party.name, en=party.name_en) for party in parties}


def _named(subject: str, names: Mapping[str, Label]) -> Label:
    """A party in both languages; the number of a case, a loan or a patent as it is."""
    return names.get(subject, Label(zh=subject, en=subject))


def _closed_by(acting: Acting) -> Mapping[tuple[str, str], list[AnomalyClosing]]:
    """Kind and subject -> how the bureau dealt with it, newest first."""
    found: defaultdict[tuple[str, str], list[AnomalyClosing]] = defaultdict(list)
    rows = AnomalyClosing.objects.filter(bureau_id=acting.party_id).select_related("person")
    for row in rows.order_by("-id"):
        found[row.kind, row.subject].append(row)
    return found


def _closings(
    finding: Finding, closed: Mapping[tuple[str, str], list[AnomalyClosing]]
) -> tuple[ClosingLine, ...]:
    """Only the newest one can hold."""
    rows = closed.get((str(finding.kind), finding.subject), [])
    return tuple(
        ClosingLine(
            reason=row.reason,
            closed_on=row.closed_on,
            person=named(row.person),
            holds=place == 0 and is_dealt_with(finding, row.looked_at),
        )
        for place, row in enumerate(rows)
    )
