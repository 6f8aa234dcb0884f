"""The bank's demand on those who share the loss, and the account of loss and recovery."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.documents.figures import amount, day, must_add_up, percent, yuan
from zhidai.documents.letters.imprint import Imprint, imprint_content
from zhidai.documents.pdf import Content, render


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNotice:
    """代偿通知书 to one recipient (guarantor or appraiser); amounts in yuan as at `counted_on`.

    `recipient_role` is in Chinese (担保公司 / 评估机构); `deferred` is the part settled
    only after the disposal; `grace_days` and `pay_by` are the grace
    period (in working days where so agreed) and its last day; the amount
    demanded is `demanded_ratio` of the loss base.
    """

    imprint: Imprint
    bank: str
    recipient: str
    recipient_role: str
    enterprise: str
    loan_contract_number: str
    contract_kind: str  # under which the recipient pays: 保证合同, 合作协议
    contract_number: str
    loan_amount: Decimal
    disbursed_on: date
    overdue_since: date
    overdue_days: int
    counted_on: date
    principal: Decimal
    interest: Decimal
    total: Decimal
    loss_base: Decimal
    demanded_ratio: Decimal
    demanded_amount: Decimal
    grace_days: int
    pay_by: date
    in_working_days: bool = False
    deferred: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class LossShare:
    """One party: its agreed ratio, its loss, its part of recoveries, what it is left with."""

    party: str
    role: str
    ratio: Decimal
    loss: Decimal
    recovered: Decimal
    net_loss: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Money that came back: gross, the costs of getting it, and what is left to share."""

    received_on: date
    source: str
    gross: Decimal
    costs: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LossSharingStatement:
    """损失分担与追偿分配表, made by the bank as at the imprint's day."""

    imprint: Imprint
    bank: str
    enterprise: str
    loan_contract_number: str
    principal: Decimal  # unpaid at the claim: what all shares come to
    loss_base: Decimal  # the part of it that is shared
    shares: tuple[LossShare, ...]
    recoveries: tuple[Recovery, ...]


def claim_notice(notice: ClaimNotice) -> bytes:
    """The 代偿通知书 (clause 7.2 of the Ganzhou plan)."""
    must_add_up((notice.principal, notice.interest), notice.total)
    return render(
        "claim_notice",
        imprint_content(notice.imprint)
        | {
            "bank": notice.bank,
            "recipient": notice.recipient,
            "role": notice.recipient_role,
            "enterprise": notice.enterprise,
            "loan_contract": notice.loan_contract_number,
            "contract_kind": notice.contract_kind,
            "contract": notice.contract_number,
            "loan": amount(notice.loan_amount),
            "disbursed_on": day(notice.disbursed_on),
            "overdue_since": day(notice.overdue_since),
            "overdue_days": notice.overdue_days,
            "counted_on": day(notice.counted_on),
            "principal": yuan(notice.principal),
            "interest": yuan(notice.interest),
            "total": yuan(notice.total),
            "loss_base": yuan(notice.loss_base),
            "ratio": percent(notice.demanded_ratio),
            "demanded": amount(notice.demanded_amount),
            "grace_days": notice.grace_days,
            "days": "个工作日" if notice.in_working_days else "天",
            "pay_by": day(notice.pay_by),
            "at_once": yuan(notice.demanded_amount - notice.deferred),
            "deferred": yuan(notice.deferred) if notice.deferred else "",
        },
        dated=notice.imprint.dated,
    )


def loss_sharing_statement(statement: LossSharingStatement) -> bytes:
    """The account of loss and recovery (clauses 7.3 and 8.1 of the Ganzhou plan)."""
    shares, recoveries = statement.shares, statement.recoveries
    recovered = sum((recovery.net for recovery in recoveries), Decimal(0))
    must_add_up((share.ratio for share in shares), Decimal(1))
    must_add_up((share.loss for share in shares), statement.principal)
    must_add_up((share.recovered for share in shares), recovered)
    return render(
        "loss_sharing_statement",
        imprint_content(statement.imprint)
        | {
            "bank": statement.bank,
            "enterprise": statement.enterprise,
            "loan_contract": statement.loan_contract_number,
            "principal": yuan(statement.principal),
            "loss_base": amount(statement.loss_base),
            "recovered": yuan(recovered),
            "net_loss": yuan(statement.principal - recovered),
            "shares": [_share_content(share) for share in shares],
            "recoveries": [_recovery_content(recovery) for recovery in recoveries],
        },
        dated=statement.imprint.dated,
    )


def _share_content(share: LossShare) -> Content:
    must_add_up((share.recovered, share.net_loss), share.loss)
    return {
        "party": share.party,
        "role": share.role,
        "ratio": percent(share.ratio),
        "loss": yuan(share.loss),
        "recovered": yuan(share.recovered),
        "net_loss": yuan(share.net_loss),
    }


def _recovery_content(recovery: Recovery) -> Content:
    must_add_up((recovery.costs, recovery.net), recovery.gross)
    return {
        "received_on": recovery.received_on.isoformat(),
        "source": recovery.source,
        "gross": yuan(recovery.gross),
        "costs": yuan(recovery.costs),
        "net": yuan(recovery.net),
    }
