"""Sanctions: what somebody loses, after what, for how long."""

from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.labels import Label


class SanctionCause(StrEnum):
    """What brings a sanction about."""

    CLAIM_PAYMENT = "claim_payment"
    MISUSE = "misuse"
    FALSE_STATEMENT = "false_statement"
    OVERDUE = "overdue"
    MISSED_FILING = "missed_filing"


class SanctionEffect(StrEnum):
    """What it takes away."""

    NO_APPLICATION = "no_application"
    NO_SUBSIDY = "no_subsidy"
    NO_COMPENSATION = "no_compensation"
    REMOVED_FROM_LIST = "removed_from_list"
    CREDIT_RECORD = "credit_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """lasts: parameter, months or years; None where the plan gives no time."""

    id: str
    label: Label
    clause: str
    after: SanctionCause
    against: tuple[str, ...]
    effect: SanctionEffect
    lasts: str | None = None
