"""Equal total instalments (等额本息): the same sum on every due day, exact in the end."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import day, loan, repayment

from zhidai.core.errors import BadInput
from zhidai.core.lending.principal_plan import equal_sum
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.state import LoanStatus
from zhidai.core.lending.terms import DayCount, LoanTerms, Repayment, Settlement
from zhidai.core.money import from_fen


def equal(principal: str = "1200000.00", rate: str = "0.048", **others: object) -> LoanTerms:
    chosen = {
        "settlement": Settlement.DRAWDOWN_DAY,
        "day_count": DayCount.E30_360,
        "repayment": Repayment.EQUAL_TOTAL_INSTALMENTS,
        **others,
    }
    return loan(principal, rate, **chosen)  # type: ignore[arg-type]


def test_every_month_bears_the_same_sum() -> None:
    schedule = contract_schedule(equal())

    sums = [each.interest + each.principal for each in schedule]
    assert len(schedule) == 12
    assert set(sums[:-1]) == {Decimal("102619.03")}
    assert sums[-1] == Decimal("102619.00")  # what the rounding of twelve months left
    assert schedule[0].interest == Decimal("4800.00")
    assert schedule[0].principal == Decimal("97819.03")
    assert sum(each.principal for each in schedule) == Decimal("1200000.00")


def test_without_interest_the_parts_are_equal() -> None:
    assert equal_sum(Decimal("1200.00"), annual_rate=Decimal(0), number=12) == 100
    assert equal_sum(Decimal("100.00"), annual_rate=Decimal(0), number=3) == Decimal("33.33")


def test_paid_as_agreed_it_closes_on_the_last_due_day() -> None:
    terms = equal(settlement=Settlement.TWENTIETH, day_count=DayCount.ACT_360)
    paid = [repayment(due.interest + due.principal, due.due_on) for due in contract_schedule(terms)]

    before, after = (
        replay(terms, paid[:-1], on=day("2022-03-01")),
        replay(terms, paid, on=day("2022-03-01")),
    )

    assert before.status is LoanStatus.RUNNING
    assert (after.status, after.owed_in_total) == (LoanStatus.CLOSED, 0)


def test_an_unpaid_instalment_is_overdue_with_its_principal() -> None:
    state = replay(equal(), [], on=date(2021, 4, 2))

    assert (state.principal_overdue, state.overdue_days) == (Decimal("97819.03"), 1)


def test_a_second_drawdown_is_not_agreed_with_equal_sums() -> None:
    with pytest.raises(BadInput) as found:
        equal(commitment=Decimal("2000000.00"))
    assert found.value.reasons[0].code == "loan_commitment_not_wanted"


@settings(max_examples=60, deadline=None)
@given(
    fen=st.integers(100_000, 10**11),
    rate=st.integers(0, 150_000),
    days=st.integers(40, 1800),
    settlement=st.sampled_from(list(Settlement)),
    day_count=st.sampled_from(list(DayCount)),
)
def test_the_parts_sum_exactly_and_none_is_below_zero(
    fen: int, rate: int, days: int, settlement: Settlement, day_count: DayCount
) -> None:
    terms = equal(
        str(from_fen(fen)),
        str(Decimal(rate) / 1_000_000),
        due_on=date.fromordinal(date(2021, 3, 1).toordinal() + days),
        settlement=settlement,
        day_count=day_count,
    )

    parts = [each.principal for each in contract_schedule(terms)]

    assert sum(parts) == from_fen(fen)
    assert min(parts) >= 0
