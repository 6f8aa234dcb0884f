"""The numbers that claims run on, taken from a scheme on a day."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.guarantees.claim import GraceRunsFrom
from zhidai.core.guarantees.loss_sharing import LossShares, loss_shares
from zhidai.core.lending.events import BANK
from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.scheme import Scheme

_SHARES = {
    "guarantor": "loss_share_guarantor",
    BANK: "loss_share_bank",
    "appraiser": "loss_share_appraiser",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """overdue_days: the overdue day from which a claim may start; grace_days: to pay it.

    grace_runs_from: the day of the notice that the grace period runs from. due_day_counts_as: the
    term of that name for new loans (0: overdue day 1 is the day after the due day).
    """

    overdue_days: int
    grace_days: int
    suggested_shares: LossShares
    grace_runs_from: GraceRunsFrom
    due_day_counts_as: int
    clause: str


def settings_from(scheme: Scheme, on: date) -> ClaimSettings:
    """The claim numbers of a scheme in force on a day."""
    return ClaimSettings(
        overdue_days=int(scheme.value("overdue_days_for_claim", on).amount),
        grace_days=int(scheme.value("claim_grace", on).amount),
        suggested_shares=loss_shares(
            {party: scheme.value(name, on).amount for party, name in _SHARES.items()}
        ),
        grace_runs_from=reading_chosen(
            scheme,
            "claim_grace_starts",
            {str(reading): reading for reading in GraceRunsFrom},
            default=GraceRunsFrom.RECEIVED,
        ),
        due_day_counts_as=reading_chosen(
            scheme, "sixty_days_counted", {"day_after_due": 0, "due_day": 1}, default=0
        ),
        clause=scheme.parameters["overdue_days_for_claim"].clause,
    )
