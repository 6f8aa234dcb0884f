"""A party sees the loans of the cases it takes part in, and acts on them in its role there."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from zhidai.core.errors import reason
from zhidai.core.parties import OFFICES, PartyKind
from zhidai.db.cases.models import Case, CaseParty
from zhidai.db.lending.models import Loan
from zhidai.services.acting import Acting
from zhidai.services.cases.locking import locked_case, role_in
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.refusal import NotFound, Refused


def of_own_loan(acting: Acting, loan: str = "loan", *, all_counted: bool = False) -> Q:
    """The rows of the acting party's loans; loan: the way from a row to its loan.

    all_counted: no page that stops at its first rows. The loans of a lender are listed first then:
    a bank of eight counts its part of a million in a fifth of the time. An office sees them all.
    """
    if all_counted and acting.kind not in OFFICES:
        cases = CaseParty.objects.filter(party_id=acting.party_id).values("case_id")
        return Q((f"{loan}__in", Loan.objects.filter(case__in=cases).values("pk")))
    own = Loan.objects.filter(takes_part(acting, "case"))
    if acting.kind is PartyKind.ENTERPRISE:
        return Q((f"{loan}__in", own.values("pk")))
    return Q(Exists(own.filter(pk=OuterRef(loan))))


def visible_loan(acting: Acting, key: str) -> Loan:
    """One of them by its contract number; a foreign loan and a missing one get the same answer."""
    own = Loan.objects.filter(key=key, case__parties__party_id=acting.party_id)
    loan = own.select_related("case", "case__enterprise").first()
    if loan is None:
        raise NotFound
    return loan


def locked_loan(
    acting: Acting,
    key: str,
    *,
    roles: frozenset[PartyKind],
    refusal: str,
    clause: str | Callable[[Loan], str | None] | None,
) -> tuple[Loan, Case, str]:
    """A loan with its case locked, for a party that may act on it; others are refused.

    roles: as kinds of party, under whatever name the scheme has them take part.
    """
    loan = visible_loan(acting, key)
    case = locked_case(acting, loan.case.number)
    role = role_in(case, acting)
    if acting.kind not in roles:
        named = clause(loan) if callable(clause) else clause
        raise Refused((reason(refusal, named),))
    return loan, case, role
