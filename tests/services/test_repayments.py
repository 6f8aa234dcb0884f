"""Repayments: recorded by the bank, replayed from the tables, closing the loan when it is paid."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.services.money_cast import (
    DRAWN,
    City,
    a_lending_city,
    codes,
    event_kinds,
    fresh_key,
    loan,
    on,
    pay_on_time,
)

from zhidai.core.errors import BadInput
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.lists import loan_rows
from zhidai.services.lending.queries import loan_view
from zhidai.services.refusal import NotFound, Refused

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

FIRST_DUE = date(2021, 3, 21)
FIRST_INTEREST = 808_333  # 3,000,000 x 4.85 % x 20 / 360 = 8,083.33


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


def test_the_first_interest_is_paid_on_its_due_day(city: City, key: str) -> None:
    on(FIRST_DUE)

    record_repayment(city.bank, key, amount="8083.33", key=fresh_key())

    view = loan_view(city.enterprise1, key)
    assert view.instalments[0].interest == view.instalments[0].paid == FIRST_INTEREST
    assert (view.status, view.overdue_days, view.balance) == ("running", 0, 300_000_000)
    assert view.money[0].interest == FIRST_INTEREST


def test_journal_and_standing_share_one_reading_of_the_events(city: City, key: str) -> None:
    on(FIRST_DUE)

    with CaptureQueriesContext(connection) as asked:
        record_repayment(city.bank, key, amount="8083.33", key=fresh_key())

    read = [one for one in asked.captured_queries if 'FROM "lending_loanevent"' in one["sql"]]
    assert len(read) == 3  # against the debt, for journal and standing, for what is left


def test_an_unpaid_interest_is_overdue_from_the_next_day(city: City, key: str) -> None:
    on(date(2021, 3, 22))

    view = loan_view(city.bank, key)

    assert (view.status, view.overdue_days, view.days_until_claim) == ("overdue", 1, 59)
    assert view.classes.by_days == "special_mention"
    assert [row.key for row in loan_rows(city.bank, status="overdue")] == [key]


def test_a_loan_paid_on_time_is_closed_with_its_pledge_released(city: City, key: str) -> None:
    pay_on_time(city, key)

    case = loan(key).case
    assert (case.status, case.closed_on) == ("closed", date(2022, 3, 1))
    assert not case.tasks.filter(status="open").exists()
    assert [pledge.released_on for pledge in case.pledges.all()] == [date(2022, 3, 1)]
    assert event_kinds(f"case:{case.number}")[-1] == "loan.closed"


def test_an_early_settlement_costs_what_the_query_says(city: City, key: str) -> None:
    on(date(2021, 4, 5))
    asked = loan_view(city.enterprise1, key).settlement

    answer = record_repayment(city.bank, key, amount=f"{asked.total / 100:.2f}", key=fresh_key())

    assert asked.total == asked.principal + asked.interest_due + asked.interest_accrued
    assert answer["closed"] is True
    assert loan_view(city.enterprise1, key).settlement.total == 0


def test_a_repayment_recorded_late_counts_from_the_day_of_the_money(city: City, key: str) -> None:
    on(date(2021, 4, 1))
    before = loan_view(city.bank, key)

    record_repayment(city.bank, key, amount="8083.33", effective_on=FIRST_DUE, key=fresh_key())

    assert (before.overdue_days, before.interest_due) == (11, FIRST_INTEREST)
    assert loan_view(city.bank, key).overdue_days == 0


def test_what_was_known_then_can_still_be_told(city: City, key: str) -> None:
    on(date(2021, 4, 1))
    row = loan(key)
    record_repayment(city.bank, key, amount="8083.33", effective_on=FIRST_DUE, key=fresh_key())
    recorded_at = row.events.get().recorded_at

    before = state_of(row, date(2021, 4, 1), known_at=recorded_at.replace(year=2020))

    assert before.overdue_days == 11
    assert state_of(row, date(2021, 4, 1), known_at=recorded_at).overdue_days == 0


def test_more_than_is_owed_is_refused_with_the_most_that_can_be_taken(city: City, key: str) -> None:
    on(FIRST_DUE)

    with pytest.raises(Refused) as refused:
        record_repayment(city.bank, key, amount="3008083.34", key=fresh_key())

    (found,) = refused.value.reasons
    assert found.code == "repayment_above_debt"
    assert found.parameters["most"] == "3008083.33"
    assert not loan(key).events.exists()


@pytest.mark.parametrize(
    ("effective_on", "code"),
    [
        (date(2021, 3, 22), "repayment_in_future"),
        (date(2021, 2, 28), "repayment_before_drawdown"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    city: City, key: str, effective_on: date, code: str
) -> None:
    on(FIRST_DUE)

    with pytest.raises(Refused) as refused:
        record_repayment(
            city.bank, key, amount="8083.33", effective_on=effective_on, key=fresh_key()
        )

    assert codes(refused.value)[0][0] == code


@pytest.mark.parametrize("amount", ["8083.333", "8083", "-1.00", "0.00"])
def test_an_amount_that_is_none_is_refused(city: City, key: str, amount: str) -> None:
    on(FIRST_DUE)

    with pytest.raises((BadInput, Refused)):
        record_repayment(city.bank, key, amount=amount, key=fresh_key())

    assert not loan(key).events.exists()


@pytest.mark.parametrize("who", ["enterprise1", "guarantor", "bureau", "treasury"])
def test_only_the_bank_records_a_repayment(city: City, key: str, who: str) -> None:
    on(FIRST_DUE)

    with pytest.raises(Refused) as refused:
        record_repayment(getattr(city, who), key, amount="8083.33", key=fresh_key())

    assert codes(refused.value) == [("repayment_by_the_bank_only", "1")]


def test_another_bank_does_not_find_the_loan(city: City, key: str) -> None:
    with pytest.raises(NotFound):
        record_repayment(city.bank2, key, amount="8083.33", key=fresh_key())
    with pytest.raises(NotFound):
        loan_view(city.bank2, key)
    assert list(loan_rows(city.bank2)) == []


def test_the_same_form_sent_twice_is_recorded_once(city: City, key: str) -> None:
    on(FIRST_DUE)
    form = fresh_key()

    first = record_repayment(city.bank, key, amount="8083.33", key=form)
    second = record_repayment(city.bank, key, amount="8083.33", key=form)

    assert first == second
    assert loan(key).events.count() == 1


def test_the_same_form_with_another_amount_is_refused(city: City, key: str) -> None:
    on(FIRST_DUE)
    form = fresh_key()
    record_repayment(city.bank, key, amount="8083.33", key=form)

    with pytest.raises(Refused) as refused:
        record_repayment(city.bank, key, amount="8083.34", key=form)

    assert codes(refused.value) == [("idempotency_key_reused", None)]


def test_nothing_more_is_recorded_on_a_closed_loan(city: City, key: str) -> None:
    on(DRAWN)
    record_repayment(city.bank, key, amount="300万元", key=fresh_key())

    with pytest.raises(Refused) as refused:
        record_repayment(city.bank, key, amount="1.00", key=fresh_key())

    assert codes(refused.value) == [("loan_closed_already", None)]
