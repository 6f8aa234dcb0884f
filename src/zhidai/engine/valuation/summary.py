"""What a book of patents comes to on a day; apart, so that its schema needs no columns."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationSummary:
    """The sums of a book; yuan. pending: applications, valued as if granted; mean_value: of patents
    in force and pending. book_mean: what the mean of patents without economics was set to;
    royalty_by_default: patents with economics whose industry the parameters know no royalty for.
    """

    on: date
    parameters: str
    is_indicative: bool
    patents: int
    in_force: int
    pending: int
    rejected: int
    with_economics: int
    royalty_by_default: int
    uncalibrated: int
    total_value: Decimal
    total_liquidation_value: Decimal
    mean_value: Decimal | None
    book_mean: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationSummary:
    """What was made of the rows of a file of citations."""

    rows: int
    used: int  # pairs known on the day, each once
    not_yet_known: int
    undated: int
    unreadable: int  # a number is missing, or the patent cites itself
