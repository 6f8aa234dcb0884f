"""What has become of a filing, read from its versions and the decisions on them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from zhidai.core.filings.standing import FilingStatus, Standing, standing
from zhidai.db.filings.models import Filing, FilingDecision, FilingVersion


def with_course(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """Filings with their versions and decisions in one more query, without the contents."""
    versions = FilingVersion.objects.defer("content").select_related("decision")
    return filings.prefetch_related(Prefetch("versions", queryset=versions))


def versions_of(filing: Filing) -> list[FilingVersion]:
    """The versions in the order in which they were sent."""
    return sorted(filing.versions.all(), key=lambda each: each.version)


def decision_on(version: FilingVersion) -> FilingDecision | None:
    """What the bureau decided on a version, if it has."""
    decision: FilingDecision | None = getattr(version, "decision", None)
    return decision


def status_of(filing: Filing) -> FilingStatus:
    """Where the filing stands by its current version."""
    current = next((each for each in versions_of(filing) if each.pk == filing.current_id), None)
    return FilingStatus.TO_SEND if current is None else outcome_of(current)


def outcome_of(version: FilingVersion) -> FilingStatus:
    """What the bureau made of a version."""
    decision = decision_on(version)
    if decision is None:
        return FilingStatus.SENT
    return FilingStatus.RECEIVED if decision.is_received else FilingStatus.RETURNED


def standing_of(filing: Filing, on: date) -> Standing:
    """Where it stands on a day, and whether it is late."""
    versions = versions_of(filing)
    first = versions[0].sent_on if versions else None
    return standing(
        filing.month,
        status=status_of(filing),
        first_sent_on=first,
        on=on,
        completed_on=_completed_on(versions),
        was_received=any(outcome_of(each) is FilingStatus.RECEIVED for each in versions),
    )


def _completed_on(versions: Sequence[FilingVersion]) -> date | None:
    """When the first version was sent that did not come back; None for the very first one."""
    kept = (each for each in versions if outcome_of(each) is not FilingStatus.RETURNED)
    found = next(kept, None)
    return None if found is None or found is versions[0] else found.sent_on
