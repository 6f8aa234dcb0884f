"""Penalty for overdue and for misused money, and compound interest."""

from decimal import Decimal

import pytest
from tests.core.lending.loan_cast import (
    DUE_ON,
    HALF,
    WHOLE,
    day,
    happened,
    interest_paid,
    loan,
    on,
    refused,
    repayment,
)

from zhidai.core.errors import BadInput
from zhidai.core.lending.replay import replay
from zhidai.core.lending.terms import Compounding, Repayment


def test_overdue_principal_bears_the_penalty_rate_from_its_due_day() -> None:
    terms = loan(overdue_markup=HALF)

    state = replay(terms, interest_paid(terms), on=day("2022-03-11"))

    assert state.interest_accrued == Decimal("20208.33")  # 10 days of 10,000,000 at 7.275 %
    expected = replay(terms, interest_paid(terms), on=day("2022-03-21"))
    assert (expected.penalty_due, expected.interest_due) == (
        Decimal("40416.67"),
        Decimal("40416.67"),
    )


def test_only_the_overdue_instalment_bears_the_penalty_rate() -> None:
    terms = loan(
        repayment=Repayment.INTEREST_THEN_INSTALMENTS, instalments=2, overdue_markup=Decimal("0.3")
    )

    state = replay(terms, interest_paid(terms), on=DUE_ON)

    last = state.instalments[-1]  # 8 days: 5,000,000 at 4.85 % and 5,000,000 at 6.305 %
    assert (last.interest, last.penalty) == (Decimal("5388.89"), Decimal("7005.56"))


def test_misused_funds_bear_their_rate_and_overdue_ones_not_both() -> None:
    terms = loan(overdue_markup=HALF, misuse_markup=WHOLE)
    misused = happened("misuse", "2021-03-11", "4000000.00")

    first = on("2021-03-21", misused, terms=terms).instalments[0]
    late = replay(terms, [*interest_paid(terms), misused], on=day("2022-03-01"))
    after = replay(
        terms,
        [*interest_paid(terms), misused, repayment(late.interest_due, DUE_ON, number="all")],
        on=day("2022-03-11"),
    )

    # 10 days of 10,000,000 and 10 of 6,000,000 at 4.85 %; 10 days of 4,000,000 at 9.7 %
    assert (first.interest, first.penalty) == (Decimal("21555.56"), Decimal("10777.78"))
    # after maturity 4,000,000 at 9.7 % and 6,000,000 at 7.275 % for 10 days
    assert after.interest_accrued == Decimal("22902.78")


def test_a_misused_part_is_taken_to_be_overdue_first() -> None:
    terms = loan(
        repayment=Repayment.INTEREST_THEN_INSTALMENTS,
        instalments=2,
        overdue_markup=HALF,
        misuse_markup=WHOLE,
    )
    misused = happened("misuse", "2022-02-21", "4000000.00")

    last = replay(terms, [*interest_paid(terms), misused], on=DUE_ON).instalments[-1]

    # 8 days: 4,000,000 at 9.7 %, 1,000,000 of the 5,000,000 overdue at 7.275 %, 5,000,000 at 4.85 %
    assert (last.interest, last.penalty) == (Decimal("5388.89"), Decimal("10238.89"))


def test_a_misuse_ends_with_its_last_day_and_may_concern_the_whole_loan() -> None:
    terms = loan(misuse_markup=HALF)
    misused = happened("misuse", "2021-03-01", until=day("2021-03-10"))

    first = on("2021-03-21", misused, terms=terms).instalments[0]

    # 10 days at 7.275 % and 10 days at 4.85 %
    assert (first.penalty, first.interest) == (Decimal("20208.33"), Decimal("13472.22"))


def test_a_misuse_without_an_agreed_rate_is_refused() -> None:
    assert refused(loan(), happened("misuse", "2021-03-11"))[0] == "loan_misuse_unpriced"


def test_unpaid_interest_compounds_where_that_is_agreed() -> None:
    terms = loan(compounding=Compounding.UNPAID_INTEREST)

    state = on("2021-04-21", terms=terms)

    second = state.instalments[1]  # 31 days of 10,000,000; 31 days of 26,944.44
    assert (second.interest, second.compound) == (Decimal("41763.89"), Decimal("112.53"))
    assert state.compound_due == Decimal("112.53")
    assert on("2021-04-21").compound_due == 0


def test_compound_interest_does_not_compound_and_follows_the_penalty_rate() -> None:
    terms = loan(compounding=Compounding.UNPAID_INTEREST, overdue_markup=HALF)

    third = on("2021-05-21", terms=terms).instalments[2]
    after = on("2022-03-21", terms=terms).instalments[-1]

    # 30 days of 26,944.44 + 41,763.89, without the 112.53
    assert third.compound == Decimal("277.70")
    # 20 days of the 491,736.13 of the whole term at 7.275 %
    assert after.compound == Decimal("1987.43")


def test_money_pays_interest_before_penalty_and_penalty_before_compound_interest() -> None:
    terms = loan(compounding=Compounding.UNPAID_INTEREST, misuse_markup=HALF)
    misused = happened("misuse", "2021-03-21", "1000000.00")
    paid = repayment("70000.00", "2021-04-21")

    second = on("2021-04-21", misused, paid, terms=terms).instalments[1]

    # 9,000,000 and 1,000,000 at 7.275 % for 31 days, 26,944.44 at 4.85 %
    assert (second.interest, second.penalty, second.compound) == (
        Decimal("37587.50"),
        Decimal("6264.58"),
        Decimal("112.53"),
    )
    assert second.paid == Decimal("43055.56")  # what the first month has left of the money
    assert second.paid_interest == second.interest
    assert second.unpaid == Decimal("909.05")


@pytest.mark.parametrize(
    ("term", "markup", "taken"),
    [
        ("overdue_markup", "0", True),
        ("overdue_markup", "0.29", False),
        ("overdue_markup", "0.3", True),
        ("overdue_markup", "0.5", True),
        ("overdue_markup", "0.51", False),
        ("misuse_markup", "0.49", False),
        ("misuse_markup", "0.5", True),
        ("misuse_markup", "1", True),
        ("misuse_markup", "1.01", False),
        ("misuse_markup", "-0.5", False),
    ],
)
def test_markups_stay_between_their_lines(term: str, markup: str, taken: bool) -> None:
    if taken:
        assert loan(**{term: Decimal(markup)})
        return
    with pytest.raises(BadInput) as found:
        loan(**{term: Decimal(markup)})
    assert found.value.reasons[0].code == "loan_markup_out_of_range"
