"""What pages show of supervision; every amount in fen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.labels import Label
from zhidai.services.history.queries import EventView
from zhidai.services.lending.views import LoanRow
from zhidai.services.paging import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioView:
    """The plan's own ratio over the whole scheme; None where nothing is outstanding."""

    overdue: int
    total: int
    ratio: Decimal | None  # fraction of one, six decimals, for showing only
    threshold: Decimal
    is_above: bool
    headroom: int | None
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerLine:
    """One trip or lift, newest first."""

    action: str  # trip, lift
    effective_on: date
    overdue: int
    total: int
    grounds: Label
    person: Label | None  # None: the platform's daily work


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """A lending party whose agreement is needed, and whether it has agreed."""

    party: str
    party_en: str
    kind: str
    agreed_on: date | None
    grounds: str
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionLine:
    """An enterprise excluded after a claim was paid (8.5)."""

    enterprise: str
    enterprise_en: str
    loan: str
    since: date
    until: date
    holds_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLine:
    """Where a bank stands under a breaker that watches each bank by itself."""

    bank: str
    bank_en: str
    ratio: RatioView
    is_stopped: bool
    is_warned: bool
    last: BreakerLine | None  # what happened last: a warning, a stop, a resumption


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionView:
    """The supervision page: the ratio of the whole scheme, and what the party may see of it."""

    scheme: str
    scheme_title: Label
    on: date
    ratio: RatioView
    is_tripped: bool
    resumed_above_threshold: bool
    breaker: tuple[BreakerLine, ...]
    banks: tuple[BankLine, ...]  # for those that oversee, and a bank's own; empty: none is watched
    consents: tuple[ConsentLine, ...]  # empty while the breaker is not tripped
    may_agree: bool
    overdue_loans: Rows[LoanRow]  # read as far as a page shows them
    exclusions: tuple[ExclusionLine, ...]
    timeline: tuple[EventView, ...]
