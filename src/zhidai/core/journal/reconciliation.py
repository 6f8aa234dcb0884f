"""A bank statement held against the cash booked: what agrees, what only one side has.

A statement line and a movement agree where the amounts are equal and the days lie within a stated
distance; among several the one that names the loan comes first, then one of the days that the
statement covers, then the nearest day, then the earlier. Each is used once. What is left over on
either side is listed, never settled by guessing. A movement of a day before or after those covered
may be what a line is about; by itself it is not listed.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
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
class Covered:
    """The days that a statement covers, first and last."""

    since: date
    until: date

    def holds(self, day: date) -> bool:
        return self.since <= day <= self.until

    def widened(self, days: int) -> "Covered":
        """So many days more on either side."""
        more = timedelta(days=days)
        return Covered(since=self.since - more, until=self.until + more)


def covered_by(
    lines: Sequence[StatementLine], *, since: date | None = None, until: date | None = None
) -> Covered:
    """The days as stated; a day that is not stated is that of the first or last line (of one).

    Bad input: `reconciliation_ends_before`, `reconciliation_line_outside`.
    """
    found = Covered(
        since=since or min(one.on for one in lines), until=until or max(one.on for one in lines)
    )
    if found.until < found.since:
        raise bad_input("reconciliation_ends_before", since=found.since, until=found.until)
    outside = next((one for one in lines if not found.holds(one.on)), None)
    if outside is not None:
        raise bad_input(
            "reconciliation_line_outside",
            row=outside.number,
            day=outside.on,
            since=found.since,
            until=found.until,
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A line and the booking it agrees with; days: how much later the statement has it."""

    line: StatementLine
    booked: CashBooked
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Every line, and every booking of the days covered, stands in exactly one of the three.

    difference: what is listed of the statement less what is listed of the books.
    """

    covered: Covered
    agreed: tuple[Agreed, ...]
    only_in_statement: tuple[StatementLine, ...]
    only_in_books: tuple[CashBooked, ...]

    @property
    def difference(self) -> Decimal:
        there = sum((one.amount for one in self.only_in_statement), Decimal(0))
        here = sum((one.amount for one in self.only_in_books), Decimal(0))
        return there - here


def require_days_apart(days: int) -> None:
    """Bad input: `reconciliation_days_out_of_range`."""
    if not 0 <= days <= MOST_DAYS:
        raise bad_input("reconciliation_days_out_of_range", days=days, most=MOST_DAYS)


def reconcile(
    lines: Sequence[StatementLine],
    booked: Sequence[CashBooked],
    covered: Covered,
    *,
    within_days: int = 3,
) -> Reconciliation:
    """Lines in the order of the file, and bookings of the days covered and `within_days` about.

    Bad input: `reconciliation_days_out_of_range`.
    """
    require_days_apart(within_days)
    left = sorted(booked, key=lambda one: (one.on, one.loan, one.key))
    taken: dict[int, CashBooked] = {}
    # Lines that name a loan choose first, so that no other takes the booking they are about.
    for line in sorted(lines, key=lambda one: (not _names_any(one, left), one.on, one.number)):
        found = _nearest(line, left, covered, within_days)
        if found is not None:
            left.remove(found)
            taken[line.number] = found
    pairing = _Pairing(lines=lines, within_days=within_days, taken=taken, left=left)
    alone = [one for one in lines if one.number not in taken and not pairing.find(one)]
    agreed = [
        Agreed(line=one, booked=taken[one.number], days=(one.on - taken[one.number].on).days)
        for one in lines
        if one.number in taken
    ]
    return Reconciliation(
        covered=covered,
        agreed=tuple(sorted(agreed, key=lambda one: one.line.number)),
        only_in_statement=tuple(sorted(alone, key=lambda one: one.number)),
        only_in_books=tuple(one for one in left if covered.holds(one.on)),
    )


@dataclass(slots=True, kw_only=True)
class _Pairing:
    """Lets lines change their bookings so that one more agrees: the nearest day for each may leave
    two apart that could. A line that names the loan of its booking keeps it.
    """

    lines: Sequence[StatementLine]
    within_days: int
    taken: dict[int, CashBooked]
    left: list[CashBooked]

    def find(self, line: StatementLine) -> bool:
        """Whether a booking was found, perhaps one that another line could spare."""
        came_from: dict[int, StatementLine | None] = {line.number: None}
        waiting = deque([line])
        while waiting:
            at = waiting.popleft()
            free = next((one for one in self.left if _agrees(at, one, self.within_days)), None)
            if free is not None:
                self._hand_on(at, free, came_from)
                return True
            for other in self.lines:
                held = self.taken.get(other.number)
                if held is None or other.number in came_from or _names(other, held):
                    continue
                if _agrees(at, held, self.within_days):
                    came_from[other.number] = at
                    waiting.append(other)
        return False

    def _hand_on(
        self, last: StatementLine, free: CashBooked, came_from: dict[int, StatementLine | None]
    ) -> None:
        """The last line takes what is free, and each before it what the one after it held."""
        self.left.remove(free)
        line: StatementLine | None = last
        booking: CashBooked | None = free
        while line is not None and booking is not None:
            held = self.taken.get(line.number)
            self.taken[line.number] = booking
            line, booking = came_from[line.number], held


def _names_any(line: StatementLine, booked: Sequence[CashBooked]) -> bool:
    return any(_names(line, one) for one in booked)


def _names(line: StatementLine, booked: CashBooked) -> bool:
    """Whether a line names a booking's loan: HT-12 does not name HT-1."""
    at = line.text.find(booked.loan)
    while at >= 0:
        before, after = line.text[:at][-1:], line.text[at + len(booked.loan) :][:1]
        if not (_goes_on(before) or _goes_on(after)):
            return True
        at = line.text.find(booked.loan, at + 1)
    return False


def _goes_on(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "-_/") and bool(character)


def _agrees(line: StatementLine, one: CashBooked, within_days: int) -> bool:
    return one.amount == line.amount and abs((line.on - one.on).days) <= within_days


def _nearest(
    line: StatementLine, booked: Sequence[CashBooked], covered: Covered, within_days: int
) -> CashBooked | None:
    possible = [one for one in booked if _agrees(line, one, within_days)]
    return min(
        possible,
        key=lambda one: (
            not _names(line, one),
            not covered.holds(one.on),
            abs((line.on - one.on).days),
            one.on,
        ),
        default=None,
    )
