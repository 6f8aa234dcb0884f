"""What has become of a filing, read from its versions and the decisions on them."""

from datetime import date

from zhidai.core.filings.standing import FilingStatus, Standing, standing
from zhidai.db.filings.models import Filing, FilingDecision, FilingVersion


def decision_on(version: FilingVersion) -> FilingDecision | None:
    """What the bureau decided on a version, if it has."""
    return FilingDecision.objects.filter(version=version).select_related("decided_by").first()


def status_of(filing: Filing) -> FilingStatus:
    """Where the filing stands by its current version."""
    if filing.current is None:
        return FilingStatus.TO_SEND
    decision = decision_on(filing.current)
    if decision is None:
        return FilingStatus.SENT
    return FilingStatus.RECEIVED if decision.is_received else FilingStatus.RETURNED


def standing_of(filing: Filing, on: date) -> Standing:
    """Where it stands on a day, and whether it is late."""
    first = filing.versions.order_by("version").values_list("sent_on", flat=True).first()
    return standing(filing.month, status=status_of(filing), first_sent_on=first, on=on)
