"""The numbers that claims run on, taken from a scheme on a day."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.guarantees.loss_sharing import LossShares, loss_shares
from zhidai.core.lending.events import BANK
from zhidai.core.policy.scheme import Scheme

_SHARES = {
    "guarantor": "loss_share_guarantor",
    BANK: "loss_share_bank",
    "appraiser": "loss_share_appraiser",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """overdue_days: the overdue day from which a claim may start; grace_days: to pay it."""

    overdue_days: int
    grace_days: int
    suggested_shares: LossShares


def settings_from(scheme: Scheme, on: date) -> ClaimSettings:
    """The claim numbers of a scheme in force on a day."""
    return ClaimSettings(
        overdue_days=int(scheme.value("overdue_days_for_claim", on).amount),
        grace_days=int(scheme.value("claim_grace", on).amount),
        suggested_shares=loss_shares(
            {party: scheme.value(name, on).amount for party, name in _SHARES.items()}
        ),
    )
