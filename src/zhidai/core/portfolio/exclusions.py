"""The exclusion of clause 8.5: three years without pledge loans after a claim was paid.

Reading: the period runs from the day of the claim payment. That day is not counted, and the period
ends on the corresponding day (Civil Code 201, 202), which is its last day, inclusive. The exclusion
already holds on the day of payment.
"""

from dataclasses import dataclass
from datetime import date

from zhidai.core.calendar import period_end


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """From `since` to `until`, both days included."""

    since: date
    until: date

    def is_excluded(self, on: date) -> bool:
        return self.since <= on <= self.until


def excluded_until(claim_paid_on: date, *, months: int) -> date:
    """The last day of the exclusion, inclusive."""
    return period_end(claim_paid_on, months=months)


def exclusion(claim_paid_on: date, *, months: int) -> Exclusion:
    """The exclusion that a claim payment brings."""
    return Exclusion(since=claim_paid_on, until=excluded_until(claim_paid_on, months=months))
