"""The pages of early warning: reported by one party, seen to and closed by another (8.3)."""

from datetime import date
from urllib.parse import quote

import pytest
from tests.services.money_cast import City, a_city_that_is_paid, loan, on
from tests.web.early_warning.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, OK, UNPROCESSABLE, text_of

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_city_that_is_paid

RULING = "Ruling (2021) No. 1 (fictional)"
FORM = {"idempotency_key": "one form", "happened_on": "2021-03-01", "source": RULING}


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


@pytest.fixture
def case(key: str) -> str:
    on(date(2021, 3, 1))
    return str(loan(key).case.number)


def preserved(case: str, key: str) -> dict[str, str]:
    patent = loan(key).case.rights.get().right.number
    return {**FORM, "trigger": "preservation", "right": patent}


def test_from_the_loan_to_the_report_to_the_closing(
    city: City, key: str, case: str, signed_in: SignIn
) -> None:
    guarantor, bank = signed_in(city.guarantor), signed_in(city.bank)
    assert (
        f"/en/warnings/report/{case}/"
        in guarantor.get(f"/en/loans/loan/{quote(key)}").content.decode()
    )

    reported = guarantor.post(f"/en/warnings/report/{case}/", preserved(case, key), follow=True)
    number = f"YJ-{case}-01"

    assert "the parties whom it concerns are warned" in text_of(reported)
    assert "Patent under preservation by a court" in text_of(bank.get("/en/bank/"))
    page = text_of(bank.get(f"/en/warnings/{number}/"))
    for shown in (RULING, "2021-03-06", "Urgent", "Close the warning", "8.3"):
        assert shown in page
    closed = bank.post(
        f"/en/warnings/{number}/close/",
        {"idempotency_key": "close", "outcome": "secured", "grounds": "More security"},
        follow=True,
    )
    assert "The warning is closed." in text_of(closed)
    assert "More security" in text_of(guarantor.get(f"/en/warnings/{number}/"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("who", ["bank", "bureau", "finance", "enterprise5", "appraiser"])
def test_each_party_whom_it_concerns_finds_it_by_status_and_severity(
    city: City, key: str, case: str, signed_in: SignIn, who: str, language: str
) -> None:
    signed_in(city.guarantor).post(f"/en/warnings/report/{case}/", preserved(case, key))
    client = signed_in(getattr(city, who))

    for query, found in (
        ("", True),
        ("?severity=urgent", True),
        ("?severity=notice", False),
        ("?status=closed", False),
        ("?status=ours", who == "bank"),
    ):
        page = client.get(f"/{language}/warnings/{query}")
        assert page.status_code == OK
        assert (f"YJ-{case}-01" in text_of(page)) is found, query


def test_what_is_wrong_with_a_report_stands_at_its_field(
    city: City, key: str, case: str, signed_in: SignIn
) -> None:
    client, address = signed_in(city.bank), f"/en/warnings/report/{case}/"

    for wrong, field in (
        ({"trigger": ""}, "trigger"),
        ({"right": ""}, "right"),
        ({"happened_on": "01/03/2021"}, "happened_on"),
        ({"happened_on": "2021-03-02"}, "happened_on"),
        ({"source": " "}, "source"),
        ({"trigger": "revalued_below_loan", "amount": "much"}, "amount"),
    ):
        found = client.post(address, {**preserved(case, key), **wrong})
        assert found.status_code == UNPROCESSABLE
        assert f'href="#{field}"' in found.content.decode(), wrong


def test_misuse_of_the_money_is_kept_from_the_enterprise(
    city: City, key: str, case: str, signed_in: SignIn
) -> None:
    sent = {**FORM, "trigger": "funds_misused"}
    signed_in(city.bank).post(f"/en/warnings/report/{case}/", sent)

    enterprise = signed_in(city.enterprise5)

    assert signed_in(city.finance).get(f"/en/warnings/YJ-{case}-01/").status_code == OK
    assert enterprise.get(f"/en/warnings/YJ-{case}-01/").status_code == NOT_FOUND
    assert f"YJ-{case}" not in text_of(enterprise.get("/en/warnings/?status=all"))
    assert "Loan money misused" not in text_of(enterprise.get(f"/en/warnings/report/{case}/"))
