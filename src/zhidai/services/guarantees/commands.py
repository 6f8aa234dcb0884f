"""Claims under 7.2, what is paid on them, and what comes back under 7.3."""

from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason, reason
from zhidai.core.guarantees.claim import (
    CLAIM_CLAUSE,
    ClaimDemands,
    ClaimNotice,
    claim_demands,
    claim_refusals,
)
from zhidai.core.guarantees.loss_sharing import LossShares, loss_shares, shares_in_force
from zhidai.core.guarantees.recovery import RecoveryReceipt
from zhidai.core.guarantees.settings import ClaimSettings, settings_from
from zhidai.core.lending.events import BANK
from zhidai.core.lending.state import LoanState
from zhidai.core.money import format_yuan, from_fen, parse_yuan, to_fen
from zhidai.core.parties import PartyKind
from zhidai.core.portfolio.exclusions import exclusion
from zhidai.core.portfolio.settings import settings_from as portfolio_settings
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim, ClaimPayment, ClaimShare, Recovery, RecoveryShare
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import Exclusion
from zhidai.reference.working_days import working_days
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.record import agreement_shares
from zhidai.services.guarantees.letters import issue_claim_notices
from zhidai.services.guarantees.position import MILLION, SharePosition, distributions, positions
from zhidai.services.history.commands import append
from zhidai.services.lending.book import state_of
from zhidai.services.lending.closing import close_if_settled
from zhidai.services.lending.tenancy import locked_loan
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once

RECOVERY_CLAUSE = "7.3"
EXCLUSION_CLAUSE = "8.5"
LONGEST_SOURCE = 200
_CLAIMANT = frozenset({PartyKind.BANK})
_PAYERS = frozenset({PartyKind.GUARANTOR, PartyKind.APPRAISER})
_RECOVERING = frozenset({PartyKind.BANK, PartyKind.GUARANTOR})
_ORDER = (PartyKind.GUARANTOR, PartyKind.BANK, PartyKind.APPRAISER)  # as clause 8.1 lists them


def start_claim(acting: Acting, loan_key: str, *, key: str) -> Answer:
    """The bank claims the loss shares of a loan that is overdue long enough (7.2)."""

    def work() -> Answer:
        loan, case, _ = locked_loan(
            acting,
            loan_key,
            roles=_CLAIMANT,
            refusal="claim_by_the_bank_only",
            clause=CLAIM_CLAUSE,
        )
        return _start(loan, case, acting)

    return once(acting, "start_claim", key=key, request={"loan": loan_key}, work=work)


def pay_claim(acting: Acting, loan_key: str, *, amount: str, key: str) -> Answer:
    """Guarantor or appraiser pays its share or a part of it; the first payment excludes (8.5)."""

    def work() -> Answer:
        loan, case, role = locked_loan(
            acting,
            loan_key,
            roles=_PAYERS,
            refusal="claim_payment_by_sharers_only",
            clause=CLAIM_CLAUSE,
        )
        return _pay(loan, case, role, amount=parse_yuan(amount), acting=acting)

    request = {"loan": loan_key, "amount": amount}
    return once(acting, "pay_claim", key=key, request=request, work=work)


def record_recovery(
    acting: Acting, loan_key: str, *, gross: str, costs: str, source: str, key: str
) -> Answer:
    """Money recovered after a claim goes down the waterfall: costs, losses, interest, pledgor."""

    def work() -> Answer:
        loan, case, _ = locked_loan(
            acting,
            loan_key,
            roles=_RECOVERING,
            refusal="recovery_by_bank_or_guarantor_only",
            clause=RECOVERY_CLAUSE,
        )
        receipt = RecoveryReceipt(
            received_on=business_date.today(),
            gross=parse_yuan(gross),
            costs=parse_yuan(costs) if costs.strip() else Decimal("0.00"),
        )
        return _recover(loan, case, receipt, source=source.strip(), acting=acting)

    request = {"loan": loan_key, "gross": gross, "costs": costs, "source": source}
    return once(acting, "record_recovery", key=key, request=request, work=work)


def shares_for(loan: Loan, case: Case) -> LossShares:
    """The signed shares in force at drawdown, else those that the scheme suggests (8.1).

    The rules of the loan's own day hold until it is settled (reading `after_the_trial`).
    """
    roles = dict(case.parties.values_list("party_id", "role"))
    signed = {
        roles[row.party_id]: Decimal(row.loss_share) / MILLION
        for row in agreement_shares(case, loan.drawn_on)
    }
    found = shares_in_force(
        agreed=loss_shares(signed) if signed else None,
        suggested=_settings(loan, case).suggested_shares,
    )
    return {role: found[role] for role in _ORDER if role in found}


def _settings(loan: Loan, case: Case) -> ClaimSettings:
    return settings_from(scheme_of(case), loan.drawn_on)


def _start(loan: Loan, case: Case, acting: Acting) -> Answer:
    today = business_date.today()
    state, settings = state_of(loan, today), _settings(loan, case)
    against = _against_claim(loan, case, state, settings)
    if against:
        raise Refused(against)
    demands = _demands(loan, case, state.principal_balance, on=today)
    ends = [each.grace_ends_on for each in demands.demands if each.grace_ends_on]
    claim = Claim.objects.create(
        loan=loan,
        claimed_on=today,
        principal_loss=to_fen(state.principal_balance),
        interest_unpaid=to_fen(state.owed_to_bank - state.principal_balance),
        grace_until=max(ends, default=today),
    )
    _keep_shares(claim, case, demands, shares_for(loan, case))
    issue_claim_notices(claim, case, state, acting=acting, grace_days=settings.grace_days)
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
    if not case.parties.filter(role=PartyKind.GUARANTOR).exists():
        return (reason("claim_on_direct_route", "6.2"),)
    if Claim.objects.filter(loan=loan).exists():
        return (reason("claim_started_already", CLAIM_CLAUSE, loan=loan.key),)
    return claim_refusals(
        overdue_days=state.overdue_days,
        needed=settings.overdue_days,
        principal=state.principal_balance,
    )


def _demands(loan: Loan, case: Case, principal: Decimal, *, on: date) -> ClaimDemands:
    """What each payer owes. A notice through the platform is received on the day it is sent.

    A data message arrives when it enters the receiver's system (Civil Code 137).
    """
    settings = _settings(loan, case)
    notices = {
        str(payer): ClaimNotice(payer=payer, sent_on=on, received_on=on) for payer in _PAYERS
    }
    return claim_demands(
        principal,
        shares=shares_for(loan, case),
        notices=notices,
        grace_days=settings.grace_days,
        runs_from=settings.grace_runs_from,
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


def _pay(loan: Loan, case: Case, role: str, *, amount: Decimal, acting: Acting) -> Answer:
    today = business_date.today()
    claim = _claim_of(loan)
    position = _position_of(claim, role, today)
    against = _against_payment(amount, position)
    if against:
        raise Refused(against)
    ClaimPayment.objects.create(
        share=position.share,
        amount=to_fen(amount),
        paid_on=today,
        recorded_at=business_date.now(),
        person_id=acting.person_id,
    )
    left = from_fen(position.owed) - amount
    event = append(
        f"case:{case.number}",
        "claim.paid",
        acting=acting,
        payload={
            "loan": loan.key,
            "role": role,
            "amount": format_yuan(amount),
            "still_owed": format_yuan(left),
            "days_late": position.days_late,
        },
    )
    _exclude(claim, loan, case, acting=acting, on=today)
    check_breaker(case.scheme, today, grounds=Grounds.CLAIM_PAYMENT, acting=acting)
    return {"loan": loan.key, "event": event.sequence, "still_owed": format_yuan(left)}


def _claim_of(loan: Loan) -> Claim:
    claim = Claim.objects.filter(loan=loan).first()
    if claim is None:
        raise Refused((reason("claim_not_started", CLAIM_CLAUSE, loan=loan.key),))
    return claim


def _position_of(claim: Claim, role: str, on: date) -> SharePosition:
    for position in positions(claim, on):
        if position.share.role == role:
            return position
    raise Refused((reason("claim_asks_nothing", CLAIM_CLAUSE),))


def _against_payment(amount: Decimal, position: SharePosition) -> tuple[Reason, ...]:
    owed = from_fen(position.owed)
    if amount <= 0:
        return (reason("amount_not_above_zero"),)
    if not owed:
        return (reason("claim_asks_nothing", CLAIM_CLAUSE),)
    if amount > owed:
        return (
            reason(
                "claim_payment_above_owed",
                CLAIM_CLAUSE,
                amount=format_yuan(amount),
                owed=format_yuan(owed),
            ),
        )
    return ()


def _exclude(claim: Claim, loan: Loan, case: Case, *, acting: Acting, on: date) -> None:
    """The enterprise is excluded from the day of the first claim payment (8.5)."""
    if Exclusion.objects.filter(claim=claim).exists():
        return
    years = portfolio_settings(scheme_of(case), loan.drawn_on).exclusion_years
    period = exclusion(on, years=years)
    Exclusion.objects.create(
        enterprise_id=case.enterprise_id, claim=claim, since=period.since, until=period.until
    )
    append(
        f"case:{case.number}",
        "enterprise.excluded",
        acting=acting,
        payload={
            "enterprise": case.enterprise.name,
            "since": period.since.isoformat(),
            "until": period.until.isoformat(),
            "clause": EXCLUSION_CLAUSE,
        },
    )


def _recover(
    loan: Loan, case: Case, receipt: RecoveryReceipt, *, source: str, acting: Acting
) -> Answer:
    today = business_date.today()
    claim = _claim_of(loan)
    if receipt.gross <= 0:
        raise Refused((reason("amount_not_above_zero"),))
    if not source or len(source) > LONGEST_SOURCE:
        raise Refused((reason("recovery_needs_source", RECOVERY_CLAUSE, most=LONGEST_SOURCE),))
    recovery, shared = _distribute(claim, loan, receipt, source=source, acting=acting)
    event = append(
        f"case:{case.number}",
        "recovery.recorded",
        acting=acting,
        payload={
            "loan": loan.key,
            "source": source,
            "gross": format_yuan(receipt.gross),
            "costs": format_yuan(receipt.costs),
            "costs_paid": format_yuan(from_fen(recovery.costs_paid)),
            "shares": {role: format_yuan(amount) for role, amount in shared.items()},
            "to_interest": format_yuan(from_fen(recovery.to_interest)),
            "to_pledgor": format_yuan(from_fen(recovery.to_pledgor)),
        },
    )
    closed = close_if_settled(loan, case, state_of(loan, today), acting=acting, on=today)
    check_breaker(case.scheme, today, grounds=Grounds.RECOVERY, acting=acting)
    return {"loan": loan.key, "event": event.sequence, "closed": closed}


def _distribute(
    claim: Claim, loan: Loan, receipt: RecoveryReceipt, *, source: str, acting: Acting
) -> tuple[Recovery, dict[str, Decimal]]:
    """Write a receipt down with where it went.

    After every loss is made good the bank's unpaid interest comes before the pledgor: the pledge
    secures it too (Civil Code 389). What a payer would get back while it still owes on the claim
    is set off against that (Civil Code 568).
    """
    before = positions(claim, receipt.received_on)
    owing = state_of(loan, receipt.received_on)
    went = distributions(claim, more=receipt)[-1]
    interest = min(went.to_pledgor, owing.owed_to_bank - owing.principal_balance)
    recovery = Recovery.objects.create(
        claim=claim,
        gross=to_fen(receipt.gross),
        costs=to_fen(receipt.costs),
        costs_paid=to_fen(went.costs_paid),
        to_interest=to_fen(interest),
        to_pledgor=to_fen(went.to_pledgor - interest),
        received_on=receipt.received_on,
        recorded_at=business_date.now(),
        source=source,
        person_id=acting.person_id,
    )
    for position in before:
        amount = to_fen(went.parts[position.share.role])
        RecoveryShare.objects.create(
            recovery=recovery,
            party_id=position.share.party_id,
            role=position.share.role,
            amount=amount,
            set_off=min(amount, position.owed),
        )
    return recovery, dict(went.parts)
