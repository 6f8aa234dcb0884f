"""The supervision page and the workbenches: the ratio, the stop, and who has what to do."""

import re
from datetime import date, timedelta

import pytest
from tests.services.money_cast import City, a_lending_city, fresh_key, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import OK, UNPROCESSABLE, address, text_of

from zhidai.services.guarantees.commands import start_claim
from zhidai.services.sweep.commands import move_business_date

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

DAY_60 = date(2021, 5, 20)
SENT = {"idempotency_key": "one form"}
WORKBENCHES = ("bank", "guarantor", "appraiser", "bureau", "finance", "treasury")


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


@pytest.fixture
def stopped(city: City, key: str) -> str:
    """The only loan of the scheme is overdue: the ratio is 100 %."""
    on(DAY_60 - timedelta(days=1))
    move_business_date(DAY_60)
    return key


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_ratio_stands_with_its_definition_threshold_and_headroom(
    city: City, key: str, signed_in: SignIn, language: str
) -> None:
    on(date(2021, 3, 1))

    found = signed_in(city.finance).get(f"/{language}/supervision/")

    text = text_of(found)
    assert found.status_code == OK
    for shown in ("0.00%", "5.00%", "¥3,000,000.00", "¥150,000.00", "8.2"):
        assert shown in text
    assert "stops nothing" not in text
    assert "不触发暂停" not in text


def test_the_bureau_sees_whose_agreement_is_missing_and_has_nothing_to_press(
    city: City, stopped: str, signed_in: SignIn
) -> None:
    told = text_of(signed_in(city.bureau).get("/zh-hans/supervision/resume/"))

    assert "缺 3 方" in told
    assert "按本方案不由任何一方单独决定" in told
    assert "恢复新业务的条件" in told
    assert "决定恢复新业务" not in told


def test_the_bar_is_drawn_without_inline_style(city: City, stopped: str, signed_in: SignIn) -> None:
    page = signed_in(city.bureau).get("/en/supervision/").content.decode()

    svg = page[page.index("<svg") : page.index("</svg>")]
    assert "style=" not in page
    assert len(re.findall("<rect", svg)) == 3
    assert 'width="1000" height="24" fill="#a6291f"' in svg
    assert 'aria-label="Bar of the ratio, 100.00%, with a line at the threshold of 5.00%."' in svg


def test_a_stop_is_shown_and_resumes_when_the_last_party_has_agreed(
    city: City, stopped: str, signed_in: SignIn
) -> None:
    page = text_of(signed_in(city.bureau).get("/en/supervision/"))
    assert "New business stopped" in page
    assert "checked in the daily work" in page
    assert "New business stopped: ¥3,000,000.00 overdue of ¥3,000,000.00" in page

    for party in (city.bank, city.guarantor, city.appraiser):
        client = signed_in(party)
        assert "Agree to resume" in text_of(client.get(f"/en/{party.kind}/"))
        bare = client.post("/en/supervision/agree/", {**SENT, "grounds": ""})
        assert bare.status_code == UNPROCESSABLE
        done = client.post("/en/supervision/agree/", {**SENT, "grounds": "已重新协商"}, follow=True)
        assert "Your agreement is recorded." in text_of(done)

    assert "New business open" in text_of(signed_in(city.bureau).get("/en/supervision/"))


def test_agreeing_again_is_refused_with_the_grounds_kept(
    city: City, stopped: str, signed_in: SignIn
) -> None:
    client = signed_in(city.bank)
    client.post("/en/supervision/agree/", {**SENT, "grounds": "已重新协商"})

    again = client.post(
        "/en/supervision/agree/", {"idempotency_key": "another", "grounds": "再次同意"}
    )

    assert again.status_code == UNPROCESSABLE
    assert "再次同意" in again.content.decode()
    assert "clause 8.2" in text_of(again)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", WORKBENCHES)
def test_each_workbench_opens_with_its_figures(
    city: City, stopped: str, signed_in: SignIn, kind: str, language: str
) -> None:
    found = signed_in(getattr(city, kind)).get(f"/{language}/{kind}/")

    assert found.status_code == OK
    assert found.context["figures"]


def test_the_bank_finds_the_claim_that_may_start(
    city: City, stopped: str, signed_in: SignIn
) -> None:
    page = signed_in(city.bank).get("/en/bank/")

    assert address("loans/start-claim", stopped) in page.content.decode()
    assert "A claim may start" in text_of(page)


@pytest.mark.parametrize("kind", ["guarantor", "appraiser"])
def test_a_payer_finds_its_claim_with_the_days_of_grace(
    city: City, stopped: str, signed_in: SignIn, kind: str
) -> None:
    start_claim(city.bank, stopped, key=fresh_key())

    page = signed_in(getattr(city, kind)).get(f"/en/{kind}/")

    assert address("loans/pay-claim", stopped) in page.content.decode()
    assert "26 days left" in text_of(page)


def test_a_case_page_names_every_event_in_words(
    city: City, stopped: str, signed_in: SignIn
) -> None:
    start_claim(city.bank, stopped, key=fresh_key())

    page = text_of(signed_in(city.bank).get(address("loans/loan", stopped)))

    assert "Loan overdue: interest" in page
    assert "Overdue day 60: the bank may start a claim" in page
    assert "Claim started on unpaid principal of ¥3,000,000.00; payable until 2021-06-15" in page
    assert "Recorded by the platform" not in page


def test_the_treasury_has_no_supervision_page(city: City, key: str, signed_in: SignIn) -> None:
    assert signed_in(city.treasury).get("/en/supervision/").status_code == 403
