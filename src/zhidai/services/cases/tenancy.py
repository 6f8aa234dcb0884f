"""A party sees the cases it takes part in, and no others: every query starts here."""

from collections.abc import Iterable

from django.db.models import QuerySet

from zhidai.db.cases.models import Case, CaseParty
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound


def visible_to(acting: Acting) -> QuerySet[Case]:
    """The cases in which the acting party has a role."""
    own = CaseParty.objects.filter(party_id=acting.party_id)
    return Case.objects.filter(pk__in=own.values("case_id"))


def visible_among(acting: Acting, cases: Iterable[int]) -> frozenset[int]:
    """Which of a few cases those are, by what is on record of the few: it may have a million."""
    rows = CaseParty.objects.filter(case__in=list(cases)).values_list("case_id", "party_id")
    return frozenset(case for case, party in rows if party == acting.party_id)


def visible_case(acting: Acting, number: str) -> Case:
    """One of them; a foreign case and a missing one get the same answer."""
    case = visible_to(acting).filter(number=number).first()
    if case is None:
        raise NotFound
    return case
