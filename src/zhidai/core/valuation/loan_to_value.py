"""A running loan beside what its pledge is worth now: the ratios, and since when it is not enough.

    loan to value        = unpaid principal / value of the patents pledged together
    loan to liquidation  = unpaid principal / what a forced sale of each may bring

The scheme's convention is the first one: its pledge ratio is loan over collateral value (Ganzhou
4.2: in principle at most 80 %). The second says what the bank would be left with. A patent of which
no value is known adds nothing, and the ratios then say too much: `is_complete` tells. Value below
the unpaid principal is what early warning warns of (8.3); at it, the loan is still covered.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Yuan and fractions of one; a ratio to nothing is None. at_most: the scheme's pledge ratio."""

    unpaid: Decimal
    value: Decimal
    liquidation: Decimal
    at_most: Decimal | None
    is_complete: bool

    @property
    def loan_to_value(self) -> Decimal | None:
        """Rounded up, so that a ratio just above a limit never shows as at it."""
        return _ratio(self.unpaid, self.value)

    @property
    def loan_to_liquidation(self) -> Decimal | None:
        """Rounded up."""
        return _ratio(self.unpaid, self.liquidation)

    @property
    def is_below_loan(self) -> bool:
        """Below, not at: a value of exactly the unpaid principal still covers it."""
        return self.value < self.unpaid

    @property
    def is_above_ratio(self) -> bool:
        """More is owed than the ratio allows on this value; exactly the ratio is allowed."""
        return self.at_most is not None and self.unpaid > self.value * self.at_most


def below_since(on: date, coverage: Coverage, *, before: date | None) -> date | None:
    """The day from which revaluations say that the value is below the loan, None where this one
    does not. before: the same of the revaluation before. A value that is not complete says nothing.
    """
    if not coverage.is_below_loan or not coverage.is_complete:
        return None
    return before or on


def _ratio(unpaid: Decimal, value: Decimal) -> Decimal | None:
    return (unpaid / value).quantize(_PLACES, rounding=ROUND_UP) if value else None
