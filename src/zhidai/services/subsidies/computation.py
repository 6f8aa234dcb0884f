"""A subsidy worked out from the replayed loan, the invoiced fees and what was granted before."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import QuerySet

from zhidai.core.errors import reason
from zhidai.core.money import from_fen
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import EarlierGrant, inputs_from
from zhidai.core.subsidies.settings import SubsidySettings, settings_from
from zhidai.core.subsidies.statement import SubsidyStatement
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.services import business_date
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.lending.book import state_of, terms_of
from zhidai.services.subsidies.statement import granted

SUBSIDY_CLAUSE = "9.3"


def settings_for(loan: Loan) -> SubsidySettings:
    """The rules of the loan's own day hold until it is settled (reading `after_the_trial`)."""
    return settings_from(scheme_of(loan.case), loan.drawn_on)


def computed(loan: Loan) -> SubsidyStatement:
    """The statement of a loan today; refusals where it cannot be claimed for."""
    if Claim.objects.filter(loan=loan).exists():
        return SubsidyStatement(refusals=(reason("subsidy_after_claim", SUBSIDY_CLAUSE),))
    inputs = inputs_from(
        terms_of(loan),
        state_of(loan, business_date.today()),
        fees_paid=fees_paid(loan),
        earlier=earlier_subsidies(loan),
    )
    return compute_subsidies(inputs, settings_for(loan))


def fees_paid(loan: Loan) -> dict[str, Decimal]:
    """Fees as invoiced at drawdown; a fee of nothing has no line."""
    fees = {"guarantee_fee": loan.guarantee_fee, "appraisal_fee": loan.appraisal_fee}
    return {fee: from_fen(amount) for fee, amount in fees.items() if amount}


def earlier_subsidies(loan: Loan) -> tuple[EarlierGrant, ...]:
    """What the enterprise's other claims under the scheme came to, by level and item.

    Claims that wait for a decision count as well: otherwise two that wait could each take the
    whole of what is left of a ceiling.
    """
    others = claims_that_count([loan.case.enterprise_id], loan.case.scheme).exclude(loan=loan)
    return tuple(grant for claim in others for grant in grants_of(claim))


def claims_that_count(enterprises: Iterable[int], scheme: str) -> QuerySet[SubsidyClaim]:
    """The claims of enterprises under a scheme that take something of their ceilings."""
    claims = SubsidyClaim.objects.filter(enterprise__in=enterprises, loan__case__scheme=scheme)
    return claims.exclude(status=str(SubsidyStatus.REFUSED)).select_related("loan")


def grants_of(claim: SubsidyClaim) -> tuple[EarlierGrant, ...]:
    """What a claim came to, by level and item."""
    return tuple(
        EarlierGrant(level=level, item=item, amount=from_fen(amount), drawn_on=claim.loan.drawn_on)
        for (level, item), amount in granted(claim.statement).items()
    )
