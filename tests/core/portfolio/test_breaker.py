"""The plan's ratio and the breaker: just below, at and just above 5 %."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import day

from zhidai.core.errors import BadInput
from zhidai.core.policy.breakers import BreakerMetric
from zhidai.core.policy.quantity import parse_quantity
from zhidai.core.portfolio.breaker import BreakerPosition, breaker_position
from zhidai.core.portfolio.npl import LoanBalance, NplPosition, npl_position
from zhidai.core.portfolio.settings import (
    ExclusionTerms,
    arrears_lines,
    exclusion_of,
    settings_from,
    stop_lines,
    watches_arrears,
)
from zhidai.schemes.reader import shipped

FIVE_PER_CENT = Decimal("0.05")
ON = date(2021, 3, 1)


def book(*loans: tuple[str, int]) -> NplPosition:
    return npl_position(
        LoanBalance(balance=Decimal(balance), overdue_days=days) for balance, days in loans
    )


def at_five_per_cent(npl: NplPosition) -> BreakerPosition:
    return breaker_position(npl, FIVE_PER_CENT, clause="8.2")


def test_a_line_of_a_thirtieth_does_not_trip_at_itself() -> None:
    thirtieth = parse_quantity("三十分之一").amount

    at = breaker_position(book(("100.00", 1), ("2900.00", 0)), thirtieth, clause="8.2")
    above = breaker_position(book(("100.01", 1), ("2899.99", 0)), thirtieth, clause="8.2")

    assert (at.tripped, above.tripped) == (False, True)
    assert at.headroom == Decimal(0)


def test_the_whole_balance_counts_from_overdue_day_one() -> None:
    position = book(("3000000.00", 1), ("7000000.00", 0))

    assert position.ratio == Fraction(3, 10)


def test_another_reading_counts_from_a_later_day() -> None:
    loans = [LoanBalance(balance=Decimal("1.00"), overdue_days=89)]

    assert npl_position(loans, from_overdue_day=90).ratio == 0


def test_where_only_paid_claims_count_no_overdue_day_brings_a_loan_in() -> None:
    scheme = shipped("ganzhou-2020")
    by_claims = replace(scheme.breakers[0], metric=BreakerMetric.COMPENSATED_PRINCIPAL)
    both = replace(scheme, breakers=(by_claims, *scheme.breakers))
    alone = replace(scheme, breakers=(by_claims,))

    assert [one.from_overdue_day for one in stop_lines(both, ON)] == [None, 1]
    assert [one.from_overdue_day for one in arrears_lines(both, ON)] == [1]
    assert (watches_arrears(both), watches_arrears(alone)) == (True, False)
    with pytest.raises(BadInput) as refused:
        settings_from(alone, ON)
    assert refused.value.reasons[0].code == "breaker_counts_claims"


def test_no_loans_is_no_ratio_and_no_trip() -> None:
    position = at_five_per_cent(book())

    assert position.npl.ratio is None
    assert (position.tripped, position.headroom) == (False, None)


@pytest.mark.parametrize(
    ("overdue", "tripped"), [("499999.99", False), ("500000.00", False), ("500000.01", True)]
)
def test_only_more_than_five_per_cent_trips(overdue: str, tripped: bool) -> None:
    running = str(Decimal("10000000.00") - Decimal(overdue))

    position = at_five_per_cent(book((overdue, 60), (running, 0)))

    assert position.tripped is tripped
    assert [(r.code, r.clause) for r in position.refusals] == (
        [("npl_ratio_above_threshold", "8.2")] if tripped else []
    )


def test_a_ratio_that_rounds_to_five_per_cent_still_trips() -> None:
    position = at_five_per_cent(
        NplPosition(overdue=Decimal("50000000000.01"), total=Decimal("1000000000000.00")),
    )

    assert position.tripped


def test_headroom_is_what_may_still_become_overdue() -> None:
    position = at_five_per_cent(book(("300000.00", 5), ("9700000.00", 0)))

    assert position.headroom == Decimal("200000.00")


def test_a_negative_balance_is_bad_input() -> None:
    with pytest.raises(BadInput) as refused:
        book(("-1.00", 0))

    assert refused.value.reasons[0].code == "npl_balance_negative"


@settings(max_examples=100, deadline=None)
@given(overdue=st.integers(0, 10**12), running=st.integers(0, 10**12))
def test_one_fen_beyond_the_headroom_trips(overdue: int, running: int) -> None:
    total = Decimal(overdue + running) / 100
    position = at_five_per_cent(NplPosition(overdue=Decimal(overdue) / 100, total=total))
    if position.headroom is None or position.tripped:
        assert position.headroom in (None, 0)
        return

    at_most = position.npl.overdue + position.headroom
    just = at_five_per_cent(NplPosition(overdue=at_most, total=total))
    beyond = NplPosition(overdue=at_most + Decimal("0.01"), total=total)

    assert not just.tripped
    assert at_five_per_cent(beyond).tripped


def test_the_shipped_scheme_gives_five_per_cent_and_three_years() -> None:
    found = settings_from(shipped("ganzhou-2020"), day("2021-03-01"))

    assert found.npl_ratio_max == FIVE_PER_CENT
    assert found.npl_clause == "8.2"
    shut_out = exclusion_of(shipped("ganzhou-2020"), day("2021-03-01"))
    assert shut_out == ExclusionTerms(months=36, clause="8.5")
    assert found.from_overdue_day == 1
