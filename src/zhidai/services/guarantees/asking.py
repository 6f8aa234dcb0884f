"""What a claim on a loan asks of whom: one computation, for the preview and for the claim."""

from datetime import date
from decimal import Decimal

from zhidai.core.guarantees.claim import Advance, ClaimDemands, ClaimNotice, claim_demands
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.lending.events import BANK
from zhidai.db.lending.models import Loan
from zhidai.reference.working_days import working_days
from zhidai.services.guarantees.rooms import room_of
from zhidai.services.guarantees.sharing import shares_for
from zhidai.services.guarantees.terms import model_of_route


def demands_on(
    loan: Loan, principal: Decimal, base: Decimal, *, settings: ClaimSettings, on: date
) -> ClaimDemands:
    """What each payer owes. A notice through the platform is received on the day it is sent.

    A data message arrives when it enters the receiver's system (Civil Code 137). base: the part of
    the unpaid principal that is shared.
    """
    shares, ratio = shares_for(loan), settings.advance
    return claim_demands(
        principal,
        shares=shares,
        notices={
            role: ClaimNotice(payer=role, sent_on=on, received_on=on)
            for role in shares
            if role != BANK
        },
        grace_days=settings.grace_days,
        runs_from=settings.grace_runs_from,
        counts=settings.grace_counts,
        working_days=working_days(),
        base=base,
        room=room_of(model_of_route(loan), loan.case, on),
        advance=None if ratio is None else Advance(ratio=ratio, payers=settings.advance_by),
    )
