"""A further part of a loan drawn in the browser, and wrong claim money put right there."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.services.conftest import Blocker
from tests.services.money_cast import City, drawn_loan, fresh_key, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import UNPROCESSABLE, address, text_of

from zhidai.services.guarantees.commands import pay_claim, start_claim

pytestmark = pytest.mark.django_db
TODAY, CLAIMED = date(2021, 3, 10), date(2021, 5, 20)
TO_DECIDE = re.compile(r'href="(/en/loans/(?:change|claim-correction)/\d+/[^"]+)"')


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        return drawn_loan(
            city,
            changed={"contract.available_until": "2021-06-30", "disbursement.amount": "200万元"},
        )


def form(**typed: object) -> dict[str, object]:
    return {"idempotency_key": fresh_key(), **typed}


def test_a_further_part_is_drawn_by_two_people_and_shown(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(TODAY)
    page, draw = address("loans/loan", key), address("loans/draw", key)
    officer = signed_in(city.bank)
    assert "May still be drawn ¥1,000,000.00 until 2021-06-30" in text_of(officer.get(draw))
    refused = officer.post(draw, form(amount="60万元", grounds="二期"))
    assert refused.status_code == UNPROCESSABLE

    voucher = SimpleUploadedFile("v.pdf", b"%PDF-1.7 second", "application/pdf")
    officer.post(
        draw, form(amount="600000", grounds="二期", **{"paper-disbursement_voucher": voucher})
    )
    second = signed_in(city.households["bank"].approver)
    (decide,) = set(TO_DECIDE.findall(second.get("/en/bank/").content.decode()))
    second.post(decide, form(answer="yes"))

    text = text_of(signed_in(city.enterprise1).get(page))
    assert "¥400,000.00 may still be drawn until 2021-06-30" in text
    assert "2021-03-10 Further drawdown ¥600,000.00" in text
    assert "Repayment Interest monthly, principal at maturity" in text


def test_a_wrong_claim_payment_is_taken_back_by_two_parties(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(CLAIMED)
    start_claim(city.bank, key, key=fresh_key())
    pay_claim(city.guarantor, key, amount="100万元", key=fresh_key())
    page = address("loans/claim", key)
    payer = signed_in(city.guarantor)
    (propose,) = set(
        re.findall(r'href="(/en/loans/correct-claim/[^"]+)"', payer.get(page).content.decode())
    )

    payer.post(propose, form(amount="10万元", grounds="多录一位"))
    second = signed_in(city.households["bank"].approver)
    (decide,) = set(TO_DECIDE.findall(second.get("/en/bank/").content.decode()))
    second.post(decide, form(decision="approved"))

    text = text_of(second.get(page))
    assert "2021-05-20 ¥1,000,000.00 ¥100,000.00 多录一位" in text
    assert "reversed by two people: 多录一位" in text
