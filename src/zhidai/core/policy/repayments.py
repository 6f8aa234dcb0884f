"""In which way loans of a programme are repaid, where its plan says so."""

from collections.abc import Collection
from dataclasses import dataclass

from zhidai.core.labels import Label
from zhidai.core.lending.conventions import Repayment


@dataclass(frozen=True, slots=True, kw_only=True)
class RepaymentTerms:
    """The ways of repayment that a clause leaves to the loan contract."""

    id: str
    label: Label
    clause: str
    kinds: tuple[Repayment, ...]


def kinds_left(said: Collection[RepaymentTerms]) -> tuple[Repayment, ...]:
    """The ways that every clause leaves, in the order of the closed list; all where none speaks."""
    return tuple(kind for kind in Repayment if all(kind in one.kinds for one in said))


def way_assumed(said: Collection[RepaymentTerms]) -> Repayment | None:
    """The first way left to the contract for which nothing else has to be agreed; None if there is
    none: how many instalments nobody can assume.
    """
    left = (kind for kind in kinds_left(said) if kind is not Repayment.INTEREST_THEN_INSTALMENTS)
    return next(left, None)
