"""Acceleration: all principal and the interest earned so far fall due at once."""

from decimal import Decimal

from tests.core.lending.loan_cast import day, extension, happened, loan, on, refused, repayment

from zhidai.core.lending.state import LoanStatus
from zhidai.core.lending.terms import Repayment

TEN_MILLION, HALF = Decimal("10000000.00"), Decimal("0.5")
CALLED = happened("acceleration", "2021-03-31")


def test_all_principal_and_the_interest_so_far_fall_due_on_the_day() -> None:
    state = on("2021-03-31", repayment("26944.44", "2021-03-21"), CALLED)

    assert (state.due_on, state.principal_overdue) == (day("2021-03-31"), 0)
    assert state.interest_due == Decimal("13472.22")  # the ten days since the 21st
    assert (state.status, state.overdue_days) == (LoanStatus.RUNNING, 0)


def test_the_day_after_it_is_overdue_and_bears_the_overdue_rate() -> None:
    terms = loan(overdue_markup=HALF)
    paid = repayment("26944.44", "2021-03-21")

    next_day = on("2021-04-01", paid, CALLED, terms=terms)
    next_due = on("2021-04-21", paid, CALLED, terms=terms)

    assert (next_day.principal_overdue, next_day.overdue_days) == (TEN_MILLION, 1)
    # 21 days of 10,000,000 at 7.275 %
    assert next_due.penalty_due == Decimal("42437.50")


def test_instalments_to_come_fall_due_together() -> None:
    terms = loan(repayment=Repayment.INTEREST_THEN_INSTALMENTS, instalments=3)
    called = happened("acceleration", "2022-01-31")

    state = on("2022-01-31", called, terms=terms)

    parts = [(part.due_on, part.amount) for part in state.principal_instalments]
    assert parts == [
        (day("2022-01-21"), Decimal("3333333.33")),
        (day("2022-01-31"), Decimal("6666666.67")),
    ]


def test_interest_kept_for_later_days_pays_principal() -> None:
    paid_ahead = repayment("26944.44", "2021-03-02")
    called = happened("acceleration", "2021-03-11", number="A")

    state = on("2021-03-11", paid_ahead, called)

    assert (state.interest_due, state.interest_in_advance) == (0, 0)
    assert state.principal_balance == TEN_MILLION - Decimal("13472.22")


def test_an_extended_loan_can_be_called_before_its_later_due_day() -> None:
    extended = extension("2022-02-25", "2022-09-01")

    state = on("2022-04-02", extended, happened("acceleration", "2022-04-01"))

    assert (state.due_on, state.principal_overdue) == (day("2022-04-01"), TEN_MILLION)


def test_the_rate_of_an_extension_begins_on_its_day_whatever_else_happens() -> None:
    extended = extension("2021-12-01", "2022-09-01", annual_rate=Decimal("0.10"))
    events = (extended, happened("acceleration", "2022-01-21"))
    one_fen = repayment("0.01", "2022-03-01")

    unpaid, paid = (on("2022-03-21", *events, *more) for more in ((), (one_fen,)))

    # 8 days of 10,000,000 at 4.85 % and, from the old due day on, 20 at 10 %
    assert [state.instalments[-1].interest for state in (unpaid, paid)] == [Decimal("66333.33")] * 2
    assert unpaid.interest_due - paid.interest_due == Decimal("0.01")


def test_a_loan_that_is_due_cannot_be_called() -> None:
    code, said = refused(loan(), happened("acceleration", "2022-03-01"))

    assert (code, said["due_on"]) == ("loan_acceleration_too_late", day("2022-03-01"))
    twice = (CALLED, happened("acceleration", "2021-04-02"))
    assert refused(loan(), *twice)[0] == "loan_acceleration_too_late"
