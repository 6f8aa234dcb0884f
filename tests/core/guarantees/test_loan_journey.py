"""Where every yuan of a loan goes: each one has a place, and what went in is accounted for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.core.lending.loan_cast import day, event, loan, repayment

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.journey import Hand, Journey, Place, Sum, Travel
from zhidai.core.guarantees.journey_clauses import travel_clauses
from zhidai.core.guarantees.loan_journey import loan_journey
from zhidai.core.journal.loan_books import ClaimBooked, LoanBooks
from zhidai.core.journal.recovery_entries import RecoveryBooked
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import ENGLISH, sentence

CLAIMED_ON = day("2022-05-06")
LOSSES = {
    "guarantor": Decimal("4900000.00"),
    "bank": Decimal("1400000.00"),
    "appraiser": Decimal("700000.00"),
}


def books(*events: LoanEvent, on: str | date, **more: object) -> LoanBooks:
    terms = loan("7000000.00")
    until = day(on) if isinstance(on, str) else on
    return LoanBooks(
        principal=terms.principal,
        drawn_on=terms.drawn_on,
        events=events,
        state=replay(terms, events, on=until),
        **more,  # type: ignore[arg-type]
    )


def worked_example(on: str = "2022-12-31") -> LoanBooks:
    """The unpaid loan of docs/algorithms/journal.md."""
    events = (
        event("claim_payment", "4900000", "2022-06-01", number="p1",
              split={"guarantor": "4900000"}),
        event("claim_payment", "300000", "2022-06-02", number="p2",
              split={"appraiser": "300000"}),
        event("recovery", "900000", "2022-09-01", number="r1",
              split={"bank": "270000", "guarantor": "630000"}),
    )  # fmt: skip
    recovery = RecoveryBooked(
        id="r1",
        received_on=day("2022-09-01"),
        gross=Decimal(1_000_000),
        costs=Decimal(120_000),
        costs_paid=Decimal(100_000),
        shares={
            "guarantor": Decimal(630_000),
            "bank": Decimal(180_000),
            "appraiser": Decimal(90_000),
        },
        set_off={"appraiser": Decimal(90_000)},
        clause="7.3",
    )
    claim = ClaimBooked(claimed_on=CLAIMED_ON, losses=LOSSES)
    return books(*events, on=on, claim=claim, recoveries=(recovery,))


def amounts(journey: Journey, travel: Travel) -> dict[str, Decimal]:
    """Receiver -> yuan."""
    steps = (movement.step for movement in journey.movements if movement.step.travel is travel)
    return {step.receiver: step.amount for step in steps}


def test_the_worked_loan_travels_through_shares_payments_and_recovery() -> None:
    made = loan_journey(worked_example())

    assert amounts(made, Travel.SHARE_ASKED) == {
        "guarantor": Decimal("4900000.00"),
        "appraiser": Decimal("700000.00"),
    }
    assert amounts(made, Travel.SHARE_BORNE) == {"bank": Decimal("1400000.00")}
    assert made.total(Travel.CLAIM_PAID, party="appraiser") == 300_000
    assert amounts(made, Travel.COSTS) == {Hand.COST_BEARERS: Decimal(100_000)}
    assert amounts(made, Travel.RETURNED) == {
        "guarantor": Decimal(630_000),
        "bank": Decimal(180_000),
    }
    assert amounts(made, Travel.SET_OFF) == {"bank": Decimal(90_000)}


def test_what_remains_with_whom_stands_after_each_movement() -> None:
    made = loan_journey(worked_example())

    assert made.standing(Place.BOOKS) == 0
    assert made.standing(Place.PAID, "guarantor") == 4_900_000 - 630_000
    assert made.standing(Place.PAID, "appraiser") == 300_000
    assert made.standing(Place.ASKED, "appraiser") == 700_000 - 300_000 - 90_000
    assert made.standing(Place.BORNE) == 1_400_000 - 180_000
    first = made.movements[0]
    assert (first.step.travel, first.step.on) == (Travel.LENT, day("2021-03-01"))
    assert [(one.place, one.amount) for one in first.remains] == [(Place.BOOKS, 7_000_000)]


def test_the_sums_of_the_worked_loan_close_to_the_fen() -> None:
    made = loan_journey(worked_example())

    closings = {each.sum: each for each in made.closings}
    assert made.closes
    assert closings[Sum.PRINCIPAL].came_out == 900_000
    assert closings[Sum.PRINCIPAL].remains == 6_100_000
    assert closings[Sum.CLAIM].went_in == 5_600_000
    assert closings[Sum.CLAIM].came_out == 4_900_000 + 300_000 + 90_000
    assert closings[Sum.CLAIM].remains == 310_000
    assert closings[Sum.RECOVERY].went_in == closings[Sum.RECOVERY].came_out == 1_000_000


def test_each_movement_names_its_clause_and_the_civil_code_where_the_plan_is_silent() -> None:
    made = loan_journey(worked_example(), travel_clauses(shipped("ganzhou-2020"), "indirect"))

    found = {each.step.travel: (each.step.clause, each.civil_code) for each in made.movements}
    assert found[Travel.LENT] == ("6.1.8", None)
    assert found[Travel.SHARE_ASKED] == ("8.1", None)
    assert found[Travel.CLAIM_PAID] == ("7.2", None)
    assert found[Travel.RETURNED] == ("7.3", None)
    assert found[Travel.SET_OFF] == ("7.3", 568)


def test_a_repaid_loan_ends_with_nothing_anywhere() -> None:
    terms = loan("7000000.00")
    dues = [(one.due_on, one.interest) for one in replay(terms, (), on=terms.drawn_on).instalments]
    paid = [repayment(interest, due_on) for due_on, interest in dues]

    made = loan_journey(
        books(*paid, repayment("7000000", "2022-03-01", number="last"), on="2022-03-02")
    )

    assert made.closes
    assert made.movements[-1].remains == ()
    assert made.total(Travel.INTEREST_REPAID) == sum(interest for _, interest in dues)


def test_interest_paid_in_advance_and_used_for_the_principal_is_not_lost() -> None:
    """10,000 kept on 10 March; on 12 March the loan is paid off with its interest to that day."""
    terms = loan("7000000.00")
    early = repayment("10000", "2021-03-10")
    owed = replay(terms, (early,), on=day("2021-03-12")).owed_to_bank

    before = loan_journey(books(early, on="2021-03-11"))
    after = loan_journey(books(early, repayment(owed, "2021-03-12"), on="2021-03-12"))

    assert before.standing(Place.INTEREST) < 0
    assert before.closes
    assert after.closes
    assert after.movements[-1].remains == ()


def test_interest_not_due_yet_is_shown_on_the_last_day() -> None:
    made = loan_journey(books(on="2021-03-10"))

    last = made.movements[-1]
    assert last.step.travel is Travel.INTEREST_ACCRUED
    assert last.step.on == day("2021-03-10")
    assert last.step.amount == Decimal("8487.50")  # 7,000,000 x 4.85 % x 9 / 360


def test_nothing_after_the_day_asked_about_is_shown() -> None:
    made = loan_journey(worked_example(on="2022-06-01"))

    travels = {each.step.travel for each in made.movements}
    assert Travel.CLAIM_PAID in travels
    assert Travel.RETURNED not in travels
    assert made.standing(Place.ASKED, "appraiser") == 700_000
    assert made.closes


def test_a_claim_that_differs_from_the_replayed_loan_does_not_close() -> None:
    """A recovery that was shared but never reached the loan: the difference is named."""
    right = worked_example()
    wrong = replace(right, state=replay(loan("7000000.00"), right.events[:2], on=right.state.on))

    made = loan_journey(wrong)

    (principal,) = (each for each in made.closings if each.sum is Sum.PRINCIPAL)
    assert not made.closes
    assert principal.difference == -900_000


def test_more_paid_than_was_asked_is_bad_input() -> None:
    right = worked_example()
    wrong = replace(right, claim=ClaimBooked(claimed_on=CLAIMED_ON, losses={"bank": Decimal(1)}))

    with pytest.raises(BadInput) as refused:
        loan_journey(wrong)

    assert sentence(refused.value.reasons[0], ENGLISH) == (
        "The movement of 4900000.00 yuan on 2022-06-01 takes 4900000.00 yuan more than stood where "
        "it comes from; correct the claim, its payments or recoveries."
    )


def test_a_loan_under_no_plan_names_no_clauses_but_those_it_was_booked_by() -> None:
    made = loan_journey(worked_example())

    own = {each.step.travel: each.step.clause for each in made.movements if each.step.clause}
    assert set(own.values()) == {"7.3"}  # the recovery of the example brings its own
