"""The few words for where a case and a task stand."""

from enum import StrEnum


class CaseStatus(StrEnum):
    """Where a case stands as a whole; its stage is the route's step."""

    OPEN = "open"  # on its way to drawdown
    RUNNING = "running"  # the loan is drawn
    CLOSED = "closed"  # the loan is repaid or settled
    REFUSED = "refused"  # a party refused it
    WITHDRAWN = "withdrawn"  # the enterprise took it back


class TaskStatus(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"  # an option not taken, or the case ended first
