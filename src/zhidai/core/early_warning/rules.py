"""The closed list of triggers, and the rules as a dated table gives them."""

from dataclasses import dataclass
from enum import StrEnum

from zhidai.core.labels import Label
from zhidai.core.parties import PartyKind
from zhidai.core.policy.citing import Topic


class Trigger(StrEnum):
    """What can set off a warning."""

    ANNUAL_FEE_PAYABLE = "annual_fee_payable"
    ANNUAL_FEE_IN_GRACE = "annual_fee_in_grace"
    ANNUAL_FEE_LAPSED = "annual_fee_lapsed"
    PRESERVATION = "preservation"
    INVALIDATION = "invalidation"
    LITIGATION = "litigation"
    OWNER_CHANGED = "owner_changed"
    REVALUED_BELOW_LOAN = "revalued_below_loan"
    OVERDUE_ELSEWHERE = "overdue_elsewhere"
    FUNDS_MISUSED = "funds_misused"
    TWIN_GRANTED = "twin_granted"


# What somebody has to report, because the platform cannot see it by itself. `preservation` and
# `overdue_elsewhere` can be seen as well.
REPORTED = frozenset(
    {
        Trigger.PRESERVATION,
        Trigger.INVALIDATION,
        Trigger.LITIGATION,
        Trigger.OWNER_CHANGED,
        Trigger.REVALUED_BELOW_LOAN,
        Trigger.OVERDUE_ELSEWHERE,
        Trigger.FUNDS_MISUSED,
        Trigger.TWIN_GRANTED,
    }
)
# Reported of one of the pledged rights, not of the loan.
OF_A_RIGHT = frozenset(
    {
        Trigger.PRESERVATION,
        Trigger.INVALIDATION,
        Trigger.OWNER_CHANGED,
        Trigger.TWIN_GRANTED,
    }
)


class Severity(StrEnum):
    """How much a warning weighs, lightest first."""

    NOTICE = "notice"
    WARNING = "warning"
    URGENT = "urgent"


class Outcome(StrEnum):
    """Why a warning was closed."""

    REMEDIED = "remedied"
    SECURED = "secured"  # other security or repayment was agreed
    NOT_TRUE = "not_true"
    NO_LONGER_SO = "no_longer_so"  # the platform's own: what was seen is no longer there
    LOAN_ENDED = "loan_ended"  # the platform's own


BY_A_PARTY = (Outcome.REMEDIED, Outcome.SECURED, Outcome.NOT_TRUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRule:
    """One rule: how much it weighs, who sees to it by when, and who is told.

    `due_days` are calendar days from the day on which it is raised, unless what was observed has a
    last day of its own. `topic`: by which the case's scheme names its clause. `ends_by_itself`:
    closed by the platform once it is no longer observed.
    """

    trigger: Trigger
    severity: Severity
    owner: PartyKind
    shown_to: frozenset[PartyKind]
    due_days: int
    topic: Topic
    ends_by_itself: bool
    label: Label
    advice: Label
