"""The loss shares that a claim on a loan would use, shown before it is started (8.1).

The claim itself takes them from the services; this is what the bank can see of them beforehand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.cases.queries import case_view
from zhidai.services.lending.views import LoanView
from zhidai.services.parties.queries import agreements, suggested_shares
from zhidai.services.parties.views import AgreementView

MILLION = 1_000_000
ORDER = (PartyKind.GUARANTOR, PartyKind.BANK, PartyKind.APPRAISER)  # as clause 8.1 lists them


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedShares:
    """Role -> fraction of one; `agreement` None where the scheme's suggestion holds."""

    shares: Mapping[str, Decimal]
    agreement: str | None


def signed_shares(acting: Acting, view: LoanView) -> SignedShares:
    """Of the newest filed agreement in force at drawdown between the case's lending parties."""
    case = case_view(acting, view.case)
    names = {party.name for party in case.parties if party.role in ORDER}
    for agreement in agreements(acting):  # the newest first
        if agreement.scheme == case.scheme and _governs(agreement, view, names):
            found = {one.kind: one.loss_share or 0 for one in agreement.partners}
            return SignedShares(shares=_in_order(found), agreement=agreement.number)
    return SignedShares(
        shares=_in_order(suggested_shares(case.scheme, view.drawn_on)), agreement=None
    )


def _governs(agreement: AgreementView, view: LoanView, names: set[str]) -> bool:
    filed = agreement.filed_on is not None and agreement.filed_on <= view.drawn_on
    in_force = agreement.in_force_from <= view.drawn_on <= agreement.in_force_until
    return filed and in_force and {one.name for one in agreement.partners} == names


def _in_order(millionths: Mapping[str, int]) -> dict[str, Decimal]:
    return {str(role): Decimal(millionths[role]) / MILLION for role in ORDER if role in millionths}
