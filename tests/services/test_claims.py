"""Claims: from overdue day 60, shared as agreed, paid in parts, the enterprise excluded."""

from datetime import date

import pytest
from tests.services.money_cast import (
    City,
    a_lending_city,
    agreement,
    codes,
    drawn_loan,
    event_kinds,
    fresh_key,
    loan,
    on,
)

from zhidai.core.cases.status import TaskStatus
from zhidai.db.cases.models import Document
from zhidai.db.guarantees.models import ClaimPayment
from zhidai.db.portfolio.models import Exclusion
from zhidai.services.guarantees.commands import pay_claim, start_claim
from zhidai.services.guarantees.queries import claim_view, claims_of, loss_sharing_document
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.queries import loan_view
from zhidai.services.refusal import NotFound, Refused

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

DAY_59, DAY_60 = date(2021, 5, 19), date(2021, 5, 20)  # the first interest fell due on 21 March


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


@pytest.fixture
def claimed(city: City, key: str) -> str:
    on(DAY_60)
    start_claim(city.bank, key, key=fresh_key())
    return key


def test_a_claim_waits_for_overdue_day_60(city: City, key: str) -> None:
    on(DAY_59)

    with pytest.raises(Refused) as refused:
        start_claim(city.bank, key, key=fresh_key())

    (found,) = refused.value.reasons
    assert (found.code, found.clause) == ("claim_too_early", "7.2")
    assert found.parameters["days_left"] == 1


def test_on_day_60_the_principal_is_shared_70_20_10(city: City, key: str) -> None:
    on(DAY_60)
    assert loan_view(city.bank, key).may_start_claim

    start_claim(city.bank, key, key=fresh_key())

    view = claim_view(city.bank, key)
    assert {line.role: line.amount for line in view.shares} == {
        "guarantor": 210_000_000,
        "bank": 60_000_000,
        "appraiser": 30_000_000,
    }
    assert view.principal_loss == 300_000_000
    assert view.outstanding == 240_000_000
    assert view.interest_unpaid > 0


def test_with_a_claim_nobody_has_to_confirm_the_money_before_maturity(city: City, key: str) -> None:
    task = loan(key).case.tasks.get(task="confirm_repayment_funds")
    assert task.status == TaskStatus.OPEN
    on(DAY_60)

    start_claim(city.bank, key, key=fresh_key())

    task.refresh_from_db()
    assert (task.status, task.closed_on) == (TaskStatus.CANCELLED, DAY_60)


def test_the_signed_shares_replace_the_suggested_ones(city: City) -> None:
    agreement(city, 1)  # 60 / 30 / 10
    key = drawn_loan(city, "enterprise4", amount="100万元", lenders="2")
    on(DAY_60)

    start_claim(city.bank2, key, key=fresh_key())

    shares = {line.role: line.amount for line in claim_view(city.bank2, key).shares}
    assert shares == {"guarantor": 60_000_000, "bank": 30_000_000, "appraiser": 10_000_000}


def test_both_payers_get_their_notice_and_25_days_that_do_not_end_on_a_holiday(
    city: City, claimed: str
) -> None:
    notices = Document.objects.filter(case=loan(claimed).case, paper="claim_notice")

    assert sorted(paper.name.rpartition("-")[2] for paper in notices) == [
        "appraiser.pdf",
        "guarantor.pdf",
    ]
    assert all(bytes(paper.content).startswith(b"%PDF") for paper in notices)
    # 25 days from 20 May end on 14 June 2021, the Dragon Boat Festival.
    assert claim_view(city.guarantor, claimed).grace_until == date(2021, 6, 15)


def test_a_loan_of_the_direct_route_without_a_sharing_agreement_has_nobody_to_claim_from(
    city: City,
) -> None:
    agreement(city, 2)
    key = drawn_loan(city, "enterprise4", amount="100万元", route="direct")
    loan(key).case.parties.filter(role="appraiser").delete()  # the bank valued it itself
    on(DAY_60)

    with pytest.raises(Refused) as refused:
        start_claim(city.bank, key, key=fresh_key())

    assert codes(refused.value) == [("claim_on_direct_route", "6.2")]
    assert loan_view(city.bank, key).days_until_claim is None


def test_on_the_direct_route_a_signed_share_of_the_appraiser_is_claimed(city: City) -> None:
    agreement(city, 2)  # bank 90, appraiser 10
    key = drawn_loan(city, "enterprise4", amount="100万元", route="direct")
    on(DAY_60)

    start_claim(city.bank, key, key=fresh_key())

    shares = {line.role: line.amount for line in claim_view(city.bank, key).shares}
    assert shares == {"bank": 90_000_000, "appraiser": 10_000_000}


def test_a_claim_is_started_once(city: City, claimed: str) -> None:
    with pytest.raises(Refused) as refused:
        start_claim(city.bank, claimed, key=fresh_key())

    assert codes(refused.value) == [("claim_started_already", "7.2")]


@pytest.mark.parametrize("who", ["guarantor", "enterprise1", "finance"])
def test_only_the_bank_starts_a_claim(city: City, key: str, who: str) -> None:
    on(DAY_60)

    with pytest.raises(Refused) as refused:
        start_claim(getattr(city, who), key, key=fresh_key())

    assert codes(refused.value) == [("claim_by_the_bank_only", "7.2")]


def test_money_after_a_claim_is_a_recovery(city: City, claimed: str) -> None:
    with pytest.raises(Refused) as refused:
        record_repayment(city.bank, claimed, amount="1万元", key=fresh_key())

    assert codes(refused.value) == [("repayment_after_claim", "7.3")]


def test_a_share_may_be_paid_in_parts(city: City, claimed: str) -> None:
    pay_claim(city.guarantor, claimed, amount="100万元", key=fresh_key())
    pay_claim(city.guarantor, claimed, amount="110万元", key=fresh_key())
    pay_claim(city.appraiser, claimed, amount="1万元", key=fresh_key())

    view = claim_view(city.appraiser, claimed)
    assert {line.role: line.owed for line in view.shares} == {
        "guarantor": 0,
        "bank": 0,
        "appraiser": 29_000_000,
    }
    page = loan_view(city.bank, claimed)
    assert (page.balance, page.subrogated) == (89_000_000, 211_000_000)


def test_nobody_pays_more_than_it_owes(city: City, claimed: str) -> None:
    pay_claim(city.guarantor, claimed, amount="200万元", key=fresh_key())

    with pytest.raises(Refused) as refused:
        pay_claim(city.guarantor, claimed, amount="100000.01", key=fresh_key())

    (found,) = refused.value.reasons
    assert found.code == "claim_payment_above_owed"
    assert found.parameters["owed"] == "100000.00"


def test_the_first_payment_excludes_the_enterprise_for_three_years(
    city: City, claimed: str
) -> None:
    on(date(2021, 6, 1))
    pay_claim(city.appraiser, claimed, amount="1.00", key=fresh_key())
    on(date(2021, 6, 10))
    pay_claim(city.guarantor, claimed, amount="210万元", key=fresh_key())

    (excluded,) = Exclusion.objects.all()
    assert (excluded.since, excluded.until) == (date(2021, 6, 1), date(2024, 6, 1))
    kinds = event_kinds(f"case:{loan(claimed).case.number}")
    assert kinds.count("enterprise.excluded") == 1


def test_after_the_grace_period_days_late_are_counted(city: City, claimed: str) -> None:
    on(date(2021, 6, 15))
    in_time = claim_view(city.guarantor, claimed)
    on(date(2021, 6, 18))

    late = claim_view(city.guarantor, claimed)

    assert (in_time.is_late, in_time.grace_days_left) == (False, 0)
    assert late.is_late
    assert {line.role: line.days_late for line in late.shares} == {
        "guarantor": 3,
        "bank": 0,
        "appraiser": 3,
    }


@pytest.mark.parametrize("who", ["bank", "enterprise1", "bureau"])
def test_only_those_who_share_the_loss_pay_it(city: City, claimed: str, who: str) -> None:
    with pytest.raises(Refused) as refused:
        pay_claim(getattr(city, who), claimed, amount="1万元", key=fresh_key())

    assert codes(refused.value) == [("claim_payment_by_sharers_only", "7.2")]


def test_a_payment_before_any_claim_is_refused(city: City, key: str) -> None:
    with pytest.raises(Refused) as refused:
        pay_claim(city.guarantor, key, amount="1万元", key=fresh_key())

    assert codes(refused.value) == [("claim_not_started", "7.2")]


def test_the_same_payment_form_sent_twice_pays_once(city: City, claimed: str) -> None:
    form = fresh_key()

    first = pay_claim(city.guarantor, claimed, amount="1万元", key=form)
    second = pay_claim(city.guarantor, claimed, amount="1万元", key=form)

    assert first == second
    assert ClaimPayment.objects.count() == 1
    with pytest.raises(Refused) as refused:
        pay_claim(city.guarantor, claimed, amount="2万元", key=form)
    assert codes(refused.value) == [("idempotency_key_reused", None)]


def test_the_enterprise_and_strangers_do_not_see_how_the_loss_is_shared(
    city: City, claimed: str
) -> None:
    for stranger in (city.enterprise1, city.treasury, city.guarantor2):
        with pytest.raises(NotFound):
            claim_view(stranger, claimed)
        assert list(claims_of(stranger)) == []
    assert [row.loan for row in claims_of(city.finance)] == [claimed]


def test_the_account_of_the_loss_is_a_paper(city: City, claimed: str) -> None:
    name, media_type, content = loss_sharing_document(city.appraiser, claimed)

    assert name.endswith(".pdf")
    assert media_type == "application/pdf"
    assert content.startswith(b"%PDF")
