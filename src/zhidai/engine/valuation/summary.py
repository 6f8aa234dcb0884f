"""What a book of patents comes to on a day; apart, so that its schema needs no columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.valuation.book_notices import BookNotices
from zhidai.engine.valuation.headings import found_columns, unread_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuationSummary:
    """The sums of a book; yuan. pending: applications, valued as if granted; mean_value: of patents
    in force and pending. book_mean: what the mean of patents without economics was set to;
    set_to_mean: those that it is the mean of; royalty_by_default: patents with economics whose
    industry the parameters know no royalty for.
    """

    on: date
    parameters: str
    is_indicative: bool
    patents: int
    in_force: int
    pending: int
    rejected: int
    with_economics: int
    set_to_mean: int
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


def notices_of(summary: ValuationSummary, columns: Sequence[str], *, is_past: bool) -> BookNotices:
    """What must be said of a book. columns: its headings; is_past: it was valued on a day before
    the one on which it was drawn up.
    """
    return BookNotices(
        set_to_mean=summary.set_to_mean,
        book_mean=summary.book_mean,
        pending=summary.pending,
        royalty_by_default=summary.royalty_by_default,
        uncalibrated=summary.uncalibrated,
        columns_not_read=unread_columns(columns),
        are_words_later=is_past and "legal_status" in found_columns(columns),
    )
