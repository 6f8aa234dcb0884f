"""What has become of a filing, read from its versions and the decisions on them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet

from zhidai.core.filings.standing import WAITS_FOR_THE_BANK, FilingStatus, Standing, standing
from zhidai.db.filings.models import Filing, FilingDecision, FilingVersion
from zhidai.services.filings.drawn import without_drawdowns


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


def standings(filings: Iterable[Filing], on: date) -> list[tuple[Filing, Standing]]:
    """Each with where it stands on a day, and whether it is late; they came `with_course`."""
    every = list(filings)
    waiting = [each for each in every if status_of(each) in WAITS_FOR_THE_BANK]
    empty = without_drawdowns(waiting)
    return [(each, _standing(each, on, has_drawdowns=each.pk not in empty)) for each in every]


def standing_of(filing: Filing, on: date) -> Standing:
    """Where one filing stands on a day."""
    ((_, found),) = standings([filing], on)
    return found


def _standing(filing: Filing, on: date, *, has_drawdowns: bool) -> Standing:
    versions = versions_of(filing)
    first = versions[0].sent_on if versions else None
    return standing(
        filing.month,
        status=status_of(filing),
        first_sent_on=first,
        on=on,
        completed_on=_completed_on(versions),
        was_received=any(outcome_of(each) is FilingStatus.RECEIVED for each in versions),
        has_drawdowns=has_drawdowns,
    )


def _completed_on(versions: Sequence[FilingVersion]) -> date | None:
    """When the first version was sent that did not come back; None for the very first one.

    A month of which nothing is left was not completed: it has nothing to file.
    """
    kept = (each for each in versions if outcome_of(each) is not FilingStatus.RETURNED)
    found = next(kept, None)
    if found is None or found is versions[0] or not found.loans:
        return None
    return found.sent_on
