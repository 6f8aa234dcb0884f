"""Interest paid before its day is never held on to once it is not needed any more."""

from decimal import Decimal

from tests.core.lending.loan_cast import day, event, happened, loan, repayment

from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState

# 20 days of 10,000,000 at 4.85 % over 360 are 26,944.44, paid on the 10th and kept for the 21st.
PAID_AHEAD = repayment("26944.44", "2021-03-10", number="R")


def claim_paid(amount: str, on: str = "2021-03-11") -> LoanEvent:
    return event("claim_payment", amount, on, number="C", split={"guarantor": amount})


def on(text: str, *events: LoanEvent) -> LoanState:
    return replay(loan(), (PAID_AHEAD, *events), on=day(text))


def test_a_claim_payment_sets_needless_interest_free_for_the_principal() -> None:
    state = on("2021-03-11", claim_paid("8000000.00"))

    # 10 days of 10,000,000 and 10 of what is left, 1,989,207.69: 16,152.13; the rest is principal
    assert state.interest_in_advance == Decimal("16152.13")
    assert state.principal_balance == Decimal("1989207.69")
    assert state.principal_repaid == Decimal("10792.31")
    (use,) = (each for each in state.allocations if each.event == "C")
    assert use.principal == Decimal("8010792.31")
    assert use.in_advance == Decimal("-10792.31")


def test_what_was_kept_is_just_enough_on_the_due_day() -> None:
    state = on("2021-03-21", claim_paid("8000000.00"))

    assert (state.interest_due, state.interest_in_advance) == (0, 0)
    assert state.interest_paid == Decimal("16152.13")


def test_what_nothing_is_owed_for_is_the_enterprises() -> None:
    state = on("2021-03-11", claim_paid("10000000.00"))

    # 10 days of 10,000,000 fall due with the last yuan of the principal
    assert state.interest_paid == Decimal("13472.22")
    assert state.interest_in_advance == state.owed_to_enterprise == Decimal("13472.22")
    assert (state.owed_to_bank, state.subrogated) == (0, Decimal("10000000.00"))


def test_a_claim_payment_that_leaves_the_need_as_it_is_changes_nothing() -> None:
    after_the_due_day = on("2021-03-22", claim_paid("8000000.00", on="2021-03-22"))

    assert after_the_due_day.interest_in_advance == 0
    assert after_the_due_day.principal_balance == Decimal("2000000.00")


def test_a_waiver_of_principal_sets_needless_interest_free_too() -> None:
    waived = happened("waiver", "2021-03-11", "8000000.00", number="W")

    state = on("2021-03-11", waived)

    assert state.interest_in_advance == Decimal("16152.13")
    assert state.principal_balance == Decimal("1989207.69")
    (use,) = (each for each in state.allocations if each.event == "W")
    assert (use.principal, use.in_advance) == (Decimal("10792.31"), Decimal("-10792.31"))
