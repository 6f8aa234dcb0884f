"""By which clause of its scheme each movement of a loan is made."""

from collections.abc import Mapping
from types import MappingProxyType

from zhidai.core.guarantees.journey import Travel
from zhidai.core.policy.citing import Topic, cited
from zhidai.core.policy.scheme import Scheme

_STATED: Mapping[Topic, tuple[Travel, ...]] = MappingProxyType(
    {
        Topic.DRAWDOWN: (Travel.LENT,),
        Topic.REPAYMENT: (
            Travel.INTEREST_DUE,
            Travel.INTEREST_ACCRUED,
            Travel.INTEREST_REPAID,
            Travel.PRINCIPAL_REPAID,
            Travel.ADVANCE_USED,
            Travel.OFF_BOOKS_REPAID,
            Travel.INTEREST_OFF_BOOKS_REPAID,
        ),
        Topic.SHARING: (Travel.SHARE_ASKED, Travel.SHARE_BORNE),
        Topic.CLAIM: (Travel.CLAIM_PAID,),
        Topic.RECOVERY: (
            Travel.COSTS,
            Travel.RETURNED,
            Travel.SET_OFF,
            Travel.TO_INTEREST,
            Travel.TO_PLEDGOR,
        ),
    }
)


def travel_clauses(scheme: Scheme, route: str | None = None) -> Mapping[Travel, str]:
    """The clauses of the movements that a scheme says anything of."""
    found = ((cited(scheme, topic, route), travels) for topic, travels in _STATED.items())
    return MappingProxyType(
        {travel: clause for clause, travels in found if clause for travel in travels}
    )
