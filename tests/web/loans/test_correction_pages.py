"""A wrong repayment put right in the browser, by two people of the bank."""

import re
from datetime import date

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, fresh_key, loan, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, OK, UNPROCESSABLE, address, text_of

from zhidai.core.money import format_yuan
from zhidai.db.corrections.models import Correction
from zhidai.services.guarantees.commands import start_claim
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
DUE, TODAY = date(2021, 3, 21), date(2021, 4, 1)
TO_CORRECT = re.compile(r'href="(/en/loans/correct/\d+/[^"]+)"')
TO_DECIDE = re.compile(r'href="(/(?:en|zh-hans)/loans/correction/\d+/[^"]+)"')


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        drawn = city.lent
        on(DUE)
        record_repayment(city.bank, drawn, amount="80833.30元", key=fresh_key())
        on(TODAY)
        return drawn


def form(**typed: str) -> dict[str, str]:
    return {"idempotency_key": fresh_key(), **typed}


RIGHT = {"amount": "8083.33", "effective_on": "2021-03-21", "grounds": "小数点错位"}


def test_one_proposes_another_approves_and_the_page_tells(
    city: City, key: str, signed_in: SignIn
) -> None:
    page = address("loans/loan", key)
    (propose,) = TO_CORRECT.findall(signed_in(city.bank).get(page).content.decode())
    signed_in(city.bank).post(propose, form(**RIGHT))
    second = signed_in(city.households["bank"].approver)
    (decide,) = set(TO_DECIDE.findall(second.get("/en/bank/").content.decode()))

    shown = text_of(second.get(decide))
    second.post(decide, form(decision="approved"))

    text = text_of(second.get(page))
    assert "Ought to be 2021-03-21 ¥8,083.33" in shown
    assert "After the correction ¥3,000,000.00 ¥0.00" in shown
    assert "2021-03-21 ¥80,833.30 2021-03-21 ¥8,083.33 小数点错位" in text
    assert "approved" in text
    assert "reversed by two people: 小数点错位" in text


def test_the_proposer_is_offered_to_withdraw_only(city: City, key: str, signed_in: SignIn) -> None:
    client = signed_in(city.bank)
    (propose,) = TO_CORRECT.findall(client.get(address("loans/loan", key)).content.decode())
    client.post(propose, form(**RIGHT))
    (decide,) = TO_DECIDE.findall(
        client.get(address("loans/loan", key, language="zh-hans")).content.decode()
    )

    page = client.get(decide)
    refused = client.post(decide, form(decision="approved"))

    assert "撤回" in text_of(page)
    assert "批准并冲正" not in text_of(page)
    assert refused.status_code == UNPROCESSABLE
    assert "须由银行的另一人决定" in text_of(refused)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (RIGHT | {"grounds": ""}, "Say why"),
        (RIGHT | {"amount": ""}, "or neither if the money never came"),
        (RIGHT | {"effective_on": "2021-02-30"}, "2021-02-30"),
        (RIGHT | {"amount": "3008083.34"}, "0.01 yuan of the money received on 2021-03-21"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_proposed(
    city: City, key: str, signed_in: SignIn, typed: dict[str, str], said: str
) -> None:
    client = signed_in(city.bank)
    (propose,) = TO_CORRECT.findall(client.get(address("loans/loan", key)).content.decode())

    answer = client.post(propose, form(**typed))

    assert answer.status_code == UNPROCESSABLE
    assert said in text_of(answer)
    assert not Correction.objects.exists()


def test_the_enterprise_sees_the_correction_and_no_way_to_make_one(
    city: City, key: str, signed_in: SignIn
) -> None:
    page = signed_in(city.enterprise1).get(address("loans/loan", key))

    assert page.status_code == OK
    assert not TO_CORRECT.findall(page.content.decode())


def test_a_repayment_of_no_loan_is_not_there(city: City, key: str, signed_in: SignIn) -> None:
    answer = signed_in(city.bank).get(address("loans/correct/999999", key))

    assert answer.status_code == NOT_FOUND


def test_a_claimed_loan_shows_why_it_is_not_corrected_and_no_form(
    city: City, key: str, signed_in: SignIn
) -> None:
    client = signed_in(city.bank)
    (propose,) = TO_CORRECT.findall(client.get(address("loans/loan", key)).content.decode())
    on(date(2022, 5, 20))
    start_claim(city.bank, key, key=fresh_key())

    page = client.get(propose)

    assert "A claim was started on this loan" in text_of(page)
    assert "Propose the correction" not in text_of(page)
    assert not TO_CORRECT.findall(client.get(address("loans/loan", key)).content.decode())


def test_a_settled_loan_says_what_falls_with_its_settling(
    city: City, key: str, signed_in: SignIn
) -> None:
    owed = state_of(loan(key), TODAY).owed_to_bank
    record_repayment(city.bank, key, amount=f"{format_yuan(owed)}元", key=fresh_key())
    client, second = signed_in(city.bank), signed_in(city.households["bank"].approver)
    found = TO_CORRECT.findall(client.get(address("loans/loan", key)).content.decode())
    shown = text_of(client.get(found[0]))
    client.post(found[0], form(grounds="记错贷款"))
    (decide,) = set(TO_DECIDE.findall(second.get("/en/bank/").content.decode()))

    asked = second.post(decide, form(decision="approved"))
    second.post(decide, form(decision="approved", registration="cancelled"))

    assert "loan and case are opened again" in shown
    assert asked.status_code == UNPROCESSABLE
    assert "Look into the register" in text_of(asked)
    assert "cancelled in the register" in text_of(second.get(address("loans/loan", key)))
    pledgee = signed_in(city.guarantor)
    assert "Register the pledges of a reopened loan anew" in text_of(pledgee.get("/en/guarantor/"))
    assert "Record the registration" in text_of(pledgee.get(address("loans/register-anew", key)))
