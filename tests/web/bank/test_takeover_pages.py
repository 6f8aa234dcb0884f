"""The bank's pages of running loans: every row is seen before anything is written."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.services.money_cast import City, on
from tests.services.test_takeover import SOUND, WRONG, workbook
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, UNPROCESSABLE, text_of

from zhidai.db.lending.models import Loan
from zhidai.db.takeover.models import Takeover

pytestmark = pytest.mark.django_db
PAGE = "/en/bank/take-over/"
SENT = {"idempotency_key": "one form"}


def sent(*rows: list[object], day: str = "2021-06-30") -> dict[str, object]:
    file = SimpleUploadedFile("存量 台账.xlsx", workbook(*rows))
    return {**SENT, "ledger": file, "on": day}


def test_a_ledger_is_looked_at_refused_as_a_whole_and_taken_over_by_its_good_rows(
    city: City, signed_in: SignIn
) -> None:
    on(date(2021, 7, 1))
    bank = signed_in(city.bank)

    seen = bank.post(PAGE, sent(SOUND, WRONG), follow=True)
    number = Takeover.objects.get().pk
    held = bank.post(f"{PAGE}{number}/", SENT)

    assert "1 loans can be taken over, 1 rows are refused. Nothing is written yet." in text_of(seen)
    assert "J3 余额(元) The balance of 1,999,999.99 is not the amount of 2,000,000.00" in text_of(
        seen
    )
    assert held.status_code == UNPROCESSABLE
    assert "1 rows are refused, so that nothing was written." in text_of(held)
    assert not Loan.objects.exists()

    taken = bank.post(f"{PAGE}{number}/", {**SENT, "good_rows": "yes"}, follow=True)
    page = text_of(bank.get("/en/loans/loan/旧-1"))
    others = text_of(signed_in(city.guarantor).get("/en/loans/loan/旧-1"))
    case = text_of(bank.get(f"/en/cases/{Loan.objects.get().case.number}/"))

    assert "The loans are taken over." in text_of(taken)
    assert "Taken over 存量 台账.xlsx, 台账, row 2, as of 2021-06-30" in page
    assert "Taken over 2021-06-30" in others
    assert "台账.xlsx" not in others
    assert "Running loan taken over from" in case
    assert signed_in(city.bank2).get(f"{PAGE}{number}/").status_code == NOT_FOUND


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({**SENT}, "Choose the ledger that the loans are taken over from."),
        (lambda: sent(SOUND, day="2021-07-02"), "The cut-over day 2021-07-02 has not come"),
        (lambda: sent(SOUND, day="30.6."), "30.6."),
        ({**SENT, "ledger": SimpleUploadedFile("a.xlsx", b"PK")}, "a.xlsx"),
        (lambda: {**sent(SOUND), "guarantor": "9" * 5000}, "999999 is not registered here"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_kept(
    city: City, signed_in: SignIn, given: object, told: str
) -> None:
    on(date(2021, 7, 1))

    answer = signed_in(city.bank).post(PAGE, given() if callable(given) else given)

    assert answer.status_code == UNPROCESSABLE
    assert told in text_of(answer)
    assert not Takeover.objects.exists()
