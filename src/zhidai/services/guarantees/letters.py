"""The papers of a claim: the notice to each payer, and the account of loss and recovery."""

from datetime import date

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.guarantees.claim import GraceDays
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.lending.events import BANK
from zhidai.core.lending.state import LoanState
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
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
from zhidai.services.cases.dossier import circumstances
from zhidai.services.cases.letters import NOT_GIVEN, imprint, keep_issued
from zhidai.services.cases.record import agreement_shares
from zhidai.services.guarantees.position import SharePosition, loss_share_of, positions
from zhidai.services.guarantees.standing import standing_recoveries

ROLES = {
    PartyKind.GUARANTOR: "担保公司",
    PartyKind.APPRAISER: "评估机构",
    PartyKind.BANK: "银行",
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
        imprint=imprint(case, now, number, ("7.2", "8.1")),
        bank=_party(case, BANK),
        recipient=share.party.name,
        recipient_role=ROLES[PartyKind(share.role)],
        enterprise=case.enterprise.name,
        loan_contract_number=loan.key,
        guarantee_contract_number=_contract(case, share, now, loan.drawn_on),
        loan_amount=from_fen(loan.principal),
        disbursed_on=loan.drawn_on,
        overdue_since=state.overdue_since or claim.claimed_on,
        overdue_days=state.overdue_days,
        counted_on=claim.claimed_on,
        principal=principal,
        interest=interest,
        total=principal + interest,
        loss_base=principal,
        demanded_ratio=loss_share_of(share),
        demanded_amount=from_fen(share.amount),
        grace_days=settings.grace_days,
        pay_by=claim.grace_until,
        in_working_days=settings.grace_counts is GraceDays.WORKING,
    )


def _contract(case: Case, share: ClaimShare, now: Circumstances, drawn_on: date) -> str:
    """The guarantor pays under its guarantee agreement, the appraiser under the cooperation
    agreement on file (reading `appraiser_claim_contract`)."""
    if share.role == PartyKind.GUARANTOR:
        return str(now.content("contract.guarantee_number") or NOT_GIVEN)
    signed = agreement_shares(case, drawn_on)
    return signed[0].agreement.number if signed else NOT_GIVEN


def loss_sharing_pdf(claim: Claim, on: date) -> bytes:
    """The 损失分担与追偿分配表 as at a day."""
    case = claim.loan.case
    now = circumstances(case, on)
    shares = positions(claim, on)
    return loss_sharing_statement(
        LossSharingStatement(
            imprint=imprint(case, now, _number(case, "分担"), ("7.3", "8.1")),
            bank=_party(case, BANK),
            enterprise=case.enterprise.name,
            loan_contract_number=claim.loan.key,
            loss_base=from_fen(claim.principal_loss),
            shares=tuple(_loss_share(position) for position in shares),
            recoveries=_recoveries(claim, on),
        )
    )


def _loss_share(position: SharePosition) -> LossShare:
    return LossShare(
        party=position.share.party.name,
        role=ROLES[PartyKind(position.share.role)],
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


def _party(case: Case, role: str) -> str:
    return case.parties.select_related("party").get(role=role).party.name


def _number(case: Case, kind: str) -> str:
    return f"知贷{kind}〔{case.opened_on.year}〕{case.number.rpartition('-')[2]}号"
