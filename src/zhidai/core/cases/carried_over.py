"""What a form begins with because the case knows it by another name: nothing is asked twice.

An approval begins with what was asked for, the contract with the lowest approval and the rate asked
for, the disbursement with the contract, today and the end of the term. Whoever answers may change
it, within the plan.
"""

from collections.abc import Iterator

from zhidai.core.calendar import add_months
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.policy.self_check_questions import TERM
from zhidai.core.policy.standing import (
    APPROVED_AMOUNTS,
    ASKED_AMOUNT,
    ASKED_RATE,
    CONTRACT_AMOUNT,
    CONTRACT_RATE,
)

DISBURSED_AMOUNT = "disbursement.amount"
DRAWN_ON, DUE_ON = "disbursement.drawn_on", "contract.due_on"


def carried_over(now: Circumstances) -> dict[str, str]:
    """Fact -> the fact of the case whose answer it begins with; only where that is given."""
    return {fact: source for fact, source in _sources(now) if now.amount(source) is not None}


def days_begun_with(now: Circumstances) -> dict[str, str]:
    """Fact -> the day that a drawdown made today begins with: today, and the end of its term."""
    found = {DRAWN_ON: now.on.isoformat()}
    months = now.amount(TERM)
    if months is not None and months > 0 and not months % 1:
        found[DUE_ON] = add_months(now.on, int(months)).isoformat()
    return found


def _sources(now: Circumstances) -> Iterator[tuple[str, str]]:
    for approval in APPROVED_AMOUNTS:
        yield approval, ASKED_AMOUNT
    approved = [
        (amount, name) for name in APPROVED_AMOUNTS if (amount := now.amount(name)) is not None
    ]
    granted = min(approved)[1] if approved else ASKED_AMOUNT
    yield CONTRACT_AMOUNT, granted
    yield CONTRACT_RATE, ASKED_RATE
    is_contracted = now.amount(CONTRACT_AMOUNT) is not None
    yield DISBURSED_AMOUNT, CONTRACT_AMOUNT if is_contracted else granted
