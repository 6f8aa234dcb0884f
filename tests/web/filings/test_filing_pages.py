"""The pages of the monthly filing: the bank sends, the bureau receives or returns (9.2)."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_city_that_is_paid
from tests.web.filings.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, OK, UNPROCESSABLE, text_of

from zhidai.services.acting import Acting
from zhidai.services.filings.queries import filing_rows
from zhidai.services.filings.views import FilingRow
from zhidai.services.sweep.commands import move_business_date
from zhidai.web.filings import pages
from zhidai.web.shared.components import Cell

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_city_that_is_paid

HERE = "/en/filings/BA202103-001/"
MISSING = ("business_licence", "entrusted_guarantee_contract", "guarantee_fee_invoice")
SENT = {"idempotency_key": "one form", "seen": "0", "note": "Follows next week"}


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        loan = city.lent
        move_business_date(date(2021, 4, 1))
        return loan


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("who", ["bank", "bureau"])
def test_the_list_and_the_page_show_the_month_with_what_is_missing(
    city: City, key: str, signed_in: SignIn, who: str, language: str
) -> None:
    client = signed_in(getattr(city, who))

    for address in (f"/{language}/filings/", f"/{language}/filings/BA202103-001/"):
        found = client.get(address)
        assert found.status_code == OK
        for shown in ("BA202103-001", "2021-03", "¥3,000,000.00", "2021-04-30", "9.2"):
            assert shown in text_of(found)
    page = text_of(found)
    assert key in page
    assert page.count("缺 " if language == "zh-hans" else "missing ") >= len(MISSING)


def test_the_bank_finds_it_on_its_workbench_completes_it_and_sends_it(
    city: City, key: str, signed_in: SignIn
) -> None:
    client = signed_in(city.bank)
    assert "Send the monthly filing" in text_of(client.get("/en/bank/"))
    page = client.get(HERE).content.decode()
    to_add = re.search(r'href="(/en/filings/BA202103-001/papers/[^"]+)"', page)
    assert to_add is not None
    files = {
        f"paper-{paper}": SimpleUploadedFile(f"{paper}.pdf", b"%PDF-1.7 paper") for paper in MISSING
    }

    added = client.post(to_add[1], {"idempotency_key": "papers", **files}, follow=True)
    sent = client.post(f"{HERE}send/", {**SENT, "note": ""}, follow=True)

    assert "The papers are in the dossier." in text_of(added)
    assert "The filing has been sent to the bureau." in text_of(sent)
    assert "Waiting for the bureau" in text_of(sent)
    assert "Send the monthly filing" not in text_of(client.get("/en/bank/"))


def test_sending_with_papers_missing_asks_for_the_note_at_its_field(
    city: City, key: str, signed_in: SignIn
) -> None:
    found = signed_in(city.bank).post(f"{HERE}send/", {**SENT, "note": " "})

    page = found.content.decode()
    assert found.status_code == UNPROCESSABLE
    assert 'href="#note"' in page
    assert "Papers missing: 3." in text_of(found)


def test_the_bureau_returns_it_and_both_versions_stay_to_be_read(
    city: City, key: str, signed_in: SignIn
) -> None:
    bank, bureau = signed_in(city.bank), signed_in(city.bureau)
    bank.post(f"{HERE}send/", SENT)
    assert "Receive a monthly filing, or return it" in text_of(bureau.get("/en/bureau/"))

    refused = bureau.post(f"{HERE}receive/", {"idempotency_key": "receive", "seen": "1"})
    returned = bureau.post(
        f"{HERE}return/",
        {"idempotency_key": "return", "seen": "1", "grounds": "Licence missing"},
        follow=True,
    )
    again = bank.post(
        f"{HERE}send/",
        {"idempotency_key": "again", "seen": "1", "note": "Licence follows"},
        follow=True,
    )

    assert refused.status_code == UNPROCESSABLE
    assert "A filing with papers missing is returned" in text_of(refused)
    assert "Licence missing" in text_of(returned)
    assert "The filing has been sent to the bureau." in text_of(again)
    older = text_of(bureau.get(f"{HERE}version/1/"))
    assert "This is version 1, kept as it was sent; version 2 counts." in older
    assert "Version 2 sent: 1 loans, ¥3,000,000.00, 3 papers missing" in older


def test_a_form_made_before_somebody_else_sent_is_refused(
    city: City, key: str, signed_in: SignIn
) -> None:
    client = signed_in(city.bank)
    client.post(f"{HERE}send/", SENT)

    late = client.post(f"{HERE}send/", {**SENT, "idempotency_key": "another"})

    assert late.status_code == UNPROCESSABLE
    assert "The filing stands at version 1, you were looking at version 0." in text_of(late)


@pytest.mark.parametrize(("file", "beginning"), [("paper", b"%PDF-"), ("workbook", b"PK\x03\x04")])
def test_a_version_is_given_as_a_file(
    city: City, key: str, signed_in: SignIn, file: str, beginning: bytes
) -> None:
    signed_in(city.bank).post(f"{HERE}send/", SENT)

    found = signed_in(city.bureau).get(f"{HERE}version/1/{file}")

    assert found.status_code == OK
    assert found.content.startswith(beginning)
    assert "attachment" in found["Content-Disposition"]


def test_the_late_list_holds_what_was_not_sent_in_time(
    city: City, key: str, signed_in: SignIn
) -> None:
    client = signed_in(city.bureau)
    assert "0 filings" in text_of(client.get("/en/filings/?status=late"))

    move_business_date(date(2021, 5, 2))

    late = text_of(client.get("/en/filings/?status=late"))
    assert "1 filing " in late
    assert "2 days late" in late


@pytest.mark.parametrize("who", ["bank2", "guarantor", "finance", "enterprise1"])
def test_others_do_not_find_it(city: City, key: str, signed_in: SignIn, who: str) -> None:
    found = signed_in(getattr(city, who)).get(HERE)

    assert found.status_code == (NOT_FOUND if who == "bank2" else 403)


def test_a_long_list_has_pages_as_other_lists_have(
    city: City, key: str, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def many(acting: Acting, **asked: object) -> list[FilingRow]:
        return filing_rows(acting, **asked) * 60  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "filing_rows", many)
    client = signed_in(city.bureau)

    first, last = (client.get(f"/en/filings/?page={number}") for number in (1, 3))

    assert "60 filings" in text_of(first)
    assert "Page 1 of 3" in text_of(first)
    assert [len(one.context["table"].rows) for one in (first, last)] == [25, 10]


def test_a_late_filing_says_so_over_the_day_it_was_due_on(
    city: City, key: str, signed_in: SignIn
) -> None:
    def due(client: Client) -> Cell:
        (row,) = client.get("/en/filings/").context["table"].rows
        return row[-1][1]

    client = signed_in(city.bureau)
    before = due(client)
    move_business_date(date(2021, 5, 3))
    late = due(client)

    assert (before.text, before.tag) == ("2021-04-30", None)
    assert (late.note, str(late.tag and late.tag.text)) == ("2021-04-30", "3 days late")
