"""What pages show of supervision; every amount in fen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.labels import Label
from zhidai.core.policy.breakers import Resume
from zhidai.core.policy.citing import Citation
from zhidai.services.history.queries import EventView
from zhidai.services.lending.views import LoanRow


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
    """A lending party whose agreement is needed, and whether it has agreed.

    has_left: it has not, and its cooperation agreement has ended without another one.
    """

    party: str
    party_en: str
    kind: str
    agreed_on: date | None
    grounds: str
    is_ours: bool
    has_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionLine:
    """An enterprise excluded after a claim was paid."""

    enterprise: str
    enterprise_en: str
    loan: str
    since: date
    until: date
    holds_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionView:
    """The supervision page: the ratio of the whole scheme, and what the party may see of it."""

    scheme: str
    clauses: Mapping[str, Citation]  # by topic
    scheme_title: Label
    on: date
    ratio: RatioView | None  # None: by this plan no ratio stops new business
    stops_nothing: bool  # the ratio is the whole scheme's, and each bank is stopped by its own
    is_tripped: bool
    resume: Resume | None  # how a stop ends
    resumed_above_threshold: bool
    breaker: tuple[BreakerLine, ...]
    consents: tuple[ConsentLine, ...]  # empty while the breaker is not tripped
    may_agree: bool
    overdue_loans: Sequence[LoanRow]  # read as far as a page shows them
    exclusions: tuple[ExclusionLine, ...]
    timeline: tuple[EventView, ...]
