"""A statement against the books: nothing is used twice, nothing is lost, nothing is guessed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.journal.reconciliation import (
    CashBooked,
    Covered,
    StatementLine,
    covered_by,
    reconcile,
)

FIRST = date(2021, 3, 1)
ALL = Covered(since=FIRST, until=FIRST + timedelta(days=40))


def line(number: int, day: int, amount: str, text: str = "") -> StatementLine:
    return StatementLine(
        number=number, on=FIRST + timedelta(days=day), amount=Decimal(amount), text=text
    )


def booked(loan: str, day: int, amount: str, key: str = "repayment:1") -> CashBooked:
    return CashBooked(loan=loan, key=key, on=FIRST + timedelta(days=day), amount=Decimal(amount))


def test_what_agrees_to_the_fen_within_days_is_paired() -> None:
    found = reconcile([line(2, 21, "8083.33")], [booked("L1", 20, "8083.33")], ALL)

    assert [(one.line.number, one.booked.loan, one.days) for one in found.agreed] == [(2, "L1", 1)]
    assert found.difference == 0


def test_a_fen_or_a_day_too_many_is_left_to_people() -> None:
    lines = [line(2, 20, "8083.34"), line(3, 24, "500.00")]

    found = reconcile(lines, [booked("L1", 20, "8083.33"), booked("L2", 20, "500.00")], ALL)

    assert found.agreed == ()
    assert [one.number for one in found.only_in_statement] == [2, 3]
    assert found.difference == Decimal("0.01")


def test_of_equal_amounts_the_line_that_names_the_loan_gets_it() -> None:
    lines = [line(2, 20, "100.00"), line(3, 20, "100.00", "repayment of L2")]

    found = reconcile(lines, [booked("L1", 19, "100.00"), booked("L2", 20, "100.00")], ALL)

    assert [(one.line.number, one.booked.loan) for one in found.agreed] == [(2, "L1"), (3, "L2")]


def test_a_distance_beyond_a_month_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        reconcile([], [], ALL, within_days=32)

    assert refused.value.reasons[0].code == "reconciliation_days_out_of_range"


def most_that_agree(lines: list[StatementLine], cash: list[CashBooked], within: int) -> int:
    """By trying: each line in the order of days takes the earliest booking that still agrees."""
    left, count = sorted(cash, key=lambda one: one.on), 0
    for each in sorted(lines, key=lambda one: one.on):
        for one in left:
            if one.amount == each.amount and abs((each.on - one.on).days) <= within:
                left.remove(one)
                count += 1
                break
    return count


PLACES = st.lists(st.tuples(st.integers(0, 40), st.integers(-5, 5)), max_size=10)


@settings(max_examples=60)
@given(statement=PLACES, books=PLACES, within=st.integers(0, 5), data=st.data())
def test_every_line_and_booking_stands_in_one_place(
    statement: list[tuple[int, int]],
    books: list[tuple[int, int]],
    within: int,
    data: st.DataObject,
) -> None:
    lines = [line(place, day, str(amount)) for place, (day, amount) in enumerate(statement)]
    cash = [booked(f"L{place}", day, str(amount)) for place, (day, amount) in enumerate(books)]

    found = reconcile(lines, data.draw(st.permutations(cash)), ALL, within_days=within)

    there = [*(one.line for one in found.agreed), *found.only_in_statement]
    here = [*(one.booked for one in found.agreed), *found.only_in_books]
    assert sorted(one.number for one in there) == [one.number for one in lines]
    assert sorted(one.loan for one in here) == sorted(one.loan for one in cash)
    total = sum(one.amount for one in lines) - sum(one.amount for one in cash)
    assert found.difference == total
    assert all(abs(one.days) <= within for one in found.agreed)
    assert len(found.agreed) == most_that_agree(lines, cash, within)
    assert found == reconcile(lines, cash, ALL, within_days=within)


def march(since: int, until: int) -> Covered:
    return Covered(since=FIRST + timedelta(days=since), until=FIRST + timedelta(days=until))


def test_a_movement_of_the_day_before_may_be_what_the_first_line_is_about() -> None:
    found = reconcile([line(2, 1, "100.00")], [booked("L1", 0, "100.00")], march(1, 30))

    assert [one.days for one in found.agreed] == [1]


def test_a_movement_that_the_statement_leaves_out_is_listed_for_every_day_it_covers() -> None:
    cash = [booked(f"L{day}", day, "100.00") for day in (0, 10, 30, 31)]

    found = reconcile([line(2, 10, "100.00")], cash, march(0, 30))

    assert [one.loan for one in found.only_in_books] == ["L0", "L30"]
    assert found.difference == Decimal("-200.00")


def test_of_equal_movements_one_of_the_days_covered_is_taken_first() -> None:
    cash = [booked("before", 0, "100.00"), booked("inside", 3, "100.00")]

    found = reconcile([line(2, 1, "100.00")], cash, march(1, 30))

    assert [one.booked.loan for one in found.agreed] == ["inside"]
    assert found.only_in_books == ()


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (date(2021, 3, 3), None, "reconciliation_line_outside"),
        (None, date(2021, 3, 1), "reconciliation_ends_before"),
        (date(2021, 3, 9), date(2021, 3, 8), "reconciliation_ends_before"),
    ],
)
def test_days_that_cannot_be_covered_are_refused(
    since: date | None, until: date | None, code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        covered_by([line(2, 1, "1.00"), line(3, 5, "1.00")], since=since, until=until)

    assert refused.value.reasons[0].code == code


def test_days_that_are_not_stated_are_those_of_the_first_and_last_line() -> None:
    found = covered_by([line(2, 5, "1.00"), line(3, 1, "1.00")])

    assert (found.since, found.until) == (FIRST + timedelta(days=1), FIRST + timedelta(days=5))


def test_a_loan_whose_number_begins_like_another_is_not_taken_for_it() -> None:
    cash = [booked("HT-1", 4, "5.00"), booked("HT-12", 3, "5.00")]

    found = reconcile([line(2, 5, "5.00", "HT-12")], cash, ALL)

    assert [one.booked.loan for one in found.agreed] == ["HT-12"]


def test_lines_that_could_all_agree_do() -> None:
    lines = [line(2, 4, "5.00"), line(3, 8, "5.00")]

    found = reconcile(lines, [booked("L1", 2, "5.00"), booked("L2", 5, "5.00")], ALL)

    assert [(one.line.number, one.booked.loan) for one in found.agreed] == [(2, "L1"), (3, "L2")]
