"""What a list says a patent is on a day: in force, still applied for, or ended, and why."""

from enum import StrEnum


class Status(StrEnum):
    """PENDING: applied for and not yet granted; the others are patents. ENDED: the list's own words
    say so, without a day.
    """

    IN_FORCE = "in_force"
    PENDING = "pending"
    EXPIRED = "expired"
    LAPSED = "lapsed"
    FEE_UNPAID = "fee_unpaid"
    ENDED = "ended"

    @property
    def is_alive(self) -> bool:
        """Whether it can be worth anything: in force, or may come to be."""
        return self in (Status.IN_FORCE, Status.PENDING)
