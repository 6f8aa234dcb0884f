"""A party sees the cases it takes part in, and no others: every query starts here."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhidai.core.parties import PartyKind
from zhidai.db.cases.models import Case, CaseParty
from zhidai.services.acting import Acting
from zhidai.services.refusal import NotFound


def takes_part(acting: Acting, case: str = "pk") -> Q:
    """The rows of whose case the acting party is one; case: the way from a row to its case.

    An enterprise has a few cases, and they lead to the rows. An office or a lender may be in a
    million: the rows are asked one by one whether it is, so that nobody lists the cases first.
    """
    own = CaseParty.objects.filter(party_id=acting.party_id)
    if acting.kind is PartyKind.ENTERPRISE:
        return Q((f"{case}__in", own.values("case_id")))
    return Q(Exists(own.filter(case=OuterRef(case))))


def visible_to(acting: Acting) -> QuerySet[Case]:
    """The cases in which the acting party has a role."""
    return Case.objects.filter(takes_part(acting))


def visible_among(acting: Acting, cases: Iterable[int]) -> frozenset[int]:
    """Which of a few cases those are, by what is on record of the few: it may have a million."""
    rows = CaseParty.objects.filter(case__in=list(cases)).values_list("case_id", "party_id")
    return frozenset(case for case, party in rows if party == acting.party_id)


def visible_case(acting: Acting, number: str) -> Case:
    """One of them; a foreign case and a missing one get the same answer."""
    case = Case.objects.filter(number=number, parties__party_id=acting.party_id).first()
    if case is None:
        raise NotFound
    return case
