"""A book answers all that the scalar replay knows, whoever of the two replays each loan."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.test_loan_histories import history_of, terms_of
from tests.engine.random_book import made
from tests.engine.written_book import Written, tables

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import to_fen
from zhidai.engine.book import book_on_day
from zhidai.engine.book_replay import MONEY


def written_book(chance: random.Random) -> list[Written]:
    """Loans that columns hold and loans that they do not, those of each kind that fits them."""
    plain = [made(chance) for _ in range(4)]
    book: list[Written] = [(one.terms, one.events) for one in plain]
    for _ in range(4):
        terms = terms_of(chance)
        book.append((terms, with_a_reversal(chance, history_of(chance, terms))))
    covered = made(chance)
    book.append((covered.terms, [*covered.events, *history_of(chance, covered.terms)[:1]]))
    chance.shuffle(book)
    return book


def with_a_reversal(chance: random.Random, events: list[LoanEvent]) -> list[LoanEvent]:
    if not events or chance.random() < 0.5:
        return events
    last = events[-1]
    taken_back = LoanEvent(
        id="back",
        kind=EventKind.REVERSAL,
        effective_on=last.effective_on,
        recorded_at=last.recorded_at + timedelta(days=3),
        reverses=last.id,
    )
    return [*events, taken_back]


def expected(
    terms: LoanTerms, events: Sequence[LoanEvent], on: date, known_at: datetime | None
) -> Mapping[str, object] | None:
    """The row of the scalar replay; None where it refuses."""
    try:
        state = replay(terms, events, on=on, known_at=known_at)
    except BadInput:
        return None
    return {
        **{f"{name}_fen": to_fen(getattr(state, name)) for name in MONEY},
        "status": str(state.status),
        "risk_class": str(state.risk_class),
        "overdue_since": state.overdue_since,
        "overdue_days": state.overdue_days,
        "closed_on": state.closed_on,
    }


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), after=st.integers(0, 900), knows_all=st.booleans())
def test_a_mixed_book_is_the_scalar_replays_to_the_fen_and_the_day(
    seed: int, after: int, *, knows_all: bool
) -> None:
    chance = random.Random(seed)  # noqa: S311 - made-up data
    book = written_book(chance)
    on = max(terms.drawn_on for terms, _events in book) + timedelta(days=after)
    known_at = None if knows_all else datetime(2021, 9, 1, tzinfo=UTC)

    found = book_on_day(*tables(book), on=on, known_at=known_at)

    rows = [expected(*one, on, known_at) for one in book]
    states = found.states.drop("on").rows(named=True)
    names = [str(place) for place, row in enumerate(rows) if row is not None]
    assert [row.pop("loan") for row in states] == names  # in the order of the file
    assert states == [row for row in rows if row is not None]
    assert {one.loan for one in found.rejected} == {str(p) for p, r in enumerate(rows) if r is None}
    summary = found.summary
    assert summary.loans == summary.in_columns + summary.one_by_one == len(states)
    balances = sum(row["principal_balance_fen"] for row in states)
    assert to_fen(summary.principal_balance) == balances


def test_only_loans_that_say_more_are_replayed_one_by_one() -> None:
    loans = pl.DataFrame(
        {
            "loan": list("ABCDEFG"),
            "principal": ["1000000.00"] * 7,
            "annual_rate": ["4.85%"] * 6 + ["4.85005%"],
            "drawn_on": ["2021-03-01"] * 7,
            "due_on": ["2022-03-01"] * 7,
            "day_count": ["ACT/360", "ACT/365F", "30E/360", "ACT/ACT", None, None, None],
            "rounding": [None] * 4 + ["carried"] + [None] * 2,
        }
    )
    events = pl.DataFrame(
        {
            "loan": ["F", "A"],
            "event": ["1", "1"],
            "kind": ["misuse", "repayment"],
            "amount": [None, "10.00"],
            "markup": ["50%", None],
            "effective_on": ["2021-05-01", "2021-05-01"],
        }
    )

    summary = book_on_day(loans, events, on=date(2021, 6, 1)).summary

    assert (summary.in_columns, summary.one_by_one, summary.rejected) == (4, 3, 0)


@pytest.mark.parametrize("known_at", [datetime(2021, 5, 1, tzinfo=UTC), None])
def test_who_is_replayed_one_by_one_follows_from_what_was_known(known_at: datetime | None) -> None:
    loans = pl.DataFrame(
        {
            "loan": ["A"],
            "principal_fen": [100_000_000],
            "annual_rate_millionths": [48_500],
            "drawn_on": [date(2021, 3, 1)],
            "due_on": [date(2022, 3, 1)],
        }
    )
    events = pl.DataFrame(
        {
            "loan": ["A"],
            "event": ["P"],
            "kind": ["pause"],
            "amount_fen": pl.Series([None], dtype=pl.Int64),
            "effective_on": [date(2021, 3, 21)],
            "until": [date(2021, 12, 31)],
            "recorded_at": [datetime(2021, 6, 1, tzinfo=UTC)],
        }
    )

    found = book_on_day(loans, events, on=date(2021, 5, 2), known_at=known_at)

    is_known = known_at is None
    assert found.summary.one_by_one == is_known
    assert found.states["overdue_days"].to_list() == [0 if is_known else 42]


def test_what_is_left_of_a_loan_written_off_in_part_is_non_performing() -> None:
    terms = LoanTerms(
        principal=Decimal("1000000.00"),
        annual_rate=Decimal(0),
        drawn_on=date(2021, 3, 1),
        due_on=date(2022, 3, 1),
    )
    write_off = LoanEvent(
        id="W",
        kind=EventKind.WRITE_OFF,
        amount=Decimal("250000.00"),
        effective_on=date(2021, 6, 1),
        recorded_at=datetime(2021, 6, 1, tzinfo=UTC),
    )

    summary = book_on_day(*tables([(terms, []), (terms, [write_off])]), on=date(2021, 6, 1)).summary

    assert summary.principal_balance == Decimal("1750000.00")
    assert summary.non_performing_ratio == Decimal("0.42857143")  # 750,000 of 1,750,000
    assert summary.by_class["loss"] == 1
