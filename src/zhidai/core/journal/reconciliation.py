"""A bank statement held against the cash booked: what agrees, what only one side has.

A statement line and a movement agree where the amounts are equal and the days lie within a stated
distance; among several the one that names the loan comes first, then the nearest day, then the
earlier. Each is used once. What is left over on either side is listed, never settled by guessing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input

MOST_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One line of a statement. amount: yuan, money in above zero; number: its row in the file."""

    number: int
    on: date
    amount: Decimal
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashBooked:
    """Cash of one movement; amount as on the statement. key: the movement within its loan.

    on: the day on which the money moved; of a closed period it was booked later.
    """

    loan: str
    key: str
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A line and the booking it agrees with; days: how much later the statement has it."""

    line: StatementLine
    booked: CashBooked
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Every line and every booking stands in exactly one of the three.

    difference: the statement's total less the books', equal to what is listed on either side.
    """

    agreed: tuple[Agreed, ...]
    only_in_statement: tuple[StatementLine, ...]
    only_in_books: tuple[CashBooked, ...]

    @property
    def difference(self) -> Decimal:
        there = sum((one.amount for one in self.only_in_statement), Decimal(0))
        here = sum((one.amount for one in self.only_in_books), Decimal(0))
        return there - here


def reconcile(
    lines: Sequence[StatementLine], booked: Sequence[CashBooked], *, within_days: int = 3
) -> Reconciliation:
    """Lines in the order of the file. Bad input: `reconciliation_days_out_of_range`."""
    if not 0 <= within_days <= MOST_DAYS:
        raise bad_input("reconciliation_days_out_of_range", days=within_days, most=MOST_DAYS)
    left = sorted(booked, key=lambda one: (one.on, one.loan, one.key))
    agreed: list[Agreed] = []
    alone: list[StatementLine] = []
    # Lines that name a loan choose first, so that no other takes the booking they are about.
    for line in sorted(lines, key=lambda one: (not _names_any(one, left), one.on, one.number)):
        found = _nearest(line, left, within_days)
        if found is None:
            alone.append(line)
            continue
        left.remove(found)
        agreed.append(Agreed(line=line, booked=found, days=(line.on - found.on).days))
    return Reconciliation(
        agreed=tuple(sorted(agreed, key=lambda one: one.line.number)),
        only_in_statement=tuple(sorted(alone, key=lambda one: one.number)),
        only_in_books=tuple(left),
    )


def _names_any(line: StatementLine, booked: Sequence[CashBooked]) -> bool:
    return any(one.loan in line.text for one in booked)


def _nearest(
    line: StatementLine, booked: Sequence[CashBooked], within_days: int
) -> CashBooked | None:
    possible = [
        one
        for one in booked
        if one.amount == line.amount and abs((line.on - one.on).days) <= within_days
    ]
    return min(
        possible,
        key=lambda one: (one.loan not in line.text, abs((line.on - one.on).days), one.on),
        default=None,
    )
