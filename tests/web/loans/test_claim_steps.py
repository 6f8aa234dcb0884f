"""Claims beside money: refusals with grounds, the disposal in order, the claim on any day."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from tests.services.money_cast import City, a_lending_city, codes, fresh_key, loan, on
from tests.web.loans.conftest import SignIn
from tests.web.loans.pages import DONE, NOT_FOUND, UNPROCESSABLE, address, text_of

from zhidai.db.cases.models import Document
from zhidai.db.guarantees.models import ClaimRefusal, DisposalStep
from zhidai.services.guarantees.commands import pay_claim, refuse_claim, start_claim
from zhidai.services.guarantees.queries import claim_view
from zhidai.services.refusal import Refused

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

DAY_60, PAID_ON, LATER = date(2021, 5, 20), date(2021, 6, 1), date(2021, 8, 2)
GROUNDS = "贷款用途已变更，银行未按 8.3 通知（虚构）"


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


@pytest.fixture
def claimed(city: City, key: str) -> str:
    on(DAY_60)
    start_claim(city.bank, key, key=fresh_key())
    return key


def test_a_payer_refuses_with_its_grounds_and_still_owes(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    done = signed_in(city.guarantor).post(
        address("loans/refuse-claim", claimed),
        {"grounds": GROUNDS, "idempotency_key": "one form"},
        follow=True,
    )

    page = text_of(signed_in(city.finance).get(address("loans/claim", claimed)))
    assert "The refusal is recorded." in text_of(done)
    assert f"2021-05-20 Guarantor {GROUNDS}" in page
    assert "Refused, still owed" in page
    assert claim_view(city.bank, claimed).outstanding == 240_000_000


def test_after_a_refusal_a_payer_may_still_pay(city: City, claimed: str) -> None:
    refuse_claim(city.guarantor, claimed, grounds=GROUNDS, key=fresh_key())

    pay_claim(city.guarantor, claimed, amount="210万元", key=fresh_key())

    shares = {line.role: line.owed for line in claim_view(city.bank, claimed).shares}
    assert shares["guarantor"] == 0
    with pytest.raises(Refused) as refused:
        refuse_claim(city.guarantor, claimed, grounds=GROUNDS, key=fresh_key())
    assert codes(refused.value) == [("claim_asks_nothing", "7.2")]


@pytest.mark.parametrize("grounds", ["", "  ", "\u200b"])
def test_a_refusal_without_grounds_is_none(
    city: City, claimed: str, signed_in: SignIn, grounds: str
) -> None:
    found = signed_in(city.appraiser).post(
        address("loans/refuse-claim", claimed), {"grounds": grounds, "idempotency_key": "x"}
    )

    assert found.status_code == UNPROCESSABLE
    assert "Say on which grounds your party does not pay" in text_of(found)
    assert not ClaimRefusal.objects.exists()


def test_only_payers_refuse(city: City, claimed: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse_claim(city.bank, claimed, grounds=GROUNDS, key=fresh_key())

    assert codes(refused.value) == [("claim_payment_by_sharers_only", "7.2")]


def test_a_recorded_refusal_never_changes(city: City, claimed: str) -> None:
    refuse_claim(city.guarantor, claimed, grounds=GROUNDS, key=fresh_key())

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        ClaimRefusal.objects.update(grounds="andere")


def disposal(kind: str, day: str, *, paper: bool = False) -> dict[str, object]:
    sent: dict[str, object] = {
        "kind": kind,
        "held_on": day,
        "record": "虚城产权交易所 2021-7（虚构）",
        "idempotency_key": f"{kind} {day}",
    }
    if paper:
        sent["paper-disposal_notice"] = SimpleUploadedFile("notice.pdf", b"%PDF-1.7 notice")
    return sent


def test_the_disposal_goes_in_order_notice_auction_money(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    on(LATER)
    client, place = signed_in(city.guarantor), address("loans/disposal", claimed)
    money = {
        "kind": "auction",
        "gross": "80万元",
        "costs": "2万元",
        "source": "拍卖成交价（虚构）",
        "idempotency_key": "money",
    }

    too_early = client.post(place, disposal("auction", "2021-07-20"))
    no_paper = client.post(place, disposal("notice", "2021-07-01"))
    no_auction = client.post(address("loans/recover", claimed), money)
    notice = client.post(place, disposal("notice", "2021-07-02", paper=True), follow=True)
    auction = client.post(place, disposal("auction", "2021-07-21"), follow=True)
    paid = client.post(
        address("loans/recover", claimed), {**money, "confirmed": "yes"}, follow=True
    )

    assert "No disposal notice was published by 2021-07-20" in text_of(too_early)
    assert "Attach the disposal notice" in text_of(no_paper)
    assert "No auction is recorded yet" in text_of(no_auction)
    assert [each.status_code for each in (too_early, no_paper, no_auction)] == [UNPROCESSABLE] * 3
    assert "The step is recorded." in text_of(notice)
    assert "2021-07-21 Auction held 虚城产权交易所 2021-7（虚构）" in text_of(auction)
    assert "Auction of the patent 拍卖成交价（虚构） ¥800,000.00 costs ¥20,000.00" in text_of(paid)
    assert Document.objects.filter(case=loan(claimed).case, paper="disposal_notice").count() == 1
    assert DisposalStep.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "raffle"}, "Say what was done"),
        ({"held_on": "2021-08-03"}, "lies after today"),
        ({"held_on": "2021-05-19"}, "before the claim of 2021-05-20"),
        ({"held_on": "soon"}, "soon"),
        ({"record": ""}, "under which number"),
        ({"record": "x" * 201}, "at most 200 characters"),
    ],
)
def test_a_step_that_cannot_be_is_one_sentence(
    city: City, claimed: str, signed_in: SignIn, change: dict[str, str], said: str
) -> None:
    on(LATER)

    found = signed_in(city.bank).post(
        address("loans/disposal", claimed), {**disposal("lawsuit", "2021-07-01"), **change}
    )

    assert found.status_code == UNPROCESSABLE
    assert said in text_of(found)
    assert not DisposalStep.objects.exists()


def test_who_owes_what_is_shown_for_any_day_since_the_claim(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    on(PAID_ON)
    pay_claim(city.guarantor, claimed, amount="100万元", key=fresh_key())
    on(LATER)
    client = signed_in(city.bureau)

    before = client.get(address("loans/claim", claimed) + "?on=2021-05-31")
    after = client.get(address("loans/claim", claimed) + "?on=2021-06-01")
    wrong = client.get(address("loans/claim", claimed) + "?on=gestern")

    assert before.context["claim"].outstanding == 240_000_000
    assert before.context["payments"] is None
    assert not before.context["claim"].is_late
    assert "as of 31 May 2021" in text_of(before)
    assert after.context["claim"].outstanding == 140_000_000
    assert client.get(address("loans/claim", claimed)).context["claim"].is_late
    assert wrong.status_code == UNPROCESSABLE


def test_strangers_find_neither_page(city: City, claimed: str, signed_in: SignIn) -> None:
    assert signed_in(city.bank2).get(address("loans/disposal", claimed)).status_code == NOT_FOUND
    assert (
        signed_in(city.guarantor2).get(address("loans/refuse-claim", claimed)).status_code
        == NOT_FOUND
    )


def test_a_notice_of_a_default_is_a_file_on_loan_and_claim(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    form = {"kind": "threat", "known_on": "2021-05-19", "facts": "主要客户停产（虚构）"}

    done = signed_in(city.guarantor).post(
        address("loans/default-notice", claimed), {**form, "idempotency_key": "a notice"}
    )

    kept = Document.objects.get(paper="default_notice")
    file = f"/en/cases/{kept.case.number}/documents/{kept.pk}/"
    assert done.status_code == DONE
    for page in ("loans/loan", "loans/claim"):
        assert file in signed_in(city.bank).get(address(page, claimed)).content.decode()
    for reader in (city.treasury, city.bureau, city.enterprise1):
        page = signed_in(reader).get(address("loans/default-notice", claimed)).content.decode()
        assert file in page
        assert "<textarea" not in page
    found = signed_in(city.treasury).get(file)
    assert found.content.startswith(b"%PDF")
    assert found["Content-Disposition"].startswith("attachment")


def test_a_notice_that_says_nothing_comes_back_with_its_clause(
    city: City, claimed: str, signed_in: SignIn
) -> None:
    found = signed_in(city.bank).post(
        address("loans/default-notice", claimed),
        {"kind": "threat", "known_on": "2021-05-19", "facts": "", "idempotency_key": "empty"},
    )

    assert found.status_code == UNPROCESSABLE
    assert "Say what happened and what it is known from" in text_of(found)
    assert 'value="threat" checked' in found.content.decode()
