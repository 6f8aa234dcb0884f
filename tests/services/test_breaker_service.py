"""The breaker: trips by itself above 5 %, not at 5 %; lifted when all lending parties agree."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import transaction
from tests.services.conftest import Blocker
from tests.services.money_cast import (
    City,
    agreement,
    codes,
    drawn_loan,
    event_kinds,
    fresh_key,
    on,
)

from zhidai.db.parties.models import Agreement
from zhidai.db.portfolio.models import Breaker, BreakerAction
from zhidai.services.demonstration.city import AGREEMENTS, SCHEME
from zhidai.services.guarantees.commands import pay_claim, start_claim
from zhidai.services.history.queries import timeline
from zhidai.services.lending.commands import record_repayment
from zhidai.services.portfolio.breaker import Grounds, check_breaker, npl_position
from zhidai.services.portfolio.commands import agree_to_resume, decide_to_resume
from zhidai.services.portfolio.queries import supervision_view
from zhidai.services.portfolio.stop_queries import stop_view
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.sweep.commands import move_business_date

pytestmark = pytest.mark.django_db

OVERDUE = date(2021, 3, 22)  # the first interest fell due the day before
WHY = "已重新协商，缩短贷后检查周期（虚构）"


@pytest.fixture(scope="class")
def overdue(city: City, django_db_blocker: Blocker) -> Iterator[str]:
    """3,000,000 of 3,000,000 overdue, and so business has stopped; the loan's key."""
    with django_db_blocker.unblock(), transaction.atomic():
        key = drawn_loan(city)
        move_business_date(OVERDUE)
        yield key
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def at_five_per_cent(city: City, django_db_blocker: Blocker) -> Iterator[tuple[str, str]]:
    """1,000,000 overdue of 20,000,000; the two large borrowers pay by themselves."""
    with django_db_blocker.unblock(), transaction.atomic():
        small = drawn_loan(city, "enterprise4", amount="100万元")
        drawn_loan(city, "enterprise5", amount="1000万元")
        large = drawn_loan(city, "enterprise6", amount="900万元")
        move_business_date(OVERDUE)
        yield small, large
        transaction.set_rollback(True)


def resumed_ratio() -> Fraction:
    kept = Breaker.objects.get(scheme=SCHEME)
    return Fraction(kept.resumed_overdue or 0, kept.resumed_total or 1)


def is_tripped() -> bool:
    return Breaker.objects.get(scheme=SCHEME).is_tripped


def agree(city: City, *names: str) -> None:
    for name in names:
        agree_to_resume(getattr(city, name), grounds=WHY, key=fresh_key())


def test_a_claim_payment_takes_the_balance_out_of_the_ratio(city: City) -> None:
    key = drawn_loan(city)
    on(date(2021, 5, 20))
    start_claim(city.bank, key, key=fresh_key())
    pay_claim(city.guarantor, key, amount="210万元", key=fresh_key())

    position = npl_position(SCHEME, date(2021, 5, 20))

    assert position.npl.overdue == position.npl.total == 900_000


def test_without_loans_there_is_no_ratio_and_no_trip(city: City) -> None:
    ratio = supervision_view(city.finance).ratio

    assert (ratio.ratio, ratio.headroom, ratio.is_above) == (None, None, False)


def test_nobody_agrees_to_resume_what_goes_on(city: City) -> None:
    with pytest.raises(Refused) as refused:
        agree(city, "bank")

    assert codes(refused.value) == [("breaker_not_tripped", "8.2")]


class TestAtFivePerCent:
    def test_exactly_five_per_cent_does_not_trip(
        self, city: City, at_five_per_cent: tuple[str, str]
    ) -> None:
        ratio = supervision_view(city.bureau).ratio

        assert (ratio.overdue, ratio.total) == (100_000_000, 2_000_000_000)
        assert str(ratio.ratio) == "0.050000"
        assert ratio.headroom == 0
        assert not is_tripped()

    def test_more_than_five_per_cent_trips_in_the_transaction_that_brought_it(
        self, city: City, at_five_per_cent: tuple[str, str]
    ) -> None:
        _, large = at_five_per_cent
        interest_of_the_period = "36000.00"  # less is kept for the next due day

        record_repayment(city.bank, large, amount=interest_of_the_period, key=fresh_key())
        assert not is_tripped()
        record_repayment(city.bank, large, amount="10万元", key=fresh_key())

        assert is_tripped()
        (trip,) = BreakerAction.objects.all()
        assert (trip.action, trip.grounds, trip.overdue_balance) == (
            "trip",
            "repayment",
            100_000_000,
        )
        assert event_kinds(f"scheme:{SCHEME}") == ["breaker.tripped"]

    def test_after_a_lift_above_the_threshold_only_a_worse_ratio_trips_again(
        self, city: City, at_five_per_cent: tuple[str, str]
    ) -> None:
        _, large = at_five_per_cent
        record_repayment(city.bank, large, amount="20万元", key=fresh_key())
        agree(city, "bank", "guarantor", "appraiser")

        move_business_date(OVERDUE + timedelta(days=1))
        assert not is_tripped()
        record_repayment(city.bank, large, amount="20万元", key=fresh_key())

        assert is_tripped()

    def test_what_the_ratio_fell_to_since_is_what_it_may_not_rise_above(
        self, city: City, at_five_per_cent: tuple[str, str]
    ) -> None:
        _, large = at_five_per_cent
        record_repayment(city.bank, large, amount="900万元", key=fresh_key())
        agree(city, "bank", "guarantor", "appraiser")
        at_resumption = resumed_ratio()
        new = drawn_loan(city, drawn_on=OVERDUE)

        move_business_date(OVERDUE + timedelta(days=1))
        lowest = resumed_ratio()
        assert Fraction(5, 100) < lowest < at_resumption
        assert not is_tripped()
        record_repayment(city.bank, new, amount="200万元", key=fresh_key())

        assert is_tripped()
        trip = BreakerAction.objects.latest("id")
        assert lowest < Fraction(trip.overdue_balance, trip.total_balance) < at_resumption

    def test_once_the_ratio_is_back_the_threshold_holds_as_before(
        self, city: City, at_five_per_cent: tuple[str, str]
    ) -> None:
        small, large = at_five_per_cent
        record_repayment(city.bank, large, amount="20万元", key=fresh_key())
        agree(city, "bank", "guarantor", "appraiser")

        record_repayment(city.bank, small, amount="2694.44", key=fresh_key())  # arrears paid

        assert Breaker.objects.get(scheme=SCHEME).resumed_total is None
        assert not supervision_view(city.bureau).resumed_above_threshold


@pytest.mark.usefixtures("overdue")
class TestOnceTripped:
    def test_a_tripped_breaker_is_not_tripped_again(self, city: City) -> None:
        assert not check_breaker(SCHEME, OVERDUE, grounds=Grounds.DAILY_WORK)
        assert BreakerAction.objects.count() == 1

    def test_business_resumes_when_the_last_lending_party_agrees(self, city: City) -> None:
        agree(city, "bank", "guarantor")
        assert is_tripped()
        view = supervision_view(city.appraiser)
        assert view.may_agree
        assert [line.agreed_on for line in view.consents].count(None) == 1
        agree(city, "appraiser")

        assert not is_tripped()
        lines = supervision_view(city.bank).breaker
        assert [line.action for line in lines] == ["lift", "trip"]
        assert supervision_view(city.bank).resumed_above_threshold

    @pytest.mark.parametrize(
        ("who", "code"),
        [
            ("bureau", "resumption_by_lending_parties_only"),
            ("enterprise1", "resumption_by_lending_parties_only"),
            ("bank2", "resumption_needs_agreement_in_force"),
        ],
    )
    def test_those_who_do_not_lend_under_an_agreement_do_not_decide(
        self, city: City, who: str, code: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            agree(city, who)

        assert codes(refused.value) == [(code, "8.2")]

    def test_the_same_consent_form_counts_once(self, city: City) -> None:
        form = fresh_key()

        first = agree_to_resume(city.bank, grounds=WHY, key=form)
        second = agree_to_resume(city.bank, grounds=WHY, key=form)

        assert first == second == {"scheme": SCHEME, "lifted": False}
        with pytest.raises(Refused) as refused:
            agree_to_resume(city.bank, grounds="别的理由", key=form)
        assert codes(refused.value) == [("idempotency_key_reused", None)]

    def test_agreeing_needs_grounds_and_happens_once(self, city: City) -> None:
        with pytest.raises(Refused) as refused:
            agree_to_resume(city.bank, grounds=" ", key=fresh_key())
        assert codes(refused.value) == [("resumption_needs_grounds", "8.2")]
        with pytest.raises(Refused) as refused:
            agree_to_resume(city.bank, grounds=" 。 ", key=fresh_key())
        assert codes(refused.value) == [("resumption_needs_grounds", "8.2")]
        agree(city, "bank")
        with pytest.raises(Refused) as refused:
            agree(city, "bank")
        assert codes(refused.value) == [("resumption_agreed_already", "8.2")]

    def test_an_agreement_that_runs_out_is_no_consent(self, city: City) -> None:
        agree(city, "bank", "guarantor")
        Agreement.objects.update(in_force_until=OVERDUE)

        move_business_date(OVERDUE + timedelta(days=2))

        assert is_tripped()
        (missing,) = (one for one in supervision_view(city.bank).consents if not one.agreed_on)
        assert (missing.kind, missing.has_left) == ("appraiser", True)
        agree(city, "appraiser")  # it may still be asked, and says it itself
        lift = BreakerAction.objects.get(action="lift")
        assert (lift.grounds, lift.person_id) == ("agreed_by_all", city.appraiser.person_id)

    def test_who_joined_after_the_stop_is_asked_and_stays_so_when_it_leaves(
        self, city: City
    ) -> None:
        agreement(city, 1)
        agree(city, "bank", "guarantor", "appraiser")
        assert is_tripped()
        Agreement.objects.filter(number=AGREEMENTS[1].number).update(in_force_until=OVERDUE)

        move_business_date(OVERDUE + timedelta(days=1))

        assert is_tripped()
        assert [one.has_left for one in supervision_view(city.bank).consents].count(True) == 3

    def test_in_place_of_parties_that_left_the_bureau_decides_once_all_others_have_agreed(
        self, city: City
    ) -> None:
        agreement(city, 1)
        Agreement.objects.filter(number=AGREEMENTS[1].number).update(in_force_until=OVERDUE)
        move_business_date(OVERDUE + timedelta(days=1))
        agree(city, "bank", "guarantor")
        with pytest.raises(Refused) as refused:
            decide_to_resume(city.bureau, grounds=WHY, key=fresh_key(), scheme=SCHEME)
        assert codes(refused.value) == [("resumption_not_by_bureau", "8.2")]
        assert not stop_view(city.bureau).may_decide
        agree(city, "appraiser")

        assert stop_view(city.bureau).may_decide
        decide_to_resume(city.bureau, grounds=WHY, key=fresh_key(), scheme=SCHEME)

        assert not is_tripped()
        lift = BreakerAction.objects.get(action="lift")
        assert (lift.grounds, lift.person_id) == ("decided_by_bureau", city.bureau.person_id)
        told = timeline(f"scheme:{SCHEME}")[0].payload
        assert told["words"] == WHY
        assert (len(told["agreed"]), len(told["left"])) == (3, 3)

    def test_the_next_application_is_stopped(self, city: City) -> None:
        assert is_tripped()

        with pytest.raises(Refused) as refused:
            drawn_loan(city, "enterprise4", amount="100万元", drawn_on=OVERDUE)

        assert "8.2" in {clause for _, clause in codes(refused.value)}

    def test_supervision_shows_the_ratio_to_all_lenders_but_loans_only_to_their_own(
        self, city: City, overdue: str
    ) -> None:
        assert [row.key for row in supervision_view(city.finance).overdue_loans] == [overdue]
        other = supervision_view(city.bank2)
        assert list(other.overdue_loans) == []
        assert other.ratio.overdue == 300_000_000
        for stranger in (city.enterprise1, city.treasury):
            with pytest.raises(NotFound):
                supervision_view(stranger)
