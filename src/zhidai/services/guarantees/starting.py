"""Starting a claim: when it may, who owes what, and the notices (7.2)."""

from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.claim import (
    ClaimDemands,
    ClaimNotice,
    claim_demands,
    claim_refusals,
)
from zhidai.core.guarantees.loss_sharing import LossShares
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.lending.events import BANK
from zhidai.core.lending.state import LoanState
from zhidai.core.money import format_yuan, from_fen, to_fen
from zhidai.core.parties import PartyKind
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim, ClaimShare
from zhidai.db.lending.models import Loan
from zhidai.reference.working_days import working_days
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.guarantees.clauses import CLAIM_CLAUSE
from zhidai.services.guarantees.letters import issue_claim_notices
from zhidai.services.guarantees.position import MILLION
from zhidai.services.guarantees.sharing import claim_settings, payers_of, shares_for
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.book import state_of
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer

_PAYERS = (PartyKind.GUARANTOR, PartyKind.APPRAISER)


def start(loan: Loan, case: Case, acting: Acting) -> Answer:
    """Start the claim, inside the command's transaction."""
    today = business_date.today()
    state, settings = state_of(loan, today), claim_settings(loan)
    against = _against_claim(loan, case, state, settings)
    if against:
        raise Refused(against)
    demands = _demands(loan, case, state.principal_balance, on=today)
    ends = [each.grace_ends_on for each in demands.demands if each.grace_ends_on]
    claim = Claim.objects.create(
        loan=loan,
        claimed_on=today,
        principal_loss=to_fen(state.principal_balance),
        interest_unpaid=to_fen(state.interest_unpaid),
        grace_until=max(ends, default=today),
    )
    _keep_shares(claim, case, demands, shares_for(loan))
    post(loan, today)
    issue_claim_notices(claim, case, state, acting=acting, settings=settings)
    event = append(
        f"case:{case.number}",
        "claim.started",
        acting=acting,
        payload={
            "loan": loan.key,
            "overdue_days": state.overdue_days,
            "principal": format_yuan(state.principal_balance),
            "interest": format_yuan(from_fen(claim.interest_unpaid)),
            "demands": {each.payer: format_yuan(each.amount) for each in demands.demands},
            "borne_by_bank": format_yuan(demands.borne_by_bank),
            "grace_until": claim.grace_until.isoformat(),
        },
    )
    check_breaker(case.scheme, today, grounds=Grounds.CLAIM, acting=acting)
    return {"loan": loan.key, "event": event.sequence, "grace_until": claim.grace_until.isoformat()}


def _against_claim(
    loan: Loan, case: Case, state: LoanState, settings: ClaimSettings
) -> tuple[Reason, ...]:
    if not payers_of(loan):
        return (reason("claim_on_direct_route", "6.2"),)
    if Claim.objects.filter(loan=loan).exists():
        return (reason("claim_started_already", CLAIM_CLAUSE, loan=loan.key),)
    return claim_refusals(
        overdue_days=state.overdue_days,
        needed=settings.overdue_days,
        principal=state.principal_balance,
        clause=settings.clause,
    )


def _demands(loan: Loan, case: Case, principal: Decimal, *, on: date) -> ClaimDemands:
    """What each payer owes. A notice through the platform is received on the day it is sent.

    A data message arrives when it enters the receiver's system (Civil Code 137).
    """
    settings = claim_settings(loan)
    notices = {
        str(payer): ClaimNotice(payer=payer, sent_on=on, received_on=on) for payer in _PAYERS
    }
    return claim_demands(
        principal,
        shares=shares_for(loan),
        notices=notices,
        grace_days=settings.grace_days,
        runs_from=settings.grace_runs_from,
        counts=settings.grace_counts,
        working_days=working_days(),
    )


def _keep_shares(claim: Claim, case: Case, demands: ClaimDemands, shares: LossShares) -> None:
    amounts = {each.payer: each.amount for each in demands.demands}
    amounts[BANK] = demands.borne_by_bank
    parties = dict(case.parties.values_list("role", "party_id"))
    for role, share in shares.items():
        ClaimShare.objects.create(
            claim=claim,
            party_id=parties[role],
            role=str(role),
            loss_share=int(share * MILLION),
            amount=to_fen(amounts.get(role, Decimal(0))),
        )
