"""The closed list of records that a completed task makes beside its event."""

from enum import StrEnum


class Record(StrEnum):
    """What the platform writes down when a task that names it is done."""

    GRANT = "grant"  # the approvals are complete: pending room becomes granted room
    PLEDGE = "pledge"  # one active pledge for each right of the case
    LOAN = "loan"  # the loan is drawn


RECORDS = frozenset(str(record) for record in Record)
