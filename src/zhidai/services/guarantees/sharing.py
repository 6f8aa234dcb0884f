"""Who shares the loss of a loan, and in which shares.

Where the scheme's model only suggests shares, those of the signed agreement replace them as a
whole (Ganzhou 8.1). Where no model is of the loan's route the bank bears everything unless a signed
agreement says otherwise (reading `direct_route_losses`).
"""

from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.guarantees.loss_base import BaseTerms, LossFacts, loss_base
from zhidai.core.guarantees.loss_sharing import LossShares, loss_shares
from zhidai.core.guarantees.settings import shares_of
from zhidai.core.lending.events import BANK
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.strength import Strength
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import AgreementShare
from zhidai.services.cases.dossier import circumstances, scheme_of
from zhidai.services.cases.record import agreement_shares
from zhidai.services.guarantees.position import MILLION
from zhidai.services.guarantees.terms import claim_settings, model_of_route


def shares_for(loan: Loan) -> LossShares:
    """The loss shares of a loan by role."""
    model = model_of_route(loan)
    signed = _signed(loan, model)
    if signed:
        roles = dict(loan.case.parties.values_list("party_id", "role"))
        agreed = {roles[row.party_id]: Decimal(row.loss_share) / MILLION for row in signed}
        models = scheme_of(loan.case).loss_models if model is None else (model,)
        order = dict.fromkeys((*(role for one in models for role in one.shares), *agreed))
        named = (BANK,) if model is None else tuple(model.shares)
        signed_for = {role: agreed[role] for role in order if role in agreed}
        return loss_shares(
            {role: share for role, share in signed_for.items() if share or role in named}
        )
    if model is not None:
        return shares_of(scheme_of(loan.case), model, loan.drawn_on)
    return loss_shares({BANK: Decimal(1)})


def agreement_of(loan: Loan) -> str | None:
    """The number of the agreement whose shares a claim on the loan uses."""
    signed = _signed(loan, model_of_route(loan))
    return signed[0].agreement.number if signed else None


def payers_of(loan: Loan) -> tuple[str, ...]:
    """The roles that a claim could ask to pay; none where the bank bears all."""
    if claim_settings(loan) is None:
        return ()
    return tuple(role for role, share in shares_for(loan).items() if role != BANK and share)


def base_of(loan: Loan, principal: Decimal) -> Decimal | tuple[Reason, ...]:
    """The part of an unpaid principal that is shared, or why none is.

    A base of net principal is that of the principal: recoveries go back in the proportions in which
    it was borne, so that everybody ends with its share of the net loss.
    """
    model = model_of_route(loan)
    if model is None:
        return principal
    case, least = loan.case, model.ip_share_min
    terms = BaseTerms(
        base=model.base,
        clause=model.base_clause or model.clause,
        ip_share_min=None if least is None else scheme_of(case).value(least, loan.drawn_on).amount,
        ip_share_unstated=model.ip_share_unstated,
    )
    stated = circumstances(case, loan.drawn_on).amount("request.ip_share")
    return loss_base(LossFacts(principal=principal, ip_share=stated), terms)


def _signed(loan: Loan, model: LossModel | None) -> list[AgreementShare]:
    """The signed shares that make the whole; none where the scheme leaves nothing to agree on."""
    if model is not None and model.strength is not Strength.SUGGESTED:
        return []
    signed = agreement_shares(loan.case, loan.drawn_on)
    return signed if sum(row.loss_share for row in signed) == MILLION else []
