"""The days on an unpaid loan's way on which nothing moves and something begins or ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhidai.core.guarantees.claim import claim_may_start_on
from zhidai.core.lending.state import LoanState


class MarkKind(StrEnum):
    """What begins or ends."""

    OVERDUE = "overdue"  # overdue day 1: bureau and finance office are to be told
    CLAIM_POSSIBLE = "claim_possible"  # the bank may claim from this day
    GRACE_ENDS = "grace_ends"  # the last day to pay the claim, inclusive


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A day; amount: yuan that are overdue on it, or None."""

    kind: MarkKind
    on: date
    clause: str | None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkTerms:
    """overdue_days: the overdue day from which a claim may start; None: there is no payer to claim
    from. The clauses are those of the scheme that set each day."""

    overdue_days: int | None
    overdue_clause: str | None
    claim_clause: str | None


def marks_of(
    overdue: LoanState | None, terms: MarkTerms, *, grace_until: date | None = None
) -> Iterator[Mark]:
    """overdue: the loan on its overdue day 1, counted on the day of the claim or asked about."""
    if overdue is not None:
        yield Mark(
            kind=MarkKind.OVERDUE,
            on=overdue.on,
            clause=terms.overdue_clause,
            amount=overdue.interest_due + overdue.principal_overdue,
        )
        if terms.overdue_days is not None:
            yield Mark(
                kind=MarkKind.CLAIM_POSSIBLE,
                on=claim_may_start_on(overdue.on, overdue_days=terms.overdue_days),
                clause=terms.claim_clause,
            )
    if grace_until is not None:
        yield Mark(kind=MarkKind.GRACE_ENDS, on=grace_until, clause=terms.claim_clause)
