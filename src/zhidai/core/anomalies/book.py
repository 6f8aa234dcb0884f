"""What the searches look at: loans and pledges as a bureau knows them, and what they find.

A finding is a reason to look, not an accusation: it carries the figure that was measured, the
threshold it was held against, and every record that it rests on.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class AnomalyKind(StrEnum):
    """The closed list of what is searched for."""

    SHORT_CYCLES = "short_cycles"
    REGISTRATION_WITHOUT_LOAN = "registration_without_loan"
    AMOUNT_OUT_OF_LINE = "amount_out_of_line"
    SPLIT_UNDER_A_CAP = "split_under_a_cap"
    QUARTER_END_BUNCHING = "quarter_end_bunching"
    APPRAISER_ALWAYS_HIGH = "appraiser_always_high"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLoan:
    """A drawn loan; money in yuan, values None where nobody has given them."""

    loan: str
    case: str
    enterprise: str
    bank: str
    appraiser: str | None
    principal: Decimal
    drawn_on: date
    appraised_value: Decimal | None
    market_value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPledge:
    """A registered pledge of one right; `loan` is None while none was drawn in its case."""

    right: str
    case: str
    enterprise: str
    registered_on: date
    released_on: date | None
    loan: str | None
    drawn_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything that is searched."""

    loans: tuple[BookLoan, ...] = ()
    pledges: tuple[BookPledge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One record that a finding rests on; `measured` is its own part in the figure.

    A ratio is `amount` over `against`, yuan, so that it can be computed again.
    """

    case: str
    loan: str | None
    right: str | None
    on: date
    until: date | None = None
    amount: Decimal | None = None
    against: Decimal | None = None
    measured: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to look into: who or what, the figure, the threshold, the evidence.

    `measured` and `threshold` have the unit of the search: a count, days, a ratio or yuan (see
    docs/algorithms/anomalies.md).
    """

    kind: AnomalyKind
    subject: str
    measured: Decimal
    threshold: Decimal
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyParameters:
    """The thresholds: dated data, all assumed. Ratios are fractions of one."""

    since: date
    cycle_days: int  # a pledge this short, both days counted apart, is a short one
    cycle_times: int  # so many short ones of a right
    cycle_within_days: int  # from the first registration to the last
    loan_within_days: int  # of the registration
    ratio_low: Decimal  # principal over collateral value
    ratio_high: Decimal
    split_margin: Decimal  # below the cap
    split_within_days: int
    caps: tuple[Decimal, ...]  # yuan, that loans might be kept under
    quarter_end_days: int
    bunching_share: Decimal
    bunching_loans: int
    high_ratio: Decimal  # median appraised over market value, against the other appraisers'
    high_share: Decimal  # of its appraisals that are above the market value
    high_loans: int
