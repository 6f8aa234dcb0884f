"""What is waived is owed no more; what is written off is owed all the same."""

from decimal import Decimal

import pytest
from tests.core.lending.loan_cast import (
    DUE_ON,
    HALF,
    TEN_MILLION,
    day,
    event,
    happened,
    interest_paid,
    loan,
    on,
    refused,
    repayment,
)

from zhidai.core.lending.classification import RiskClass
from zhidai.core.lending.events import Part
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanStatus


def test_a_waiver_takes_off_interest_and_a_payment_of_the_same_day_pays_the_rest() -> None:
    terms = loan(overdue_markup=HALF)
    late = day("2022-03-11")
    waived = happened("waiver", "2022-03-11", "20208.33", part=Part.PENALTY)

    state = replay(terms, [*interest_paid(terms), waived, repayment(TEN_MILLION, late)], on=late)

    assert (state.status, state.closed_on) == (LoanStatus.CLOSED, late)
    assert (state.interest_waived, state.principal_repaid) == (Decimal("20208.33"), TEN_MILLION)


def test_waived_principal_is_no_principal_repaid() -> None:
    terms = loan()
    waived = happened("waiver", "2022-03-01", "1000000.00", part=Part.PRINCIPAL)
    rest = repayment("9000000.00", DUE_ON)

    state = replay(terms, [*interest_paid(terms), waived, rest], on=DUE_ON)

    assert state.status is LoanStatus.CLOSED
    assert (state.principal_repaid, state.principal_waived) == (
        Decimal("9000000.00"),
        Decimal("1000000.00"),
    )


@pytest.mark.parametrize(
    ("part", "owed"),
    [("interest", "26944.44"), ("penalty", "0.00"), ("compound", "0.00"), ("principal", "1E+7")],
)
def test_no_more_is_waived_or_written_off_than_is_owed(part: str, owed: str) -> None:
    fen_more = str(Decimal(owed) + Decimal("0.01"))

    for kind in ("waiver", "write_off"):
        code, said = refused(loan(), happened(kind, "2021-03-21", fen_more, part=Part(part)))
        assert code == f"loan_{kind}_above_owed"
        assert said["owed"] == Decimal(owed)


def test_what_is_written_off_leaves_the_books_and_is_owed_all_the_same() -> None:
    terms = loan()
    written_off = happened("write_off", "2022-12-01", "10000000.00")
    history = [*interest_paid(terms), written_off]

    at_once, later = (replay(terms, history, on=day(t)) for t in ("2022-12-01", "2023-12-01"))

    assert (at_once.principal_balance, at_once.principal_written_off) == (0, TEN_MILLION)
    assert later.interest_due == at_once.interest_due  # nothing accrues off the books
    assert later.principal_unpaid == later.principal_overdue == TEN_MILLION
    assert (later.status, later.closed_on) == (LoanStatus.OVERDUE, None)


def test_money_after_a_write_off_goes_to_the_books_first_and_then_to_what_is_off_them() -> None:
    terms = loan()
    interest = replay(terms, interest_paid(terms), on=day("2022-12-01")).owed_to_bank - TEN_MILLION
    history = [
        *interest_paid(terms),
        happened("write_off", "2022-12-01", "10000000.00"),
        event("repayment", interest + Decimal("4000000.00"), "2023-02-01"),
    ]

    part = replay(terms, history, on=day("2023-02-01"))
    last = event("repayment", "6000000.00", "2023-03-01", number="last")
    closed = replay(terms, [*history, last], on=day("2023-03-01"))

    assert part.interest_due == 0
    assert part.recovered_after_write_off == Decimal("4000000.00")
    assert part.principal_written_off == Decimal("6000000.00")
    assert (closed.status, closed.owed_in_total) == (LoanStatus.CLOSED, 0)
    too_much = event("repayment", "6000000.01", "2023-03-01", number="last")
    assert refused(terms, *history, too_much, on=day("2023-03-01"))[0] == "loan_overpaid"


@pytest.mark.parametrize("amount", ["0.01", "10000000.00"])
def test_a_loan_with_principal_written_off_and_owed_is_never_better_than_loss(amount: str) -> None:
    paid = interest_paid(loan())
    off = happened("write_off", "2021-04-01", amount)

    assert on("2021-03-31", *paid[:1]).risk_class is RiskClass.NORMAL
    for day_after in ("2021-04-01", "2021-04-20"):
        assert on(day_after, *paid[:1], off).risk_class is RiskClass.LOSS


def test_what_was_written_off_and_came_back_decides_no_class() -> None:
    off = happened("write_off", "2021-04-01", "1000000.00")
    before = on("2021-04-02", repayment("26944.44", "2021-03-21"), off)
    rest = repayment(before.owed_in_total, "2021-04-02", number="all")

    paid = on("2021-04-02", repayment("26944.44", "2021-03-21"), off, rest)

    assert (paid.principal_written_off, paid.risk_class) == (0, RiskClass.NORMAL)


def test_a_recovery_goes_to_all_principal_before_interest_on_the_books_or_off_them() -> None:
    terms = loan()
    history = [
        *interest_paid(terms),
        happened("write_off", "2022-12-01", "4000000.00"),
        event("recovery", "9000000.00", "2023-02-01"),
    ]

    state = replay(terms, history, on=day("2023-02-01"))

    assert (state.principal_balance, state.principal_written_off) == (0, Decimal("1000000.00"))
    assert state.interest_due > 0
    (use,) = (each for each in state.allocations if each.event.startswith("recovery"))
    assert (use.principal, use.written_off) == (Decimal("6000000.00"), Decimal("3000000.00"))


def test_interest_can_be_written_off_too_and_is_recovered_last() -> None:
    off = happened("write_off", "2021-04-01", "26944.44", part=Part.INTEREST)

    state = on("2021-04-01", off)

    assert (state.interest_due, state.interest_written_off) == (0, Decimal("26944.44"))
    assert state.owed_in_total == state.owed_to_bank + Decimal("26944.44")
