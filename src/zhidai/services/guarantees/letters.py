"""The papers of a claim: the notice to each payer, and the account of loss and recovery."""

from datetime import date

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.guarantees.claim import GraceDays
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.lending.events import BANK
from zhidai.core.lending.state import LoanState
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.taking_part import kind_of
from zhidai.db.cases.models import Case
from zhidai.db.guarantees.models import Claim, ClaimShare, Recovery
from zhidai.documents.figures import yuan
from zhidai.documents.letters.claims import (
    ClaimNotice,
    LossShare,
    LossSharingStatement,
    claim_notice,
    loss_sharing_statement,
)
from zhidai.documents.letters.claims import Recovery as RecoveryLine
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import circumstances, scheme_of
from zhidai.services.cases.letters import NOT_GIVEN, imprint, keep_issued
from zhidai.services.cases.record import agreement_shares
from zhidai.services.guarantees.position import SharePosition, loss_share_of, positions
from zhidai.services.guarantees.standing import standing_recoveries
from zhidai.services.guarantees.terms import recovery_clause, sharing_clause

ROLES = {
    PartyKind.GUARANTOR: "担保公司",
    PartyKind.APPRAISER: "评估机构",
    PartyKind.BANK: "银行",
}
_CONTRACT_KINDS = {PartyKind.GUARANTOR: "保证合同", PartyKind.INSURER: "保险合同"}
_CONTRACTS = {
    PartyKind.GUARANTOR: "contract.guarantee_number",
    PartyKind.INSURER: "contract.insurance_policy",
}
NOTICE = "claim_notice"  # the paper, and the task it is filed under


def issue_claim_notices(
    claim: Claim, case: Case, state: LoanState, *, acting: Acting, settings: ClaimSettings
) -> None:
    """One 代偿通知书 to each payer, kept in the dossier, in the claim's transaction (7.2)."""
    now = circumstances(case, claim.claimed_on)
    payers = claim.shares.exclude(role=BANK).filter(amount__gt=0).select_related("party")
    for place, share in enumerate(payers.order_by("id"), start=1):
        number = f"{_number(case, '代偿')}-{place}"
        notice = _notice(claim, share, state, now=now, number=number, settings=settings)
        keep_issued(
            case,
            paper=NOTICE,
            task=NOTICE,
            name=f"{case.number}-{NOTICE}-{share.role}.pdf",
            content=claim_notice(notice),
            acting=acting,
            on=claim.claimed_on,
        )


def _notice(
    claim: Claim,
    share: ClaimShare,
    state: LoanState,
    *,
    now: Circumstances,
    number: str,
    settings: ClaimSettings,
) -> ClaimNotice:
    loan = claim.loan
    case = loan.case
    principal, interest = from_fen(claim.principal_loss), from_fen(claim.interest_unpaid)
    return ClaimNotice(
        imprint=imprint(case, now, number, _clauses(settings.clause, sharing_clause(loan))),
        bank=_party(case, BANK),
        recipient=share.party.name,
        recipient_role=_role(case, share.role),
        enterprise=case.enterprise.name,
        loan_contract_number=loan.key,
        contract_kind=_contract_kind(case, share),
        contract_number=_contract(case, share, now, loan.drawn_on),
        loan_amount=from_fen(loan.principal),
        disbursed_on=loan.drawn_on,
        overdue_since=state.overdue_since or claim.claimed_on,
        overdue_days=state.overdue_days,
        counted_on=claim.claimed_on,
        principal=principal,
        interest=interest,
        total=principal + interest,
        loss_base=principal if claim.loss_base is None else from_fen(claim.loss_base),
        demanded_ratio=loss_share_of(share),
        demanded_amount=from_fen(share.amount),
        grace_days=settings.grace_days,
        pay_by=claim.grace_until,
        in_working_days=settings.grace_counts is GraceDays.WORKING,
        deferred=from_fen(share.deferred),
    )


def _contract_kind(case: Case, share: ClaimShare) -> str:
    """What the contract is called under which a party pays."""
    kind = kind_of(scheme_of(case), share.role)
    return "合作协议" if kind is None else _CONTRACT_KINDS.get(kind, "合作协议")


def _contract(case: Case, share: ClaimShare, now: Circumstances, drawn_on: date) -> str:
    """The guarantor pays under its guarantee agreement, the insurer under its policy, others under
    the cooperation agreement on file (reading `appraiser_claim_contract`)."""
    kind = kind_of(scheme_of(case), share.role)
    fact = None if kind is None else _CONTRACTS.get(kind)
    if fact is not None:
        return str(now.content(fact) or NOT_GIVEN)
    signed = agreement_shares(case, drawn_on)
    return signed[0].agreement.number if signed else NOT_GIVEN


def loss_sharing_pdf(claim: Claim, on: date) -> bytes:
    """The 损失分担与追偿分配表 as at a day."""
    case = claim.loan.case
    now = circumstances(case, on)
    shares = positions(claim, on)
    clauses = _clauses(recovery_clause(claim.loan), sharing_clause(claim.loan))
    return loss_sharing_statement(
        LossSharingStatement(
            imprint=imprint(case, now, _number(case, "分担"), clauses),
            bank=_party(case, BANK),
            enterprise=case.enterprise.name,
            loan_contract_number=claim.loan.key,
            principal=from_fen(claim.principal_loss),
            loss_base=from_fen(
                claim.principal_loss if claim.loss_base is None else claim.loss_base
            ),
            shares=tuple(_loss_share(position, case) for position in shares),
            recoveries=_recoveries(claim, on),
        )
    )


def _loss_share(position: SharePosition, case: Case) -> LossShare:
    return LossShare(
        party=position.share.party.name,
        role=_role(case, position.share.role),
        ratio=loss_share_of(position.share),
        loss=from_fen(position.share.amount),
        recovered=from_fen(position.recovered),
        net_loss=from_fen(position.net_loss),
    )


def _recoveries(claim: Claim, on: date) -> tuple[RecoveryLine, ...]:
    rows = standing_recoveries().filter(claim=claim, received_on__lte=on)
    return tuple(_recovery(row) for row in rows)


def _recovery(row: Recovery) -> RecoveryLine:
    """What was shared; money beyond the losses is named with its source, not in the sums."""
    beyond = row.to_interest + row.to_pledgor
    source = row.source
    if beyond:
        source += (
            f"（收回总额 {yuan(from_fen(row.gross))} 元，其中超出分担损失的 "
            f"{yuan(from_fen(beyond))} 元用于清偿欠息或返还出质人，不计入本表）"
        )
    gross, costs = from_fen(row.gross - beyond), from_fen(row.costs_paid)
    return RecoveryLine(
        received_on=row.received_on, source=source, gross=gross, costs=costs, net=gross - costs
    )


def _role(case: Case, role: str) -> str:
    """A role as the letters name it: by the scheme's own label where it named the party."""
    own = scheme_of(case).own_parties.get(role)
    return ROLES[PartyKind(role)] if own is None else own.label.zh


def _clauses(*named: str | None) -> tuple[str, ...]:
    """The clauses that a letter rests on."""
    return tuple(clause for clause in named if clause is not None)


def _party(case: Case, role: str) -> str:
    return case.parties.select_related("party").get(role=role).party.name


def _number(case: Case, kind: str) -> str:
    return f"知贷{kind}〔{case.opened_on.year}〕{case.number.rpartition('-')[2]}号"
