"""Starting a claim: when it may, who owes what, and the notices (7.2)."""

from decimal import Decimal

from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.claim import (
    ClaimDemands,
    claim_refusals,
)
from zhidai.core.guarantees.loss_sharing import LossShares
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.lending.events import BANK
from zhidai.core.lending.state import LoanState
from zhidai.core.money import format_yuan, from_fen, to_fen
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim, ClaimShare
from zhidai.db.lending.models import Loan
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.tasks import close_open_tasks, tasks_before_maturity
from zhidai.services.guarantees.asking import demands_on
from zhidai.services.guarantees.letters import issue_claim_notices
from zhidai.services.guarantees.position import MILLION
from zhidai.services.guarantees.sharing import base_of, payers_of, shares_for
from zhidai.services.guarantees.terms import claim_settings
from zhidai.services.history.commands import append
from zhidai.services.journal.posting import post
from zhidai.services.lending.book import state_of
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer


def start(loan: Loan, case: Case, acting: Acting) -> Answer:
    """Start the claim, inside the command's transaction."""
    today = business_date.today()
    state, settings = state_of(loan, today), _settings(loan)
    against = _against_claim(loan, state, settings)
    if against:
        raise Refused(against)
    base = base_of(loan, state.principal_balance)
    if isinstance(base, tuple):
        raise Refused(base)
    demands = demands_on(loan, state.principal_balance, base, settings=settings, on=today)
    ends = [each.grace_ends_on for each in demands.demands if each.grace_ends_on]
    claim = Claim.objects.create(
        loan=loan,
        claimed_on=today,
        principal_loss=to_fen(state.principal_balance),
        loss_base=to_fen(base),
        interest_unpaid=to_fen(state.interest_unpaid),
        grace_until=max(ends, default=today),
    )
    _keep_shares(claim, case, demands, shares_for(loan))
    close_open_tasks(case, today, tasks=tasks_before_maturity(case))
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


def _settings(loan: Loan) -> ClaimSettings:
    """Of a loan for which somebody beside the bank bears a part; refused where nobody does."""
    settings = claim_settings(loan)
    if settings is None or not payers_of(loan):
        clause = scheme_of(loan.case).routes[loan.case.route].clause
        raise Refused((reason("claim_on_direct_route", clause),))
    return settings


def _against_claim(loan: Loan, state: LoanState, settings: ClaimSettings) -> tuple[Reason, ...]:
    if Claim.objects.filter(loan=loan).exists():
        return (reason("claim_started_already", settings.clause, loan=loan.key),)
    return claim_refusals(
        overdue_days=state.overdue_days,
        needed=settings.overdue_days,
        principal=state.principal_balance,
        clause=settings.clause,
    )


def _keep_shares(claim: Claim, case: Case, demands: ClaimDemands, shares: LossShares) -> None:
    """A row for each party; the bank has one even where it has no share of its own."""
    asked = {each.payer: each for each in demands.demands}
    parties = dict(case.parties.values_list("role", "party_id"))
    for role in dict.fromkeys((*shares, BANK)):
        one = asked.get(role)
        amount = Decimal(0) if one is None else one.amount
        ClaimShare.objects.create(
            claim=claim,
            party_id=parties[role],
            role=str(role),
            loss_share=int(shares.get(role, Decimal(0)) * MILLION),
            amount=to_fen(demands.borne_by_bank if role == BANK else amount),
            deferred=0 if one is None else to_fen(one.deferred),
        )
