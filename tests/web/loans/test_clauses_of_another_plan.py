"""Under Qinglan's plan pages, letters and refusals name Qinglan's clauses, and lead to them."""

import re

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from tests.conftest import Make
from tests.documents.pdf_text import text_of
from tests.services.money_cast import fresh_key, loan, on
from tests.services.qinglan_cast import (
    DRAWN,
    SCHEME,
    Qinglan,
    drawn,
    overdue_from,
    qinglan,
)
from tests.services.refusals import refused
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import OK, UNPROCESSABLE, address

from zhidai.core.errors import reason
from zhidai.core.guarantees.claim import claim_may_start_on
from zhidai.db.cases.models import Document
from zhidai.db.parties.models import Person
from zhidai.schemes.reader import shipped
from zhidai.services.guarantees.commands import record_recovery, start_claim
from zhidai.services.lending.commands import record_repayment
from zhidai.web.shared import errors

pytestmark = pytest.mark.django_db
_CITED = re.compile(r'class="clause" href="/en/schemes/([^/]+)/[^#"]*#clause-([^"]+)"')


@pytest.fixture(scope="module")
def city(made: Make) -> Qinglan:
    return made(qinglan)


@pytest.fixture(scope="module")
def claimed(city: Qinglan) -> str:
    """A guaranteed loan on which the bank has claimed; its key."""
    on(DRAWN)
    key = drawn(city)
    on(claim_may_start_on(overdue_from(key), overdue_days=45))
    start_claim(city.bank, key, key=fresh_key())
    return key


def cited_on(client: Client, room: str, key: str) -> set[tuple[str, str]]:
    """Scheme and number of every clause that a page names."""
    answer = client.get(address(room, key))
    assert answer.status_code == OK
    return set(_CITED.findall(answer.content.decode()))


def test_the_page_of_a_claim_names_the_clauses_of_its_own_plan(
    city: Qinglan, claimed: str, signed_in: SignIn
) -> None:
    record_recovery(
        city.guarantor, claimed, gross="3万元", costs="0元", source="处置所得", key=fresh_key()
    )

    found = cited_on(signed_in(city.bank), "loans/claim", claimed)

    assert {scheme for scheme, _ in found} == {SCHEME}
    assert {"7.2", "6.2", "6.3", "7.4"} <= {clause for _, clause in found}


def test_the_page_of_a_claim_shows_the_sanctions_that_people_carry_out(
    city: Qinglan, claimed: str, signed_in: SignIn
) -> None:
    page = signed_in(city.bank).get(address("loans/claim", claimed)).content.decode()

    assert "Sanctions done by hand" in page
    rows = {cells[0]: cells for cells in map(_cells, re.findall(r"<tr[^>]*>.*?</tr>", page, re.S))}
    _, against, lasts, by, clause = rows["No compensation after a missed filing"]
    assert (against, lasts, clause) == ("Bank", "6 months", "clause 10.4")
    assert by == "Guarantor, Risk compensation fund"
    assert "No new loan after a claim was paid" not in rows  # the platform carries that one out


def _cells(row: str) -> list[str]:
    found = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in found] or [""]


def test_the_journey_draws_the_fund_with_the_guarantor_and_the_bank(
    city: Qinglan, claimed: str, signed_in: SignIn
) -> None:
    page = signed_in(city.bank).get(address("loans/journey", claimed)).content.decode()

    bars = [
        re.search(rf">{name}: share<.*?</text>", page, re.S)
        for name in ("Guarantor", "Risk compensation fund", "Bank")
    ]
    assert all(bars), page
    assert "compensation_fund" not in page
    assert "Owed by Risk compensation fund" in page  # the table calls it alike


def test_every_page_of_the_loan_names_clauses_that_its_plan_has(
    city: Qinglan, claimed: str, signed_in: SignIn
) -> None:
    for room in ("loans/loan", "loans/journey", "loans/pay-claim"):
        found = cited_on(signed_in(city.guarantor), room, claimed)

        assert {scheme for scheme, _ in found} <= {SCHEME}
        assert {clause for _, clause in found} <= set(shipped(SCHEME).clauses)


def test_the_notice_of_a_claim_rests_on_the_clauses_of_its_own_plan(
    city: Qinglan, claimed: str
) -> None:
    notice = Document.objects.filter(case=loan(claimed).case, paper="claim_notice").first()
    assert notice is not None

    text = text_of(bytes(notice.content))

    assert "第7.2条" in text
    assert "第6.2条" in text
    assert "第8.1条" not in text


def test_a_refusal_rests_on_the_clause_of_its_own_plan(city: Qinglan, claimed: str) -> None:
    with refused() as told:
        record_repayment(city.bank, claimed, amount="1万元", key=fresh_key())

    assert told.codes == {("repayment_after_claim", "7.4")}


def test_a_bureau_is_told_that_the_ratio_of_all_banks_stops_nothing(
    city: Qinglan, claimed: str, signed_in: SignIn
) -> None:
    pages = {
        name: signed_in(acting).get("/en/supervision/").content.decode()
        for name, acting in (("bureau", city.people["bureau"]), ("bank", city.bank))
    }

    told = "This ratio is of all banks together and stops nothing"
    assert told in pages["bureau"]
    assert "new business stops when the ratio is above it" not in pages["bureau"]
    assert told not in pages["bank"]  # a bank is shown its own ratio, by which it is stopped
    assert "new business stops when the ratio is above it" in pages["bank"]


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("bureau", "bureau/"),
        ("bank", "bank/"),
        ("guarantor", "guarantor/"),
        ("treasury", "treasury/"),
        ("bank", "filings/"),
        ("bank", "parties/agreements/"),
        ("bureau", "warnings/"),
        ("treasury", "subsidies/payments/"),
        ("treasury", "subsidies/"),
    ],
)
def test_lists_and_figures_name_the_plan_of_the_party_that_reads_them(
    city: Qinglan, claimed: str, signed_in: SignIn, role: str, page: str
) -> None:
    answer = signed_in(city.people[role]).get(f"/en/{page}", follow=True)

    assert answer.status_code == OK
    assert {scheme for scheme, _ in _CITED.findall(answer.content.decode())} <= {SCHEME}


def test_the_page_of_a_case_leads_to_the_clauses_of_its_own_plan(
    city: Qinglan, claimed: str, signed_in: SignIn
) -> None:
    client, case = signed_in(city.bank), f"/en/cases/{loan(claimed).case.number}/"
    page = client.get(case).content.decode()
    reasons = sorted(set(re.findall(r'href="(/en/cases/[^"]+/why/[0-9]+/)"', page)))

    assert reasons
    for address_of in (case, reasons[-1]):
        found = _CITED.findall(client.get(address_of).content.decode())
        assert {scheme for scheme, _ in found} == {SCHEME}


def test_a_refusal_on_a_page_of_its_own_leads_to_the_plan_of_who_reads_it(
    city: Qinglan, claimed: str, rf: RequestFactory
) -> None:
    request = rf.post("/en/loans/")
    request.user = Person.objects.get(pk=city.bank.person_id)

    with translation.override("en"):
        page = errors.refused(request, (reason("repayment_after_claim", "7.4"),))

    assert set(_CITED.findall(page.content.decode())) == {(SCHEME, "7.4")}


def test_a_refused_correction_leads_to_the_clause_of_its_own_plan(
    city: Qinglan, signed_in: SignIn
) -> None:
    on(DRAWN)
    key = drawn(city)
    record_repayment(city.bank, key, amount="1元", key=fresh_key())
    event = loan(key).events.get().pk
    on(claim_may_start_on(overdue_from(key), overdue_days=45))
    start_claim(city.bank, key, key=fresh_key())

    sent = {"amount": "2", "effective_on": f"{DRAWN}", "grounds": "误记"}
    sent["idempotency_key"] = fresh_key()
    answer = signed_in(city.bank).post(address(f"loans/correct/{event}", key), sent)

    assert answer.status_code == UNPROCESSABLE
    assert (SCHEME, "7.4") in _CITED.findall(answer.content.decode())
