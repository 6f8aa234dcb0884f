"""The books in the browser: each party its own, on any day, to the fen, in both languages."""

import io
from datetime import date
from pathlib import Path

import pytest
import python_calamine
from beancount import loader
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, fresh_key, loan, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, OK, UNPROCESSABLE, address, text_of

from zhidai.db.journal.models import JournalEntry, PeriodClose
from zhidai.services.acting import Acting
from zhidai.services.journal.posting import post
from zhidai.services.lending.commands import record_repayment

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
TODAY = date(2021, 6, 1)
FIRST_INTEREST = "¥8,083.33"  # 3,000,000 at 4.85 % from 1 to 21 March, 20 days over 360


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        drawn = city.lent
        on(date(2021, 3, 21))
        record_repayment(city.bank, drawn, amount="8083.33元", key=fresh_key())
        on(TODAY)
        post(loan(drawn), TODAY)
        return drawn


@pytest.fixture
def bank(city: City, key: str, signed_in: SignIn) -> Client:
    return signed_in(city.bank)


def test_the_trial_balance_stands_as_of_any_day(bank: Client) -> None:
    before = text_of(bank.get("/en/journal/?on=2021-03-20"))
    after = text_of(bank.get("/en/journal/?on=2021-03-21"))

    assert "Interest income" not in before
    assert f"Interest income Income — {FIRST_INTEREST}" in after
    assert "Total ¥3,000,000.00 ¥3,000,000.00" in before.replace("— ", "")


@pytest.mark.parametrize("who", ["bank", "guarantor", "appraiser", "treasury", "enterprise1"])
def test_each_party_finds_its_own_accounts_alone(
    city: City, key: str, signed_in: SignIn, who: str
) -> None:
    text = text_of(signed_in(city.households[who].officer).get("/en/journal/"))

    assert ("Loans Assets" in text) == (who == "bank")
    assert ("Loans payable Liabilities" in text) == (who == "enterprise1")
    assert ("Fee income Income" in text) == (who in {"guarantor", "appraiser"})


def test_a_statement_ends_at_its_beginning_and_what_was_booked(bank: Client) -> None:
    found = bank.get("/en/journal/account/cash/?since=2021-03-02&until=2021-03-31")

    text = text_of(found)
    assert "Balance before 2021-03-02 -¥3,000,000.00" in text
    assert f"Debits of the period {FIRST_INTEREST}" in text
    assert "Balance at the end of 2021-03-31 -¥2,991,916.67" in text
    assert "2021-03-21 Repayment" in text


def test_a_statement_of_no_account_is_not_there(bank: Client) -> None:
    assert bank.get("/en/journal/account/slush/").status_code == NOT_FOUND


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=2021-02-30", "2021-02-30"),
        ("since=2021-05-02&until=2021-05-01", "ends on 2021-05-01, before it begins"),
    ],
)
def test_days_that_are_none_are_told_in_a_sentence(bank: Client, asked: str, said: str) -> None:
    found = bank.get(f"/en/journal/account/cash/?{asked}")

    assert found.status_code == UNPROCESSABLE
    assert said in text_of(found)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Drawdown", "Loans", "¥3,000,000.00", "Repayment", FIRST_INTEREST)),
        ("zh-hans", ("放款", "贷款", "¥3,000,000.00", "还款", FIRST_INTEREST)),
    ],
)
def test_a_loan_shows_its_entries(
    bank: Client, key: str, language: str, said: tuple[str, ...]
) -> None:
    text = text_of(bank.get(address("journal/loan", key, language=language)))

    assert [each for each in said if each not in text] == []


def test_the_page_of_a_loan_leads_to_its_entries(bank: Client, key: str) -> None:
    page = bank.get(address("loans/loan", key)).content.decode()

    assert address("journal/loan", key) in page


def test_a_late_payment_of_a_closed_period_is_listed_as_a_correction(
    city: City, key: str, bank: Client
) -> None:
    person = city.households["bureau"].approver.person_id
    PeriodClose.objects.create(
        closed_through=date(2021, 4, 30),
        recorded_at=JournalEntry.objects.latest("id").recorded_at,
        person_id=person,
    )
    sent = {"amount": "100元", "effective_on": "2021-04-21", "idempotency_key": "late"}
    confirming = text_of(bank.post(address("loans/repay", key), sent))
    record_repayment(
        city.bank, key, amount="100元", effective_on=date(2021, 4, 21), key=fresh_key()
    )

    text = text_of(bank.get("/en/journal/corrections/"))

    assert "it is booked on 2021-05-01 and listed as a correction" in confirming

    assert f"2021-05-01 2021-04-21 {key}" in text


def test_the_bureaus_approver_closes_a_period_in_the_browser(
    city: City, key: str, signed_in: SignIn
) -> None:
    client = signed_in(city.households["bureau"].approver)
    sent = {"through": "2021-04-30", "idempotency_key": "close"}

    answer = client.post("/en/journal/periods/close/", sent)

    assert answer["Location"] == "/en/journal/periods/"
    assert "2021-04-30" in text_of(client.get("/en/journal/periods/"))


def test_a_day_that_is_not_over_closes_nothing(city: City, key: str, signed_in: SignIn) -> None:
    client = signed_in(city.households["bureau"].approver)
    sent = {"through": TODAY.isoformat(), "idempotency_key": "close"}

    answer = client.post("/en/journal/periods/close/", sent)

    assert answer.status_code == UNPROCESSABLE
    assert "2021-06-01 is not over" in text_of(answer)
    assert not PeriodClose.objects.exists()


def test_only_an_approver_of_the_bureau_is_offered_to_close(
    city: City, key: str, signed_in: SignIn
) -> None:
    def offered(acting: Acting) -> bool:
        page = signed_in(acting).get("/en/journal/periods/").content.decode()
        return "/en/journal/periods/close/" in page

    assert offered(city.households["bureau"].approver)
    assert not offered(city.bureau)
    assert not offered(city.households["bank"].approver)


def statement(text: str, name: str = "flow.csv") -> dict[str, object]:
    return {"statement": SimpleUploadedFile(name, text.encode()), "idempotency_key": "one"}


def test_a_bank_statement_is_held_against_the_books(bank: Client, key: str) -> None:
    text = f"日期,金额,摘要\n2021-03-01,-3000000,{key}\n2021-03-22,8083.32,利息\n"

    found = text_of(bank.post("/en/journal/reconcile/", statement(text)))

    assert "Lines that agree 1" in found
    assert "The statement has more than the books -¥0.01" in found
    assert "3 2021-03-22 ¥8,083.32" in found  # row 3 of the file
    assert f"{key} 2021-03-21 ¥8,083.33" in found
    assert "Amounts read 金额, money in above zero" in found


def test_a_movement_that_the_statement_leaves_out_is_found_on_the_days_it_covers(
    bank: Client, key: str
) -> None:
    text = f"日期,金额,摘要\n2021-03-01,-3000000,{key}\n"
    covers = {"since": "2021-03-01", "until": "2021年3月31日"}

    found = text_of(bank.post("/en/journal/reconcile/", statement(text) | covers))

    assert "Days covered 2021-03-01 – 2021-03-31" in found
    assert f"{key} 2021-03-21 ¥8,083.33" in found
    assert "The statement has more than the books -¥8,083.33" in found


def test_a_statement_with_two_amount_columns_says_how_it_was_read(bank: Client, key: str) -> None:
    text = f"日期,借方,贷方,摘要\n2021-03-01,3000000.00,,{key}\n"

    found = text_of(bank.post("/en/journal/reconcile/", statement(text)))

    assert "Lines that agree 1" in found
    assert "Amounts read 贷方 as money in, 借方 as money out" in found


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"idempotency_key": "one"}, "Choose the file of the bank statement"),
        (statement("日期,数\n2021-03-01,1\n"), "no column 金额"),
        (statement("日期,金额\n"), "no lines below its headings"),
        (statement("日期,金额\n2021-03-01,some\n"), "Row 2: some is no amount"),
        (statement("日期,金额\n2021-03-01,1.005\n"), "Row 2: 1.005 is no amount"),
        (statement("日期,金额\n2021-02-30,1\n"), "2021-02-30"),
        (statement("日期,金额\n2021-03-01,1\n") | {"within": "soon"}, "soon is no number of days"),
        (statement("日期,金额\n2021-03-01,1\n") | {"within": "32"}, "give 0 to 31 days"),
        (
            statement("日期,金额\n2021-03-01,1\n") | {"since": "2021-03-02"},
            "cannot cover 2021-03-02",
        ),
        (statement("日期,金额\n2021-03-01,1\n") | {"until": "spring"}, "spring"),
        (statement("日期,金额\n" + "2021-03-01,1\n" * 2001), "2001 lines; a page takes 2000"),
    ],
)
def test_a_statement_that_cannot_be_read_is_told_in_a_sentence(
    bank: Client, sent: dict[str, object], said: str
) -> None:
    answer = bank.post("/en/journal/reconcile/", sent)

    assert answer.status_code == UNPROCESSABLE
    assert said in text_of(answer)


def test_beancount_accepts_a_partys_own_books(
    bank: Client, city: City, key: str, tmp_path: Path
) -> None:
    answer = bank.get("/en/journal/beancount/?on=2021-03-31")
    file = tmp_path / "own.beancount"
    file.write_bytes(answer.content)

    entries, errors, _ = loader.load_file(str(file))

    assert answer.status_code == OK
    assert errors == []
    assert "Guarantor" not in answer.content.decode()
    assert len(entries) > 1


def test_the_workbook_says_what_the_page_says(bank: Client, key: str) -> None:
    answer = bank.get("/en/journal/xlsx/?on=2021-03-31")

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    balances = {row[0]: row[2:] for row in book.get_sheet_by_name("Trial balance").to_python()}
    head, *bookings = book.get_sheet_by_name("Bookings").to_python()
    assert balances["Cash"] == ["", pytest.approx(2_991_916.67)]
    debit, credit = (
        sum(row[head.index(side)] or 0 for row in bookings) for side in ("Debit", "Credit")
    )
    assert debit == pytest.approx(credit)
    assert {row[head.index("Loan contract")] for row in bookings} == {key}
