"""Who shares the loss of a loan, and in which shares (8.1).

The signed agreement's shares replace the suggested ones as a whole. Where there is no guarantor
the suggestion cannot apply, and the bank bears everything unless a signed agreement says otherwise
(reading `direct_route_losses`). The rules of the loan's own day hold until it is settled (reading
`after_the_trial`).
"""

from decimal import Decimal

from zhidai.core.guarantees.loss_sharing import LossShares, loss_shares
from zhidai.core.guarantees.settings import ClaimSettings, settings_from
from zhidai.core.lending.events import BANK
from zhidai.core.parties import PartyKind
from zhidai.db.lending.models import Loan
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.record import agreement_shares
from zhidai.services.guarantees.position import MILLION

_ORDER = (PartyKind.GUARANTOR, PartyKind.BANK, PartyKind.APPRAISER)  # as clause 8.1 lists them


def claim_settings(loan: Loan) -> ClaimSettings:
    """The numbers that a claim on the loan runs on."""
    return settings_from(scheme_of(loan.case), loan.drawn_on)


def shares_for(loan: Loan) -> LossShares:
    """The loss shares of a loan by role."""
    roles = dict(loan.case.parties.values_list("party_id", "role"))
    signed = {
        roles[row.party_id]: Decimal(row.loss_share) / MILLION
        for row in agreement_shares(loan.case, loan.drawn_on)
    }
    if sum(signed.values()) == 1:
        return loss_shares({role: signed[role] for role in _ORDER if role in signed})
    if PartyKind.GUARANTOR in roles.values():
        return claim_settings(loan).suggested_shares
    return loss_shares({BANK: Decimal(1)})


def agreement_of(loan: Loan) -> str | None:
    """The number of the agreement whose shares a claim on the loan uses."""
    signed = agreement_shares(loan.case, loan.drawn_on)
    whole = sum(row.loss_share for row in signed) == MILLION
    return signed[0].agreement.number if signed and whole else None


def payers_of(loan: Loan) -> tuple[str, ...]:
    """The roles that a claim could ask to pay; none where the bank bears all."""
    return tuple(role for role, share in shares_for(loan).items() if role != BANK and share)
