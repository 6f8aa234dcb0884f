"""Where a subsidy claim stands."""

from enum import StrEnum


class SubsidyStatus(StrEnum):
    """Claimed by the enterprise, approved by the bureau, paid by the treasury."""

    CLAIMED = "claimed"
    APPROVED = "approved"
    REFUSED = "refused"
    PAID = "paid"
