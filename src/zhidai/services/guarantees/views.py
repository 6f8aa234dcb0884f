"""What pages show of claims; every amount in fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import Reason
from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.core.policy.quantity import Quantity
from zhidai.services.history.queries import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """One party's part; fen. deferred: of the amount, owed once the disposal has ended.

    cut: what a cap of the scheme cuts off; the bank bears it.
    """

    role: str
    share: Decimal  # fraction of one
    amount: int
    deferred: int
    cut: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPreview:
    """What a claim started today would ask of whom.

    shared: the part of the unpaid principal that is shared. lines: empty where `against` says why
    nothing can be claimed.
    """

    agreement: str | None  # None: the scheme's shares, or the bank alone
    principal: int
    shared: int
    lines: tuple[PreviewLine, ...]
    grace_until: date | None
    against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedClaim:
    """A claim on which the acting party still owes something, fen."""

    loan: str
    enterprise: str
    enterprise_en: str
    grace_until: date
    owed: int
    clause: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A line in the list of claims."""

    loan: str
    case: str
    enterprise: str
    enterprise_en: str
    claimed_on: date
    grace_until: date
    principal_loss: int
    demanded: int  # of all payers
    outstanding: int
    recovered: int
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShareLine:
    """One party: the bank bears its share at once, the others pay theirs."""

    role: str
    party: str
    party_en: str
    loss_share: Decimal  # fraction of one
    amount: int
    paid: int
    set_off: int  # recoveries that the bank kept against what the party owes
    owed: int
    deferred: int  # owed once the disposal has ended
    days_late: int
    recovered: int  # set-offs included
    net_loss: int
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """Money paid on the claim."""

    number: int  # of its row
    may_correct: bool
    role: str
    amount: int
    paid_on: date
    person: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryLine:
    """Money recovered, and where it went: gross = costs_paid + shares + interest + pledgor."""

    number: int  # of its row
    may_correct: bool
    received_on: date
    kind: str  # auction, transfer, enforcement, repayment, other
    source: str
    gross: int
    costs: int
    costs_by: str  # role of who advanced them
    costs_paid: int
    shares: tuple[tuple[str, int], ...]  # role, amount
    to_interest: int
    to_pledgor: int
    person: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalLine:
    """A payer's grounds for not paying."""

    role: str
    grounds: str
    refused_on: date
    person: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalLine:
    """A step of the disposal: notice, auction, transfer, lawsuit."""

    kind: str
    held_on: date
    record: str
    person: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionLine:
    """A sanction that people carry out; roles as the scheme names them, lasts None: no time."""

    label: Label
    against: tuple[str, ...]
    by: tuple[str, ...]
    lasts: Quantity | None
    clause: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A whole claim page, as of the end of `on`."""

    on: date
    loan: str
    case: str
    clauses: Mapping[str, Citation]  # by topic
    enterprise: str
    enterprise_en: str
    our_role: str
    claimed_on: date
    grace_until: date  # last day, inclusive
    grace_days_left: int  # 0 on the last day and after it
    is_late: bool  # something is owed after the grace period
    principal_loss: int
    interest_unpaid: int  # at the claim; the bank's own
    outstanding: int
    excluded_since: date | None
    excluded_until: date | None
    shares: tuple[ClaimShareLine, ...]
    payments: tuple[PaymentLine, ...]
    recoveries: tuple[RecoveryLine, ...]
    refusals: tuple[RefusalLine, ...]
    disposal: tuple[DisposalLine, ...]
    by_hand: tuple[SanctionLine, ...]  # stated by the scheme, carried out by people
    timeline: tuple[EventView, ...]
    may_pay: bool
    may_record_recovery: bool
