"""What must be said of a valued book beside its totals: what they rest on and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class BookNotices:
    """Counts of patents. set_to_mean: not ended and without economics, whose mean was set to
    book_mean (yuan); pending: applications, valued as if granted; royalty_by_default: with
    economics, of an industry that the parameters know no royalty for; uncalibrated: of a kind or
    class that survival was not fitted on. columns_not_read: headings that enter no value.
    are_words_later: the day is past, and the status words of the list are of today.
    """

    set_to_mean: int
    book_mean: Decimal
    pending: int
    royalty_by_default: int
    uncalibrated: int
    columns_not_read: tuple[str, ...]
    are_words_later: bool

    @property
    def set_total(self) -> Decimal:
        """Yuan: what the set mean comes to, an assumption and no finding."""
        return self.set_to_mean * self.book_mean


def kept_notices(notices: BookNotices) -> dict[str, Any]:
    """As they are kept with the book."""
    return {
        "set_to_mean": notices.set_to_mean,
        "book_mean": str(notices.book_mean),
        "pending": notices.pending,
        "royalty_by_default": notices.royalty_by_default,
        "uncalibrated": notices.uncalibrated,
        "columns_not_read": list(notices.columns_not_read),
        "are_words_later": notices.are_words_later,
    }


def notices_from(kept: Mapping[str, Any]) -> BookNotices | None:
    """Out of what was kept; None for a book kept before they were."""
    if not kept:
        return None
    return BookNotices(
        set_to_mean=kept["set_to_mean"],
        book_mean=Decimal(kept["book_mean"]),
        pending=kept["pending"],
        royalty_by_default=kept["royalty_by_default"],
        uncalibrated=kept["uncalibrated"],
        columns_not_read=tuple(kept["columns_not_read"]),
        are_words_later=kept["are_words_later"],
    )
