"""Claim pages: who owes what, and a table on which every yuan of the unpaid loan travels."""

from datetime import date
from typing import Any

import pytest
from tests.services.money_cast import City, a_lending_city, fresh_key, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import NOT_FOUND, OK, UNPROCESSABLE, address, text_of

from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

DAY_59, DAY_60, AFTER_GRACE = date(2021, 5, 18), date(2021, 5, 20), date(2021, 6, 20)


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


@pytest.fixture
def claimed(city: City, key: str) -> str:
    on(DAY_60)
    start_claim(city.bank, key, key=fresh_key())
    return key


def fen(amount: str) -> int:
    return int(amount.replace("¥", "").replace(",", "").replace(".", "")) if amount else 0


def stations(answer: Any) -> dict[str, list[int]]:
    """Station -> guarantor, bank, appraiser, others, total."""
    return {
        str(row[0][1].text): [fen(str(cell.text)) for _, cell in row[2:]]
        for row in answer.context["journey"].rows
    }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_before_a_claim_the_bank_sees_facts_shares_and_clause(
    city: City, key: str, signed_in: SignIn, language: str
) -> None:
    on(DAY_60)

    found = signed_in(city.bank).get(address("loans/start-claim", key, language=language))

    text = text_of(found)
    for shown in ("70.00%", "¥2,100,000.00", "20.00%", "¥600,000.00", "10.00%", "¥300,000.00"):
        assert shown in text
    assert "7.2" in text
    assert "示范合作〔2020〕1号" in text


def test_a_claim_too_early_is_refused_with_its_clause_on_the_same_page(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(DAY_59)

    found = signed_in(city.bank).post(
        address("loans/start-claim", key), {"idempotency_key": "one form"}
    )

    text = text_of(found)
    assert found.status_code == UNPROCESSABLE
    assert "overdue day 60" in text
    assert "clause 7.2" in text
    assert "Start the claim" in text


def test_a_started_claim_shows_what_each_party_owes_and_the_grace_left(
    city: City, key: str, signed_in: SignIn
) -> None:
    on(DAY_60)
    client = signed_in(city.bank)

    found = client.post(
        address("loans/start-claim", key), {"idempotency_key": "one form"}, follow=True
    )
    page = client.get(address("loans/claim", key))

    assert "The claim has been started" in text_of(found)
    assert "26 days left (by 15 June)" in text_of(page)  # day 25 is the Dragon Boat Festival
    assert page.context["claim"].outstanding == 240_000_000


def test_every_row_of_the_journey_adds_up_to_its_total(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    pay_claim(city.guarantor, claimed, amount="210万元", key=fresh_key())
    recovered = {"gross": "100万元", "costs": "5万元", "source": "专利权拍卖"}
    record_recovery(city.bank, claimed, **recovered, key=fresh_key())

    found = signed_in(city.bank).get(address("loans/claim", claimed))

    rows = stations(found)
    assert all(sum(parts[:-1]) == parts[-1] for parts in rows.values())
    assert rows["Unpaid principal in the bank's books"][-1] == 300_000_000
    assert rows["Shared by the agreed shares"] == [
        210_000_000, 60_000_000, 30_000_000, 0, 300_000_000,
    ]  # fmt: skip
    gross = rows["Recovered from the enterprise and the pledge"][-1]
    parts = [total[-1] for name, total in rows.items() if name.startswith("of it:")]
    assert gross == sum(parts) == 100_000_000
    back = rows["of it: back in proportion to the losses"]
    assert back == [66_500_000, 19_000_000, 9_500_000, 0, 95_000_000]
    assert rows["Loss that remains"][-1] == 300_000_000 - 95_000_000


def test_the_guarantor_pays_a_part_and_sees_what_is_left(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    client = signed_in(city.guarantor)

    form = client.get(address("loans/pay-claim", claimed))
    sent = {"amount": "100万元", "idempotency_key": "one form"}
    asked = text_of(client.post(address("loans/pay-claim", claimed), sent))
    before = client.get(address("loans/claim", claimed)).context["claim"]
    done = client.post(
        address("loans/pay-claim", claimed), {**sent, "confirmed": "yes"}, follow=True
    )

    assert 'value="2100000.00"' in form.content.decode()
    assert "Still owed afterwards ¥1,100,000.00" in asked
    assert "from 2021-05-20 until" in asked
    assert before.payments == ()
    text = text_of(done)
    assert "The payment on the claim is recorded." in text
    assert "Claim payment (Guarantor): ¥1,000,000.00; still owed: ¥1,100,000.00" in text
    assert "Enterprise excluded from 2021-05-20" in text


def test_more_than_is_owed_is_refused_and_stays_in_its_field(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    found = signed_in(city.appraiser).post(
        address("loans/pay-claim", claimed), {"amount": "31万元", "idempotency_key": "one form"}
    )

    assert found.status_code == UNPROCESSABLE
    assert 'value="31万元"' in found.content.decode()
    assert "clause 7.2" in text_of(found)


def test_who_owes_nothing_is_offered_no_form(city: City, claimed: str, signed_in: SignIn) -> None:
    pay_claim(city.appraiser, claimed, amount="30万元", key=fresh_key())

    page = signed_in(city.appraiser).get(address("loans/pay-claim", claimed))

    assert "Nothing is owed on this claim" in text_of(page)
    assert 'name="amount"' not in page.content.decode()


def test_after_the_grace_period_a_payer_is_late(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    on(AFTER_GRACE)

    found = signed_in(city.finance).get(address("loans/claim", claimed))

    assert "5 days late" in text_of(found)
    assert found.context["tag"].tone == "bad"


def test_a_recovery_is_recorded_with_costs_and_source(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    client = signed_in(city.guarantor)
    sent = {
        "kind": "other", "gross": "10万元", "costs": "", "source": "",
        "idempotency_key": "one form",
    }  # fmt: skip

    refused = client.post(address("loans/recover", claimed), sent)
    sent["source"] = "拍卖"
    asked = text_of(client.post(address("loans/recover", claimed), sent))
    done = client.post(address("loans/recover", claimed), {**sent, "confirmed": "yes"}, follow=True)

    assert refused.status_code == UNPROCESSABLE
    assert 'value="10万元"' in refused.content.decode()
    assert "Guarantor ¥70,000.00 Bank ¥20,000.00 Appraiser ¥10,000.00" in asked
    assert "Recovery recorded: ¥100,000.00, costs ¥0.00" in text_of(done)
    assert "拍卖" in text_of(done)


def test_the_loss_sharing_statement_is_a_file(city: City, claimed: str, signed_in: SignIn) -> None:
    found = signed_in(city.bank).get(address("loans/loss-sharing", claimed))

    assert found.content.startswith(b"%PDF-")
    assert found["Content-Disposition"].startswith("attachment;")


def test_the_enterprise_sees_that_a_claim_was_started_and_not_how_it_is_shared(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    client = signed_in(city.enterprise1)

    loan = client.get(address("loans/loan", claimed))

    assert loan.status_code == OK
    assert "started 2021-05-20" in text_of(loan)
    assert address("loans/claim", claimed) not in loan.content.decode()
    assert client.get(address("loans/claim", claimed)).status_code == NOT_FOUND
    assert client.get(address("loans/loss-sharing", claimed)).status_code == NOT_FOUND
