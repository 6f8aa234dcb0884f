"""The amount and the rate that a case stands at: as contracted, else as approved, else as asked.

What an assessment holds against limits, ratio and ceiling moves with the case: a loan contracted
at less than was asked is judged by its contract, so that neither a smaller grant nor a lower rate
is refused for what was asked first.
"""

from typing import Final

from zhidai.core.policy.known import Known, decimal_of

ASKED_AMOUNT: Final = "request.amount"
ASKED_RATE: Final = "request.rate"
CONTRACT_AMOUNT: Final = "contract.amount"
CONTRACT_RATE: Final = "contract.rate"
APPROVED_AMOUNTS: Final = ("bank.approved_amount", "guarantor.approved_amount")


def standing_amount(known: Known) -> str:
    """The full name of the amount that counts: contract, the lowest approval, or request."""
    if known.given(CONTRACT_AMOUNT) is not None:
        return CONTRACT_AMOUNT
    approved = [
        (decimal_of(value), name)
        for name in APPROVED_AMOUNTS
        if (value := known.given(name)) is not None
    ]
    return min(approved)[1] if approved else ASKED_AMOUNT


def standing_rate(known: Known) -> str:
    """The full name of the rate that counts: of the contract, else the one asked for."""
    return CONTRACT_RATE if known.given(CONTRACT_RATE) is not None else ASKED_RATE
