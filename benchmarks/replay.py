"""Replaying a loan by its events against counting every day of it.

Both give the interest of each period, what is unpaid, and the balance, and must agree to the fen.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.measure import Measured, seconds_each

from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import InterestInstalment, LoanState
from zhidai.core.lending.terms import LoanTerms

TERMS = LoanTerms(
    principal=Decimal("10000000.00"),
    annual_rate=Decimal("0.0485"),
    drawn_on=date(2021, 3, 1),
    due_on=date(2022, 3, 1),
)
ON = date(2022, 2, 28)
MISSED_FROM = date(2021, 12, 1)  # interest due from then on is not paid
FEN, SETTLED_ON, PAYABLE_ON = Decimal("0.01"), 20, 21
Book = tuple[Decimal, Decimal, Decimal]  # interest of all periods, interest unpaid, balance


def measure() -> Measured:
    """Seconds for one loan on one day."""
    events = _events()

    def by_events() -> Book:
        state = replay(TERMS, events, on=ON)
        interest = sum((each.interest for each in _fallen_due(state)), Decimal())
        return interest, state.interest_due, state.principal_balance

    if by_events() != day_by_day():
        raise AssertionError(f"{by_events()} by events, {day_by_day()} day by day")
    return Measured(
        what="replay a loan of one year by its events",
        seconds=seconds_each(by_events),
        baseline="the same loan, every day counted",
        baseline_seconds=seconds_each(day_by_day),
        agreed="interest, what is unpaid, and balance, to the fen",
    )


def day_by_day() -> Book:
    """The loan as somebody would keep it by hand, one line a day."""
    balance, accrued, interest, unpaid = TERMS.principal, Decimal(), Decimal(), Decimal()
    day = TERMS.drawn_on
    while day <= ON:
        if day.day == PAYABLE_ON and accrued:
            due = accrued.quantize(FEN, ROUND_HALF_UP)
            interest, accrued = interest + due, Decimal()
            if day >= MISSED_FROM:
                unpaid += due
        accrued += balance * TERMS.annual_rate / 360
        day += timedelta(days=1)
    return interest, unpaid, balance


def _events() -> tuple[LoanEvent, ...]:
    """Interest paid on its day until it stops."""
    events: list[LoanEvent] = []
    for instalment in replay(TERMS, (), on=TERMS.drawn_on).instalments:
        due_on = instalment.due_on
        if due_on >= MISSED_FROM:
            break
        events.append(_repayment(due_on, replay(TERMS, events, on=due_on).interest_due))
    return tuple(events)


def _repayment(day: date, amount: Decimal) -> LoanEvent:
    return LoanEvent(
        id=day.isoformat(),
        kind=EventKind.REPAYMENT,
        amount=amount,
        effective_on=day,
        recorded_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
    )


def _fallen_due(state: LoanState) -> list[InterestInstalment]:
    return [each for each in state.instalments if each.due_on <= ON]
