"""Where the span says that nothing has to be replayed, what is known now tells what was known."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import DRAWN_ON, loan

from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.hindsight import to_be_replayed
from zhidai.core.lending.replay import replay

START = datetime(DRAWN_ON.year, DRAWN_ON.month, DRAWN_ON.day, 9, tzinfo=UTC)


def paid(number: int, *, day: int, recorded: int) -> LoanEvent:
    return LoanEvent(
        id=f"repayment:{number}",
        kind=EventKind.REPAYMENT,
        amount=Decimal("30000.00"),
        effective_on=DRAWN_ON + timedelta(days=day),
        recorded_at=START + timedelta(days=recorded),
    )


def taken_back(event: LoanEvent, *, recorded: int) -> LoanEvent:
    return LoanEvent(
        id=f"reversal:{event.id}",
        kind=EventKind.REVERSAL,
        effective_on=DRAWN_ON + timedelta(days=recorded),
        recorded_at=START + timedelta(days=recorded),
        reverses=event.id,
    )


def test_payments_recorded_as_they_come_never_have_to_be_replayed() -> None:
    events = [paid(1, day=20, recorded=20), paid(2, day=50, recorded=51)]

    assert to_be_replayed(events) is None


def test_a_payment_entered_late_is_unknown_until_it_is_recorded() -> None:
    events = [paid(1, day=50, recorded=50), paid(2, day=20, recorded=60)]

    span = to_be_replayed(events)

    assert span is not None
    assert START + timedelta(days=50) in span
    assert START + timedelta(days=59) in span
    assert START + timedelta(days=60) not in span


def test_a_payment_taken_back_counted_until_then() -> None:
    first = paid(1, day=20, recorded=20)

    span = to_be_replayed([first, paid(2, day=50, recorded=50), taken_back(first, recorded=70)])

    assert span is not None
    assert (span.begins, span.ends) == (START + timedelta(days=20), START + timedelta(days=70))


EVENTS = st.lists(
    st.tuples(st.integers(1, 200), st.integers(0, 250)).map(
        lambda each: (each[0], max(each))  # recorded on its day or later
    ),
    max_size=5,
)


@settings(max_examples=120)
@given(days=EVENTS, reverse=st.booleans(), at=st.integers(0, 260))
def test_outside_the_span_what_was_known_is_the_earlier_part_of_what_is_known(
    days: list[tuple[int, int]], *, reverse: bool, at: int
) -> None:
    events = [
        paid(number, day=day, recorded=recorded) for number, (day, recorded) in enumerate(days)
    ]
    if events and reverse:
        events.append(taken_back(events[0], recorded=days[0][1] + 5))
    instant, on = START + timedelta(days=at), date(2024, 1, 1)
    recorded_at = {one.id: one.recorded_at for one in events}

    span = to_be_replayed(events)
    then = replay(loan(), events, on=on, known_at=instant).allocations
    now = replay(loan(), events, on=on).allocations

    if span is None or instant not in span:
        earlier = [use for use in now if recorded_at[use.event] <= instant]
        assert list(then) == earlier
