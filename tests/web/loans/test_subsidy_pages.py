"""Subsidy pages: the computation before the claim, then claimed, decided and paid."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.services.money_cast import PROOFS, City, a_repaid_city, drawn_loan, fresh_key
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import UNPROCESSABLE, address, text_of

from zhidai.services.subsidies.commands import approve_subsidy, claim_subsidy

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_repaid_city

SENT = {"idempotency_key": "one form"}


def files() -> dict[str, SimpleUploadedFile]:
    """The proofs as a browser sends them."""
    return {
        f"paper-{paper}": SimpleUploadedFile(upload.name, upload.content)
        for paper, upload in PROOFS
    }


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_enterprise_sees_the_computation_before_it_claims(
    city: City, key: str, signed_in: SignIn, language: str
) -> None:
    found = signed_in(city.enterprise1).get(address("subsidies/claim", key, language=language))

    text = text_of(found)
    for shown in ("¥147,520.85", "50.00%", "¥73,760.42", "30.00%", "¥44,256.25", "¥148,016.67"):
        assert shown in text
    assert "9.3" in text
    assert "4.3" in text


def test_a_claim_goes_from_the_enterprise_to_bureau_and_treasury(
    city: City, key: str, signed_in: SignIn
) -> None:
    client = signed_in(city.enterprise1)
    claimed = client.post(address("subsidies/claim", key), {**SENT, **files()}, follow=True)
    to_decide = signed_in(city.bureau).get("/en/bureau/")
    approved = signed_in(city.bureau).post(address("subsidies/approve", key), SENT, follow=True)
    to_pay = signed_in(city.treasury).get("/en/treasury/")
    paid = signed_in(city.treasury).post(address("subsidies/pay", key), SENT, follow=True)

    assert "The claim has been sent to the bureau." in text_of(claimed)
    assert "Waiting for the bureau" in text_of(claimed)
    assert address("subsidies/subsidy", key) in to_decide.content.decode()
    assert "Approved; the treasury can pay." in text_of(approved)
    assert address("subsidies/pay", key) in to_pay.content.decode()
    assert "¥148,016.67" in text_of(to_pay)
    assert "The subsidies are paid." in text_of(paid)


def test_a_claim_without_a_proof_marks_its_field_and_says_that_files_are_to_be_chosen_again(
    city: City, key: str, signed_in: SignIn
) -> None:
    sent = files()
    del sent["paper-interest_receipts"]

    found = signed_in(city.enterprise1).post(
        address("subsidies/claim", key, language="en"), {**SENT, **sent}
    )

    page = found.content.decode()
    assert found.status_code == UNPROCESSABLE
    assert 'enctype="multipart/form-data"' in page
    assert page.count('aria-invalid="true"') == 1
    assert "The paper “Interest receipts” is missing. Attach it." in text_of(found)
    assert "clause 9.3" in text_of(found)
    assert "Files have to be chosen again." in text_of(found)


def test_a_proof_that_is_no_paper_is_named_and_nothing_is_claimed(
    city: City, key: str, signed_in: SignIn
) -> None:
    client = signed_in(city.enterprise1)
    wrong = SimpleUploadedFile("还款证明.pdf", b"MZ program")

    found = client.post(
        address("subsidies/claim", key), {**SENT, **files(), "paper-repayment_proof": wrong}
    )

    assert found.status_code == UNPROCESSABLE
    assert found.content.decode().count('aria-invalid="true"') == 1
    assert "还款证明.pdf" in text_of(found)
    assert (
        address("subsidies/claim", key)
        in client.get(address("subsidies/subsidy", key)).content.decode()
    )


def test_the_bureau_finds_the_proofs_where_it_decides(
    city: City, key: str, signed_in: SignIn
) -> None:
    claim_subsidy(city.enterprise1, key, uploads=PROOFS, key=fresh_key())
    bureau = signed_in(city.bureau)

    for page in ("subsidies/subsidy", "subsidies/approve"):
        shown = bureau.get(address(page, key)).content.decode()
        for paper, _ in PROOFS:
            assert f">{paper}.pdf</a>" in shown
    link = re.search(r'href="([^"]+)"[^>]*>repayment_proof\.pdf', shown)
    assert link is not None
    assert bureau.get(link[1]).content == dict(PROOFS)["repayment_proof"].content


def test_a_refusal_needs_grounds_and_the_enterprise_reads_them(
    city: City, key: str, signed_in: SignIn
) -> None:
    claim_subsidy(city.enterprise1, key, uploads=PROOFS, key=fresh_key())
    bureau = signed_in(city.bureau)

    bare = bureau.post(address("subsidies/refuse", key), {**SENT, "grounds": " "})
    bureau.post(address("subsidies/refuse", key), {**SENT, "grounds": "缺发票"})

    assert bare.status_code == UNPROCESSABLE
    assert 'aria-invalid="true"' in bare.content.decode()
    page = signed_in(city.enterprise1).get(address("subsidies/subsidy", key))
    assert "缺发票" in text_of(page)
    assert address("subsidies/claim", key) in page.content.decode()


def test_a_loan_that_is_not_repaid_is_refused_with_the_clause(
    city: City, signed_in: SignIn
) -> None:
    running = drawn_loan(city, "enterprise4", amount="100万元")

    found = signed_in(city.enterprise4).get(address("subsidies/claim", running))

    assert found.status_code == UNPROCESSABLE
    assert "repaid in full" in text_of(found)
    assert "clause 9.3" in text_of(found)


def test_the_page_names_each_cap_and_the_list_shows_the_claim(
    city: City, key: str, signed_in: SignIn
) -> None:
    claim_subsidy(city.enterprise1, key, uploads=PROOFS, key=fresh_key())
    approve_subsidy(city.bureau, key, key=fresh_key())
    client = signed_in(city.treasury)

    page = text_of(client.get(address("subsidies/subsidy", key)))

    assert "Left of the payer's ceiling" in page
    assert "Left of the enterprise's ceiling" in page
    assert key in text_of(client.get("/en/subsidies/", {"status": "approved"}))
    assert key not in text_of(client.get("/en/subsidies/", {"status": "paid"}))


def test_the_statement_is_a_file(city: City, key: str, signed_in: SignIn) -> None:
    claim_subsidy(city.enterprise1, key, uploads=PROOFS, key=fresh_key())

    found = signed_in(city.enterprise1).get(address("subsidies/statement", key))

    assert found.content.startswith(b"%PDF-")


def test_a_bank_has_no_business_on_subsidy_pages(city: City, key: str, signed_in: SignIn) -> None:
    client = signed_in(city.bank)

    assert client.get("/en/subsidies/").status_code == 403
    assert client.get(address("subsidies/subsidy", key)).status_code == 403
