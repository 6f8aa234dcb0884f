"""Changes of a loan in the browser: proposed by the bank, answered by everybody who is asked."""

from datetime import date

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, fresh_key, loan, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import OK, UNPROCESSABLE, address, text_of

from zhidai.db.lending.models import LoanChange
from zhidai.services.lending.book import state_of

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
TODAY = date(2021, 4, 1)


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        drawn = city.lent
        on(TODAY)
        return drawn


def form(**typed: str) -> dict[str, str]:
    return {"idempotency_key": fresh_key(), **typed}


def proposing(kind: str, key: str, language: str = "en") -> str:
    return address(f"loans/propose-change/{kind}", key, language=language)


def answering(key: str) -> str:
    number = LoanChange.objects.latest("id").pk
    return address(f"loans/change/{number}", key)


def test_an_extension_goes_round_and_the_loan_page_tells(
    city: City, key: str, signed_in: SignIn
) -> None:
    bank = signed_in(city.bank)
    assert "Change the loan" in text_of(bank.get(address("loans/loan", key)))
    assert "Call for the whole debt" in text_of(bank.get(address("loans/changes", key)))
    typed = {"due_on": "2022-09-01", "annual_rate": "4.85", "grounds": "Slow sales"}
    bank.post(proposing("extension", key), form(**typed))

    page = answering(key)
    shown = text_of(bank.get(page))
    assert "Market supervision bureau not answered yet" in shown
    assert "Withdraw" in shown
    for asked in (city.enterprise1, city.guarantor, city.appraiser, city.bureau):
        client = signed_in(asked)
        assert "Agree to a change of a loan" in text_of(client.get(f"/en/{asked.kind}/"))
        assert "If all agree" in text_of(client.get(page))
        client.post(page, form(answer="yes"))
    signed_in(city.households["bank"].approver).post(page, form(answer="yes"))

    text = text_of(bank.get(address("loans/loan", key)))
    assert "2022-09-01 by contract 2022-03-01" in text
    assert "Extension New due day 2022-09-01 · Rate from the old due day on 4.85%" in text
    assert "Change of the loan in force: Extension 2022-09-01" in text
    assert "Send the answer" not in text_of(bank.get(page))


def test_a_wrong_proposal_comes_back_with_its_reasons_and_what_was_typed(
    city: City, key: str, signed_in: SignIn
) -> None:
    bank = signed_in(city.bank)

    too_much = bank.post(
        proposing("waiver", key), form(part="interest", amount="9000", grounds="x")
    )
    nothing = bank.post(proposing("misuse", key, "zh-hans"), form(effective_on="2021-04-01"))

    assert too_much.status_code == nothing.status_code == UNPROCESSABLE
    assert "only 8083.33 yuan of it are owed" in text_of(too_much)
    assert 'value="9000"' in too_much.content.decode()
    assert "请写明理由" in text_of(nothing)
    assert not LoanChange.objects.exists()


def test_what_is_waived_can_be_reversed_from_the_loan_page(
    city: City, key: str, signed_in: SignIn
) -> None:
    bank, second = signed_in(city.bank), signed_in(city.households["bank"].approver)
    bank.post(proposing("waiver", key), form(part="interest", amount="83.33", grounds="x"))
    number = LoanChange.objects.latest("id").pk
    second.post(answering(key), form(answer="yes"))
    assert "Given up by the bank ¥83.33" in text_of(bank.get(address("loans/loan", key)))

    back = address(f"loans/reverse-change/{number}", key)
    assert bank.get(back).status_code == OK
    bank.post(back, form(grounds="wrong loan"))
    second.post(answering(key), form(answer="yes"))

    text = text_of(bank.get(address("loans/loan", key)))
    assert "Reversal: Waiver" in text
    assert "Given up by the bank" not in text
    assert str(state_of(loan(key), TODAY).interest_due) == "8083.33"
