"""What a claim would ask of whom, before it is started: the claim's own computation."""

from decimal import Decimal

from zhidai.core.guarantees.claim import ClaimDemands
from zhidai.core.guarantees.loss_sharing import LossShares, share_loss
from zhidai.core.lending.events import BANK
from zhidai.core.money import to_fen
from zhidai.db.lending.models import Loan
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.asking import demands_on
from zhidai.services.guarantees.sharing import agreement_of, base_of, payers_of, shares_for
from zhidai.services.guarantees.terms import claim_settings
from zhidai.services.guarantees.views import ClaimPreview, PreviewLine
from zhidai.services.lending.book import state_of
from zhidai.services.lending.tenancy import visible_loan
from zhidai.services.refusal import NotFound


def claim_preview(acting: Acting, loan_key: str) -> ClaimPreview:
    """For the loan's bank: shares, caps, the IP share and the advance as a claim today has them."""
    loan = visible_loan(acting, loan_key)
    if loan.case.parties.filter(party_id=acting.party_id, role=BANK).first() is None:
        raise NotFound
    principal = state_of(loan, business_date.today()).principal_balance
    base = base_of(loan, principal)
    against = base if isinstance(base, tuple) else ()
    shared = principal if isinstance(base, tuple) else base
    demands = None if against or not principal else _demands(loan, principal, shared)
    ends = [] if demands is None else [one.grace_ends_on for one in demands.demands]
    return ClaimPreview(
        agreement=agreement_of(loan),
        principal=to_fen(principal),
        shared=to_fen(shared),
        lines=() if demands is None else _lines(demands, shares_for(loan), shared),
        grace_until=max((end for end in ends if end), default=None),
        against=against,
    )


def _demands(loan: Loan, principal: Decimal, shared: Decimal) -> ClaimDemands:
    settings = claim_settings(loan)
    if settings is None or not payers_of(loan):
        return ClaimDemands(principal=principal, demands=(), borne_by_bank=principal)
    return demands_on(loan, principal, shared, settings=settings, on=business_date.today())


def _lines(demands: ClaimDemands, shares: LossShares, shared: Decimal) -> tuple[PreviewLine, ...]:
    """In the order of the shares; the bank has a line even where it has no share of its own."""
    asked, uncut = {one.payer: one for one in demands.demands}, share_loss(shared, shares)
    found = []
    for role in dict.fromkeys((*shares, BANK)):
        one = asked.get(role)
        amount = Decimal(0) if one is None else one.amount
        found.append(
            PreviewLine(
                role=str(role),
                share=shares.get(role, Decimal(0)),
                amount=to_fen(demands.borne_by_bank if role == BANK else amount),
                deferred=0 if one is None else to_fen(one.deferred),
                cut=0 if role == BANK else to_fen(uncut[role] - amount),
            )
        )
    return tuple(found)
