"""Recoveries: costs first, then back in the loss shares, the bank's interest, the pledgor."""

from datetime import date

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, codes, fresh_key, loan, on

from zhidai.db.guarantees.models import Recovery
from zhidai.db.portfolio.models import Exclusion
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim
from zhidai.services.guarantees.queries import claim_view, loss_sharing_document
from zhidai.services.journal.queries import not_booked
from zhidai.services.lending.queries import loan_view
from zhidai.services.refusal import Refused

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

SOURCE = "专利拍卖所得（虚构）"


@pytest.fixture(scope="module")
def claimed(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        key = city.lent
        on(date(2021, 5, 20))
        start_claim(city.bank, key, key=fresh_key())
    return key


@pytest.fixture
def paid(city: City, claimed: str) -> str:
    pay_claim(city.guarantor, claimed, amount="210万元", key=fresh_key())
    pay_claim(city.appraiser, claimed, amount="30万元", key=fresh_key())
    return claimed


def recover(city: City, key: str, gross: str, costs: str = "") -> None:
    record_recovery(city.bank, key, gross=gross, costs=costs, source=SOURCE, key=fresh_key())


def test_the_net_proceeds_go_back_70_20_10(city: City, paid: str) -> None:
    recover(city, paid, "100万元", "5万元")

    view = claim_view(city.guarantor, paid)
    assert {line.role: line.recovered for line in view.shares} == {
        "guarantor": 66_500_000,
        "bank": 19_000_000,
        "appraiser": 9_500_000,
    }
    assert {line.role: line.net_loss for line in view.shares} == {
        "guarantor": 143_500_000,
        "bank": 41_000_000,
        "appraiser": 20_500_000,
    }
    page = loan_view(city.bank, paid)
    assert (page.balance, page.subrogated) == (41_000_000, 164_000_000)


def test_costs_above_a_recovery_are_carried_to_the_next(city: City, paid: str) -> None:
    recover(city, paid, "1万元", "3万元")
    recover(city, paid, "12万元")

    first, second = claim_view(city.bank, paid).recoveries
    assert (first.costs_paid, sum(amount for _, amount in first.shares)) == (1_000_000, 0)
    assert (second.costs_paid, sum(amount for _, amount in second.shares)) == (
        2_000_000,
        10_000_000,
    )


def test_a_payer_in_arrears_gets_its_part_set_off_against_what_it_owes(
    city: City, claimed: str
) -> None:
    pay_claim(city.appraiser, claimed, amount="30万元", key=fresh_key())

    recover(city, claimed, "100万元")

    shares = {line.role: line for line in claim_view(city.bank, claimed).shares}
    assert (shares["guarantor"].set_off, shares["guarantor"].owed) == (70_000_000, 140_000_000)
    assert (shares["appraiser"].set_off, shares["appraiser"].recovered) == (0, 10_000_000)
    page = loan_view(city.bank, claimed)
    assert page.balance == 300_000_000 - 30_000_000 - 90_000_000
    assert page.subrogated == 20_000_000


def test_after_every_loss_the_interest_is_paid_and_the_rest_is_the_pledgors(
    city: City, paid: str
) -> None:
    owed = loan_view(city.bank, paid).settlement
    interest = owed.interest_due + owed.interest_accrued

    recover(city, paid, "400万元", "10万元")

    (line,) = claim_view(city.bank, paid).recoveries
    assert sum(amount for _, amount in line.shares) == 300_000_000
    assert line.to_interest == interest > 0
    assert line.to_pledgor == 400_000_000 - 10_000_000 - 300_000_000 - interest
    assert loan(paid).case.status == "closed"
    assert loan_view(city.bank, paid).settlement.total == 0
    assert loss_sharing_document(city.bank, paid)[2].startswith(b"%PDF")


def test_a_recovery_in_full_before_anybody_paid_settles_the_claim(city: City, claimed: str) -> None:
    recover(city, claimed, "300万元")

    view = claim_view(city.bank, claimed)
    assert view.outstanding == 0
    assert loan_view(city.bank, claimed).balance == 0
    with pytest.raises(Refused) as refused:
        pay_claim(city.guarantor, claimed, amount="1.00", key=fresh_key())
    assert codes(refused.value) == [("claim_asks_nothing", "7.2")]


def test_where_recoveries_made_the_loss_good_before_anybody_paid_nobody_is_excluded(
    city: City, claimed: str
) -> None:
    recover(city, claimed, "300万元")

    # 8.5 is about enterprises for which somebody paid (reading exclusion_starts); nobody did.
    assert claim_view(city.bank, claimed).excluded_since is None
    page = loan_view(city.bank, claimed)
    interest = page.settlement.total
    assert (page.status, page.balance) == ("overdue", 0)  # the interest is owed all the same
    assert interest > 0
    assert loan(claimed).case.status == "running"

    recover(city, claimed, f"{interest / 100:.2f}元")

    assert loan(claimed).case.status == "closed"
    assert not Exclusion.objects.exists()


def test_after_a_set_off_in_part_the_first_payment_excludes_from_its_day(
    city: City, claimed: str
) -> None:
    recover(city, claimed, "100万元")
    assert claim_view(city.bank, claimed).excluded_since is None

    on(date(2021, 6, 1))
    pay_claim(city.guarantor, claimed, amount="140万元", key=fresh_key())

    view = claim_view(city.bank, claimed)
    assert (view.excluded_since, view.excluded_until) == (date(2021, 6, 1), date(2024, 6, 1))


@pytest.mark.parametrize("who", ["appraiser", "enterprise1", "treasury"])
def test_bank_and_guarantor_record_recoveries(city: City, paid: str, who: str) -> None:
    with pytest.raises(Refused) as refused:
        record_recovery(
            getattr(city, who), paid, gross="1万元", costs="", source=SOURCE, key=fresh_key()
        )

    assert codes(refused.value) == [("recovery_by_bank_or_guarantor_only", "7.3")]


def test_a_recovery_names_its_source(city: City, paid: str) -> None:
    with pytest.raises(Refused) as refused:
        record_recovery(city.guarantor, paid, gross="1万元", costs="", source=" ", key=fresh_key())

    assert codes(refused.value) == [("recovery_needs_source", "7.3")]
    assert not Recovery.objects.exists()


def test_the_same_recovery_form_is_recorded_once(city: City, paid: str) -> None:
    form = fresh_key()

    for _ in range(2):
        record_recovery(city.guarantor, paid, gross="1万元", costs="", source=SOURCE, key=form)

    assert Recovery.objects.count() == 1
    with pytest.raises(Refused):
        record_recovery(city.guarantor, paid, gross="1万元", costs="1.00", source=SOURCE, key=form)


def test_money_of_an_earlier_day_counts_from_that_day(city: City, claimed: str) -> None:
    on(date(2021, 6, 20))
    paid_on, received_on = date(2021, 6, 1), date(2021, 6, 10)

    pay_claim(city.guarantor, claimed, amount="210万元", paid_on=paid_on, key=fresh_key())
    record_recovery(
        city.bank, claimed, gross="10万元", costs="", source=SOURCE, received_on=received_on,
        key=fresh_key(),
    )  # fmt: skip

    view = claim_view(city.bank, claimed)
    assert [one.paid_on for one in view.payments] == [paid_on]
    assert [one.received_on for one in view.recoveries] == [received_on]
    assert view.excluded_since == paid_on
    assert claim_view(city.bank, claimed, on=date(2021, 6, 9)).recoveries == ()
    assert list(not_booked(date(2021, 6, 20))) == []


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2021, 5, 19), "claim_money_before_claim"),
        (date(2021, 5, 20), "claim_money_before_recovery"),
        (date(2021, 6, 10), None),
        (date(2021, 6, 20), None),
        (date(2021, 6, 21), "claim_money_in_future"),
    ],
)
def test_money_of_a_claim_comes_in_the_order_of_its_days(
    city: City, claimed: str, day: date, code: str | None
) -> None:
    on(date(2021, 6, 20))
    earlier = {"gross": "10万元", "costs": "", "source": SOURCE}
    record_recovery(
        city.bank, claimed, **earlier, received_on=date(2021, 6, 10), key=fresh_key()
    )  # fmt: skip

    def pay() -> None:
        pay_claim(city.guarantor, claimed, amount="1万元", paid_on=day, key=fresh_key())

    def recover_more() -> None:
        record_recovery(city.bank, claimed, **earlier, received_on=day, key=fresh_key())

    for record in (pay, recover_more):
        if code is None:
            record()
            continue
        with pytest.raises(Refused) as told:
            record()
        assert [one.code for one in told.value.reasons] == [code]


def test_a_payment_before_the_one_that_began_the_exclusion_is_refused(
    city: City, claimed: str
) -> None:
    on(date(2021, 6, 20))
    for day in (date(2021, 6, 10), date(2021, 6, 10)):
        pay_claim(city.guarantor, claimed, amount="1万元", paid_on=day, key=fresh_key())

    with pytest.raises(Refused) as told:
        pay_claim(
            city.guarantor, claimed, amount="1万元", paid_on=date(2021, 6, 9), key=fresh_key()
        )

    assert [one.code for one in told.value.reasons] == ["claim_money_before_first_payment"]
