"""A book on columns says of each loan what the scalar replay says, to the fen and to the day."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.random_book import Made, made

from zhidai.core.errors import BadInput
from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import LoanTerms, Settlement
from zhidai.core.money import to_fen
from zhidai.engine.book_account import fits
from zhidai.engine.book_columns import REPAYMENTS, BookColumns
from zhidai.engine.book_day_counts import DAY_COUNTS, DayCounts
from zhidai.engine.book_dues import FIRST_DAY, LAST_DAY
from zhidai.engine.book_replay import (
    KINDS,
    NEVER,
    BookStates,
    EventColumns,
    interest_to_maturity,
    replay_book,
)

EPOCH = date(1970, 1, 1)
MONEY = (
    "principal_balance",
    "interest_due",
    "interest_accrued",
    "interest_paid",
    "interest_in_advance",
    "principal_repaid",
    "principal_overdue",
    "claims_paid",
    "recovered",
    "subrogated",
)


def day_number(day: date) -> int:
    return (day - EPOCH).days


def columns(book: Sequence[Made]) -> tuple[BookColumns, EventColumns]:
    terms = [one.terms for one in book]
    loans = BookColumns(
        principal=np.array([to_fen(one.principal) for one in terms], np.int64),
        committed=np.array([to_fen(one.committed) for one in terms], np.int64),
        repayment=np.array([REPAYMENTS.index(one.repayment) for one in terms], np.int64),
        instalments=np.array([one.instalments for one in terms], np.int64),
        rate=np.array([int(one.annual_rate * 1_000_000) for one in terms], np.int64),
        day_count=np.array([DAY_COUNTS.index(one.day_count) for one in terms], np.int64),
        drawn_on=np.array([day_number(one.drawn_on) for one in terms], np.int64),
        matures=np.array([day_number(one.due_on) for one in terms], np.int64),
        on_the_twentieth=np.array([one.settlement is Settlement.TWENTIETH for one in terms], bool),
        due_day_counts_as=np.array([one.due_day_counts_as for one in terms], np.int64),
    )
    rows = []
    for place, one in enumerate(book):
        merged: dict[tuple[int, int, int], list[int]] = {}
        for event in one.events:
            key = (place, day_number(event.effective_on), KINDS.index(event.kind))
            to_bank = event.split.get("bank", Decimal(0)) if event.split else event.amount
            total = merged.setdefault(key, [0, 0])
            total[0] += to_fen(event.amount)
            total[1] += to_fen(to_bank)
        rows += [(*key, *total) for key, total in sorted(merged.items())]
    table = np.array(rows, np.int64).reshape(len(rows), 5)
    begins = np.searchsorted(table[:, 0], np.arange(len(book) + 1))
    events = EventColumns(
        begins=begins, day=table[:, 1], kind=table[:, 2], amount=table[:, 3], to_bank=table[:, 4]
    )
    return loans, events


def differences(book: Sequence[Made], states: BookStates, on: date) -> list[str]:
    """What columns and scalar replay do not agree on."""
    wrong = []
    for place, one in enumerate(book):
        try:
            state = replay(one.terms, one.events, on=on)
        except BadInput:
            if not states.is_wrong[place]:
                wrong.append(f"{one}: columns accept what the replay refuses")
            continue
        if states.is_wrong[place]:
            wrong.append(f"{one}: columns refuse what the replay accepts")
            continue
        found = {name: int(getattr(states, name)[place]) for name in MONEY}
        expected = {name: to_fen(getattr(state, name)) for name in MONEY}
        found |= {
            name: _day(getattr(states, name)[place]) for name in ("overdue_since", "closed_on")
        }
        expected |= {"overdue_since": state.overdue_since, "closed_on": state.closed_on}
        found["overdue_days"] = int(states.overdue_days[place])
        expected["overdue_days"] = state.overdue_days
        wrong += [
            f"{one.terms} {one.events}: {name} is {found[name]}, not {expected[name]}"
            for name in expected
            if found[name] != expected[name]
        ]
    return wrong


def _day(number: int) -> date | None:
    return None if number == NEVER else EPOCH + timedelta(days=int(number))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), after=st.integers(0, 900))
def test_columns_and_scalar_replay_agree_on_random_books(seed: int, after: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - made-up data
    book = [made(chance) for _ in range(8)]
    on = max(one.terms.drawn_on for one in book) + timedelta(days=after)

    loans, events = columns(book)

    assert differences(book, replay_book(loans, events, on=day_number(on)), on) == []


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_interest_of_a_contract_is_that_of_its_schedule(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - made-up data
    terms = [one.terms for one in (made(chance) for _ in range(8)) if _can_be_planned(one.terms)]

    loans, _events = columns([Made(terms=one, events=()) for one in terms])

    interest = [sum(to_fen(due.interest) for due in contract_schedule(one)) for one in terms]
    assert interest_to_maturity(loans).tolist() == interest


def _can_be_planned(terms: LoanTerms) -> bool:
    return terms.instalments <= len(tuple(DueDays.of(terms).up_to_maturity()))


@pytest.mark.parametrize("threads", [1, 2])
def test_the_number_of_threads_and_slices_changes_nothing(
    threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhidai.engine.book_replay.SLICE", 3)
    chance = random.Random(7)  # noqa: S311 - made-up data
    book = [made(chance) for _ in range(20)]
    on = date(2023, 1, 1)
    loans, events = columns(book)

    states = replay_book(loans, events, on=day_number(on), threads=threads)

    assert differences(book, states, on) == []


def drawn(number: int, day: date, yuan: str) -> LoanEvent:
    return LoanEvent(
        id=f"D{number}",
        kind=EventKind.DRAWDOWN,
        amount=Decimal(yuan),
        effective_on=day,
        recorded_at=datetime(2021, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("parts", "is_wrong"),
    [
        ([(date(2021, 4, 1), "200.00"), (date(2021, 4, 1), "100.00")], False),
        ([(date(2021, 4, 1), "200.00"), (date(2021, 5, 1), "100.01")], True),
        ([(date(2021, 12, 31), "1.00")], False),
        ([(date(2022, 1, 1), "1.00")], True),  # the day of maturity
        ([(date(2020, 12, 31), "1.00")], True),
    ],
)
def test_what_may_be_drawn_and_until_when_is_the_scalar_replays(
    parts: list[tuple[date, str]], *, is_wrong: bool
) -> None:
    terms = LoanTerms(
        principal=Decimal("100.00"),
        commitment=Decimal("400.00"),
        annual_rate=Decimal("0.0485"),
        drawn_on=date(2021, 1, 1),
        due_on=date(2022, 1, 1),
    )
    book = [Made(terms=terms, events=tuple(drawn(place, *one) for place, one in enumerate(parts)))]
    on = date(2022, 1, 1)
    loans, events = columns(book)

    states = replay_book(loans, events, on=day_number(on))

    assert states.is_wrong.tolist() == [is_wrong]
    assert differences(book, states, on) == []


def test_what_days_count_for_is_the_cores_on_every_day() -> None:
    days = np.arange(FIRST_DAY, LAST_DAY)
    first = np.full_like(days, FIRST_DAY)
    begins = EPOCH + timedelta(days=FIRST_DAY)
    each = [EPOCH + timedelta(days=number) for number in days.tolist()]

    for code, day_count in enumerate(DAY_COUNTS):
        counts = DayCounts.of(np.full_like(days, code))
        found = counts.units(np.arange(len(days)), first, days)
        assert found.tolist() == [day_count.units(begins, day) for day in each]


def test_an_empty_book_has_no_states() -> None:
    loans, events = columns([])

    assert len(replay_book(loans, events, on=day_number(date(2021, 1, 1))).overdue_days) == 0


def test_what_needs_more_than_63_bits_is_told_from_what_does_not() -> None:
    principal = np.array([10**12, 10**12, 10**15], np.int64)
    rate, days = np.full_like(principal, 48_500), np.array([31, 3_650, 31], np.int64)

    assert fits(principal, rate, longest_period_units=days).tolist() == [True, False, False]
