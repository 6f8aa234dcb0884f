"""Loan pages: found by any contract number, as of any day, and repaid to the fen."""

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.services.conftest import Blocker
from tests.services.money_cast import City, drawn_loan, on, pay_on_time
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, OK, UNPROCESSABLE, address, text_of

pytestmark = pytest.mark.django_db

DAY_30 = date(2021, 4, 20)  # interest fell due on 21 March: overdue day 30
LINK = re.compile(r'<th scope="row"[^>]*><a href="([^"]+)">')
ODD_KEY = "借字〔2021〕7号/补 A&B?#100%"


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        return drawn_loan(city, contract=ODD_KEY)


def fields(**typed: str) -> dict[str, str]:
    return {"idempotency_key": "one form", "confirmed": "yes", **typed}


def test_a_contract_number_with_slashes_and_signs_leads_to_its_loan(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(date(2021, 3, 1))
    client = signed_in(city.bank)

    (link,) = LINK.findall(client.get("/en/loans/").content.decode())
    found = client.get(html.unescape(link))
    switched = client.get(found.context["other_language"].url)

    assert (found.status_code, switched.status_code) == (OK, OK)
    assert found.context["loan"].key == switched.context["loan"].key == key


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Days overdue 30", "overdue since 2021-03-22", "Special mention")),
        ("zh-hans", ("逾期天数 30", "自 2021-03-22 起逾期", "关注")),
    ],
)
def test_an_overdue_loan_shows_its_days_and_when_a_claim_may_start(
    city: City, key: str, signed_in: SignIn, language: str, said: tuple[str, ...]
) -> None:
    on(DAY_30)

    found = signed_in(city.bank).get(address("loans/loan", key, language=language))

    text = text_of(found)
    assert all(phrase in text for phrase in said)
    assert found.context["loan"].days_until_claim == 30


def test_a_loan_is_shown_as_of_an_earlier_day(city: City, key: str, signed_in: SignIn) -> None:
    on(DAY_30)
    client = signed_in(city.bank)

    found = client.get(address("loans/loan", key), {"on": "2021年3月10日"})

    text = text_of(found)
    assert "as of 10 March 2021, not today" in text
    assert found.context["loan"].overdue_days == 0
    assert "Record a repayment" not in text


@pytest.mark.parametrize("typed", ["10/03/2021", "2020-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_shown_is_said_beside_its_field(
    city: City, key: str, signed_in: SignIn, typed: str
) -> None:
    on(DAY_30)

    found = signed_in(city.bank).get(address("loans/loan", key), {"on": typed})

    assert found.status_code == UNPROCESSABLE
    assert found.context["day_field"].error
    assert f'value="{typed}"' in found.content.decode()


def test_overdue_loans_come_first_and_the_filter_stands_in_the_address(
    city: City, key: str, signed_in: SignIn
) -> None:
    newer = drawn_loan(city, "enterprise4", amount="100万元", drawn_on=date(2021, 3, 21))
    on(date(2021, 4, 1))
    client = signed_in(city.bank)

    everything = client.get("/en/loans/")
    running = client.get("/en/loans/", {"status": "running"})
    searched = client.get("/en/loans/", {"text": newer})

    rows = [row[0][1].text for row in everything.context["table"].rows]
    assert rows == [key, newer]
    assert [row[0][1].text for row in running.context["table"].rows] == [newer]
    assert [row[0][1].text for row in searched.context["table"].rows] == [newer]


def test_a_repayment_is_shown_before_it_is_recorded(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(DAY_30)
    client = signed_in(city.bank)
    typed = {"amount": "8,083.33", "effective_on": "2021/4/20", "idempotency_key": "one form"}

    asked = client.post(address("loans/repay", key), typed)

    text = text_of(asked)
    assert asked.status_code == OK
    assert "Confirm the repayment" in text
    assert "人民币捌仟零捌拾叁元叁角叁分" in text
    assert "Used for interest and penalty ¥8,083.33" in text
    assert "not counted ¥3,000,000.00" in text
    assert client.get(address("loans/loan", key)).context["loan"].interest_paid == 0

    done = client.post(address("loans/repay", key), {**typed, "confirmed": "yes"}, follow=True)

    assert "The repayment is recorded." in text_of(done)
    assert "Repayment recorded: ¥8,083.33" in text_of(done)
    assert done.context["loan"].interest_paid == 808_333


def test_sending_the_same_form_twice_records_one_repayment(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(DAY_30)
    client = signed_in(city.bank)
    sent = fields(amount="1000", effective_on="2021-04-20")

    client.post(address("loans/repay", key), sent)
    client.post(address("loans/repay", key), sent)

    assert len(client.get(address("loans/loan", key)).context["loan"].money) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "400万元", "effective_on": "2021-04-20"}, "more than"),
        ({"amount": "很多", "effective_on": "2021-04-20"}, "很多"),
        ({"amount": "100", "effective_on": "2021-04-21"}, "2021-04-21"),
        ({"amount": "100", "effective_on": "yesterday"}, "yesterday"),
        ({"amount": "100", "effective_on": "2021-02-28"}, "before the drawdown"),
        ({"amount": "0.00", "effective_on": "2021-04-20"}, "above zero"),
    ],
)
def test_a_refused_repayment_keeps_what_was_typed(
    city: City, key: str, signed_in: SignIn, typed: dict[str, str], said: str
) -> None:
    on(DAY_30)

    found = signed_in(city.bank).post(address("loans/repay", key), fields(**typed))

    assert found.status_code == UNPROCESSABLE
    page = found.content.decode()
    assert all(f'value="{each}"' in page for each in typed.values())
    assert said in text_of(found)
    assert 'aria-invalid="true"' in page
    assert "<title>Error: " in page


def test_what_settles_the_loan_is_the_sum_of_its_parts(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(DAY_30)

    found = signed_in(city.bank).get(address("loans/repay", key))

    settlement = found.context["command"].rows
    shown = {str(row.label): str(row.value) for row in settlement}
    amounts = [shown[label] for label in shown if label not in {"Enterprise"}]
    due, principal, interest, accrued, total = (
        int(amount.replace("¥", "").replace(",", "").replace(".", "")) for amount in amounts
    )
    assert principal + interest + accrued == total
    assert due == interest


def test_the_enterprise_sees_its_loan_but_cannot_record_a_repayment(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(DAY_30)
    client = signed_in(city.enterprise1)

    assert client.get(address("loans/loan", key)).status_code == OK
    assert client.get(address("loans/repay", key)).status_code == 403


def test_a_loan_of_others_is_not_found(city: City, key: str, signed_in: SignIn) -> None:
    on(DAY_30)
    stranger: Client = signed_in(city.bank2)

    assert stranger.get(address("loans/loan", key)).status_code == NOT_FOUND
    assert stranger.get(address("loans/repay", key)).status_code == NOT_FOUND
    assert stranger.get(address("loans/start-claim", key)).status_code == NOT_FOUND


def test_a_repaid_loan_says_so_and_offers_the_subsidy_to_the_enterprise(
    city: City, key: str, signed_in: SignIn
) -> None:
    pay_on_time(city, key)

    bank, enterprise = signed_in(city.bank), signed_in(city.enterprise1)

    assert "Settled" in text_of(bank.get(address("loans/loan", key)))
    assert "Claim subsidies" in text_of(enterprise.get(address("loans/loan", key)))
    assert "Claim subsidies" not in text_of(bank.get(address("loans/loan", key)))


def test_a_search_of_sixty_thousand_letters_finds_nothing_and_breaks_nothing(
    city: City, signed_in: SignIn
) -> None:
    client = signed_in(city.bank)

    for page in (reverse("loans:list"), reverse("cases:inbox")):
        answer = client.get(page, {"text": "长" * 60_000})
        assert answer.status_code == 200
        assert "长" * 101 not in answer.content.decode()
