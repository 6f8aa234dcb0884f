"""The page on which every yuan of a loan travels: pictures, steps, sums that close, files."""

import csv
import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from tests.services.money_cast import City, a_lending_city, fresh_key, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, OK, UNPROCESSABLE, address, text_of

from zhidai.services.demonstration.city import SCHEME
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim
from zhidai.services.portfolio.breaker import Grounds, check_breaker

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

DAY_60, LATER = date(2021, 5, 20), date(2021, 9, 1)
_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


@pytest.fixture
def recovered(city: City, key: str) -> str:
    """Claimed, paid by the guarantor, recovered in part while the appraiser still owes."""
    on(DAY_60)
    start_claim(city.bank, key, key=fresh_key())
    pay_claim(city.guarantor, key, amount="210万元", key=fresh_key())
    on(LATER)
    sent = {"gross": "100万元", "costs": "5万元", "source": "专利权拍卖"}
    record_recovery(city.bank, key, **sent, key=fresh_key())
    return key


def test_the_page_closes_and_names_step_clause_and_party(
    city: City, recovered: str, signed_in: SignIn
) -> None:
    page = signed_in(city.bank).get(address("loans/journey", recovered))

    text = text_of(page)
    assert page.status_code == OK
    assert "Closes to the fen" in text
    assert "Does not close" not in text
    for shown in (
        "Share of the loss asked for 8.1 Bank Guarantor ¥2,100,000.00",
        "Paid to the bank on the claim 7.2 Guarantor Bank ¥2,100,000.00",
        "Costs of the recovery 7.3 Proceeds of the pledge Court, auction, enforcement ¥50,000.00",
        "Proceeds of the pledge Bank ¥95,000.00",
        "Civil Code 568",
        "2021-03-22 Overdue day 1: bureau and finance office are told ¥8,083.33 clause 7.1",
        "2021-05-20 The bank may start a claim",
    ):
        assert shown in text


def test_the_pictures_are_drawn_with_names_and_amounts(
    city: City, recovered: str, signed_in: SignIn
) -> None:
    page = signed_in(city.guarantor).get(address("loans/journey", recovered, language="zh-hans"))

    pictures = _SVG.findall(page.content.decode())
    texts = [
        [each.text for each in ElementTree.fromstring(drawn).iter() if each.text]  # noqa: S314
        for drawn in pictures
    ]
    loan, recovery = texts
    assert "style=" not in "".join(pictures)  # the policy of pages allows none
    assert "担保公司：剩余损失" in loan
    assert "¥1,435,000.00" in loan  # 2,100,000 less 665,000
    assert "追偿收入总额" in recovery
    assert "追偿收入总额 → 返还银行: ¥190,000.00" in recovery


def test_before_the_claim_the_page_shows_what_stays_with_the_bank(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(DAY_60)

    page = signed_in(city.finance).get(address("loans/journey", key) + "?on=2021-05-19")

    assert page.status_code == OK
    assert len(_SVG.findall(page.content.decode())) == 1
    assert "as of 19 May 2021" in text_of(page)
    assert "Unpaid, with the bank" in text_of(page)


def test_a_day_that_is_none_is_one_sentence(city: City, key: str, signed_in: SignIn) -> None:
    page = signed_in(city.bank).get(address("loans/journey", key) + "?on=gestern")

    assert page.status_code == UNPROCESSABLE
    assert "gestern" in text_of(page)


def test_the_files_hold_what_the_page_shows(city: City, recovered: str, signed_in: SignIn) -> None:
    client = signed_in(city.bureau)

    found = client.get(address("loans/journey-csv", recovered))
    book = client.get(address("loans/journey-xlsx", recovered))

    rows = list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))
    page = client.get(address("loans/journey", recovered))
    assert found["Content-Disposition"].startswith("attachment;")
    assert len(rows) == len(page.context["steps"].rows)
    assert rows[0]["What"] == "Principal lent"
    assert Decimal(rows[-1]["Unpaid in all"]) == sum(
        Decimal(rows[-1][name])
        for name in rows[-1]
        if name.startswith(("Unpaid p", "Unpaid interest in", "Owed", "Borne", "Paid by"))
    )
    sheet = zipfile.ZipFile(io.BytesIO(book.content)).read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<c r="G2" s="\d+"><v>3000000', sheet)  # a number, that a sheet can add up


def test_the_enterprise_and_the_treasury_do_not_see_how_the_loss_is_shared(
    city: City, recovered: str, signed_in: SignIn
) -> None:
    for acting in (city.enterprise1, city.treasury):
        client = signed_in(acting)
        assert client.get(address("loans/journey", recovered)).status_code == NOT_FOUND
        assert client.get(address("loans/journey-csv", recovered)).status_code == NOT_FOUND
        assert "journey" not in client.get(address("loans/loan", recovered)).content.decode()


def test_loan_and_claim_lead_to_the_journey(city: City, recovered: str, signed_in: SignIn) -> None:
    client = signed_in(city.bank)
    there = address("loans/journey", recovered)

    assert there in client.get(address("loans/loan", recovered)).content.decode()
    assert there in client.get(address("loans/claim", recovered)).content.decode()


def test_the_page_keeps_the_stop_of_new_business_and_whom_it_refuses(
    city: City, recovered: str, signed_in: SignIn
) -> None:
    check_breaker(SCHEME, DAY_60, grounds=Grounds.DAILY_WORK)
    client = signed_in(city.bureau)

    first, again = (text_of(client.get(address("loans/journey", recovered))) for _ in range(2))
    before = client.get(address("loans/journey", recovered) + "?on=2021-05-19")

    assert "New business stopped on 2021-05-20, while this loan was unpaid" in first
    assert "every approval is refused" in first
    assert "2021-05-20 New business stopped" in first
    assert first.count("clause 8.2") == again.count("clause 8.2") > 0
    assert "New business stopped" not in text_of(before)


def test_the_stop_of_all_business_is_told_to_everybody_who_shares_the_loss(
    city: City, recovered: str, signed_in: SignIn
) -> None:
    check_breaker(SCHEME, DAY_60, grounds=Grounds.DAILY_WORK)
    pages = [
        signed_in(acting).get(address("loans/journey", recovered))
        for acting in (city.bank, city.appraiser)
    ]

    stops = [page.context["view"].stop for page in pages]
    assert all(stop is not None and stop.on == DAY_60 for stop in stops)
