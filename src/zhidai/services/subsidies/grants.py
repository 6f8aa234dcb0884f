"""What claims came to: they count for the ceilings of those that follow.

Commands under one scheme wait for each other (`services.cases.locking`), so that two claims never
take the same yuan of a ceiling.
"""

from collections.abc import Iterator

from django.db.models import QuerySet

from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.core.subsidies.inputs import EarlierGrant
from zhidai.core.subsidies.rooms import GrantOfBank
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.cases.models import CaseParty
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.services.subsidies.statement import granted


def earlier_subsidies(loan: Loan) -> tuple[EarlierGrant, ...]:
    """What the enterprise's other claims under the scheme came to, by level and item.

    Claims that wait for a decision count as well: otherwise two that wait could each take the
    whole of what is left of a ceiling.
    """
    others = claims_that_count(loan.case.scheme).filter(enterprise=loan.case.enterprise_id)
    return tuple(grant for claim in others.exclude(loan=loan) for grant in grants_of(claim))


def grants_of_banks(claims: QuerySet[SubsidyClaim]) -> Iterator[GrantOfBank]:
    """The same of claims of any enterprise, each with the bank whose loan it is for."""
    banks = CaseParty.objects.filter(
        role=str(PartyKind.BANK), case__loan__subsidy_claims__in=claims.order_by().values("pk")
    )
    bank_of = {case: str(party) for case, party in banks.values_list("case_id", "party_id")}
    for claim in claims:
        for grant in grants_of(claim):
            yield GrantOfBank(bank=bank_of[claim.loan.case_id], grant=grant)


def bank_of(loan: Loan) -> str:
    """The bank whose loan it is."""
    return str(loan.case.parties.values_list("party_id", flat=True).get(role=str(PartyKind.BANK)))


def claims_that_count(scheme: str) -> QuerySet[SubsidyClaim]:
    """The claims under a scheme that take something of its ceilings."""
    claims = SubsidyClaim.objects.filter(loan__case__scheme=scheme)
    return claims.exclude(status=str(SubsidyStatus.REFUSED)).select_related("loan")


def grants_of(claim: SubsidyClaim) -> tuple[EarlierGrant, ...]:
    """What a claim came to, by level and item."""
    return tuple(
        EarlierGrant(level=level, item=item, amount=from_fen(amount), drawn_on=claim.loan.drawn_on)
        for (level, item), amount in granted(claim.statement).items()
    )
