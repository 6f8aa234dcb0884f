"""The journal in the tables: booked with each movement, made anew alike, readable by beancount."""

from datetime import date
from pathlib import Path

import pytest
from beancount import loader
from tests.services.money_cast import City, a_lending_city, fresh_key, loan, on, pay_on_time

from zhidai.core.journal.accounts import Account
from zhidai.core.journal.beancount import ledger
from zhidai.db.journal.models import JournalEntry, PeriodClose
from zhidai.services import business_date
from zhidai.services.journal.posting import post
from zhidai.services.journal.queries import balances_on, corrections, ledger_lines, not_booked
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
DRAWDOWN_AND_BOTH_FEES = 3


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


def bank_accounts(day: date) -> dict[Account, int]:
    return {one.account: one.balance for one in balances_on(day) if one.role == "bank"}


def test_a_drawdown_is_booked_with_it(city: City, key: str) -> None:
    assert JournalEntry.objects.filter(loan__key=key).count() == DRAWDOWN_AND_BOTH_FEES
    assert bank_accounts(date(2021, 3, 1)) == {
        Account.CASH: -300_000_000,
        Account.LOANS: 300_000_000,
    }


def test_a_loan_paid_to_the_end_leaves_the_interest_as_income(city: City, key: str) -> None:
    pay_on_time(city, key)

    day = business_date.today()
    found = bank_accounts(day)
    interest = sum(one.interest for one in state_of(loan(key), day).instalments) * 100
    assert found == {Account.CASH: interest, Account.INTEREST_INCOME: -interest}
    assert list(not_booked(day)) == []


def test_the_books_hold_on_a_day_that_is_over_as_well(city: City, key: str) -> None:
    pay_on_time(city, key, until=date(2021, 7, 21))

    assert list(not_booked(date(2021, 4, 30))) == []


def test_booking_again_books_nothing(city: City, key: str) -> None:
    assert post(loan(key), business_date.today()) == 0


def test_a_back_dated_repayment_after_closing_is_listed_as_a_correction(
    city: City, key: str
) -> None:
    on(date(2021, 6, 1))
    post(loan(key), date(2021, 6, 1))
    before = bank_accounts(date(2021, 5, 31))
    PeriodClose.objects.create(
        closed_through=date(2021, 5, 31),
        recorded_at=business_date.now(),
        person_id=city.bank.person_id,
    )

    record_repayment(
        city.bank, key, amount="8083.33", effective_on=date(2021, 3, 21), key=fresh_key()
    )

    found = corrections(date(2021, 6, 1), date(2021, 6, 30))
    assert [(each, one.effective_on) for each, one in found] == [(key, date(2021, 3, 21))]
    assert bank_accounts(date(2021, 5, 31)) == before
    assert list(not_booked(date(2021, 6, 1))) == []


def test_beancount_reads_the_journal_without_an_error(city: City, key: str, tmp_path: Path) -> None:
    pay_on_time(city, key, until=date(2021, 7, 21))
    lines, names = ledger_lines(business_date.today())
    file = tmp_path / "journal.beancount"
    file.write_text(ledger(lines, names=names), encoding="utf-8")

    entries, errors, _ = loader.load_file(str(file))

    assert errors == []
    assert sum(type(one).__name__ == "Transaction" for one in entries) == len(lines)
