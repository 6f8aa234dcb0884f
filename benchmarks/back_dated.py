"""A repayment found late on a loan with 2,000 demands: gone on from, and by a loop over days.

The loan fell due unpaid. On each of the 2,000 days since, the bank has waived the compound interest
of that day, and so settled what the day earned: 2,000 demands of penalty interest, all unpaid (by
the terms that this platform knows nothing else comes to so many). Then a repayment of 30 days ago
is found. The contract puts principal first, so every demand since then is smaller.

Both sides have had the loan without the repayment and are asked for it anew, and must agree to the
fen on every demand. Ours goes on from its last mark before the repayment: how long that takes
depends on how late it was found. The baseline is a system that keeps a loan by its days and runs
them again after a late entry: for each day it earns the day's interest, looks at every demand for
what is unpaid of it (the base of compound interest, and the total) and how many days it is overdue,
and takes what falls due and what happened. It keeps no state between two runs.
"""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from benchmarks.measure import Measured, seconds_each

from zhidai.core.lending.events import EventKind, LoanEvent, Part
from zhidai.core.lending.replay import ReplayedLoan, replay
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import Allocation, Compounding, LoanTerms
from zhidai.core.money import half_up_to_fen

DRAWN_ON = date(2015, 1, 5)
TO_MATURITY, ACCRUAL_DAYS, DEMANDS, FOUND_AFTER = 400, 2_400, 2_000, 30
DUE_ON = DRAWN_ON + timedelta(days=TO_MATURITY)
ON = DRAWN_ON + timedelta(days=ACCRUAL_DAYS)
TERMS = LoanTerms(
    principal=Decimal("10000000.00"),
    annual_rate=Decimal("0.0485"),
    drawn_on=DRAWN_ON,
    due_on=DUE_ON,
    allocation=Allocation.PRINCIPAL_FIRST,
    overdue_markup=Decimal("0.50"),
    compounding=Compounding.UNPAID_INTEREST,
)
FOUND = LoanEvent(
    id="found",
    kind=EventKind.REPAYMENT,
    amount=Decimal("2000000.00"),
    effective_on=ON - timedelta(days=FOUND_AFTER),
    recorded_at=datetime(ON.year, ON.month, ON.day, 18, tzinfo=UTC),
)
ZERO, PAYABLE_ON, DAYS_IN_YEAR, _ROUNDS = Decimal("0.00"), 21, 360, 20
Answer = tuple[list[tuple[date, Decimal]], Decimal, Decimal, int]


def measure() -> Measured:
    """Seconds for the loan on its last day, once the late repayment is known."""
    before = waivers()
    events = (*before, FOUND)
    kept = ReplayedLoan(TERMS)
    kept.on(ON, before)
    ours, loop = _told(kept.on(ON, events)), day_by_day(events)
    if ours != loop:
        raise AssertionError(f"{ours[1:]} by events, {loop[1:]} day by day, or another demand")
    return Measured(
        what=f"a repayment found after {FOUND_AFTER} days in {ACCRUAL_DAYS:,} days"
        f" and {len(loop[0]):,} demands",
        seconds=min(_seconds_once_found(kept, before, events) for _ in range(_ROUNDS)),
        baseline="every day run again, with a look at every demand",
        baseline_seconds=seconds_each(lambda: day_by_day(events)),
        agreed="what is unpaid of each demand, balance, interest due, and days overdue",
    )


def _seconds_once_found(
    kept: ReplayedLoan, before: Sequence[LoanEvent], events: Sequence[LoanEvent]
) -> float:
    kept.on(ON, before)  # gives up the marks that know of the repayment
    begun = time.perf_counter()
    kept.on(ON, events)
    return time.perf_counter() - begun


def _told(state: LoanState) -> Answer:
    unpaid = [(each.due_on, each.unpaid) for each in state.instalments]
    return unpaid, state.principal_balance, state.interest_due, state.overdue_days


def waivers() -> tuple[LoanEvent, ...]:
    """All compound interest, waived at maturity and then each day: it never bears any itself."""
    matured = replay(TERMS, (), on=DUE_ON)
    unpaid = matured.interest_due - matured.compound_due
    of_a_day = unpaid * TERMS.annual_rate * (1 + TERMS.overdue_markup) / DAYS_IN_YEAR
    days = (DUE_ON + timedelta(days=number) for number in range(1, DEMANDS + 1))
    return (
        _waiver(DUE_ON, matured.compound_due),
        *(_waiver(day, half_up_to_fen(of_a_day)) for day in days),
    )


def _waiver(day: date, amount: Decimal) -> LoanEvent:
    return LoanEvent(
        id=day.isoformat(),
        kind=EventKind.WAIVER,
        amount=amount,
        part=Part.COMPOUND,
        effective_on=day,
        recorded_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
    )


@dataclass(slots=True)
class Demand:
    """What fell due on a day, less what was taken off it."""

    due_on: date
    interest: Decimal
    penalty: Decimal
    compound: Decimal
    overdue_days: int = 0

    @property
    def unpaid(self) -> Decimal:
        return self.interest + self.penalty + self.compound


@dataclass(slots=True)
class DayByDay:
    """The loan as such a system keeps it."""

    day: date = DRAWN_ON
    balance: Decimal = TERMS.principal
    interest: Decimal = ZERO  # of the three kinds, earned and not yet due
    penalty: Decimal = ZERO
    compound: Decimal = ZERO
    bears_compound: Decimal = ZERO
    overdue_days: int = 0
    demands: list[Demand] = field(default_factory=list)

    def begin_day(self, events: Sequence[LoanEvent]) -> None:
        """What falls due and what happens."""
        is_due = self.day.day == PAYABLE_ON or self.day == DUE_ON
        if is_due or any(event.kind is EventKind.WAIVER for event in events):
            earned = (self.interest, self.penalty, self.compound)
            self.demands.append(Demand(self.day, *map(half_up_to_fen, earned)))
            self.interest = self.penalty = self.compound = ZERO
        for event in events:
            if event.kind is EventKind.WAIVER:
                self._waive(event.amount)
            else:
                self.balance -= event.amount

    def _waive(self, amount: Decimal) -> None:
        for demand in self.demands:
            if demand.compound:
                taken = min(demand.compound, amount)
                demand.compound -= taken
                amount -= taken

    def look_at_demands(self) -> None:
        """How many days each is overdue, and what bears compound interest."""
        self.bears_compound, self.overdue_days = ZERO, 0
        for demand in self.demands:
            if demand.interest or demand.penalty or demand.compound:
                self.bears_compound += demand.interest
                demand.overdue_days = (self.day - demand.due_on).days
                self.overdue_days = max(self.overdue_days, demand.overdue_days)

    def end_day(self) -> None:
        """The day earns its interest."""
        of_the_day = self.balance * TERMS.annual_rate / DAYS_IN_YEAR
        late = 1 + TERMS.overdue_markup if self.day >= DUE_ON else Decimal(1)
        if self.day >= DUE_ON:
            self.penalty += of_the_day * late
        else:
            self.interest += of_the_day
        self.compound += self.bears_compound * TERMS.annual_rate * late / DAYS_IN_YEAR
        self.day += timedelta(days=1)


def day_by_day(events: Sequence[LoanEvent]) -> Answer:
    """The loan run from its first day to its last."""
    by_day: dict[date, list[LoanEvent]] = defaultdict(list)
    for event in events:
        by_day[event.effective_on].append(event)
    loan = DayByDay()
    while True:
        loan.begin_day(by_day[loan.day])
        loan.look_at_demands()
        if loan.day == ON:
            break
        loan.end_day()
    unpaid = [(demand.due_on, demand.unpaid) for demand in loan.demands]
    return unpaid, loan.balance, sum((each for _, each in unpaid), ZERO), loan.overdue_days
