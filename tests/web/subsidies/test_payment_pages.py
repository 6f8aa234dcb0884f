"""The treasury's forms: budget, payment list with its files, asking a subsidy back."""

from datetime import date

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import PROOFS, City, a_repaid_city, fresh_key, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import UNPROCESSABLE, address, text_of

from zhidai.services.subsidies.commands import approve_subsidy, claim_subsidy, pay_subsidy

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_repaid_city
LIST, BUDGET = "/en/subsidies/payments/", "/en/subsidies/budget/"
FORBIDDEN = 403


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """Repaid on 1 March 2022, claimed for and approved: 148,016.67 in all."""
    with django_db_blocker.unblock():
        repaid = city.lent
        claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key())
        approve_subsidy(city.bureau, repaid, key=fresh_key())
    return repaid


def form(**typed: str) -> dict[str, str]:
    return {"idempotency_key": fresh_key(), **typed}


def test_a_claim_waits_for_the_budget_and_is_payable_with_it(
    city: City, key: str, signed_in: SignIn
) -> None:
    treasury = signed_in(city.treasury)

    set_ = treasury.post(
        BUDGET, form(level="province", year="2022", amount="73760.41"), follow=True
    )
    held = treasury.post(address("subsidies/pay", key), form())
    waits = treasury.get(LIST)
    treasury.post(BUDGET, form(level="province", year="2022", amount="73760.42"))
    payable = treasury.get(f"{LIST}?level=province")
    paid = treasury.post(address("subsidies/pay", key), form(), follow=True)

    assert "The budget is set." in text_of(set_)
    assert "¥73,760.41" in text_of(set_)
    assert held.status_code == UNPROCESSABLE
    assert "Waits for budget" in text_of(waits)
    assert "Payable" in text_of(payable)
    assert "1 payment" in text_of(payable)  # without the other payer's
    assert "The subsidies are paid." in text_of(paid)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"level": "county", "year": "2022", "amount": "1"}, "level"),
        ({"level": "province", "year": "2021", "amount": "1"}, "year"),
        ({"level": "province", "year": "next", "amount": "1"}, "year"),
        ({"level": "province", "year": "2022", "amount": "1.001"}, "amount"),
    ],
)
def test_a_budget_that_cannot_be_marks_its_field(
    city: City, key: str, signed_in: SignIn, typed: dict[str, str], field: str
) -> None:
    answer = signed_in(city.treasury).post(BUDGET, form(**typed))

    assert answer.status_code == UNPROCESSABLE
    assert f'href="#{field}' in answer.content.decode()


def test_the_list_goes_out_as_a_paper_to_sign(city: City, key: str, signed_in: SignIn) -> None:
    found = signed_in(city.treasury).get("/en/subsidies/payments.pdf?level=beneficiary")
    empty = signed_in(city.finance).get("/en/subsidies/payments.pdf")

    assert found["Content-Type"] == "application/pdf"
    assert found["Content-Disposition"].endswith('payments-beneficiary-2022-03-01.pdf"')
    assert found.content.startswith(b"%PDF-")
    assert empty.content.startswith(b"%PDF-")
    assert signed_in(city.bank).get("/en/subsidies/payments.pdf").status_code == FORBIDDEN


def test_a_subsidy_is_asked_back_confirmed_and_returned_on_three_forms(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(date(2022, 3, 2))
    pay_subsidy(city.treasury, key, key=fresh_key())
    bureau, treasury = signed_in(city.bureau), signed_in(city.treasury)
    asked = {"level": "province", "cause": "error", "grounds": "复核多付（虚构）"}

    above = bureau.post(address("subsidies/ask-back", key), form(**asked, amount="73760.43"))
    silent = bureau.post(
        address("subsidies/ask-back", key), form(**asked | {"grounds": " "}, amount="1000")
    )
    proposed = bureau.post(
        address("subsidies/ask-back", key), form(**asked, amount="1000"), follow=True
    )
    undecided = treasury.post(address("subsidies/decide-claw-back", key), form())
    early = treasury.post(address("subsidies/returned", key), form())
    confirmed = treasury.post(
        address("subsidies/decide-claw-back", key), form(decision="confirm"), follow=True
    )
    back = treasury.post(address("subsidies/returned", key), form(), follow=True)

    for refused, field in ((above, "amount"), (silent, "grounds"), (undecided, "decision")):
        assert refused.status_code == UNPROCESSABLE
        assert f'href="#{field}' in refused.content.decode()
    assert early.status_code == UNPROCESSABLE
    assert "Waits for the treasury" in text_of(proposed)
    assert "Owed by the enterprise" in text_of(confirmed)
    assert "Back since 2022-03-02" in text_of(back)
