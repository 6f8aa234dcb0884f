"""When a lender may claim, from whom, and how long they have."""

from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.labels import Label


class TriggerMetric(StrEnum):
    """What is watched."""

    DAYS_OVERDUE = "days_overdue"
    FIVE_CLASS = "five_class"  # the loan enters a class
    WRITTEN_OFF = "written_off"


class OverdueOf(StrEnum):
    """Which money must be overdue."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    EITHER = "either"


class NplClass(StrEnum):
    """The three non-performing classes, from the mildest."""

    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTrigger:
    """One way for compensation to fall due.

    days: parameter, the overdue days that start the claim; its comparison says whether the stated
    day is included (达到) or not (超过). after: parameter, a time that must pass after a class was
    entered or a loan written off, compared likewise. grace: parameter, days or
    working days that the payers have. advance: parameter, the part paid at once by `advance_by`
    (empty: by every payer), the rest being settled after disposal. recovery_clause: where another
    clause says what becomes of recoveries.
    """

    id: str
    label: Label
    clause: str
    payers: tuple[str, ...]
    metric: TriggerMetric
    of: OverdueOf = OverdueOf.EITHER
    npl_class: NplClass | None = None
    days: str | None = None
    after: str | None = None
    routes: tuple[str, ...] = ()
    grace: str | None = None
    advance: str | None = None
    advance_by: tuple[str, ...] = ()
    recovery_clause: str | None = None
