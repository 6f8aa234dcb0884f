"""What pages show of an enterprise's rights."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.policy.scheme import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """Where a right stands with its annual fees, as far as its owner declared them."""

    status: str  # a FeeStatus
    due_on: date | None
    grace_until: date | None
    full_fee: int | None  # fen, before any reduction on record
    surcharge: int | None  # fen, if paid today


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivePledge:
    """The pledge that a right is under."""

    registration_number: str
    registered_on: date
    pledgee: str
    pledgee_en: str
    case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightView:
    """One patent of the acting enterprise."""

    number: str
    granted_form: str  # ZL...
    kind: str
    title: str
    filing_date: date
    expires_on: date  # the first day on which it no longer stands
    remaining_months: Decimal
    is_expired: bool
    fee: FeeLine
    pledge: ActivePledge | None
    open_cases: tuple[str, ...]
    facts: tuple[Fact, ...]  # that its owner declares about it
    initial: dict[str, Any]  # full fact name -> answer
