"""Further drawdowns up to the commitment, and extensions agreed before the due day."""

from decimal import Decimal

import pytest
from tests.core.lending.loan_cast import (
    TEN_MILLION,
    day,
    extension,
    happened,
    interest_paid,
    loan,
    on,
    refused,
)

from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanStatus
from zhidai.core.lending.terms import Repayment

# Drawdowns


def test_a_further_drawdown_bears_interest_from_its_day() -> None:
    terms = loan("4000000.00", commitment=TEN_MILLION)

    state = on("2021-03-21", happened("drawdown", "2021-03-11", "6000000.00"), terms=terms)

    # 20 days of 4,000,000 and 10 days of 6,000,000: 140,000,000 yuan days
    assert state.interest_due == Decimal("18861.11")
    assert (state.principal_balance, state.principal_lent) == (TEN_MILLION, TEN_MILLION)
    assert state.schedule[-1].principal == Decimal("4000000.00")  # as agreed at drawdown


def test_a_further_drawdown_is_spread_over_the_instalments_to_come() -> None:
    terms = loan(
        "3000000.00",
        commitment=Decimal("3100000.00"),
        repayment=Repayment.INTEREST_THEN_INSTALMENTS,
        instalments=3,
    )

    state = on("2022-02-01", happened("drawdown", "2022-01-21", "100000.00"), terms=terms)

    amounts = [part.amount for part in state.principal_instalments]
    assert amounts == [Decimal("1000000.00"), Decimal("1050000.00"), Decimal("1050000.00")]


def test_drawdowns_stop_at_the_commitment_and_before_maturity() -> None:
    terms = loan("4000000.00", commitment=TEN_MILLION)
    last_fen = happened("drawdown", "2021-04-01", "6000000.00")
    too_much = happened("drawdown", "2021-04-01", "6000000.01")

    assert on("2021-04-01", last_fen, terms=terms).principal_lent == TEN_MILLION
    code, said = refused(terms, too_much)
    assert (code, said["commitment"]) == ("loan_drawdown_beyond_commitment", TEN_MILLION)
    assert refused(loan(), happened("drawdown", "2021-04-01", "0.01"))[0] == code
    late = happened("drawdown", "2022-03-01", "1.00")
    assert refused(terms, late)[0] == "loan_drawdown_after_maturity"


# Extension


def test_an_extended_loan_is_not_overdue_at_its_old_maturity() -> None:
    terms = loan()
    extended = extension("2022-02-25", "2022-09-01", annual_rate=Decimal("0.05"))

    state = replay(terms, [*interest_paid(terms), extended], on=day("2022-03-21"))

    assert (state.status, state.principal_overdue) == (LoanStatus.RUNNING, 0)
    assert state.due_on == day("2022-09-01")
    assert state.interest_due == Decimal("27777.78")  # 20 days at the 5 % agreed
    assert state.instalments[-1].due_on == day("2022-09-01")


def test_interest_to_the_old_due_day_still_falls_due_on_it() -> None:
    extended = extension("2021-08-01", "2022-09-01")
    terms = loan(repayment=Repayment.SINGLE_PAYMENT)

    state = on("2022-03-02", extended, terms=terms)

    assert state.interest_due == Decimal("491736.11")
    assert (state.overdue_days, state.principal_overdue) == (1, 0)


@pytest.mark.parametrize(("agreed_on", "taken"), [("2022-03-01", True), ("2022-03-02", False)])
def test_an_extension_is_agreed_on_the_due_day_at_the_latest(agreed_on: str, taken: bool) -> None:
    terms, asked = loan(), extension(agreed_on, "2022-09-01")

    if taken:
        state = replay(terms, [*interest_paid(terms), asked], on=day("2022-03-10"))
        assert state.overdue_days == 0
    else:
        assert refused(terms, asked, on=day("2022-03-10"))[0] == "loan_extension_too_late"


def test_an_extension_goes_further_than_the_present_due_day() -> None:
    first = extension("2021-04-01", "2022-06-01")
    second = extension("2021-05-01", "2022-06-01", number="again")

    assert refused(loan(), extension("2021-04-01", "2022-03-01"))[0] == "loan_extension_not_later"
    assert refused(loan(), first, second)[0] == "loan_extension_not_later"


def test_an_extension_moves_the_last_instalment_alone() -> None:
    terms = loan(repayment=Repayment.INTEREST_THEN_INSTALMENTS, instalments=2)

    state = on("2021-04-01", extension("2021-04-01", "2022-06-01"), terms=terms)

    assert [part.due_on for part in state.principal_instalments] == [
        day("2022-02-21"),
        day("2022-06-01"),
    ]
