"""Claim payments and recoveries put right by two people: no trace, shares owed worked out anew."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, codes, event_kinds, fresh_key, loan, on

from zhidai.core.errors import BadInput
from zhidai.core.journal.entries import summed
from zhidai.db.corrections.models import (
    ClaimCorrection,
    ClaimCorrectionDecision,
    PaymentTakenBack,
)
from zhidai.db.guarantees.models import Claim, ClaimPayment, Recovery
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.record import last_day_of_exclusion
from zhidai.services.corrections.claims import decide_claim_correction, propose_claim_correction
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim
from zhidai.services.guarantees.position import positions
from zhidai.services.guarantees.queries import claim_view, outstanding_on_claims, own_claims
from zhidai.services.journal.posting import post, posted_of
from zhidai.services.lending.book import state_of
from zhidai.services.lending.standing import standings
from zhidai.services.refusal import NotFound, Refused

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

CLAIMED = date(2021, 5, 20)  # overdue day 60 of the interest that was due on 21 March
FIRST, SECOND, THIRD = (CLAIMED + timedelta(days=days) for days in (3, 5, 8))
LATER = CLAIMED + timedelta(days=40)  # another due day of interest lies between
PAYMENT, RECOVERY = "payment", "recovery"


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """A claim of 3,000,000: the guarantor owes 2,100,000 and the appraiser 300,000."""
    with django_db_blocker.unblock():
        key = city.lent
        on(CLAIMED)
        start_claim(city.bank, key, key=fresh_key())
        return key


def approver(city: City, party: str) -> Acting:
    return city.households[party].approver


def paid(city: City, key: str, day: date, amount: str = "210万元") -> int:
    on(day)
    pay_claim(city.guarantor, key, amount=amount, key=fresh_key())
    return ClaimPayment.objects.latest("id").pk


def recovered(city: City, key: str, day: date, gross: str, costs: str = "") -> int:
    on(day)
    record_recovery(city.bank, key, gross=gross, costs=costs, source="诉讼", key=fresh_key())
    return Recovery.objects.latest("id").pk


def proposed(
    by: Acting,
    key: str,
    kind: str,
    number: int,
    amount: str = "",
    costs: str = "",
    *,
    day: date | None = None,
) -> int:
    answer = propose_claim_correction(
        by, key, kind, number, amount=amount, costs=costs, effective_on=day, grounds="录入有误",
        key=fresh_key(),
    )  # fmt: skip
    return int(answer["correction"])


def approved(by: Acting, key: str, number: int) -> None:
    decide_claim_correction(by, key, number, "approved", grounds="", key=fresh_key())


def payment_corrected(
    city: City, key: str, number: int, amount: str = "", *, day: date | None = None
) -> None:
    """Proposed by the guarantor, which recorded it; approved at the bank."""
    correction = proposed(city.guarantor, key, PAYMENT, number, amount, day=day)
    approved(approver(city, "bank"), key, correction)


def recovery_corrected(
    city: City, key: str, number: int, amount: str = "", costs: str = "", *, day: date | None = None
) -> None:
    correction = proposed(city.bank, key, RECOVERY, number, amount, costs, day=day)
    approved(approver(city, "bank"), key, correction)


def picture(key: str, day: date) -> object:
    """All that is owed, lost and booked on a day, whichever rows it rests on."""
    row = loan(key)
    shares = [
        (one.share.role, one.paid, one.set_off, one.recovered, one.owed)
        for one in positions(Claim.objects.get(loan=row), day)
    ]
    state = state_of(row, day)
    booked = {
        leg: amount for leg, amount in summed(one.legs for one in posted_of(row)).items() if amount
    }
    return shares, state.principal_balance, state.subrogated, state.interest_due, booked


def test_a_payment_that_never_came_leaves_no_trace(city: City, key: str) -> None:
    on(THIRD)
    with transaction.atomic():
        recovered(city, key, SECOND, "50万元", "2万元")
        on(THIRD)
        expected = picture(key, THIRD)
        transaction.set_rollback(True)
    payment = paid(city, key, FIRST)
    recovered(city, key, SECOND, "50万元", "2万元")
    on(THIRD)

    payment_corrected(city, key, payment)

    assert picture(key, THIRD) == expected
    assert last_day_of_exclusion(loan(key).case.enterprise_id, THIRD) is None
    view = claim_view(city.bank, key)
    assert (view.payments, view.excluded_since) == ((), None)
    assert len(view.recoveries) == 1
    assert outstanding_on_claims(own_claims(city.bank)) == view.outstanding
    assert "claim.payment_reversed" in event_kinds(f"case:{loan(key).case.number}")
    kept = standings(Q(loan__key=key), THIRD).get()
    assert kept.balance == int(state_of(loan(key), THIRD).principal_balance * 100)


def test_wrong_costs_are_put_right_and_later_money_is_shared_out_anew(city: City, key: str) -> None:
    paid(city, key, FIRST)
    with transaction.atomic():
        recovered(city, key, SECOND, "50万元", "2万元")
        recovered(city, key, THIRD, "30万元", "1万元")
        expected = picture(key, THIRD)
        transaction.set_rollback(True)
    wrong = recovered(city, key, SECOND, "50万元", "20万元")
    recovered(city, key, THIRD, "30万元", "1万元")

    recovery_corrected(city, key, wrong, "50万元", "2万元")

    assert picture(key, THIRD) == expected


def test_a_recovery_that_never_came_leaves_no_trace(city: City, key: str) -> None:
    with transaction.atomic():
        paid(city, key, FIRST)
        recovered(city, key, THIRD, "30万元")
        expected = picture(key, THIRD)
        transaction.set_rollback(True)
    paid(city, key, FIRST)
    wrong = recovered(city, key, SECOND, "50万元", "2万元")
    recovered(city, key, THIRD, "30万元")

    recovery_corrected(city, key, wrong)

    assert picture(key, THIRD) == expected


def test_a_recovery_that_costs_took_whole_is_taken_back_too(city: City, key: str) -> None:
    before = picture(key, CLAIMED)
    wrong = recovered(city, key, CLAIMED, "1万元", "1万元")

    recovery_corrected(city, key, wrong)

    assert picture(key, CLAIMED) == before


def test_the_exclusion_follows_the_first_payment_that_stands(city: City, key: str) -> None:
    first = paid(city, key, FIRST, "100万元")
    paid(city, key, SECOND, "50万元")
    assert claim_view(city.bank, key).excluded_since == FIRST

    payment_corrected(city, key, first)

    assert claim_view(city.bank, key).excluded_since == SECOND


def test_a_payment_of_another_amount_stays_on_its_day(city: City, key: str) -> None:
    payment = paid(city, key, FIRST, "100万元")
    on(THIRD)

    payment_corrected(city, key, payment, "10万元")

    (line,) = claim_view(city.bank, key).payments
    assert (line.paid_on, line.amount) == (FIRST, 10_000_000)
    assert claim_view(city.bank, key).excluded_since == FIRST


def test_a_payment_put_on_an_earlier_day_counts_as_if_entered_there(city: City, key: str) -> None:
    with transaction.atomic():
        paid(city, key, FIRST, "100万元")
        recovered(city, key, SECOND, "200万元", "2万元")
        on(LATER)
        post(loan(key), LATER)
        expected, since = picture(key, LATER), claim_view(city.bank, key).excluded_since
        transaction.set_rollback(True)
    recovered(city, key, SECOND, "200万元", "2万元")
    payment = paid(city, key, THIRD, "70万元")
    on(LATER)

    payment_corrected(city, key, payment, "100万元", day=FIRST)

    assert picture(key, LATER) == expected
    assert claim_view(city.bank, key).excluded_since == since == FIRST


@pytest.mark.parametrize(("recorded", "right"), [(SECOND, LATER), (LATER, SECOND)])
def test_a_recovery_put_on_another_day_is_shared_out_in_the_order_of_days(
    city: City, key: str, recorded: date, right: date
) -> None:
    """What covers the costs, and what interest is due by then, hangs on which came first."""

    def entered(moved: date) -> int:
        numbers = {
            day: recovered(city, key, day, *what)
            for day, what in sorted(
                {moved: ("5万元", "1万元"), THIRD: ("260万元", "20万元")}.items()
            )
        }
        on(LATER)
        return numbers[moved]

    paid(city, key, FIRST, "150万元")
    with transaction.atomic():
        entered(right)
        post(loan(key), LATER)
        expected = picture(key, LATER)
        transaction.set_rollback(True)
    number = entered(recorded)
    assert picture(key, LATER) != expected

    recovery_corrected(city, key, number, "5万元", "1万元", day=right)

    assert picture(key, LATER) == expected
    assert [one.received_on for one in claim_view(city.bank, key).recoveries] == sorted(
        (right, THIRD)
    )


def test_a_payment_is_not_put_behind_a_recovery_that_would_have_been_set_off(
    city: City, key: str
) -> None:
    payment = paid(city, key, FIRST)
    recovered(city, key, SECOND, "50万元")
    on(THIRD)
    correction = proposed(city.guarantor, key, PAYMENT, payment, "210万元", day=THIRD)

    with pytest.raises(Refused) as refused:
        approved(approver(city, "bank"), key, correction)

    assert codes(refused.value) == [("claim_correction_above_owed", "7.3")]
    assert not PaymentTakenBack.objects.exists()


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (CLAIMED - timedelta(days=1), "claim_correction_before_claim"),
        (CLAIMED, None),
        (SECOND, None),
        (SECOND + timedelta(days=1), "claim_correction_in_future"),
        (FIRST, "claim_correction_changes_nothing"),
    ],
)
def test_a_day_lies_between_the_claim_and_today(
    city: City, key: str, day: date, code: str | None
) -> None:
    payment = paid(city, key, FIRST, "100万元")
    on(SECOND)
    if code is None:
        payment_corrected(city, key, payment, "100万元", day=day)
        (line,) = claim_view(city.bank, key).payments
        assert line.paid_on == day
        return

    with pytest.raises(Refused) as refused:
        proposed(city.guarantor, key, PAYMENT, payment, "100万元", day=day)

    assert [found for found, _ in codes(refused.value)] == [code]


def test_a_day_without_an_amount_is_told(city: City, key: str) -> None:
    payment = paid(city, key, FIRST, "100万元")

    with pytest.raises(BadInput) as told:
        proposed(city.guarantor, key, PAYMENT, payment, day=CLAIMED)

    assert [one.code for one in told.value.reasons] == ["claim_correction_day_without_amount"]


def test_nobody_undoes_alone_what_another_party_recorded(city: City, key: str) -> None:
    payment = paid(city, key, FIRST, "100万元")
    correction = proposed(city.bank, key, PAYMENT, payment)

    with pytest.raises(Refused) as refused:
        approved(approver(city, "bank"), key, correction)
    assert codes(refused.value) == [("claim_correction_needs_the_other", None)]

    approved(approver(city, "guarantor"), key, correction)
    assert claim_view(city.bank, key).payments == ()


def test_only_who_is_concerned_proposes_and_an_officer_does_not_decide(
    city: City, key: str
) -> None:
    payment = paid(city, key, FIRST, "100万元")
    with pytest.raises(Refused):
        proposed(city.appraiser, key, PAYMENT, payment)
    with pytest.raises(NotFound):
        proposed(city.bank, key, PAYMENT, payment + 1000)
    correction = proposed(city.guarantor, key, PAYMENT, payment)

    with pytest.raises(Refused) as refused:
        approved(city.bank, key, correction)

    assert codes(refused.value) == [("claim_correction_needs_an_approver", None)]


def test_a_larger_payment_that_would_exceed_the_share_is_refused(city: City, key: str) -> None:
    payment = paid(city, key, FIRST, "100万元")
    paid(city, key, SECOND, "110万元")
    correction = proposed(city.guarantor, key, PAYMENT, payment, "100.01万元")

    with pytest.raises(Refused) as refused:
        approved(approver(city, "bank"), key, correction)

    assert codes(refused.value) == [("claim_correction_above_owed", "7.3")]


def test_bad_corrections_are_told_and_write_nothing(city: City, key: str) -> None:
    payment = paid(city, key, FIRST, "100万元")
    with pytest.raises(BadInput):
        proposed(city.guarantor, key, PAYMENT, payment, "90万元", "1元")
    with pytest.raises(Refused) as refused:
        proposed(city.guarantor, key, PAYMENT, payment, "100万元")
    assert codes(refused.value) == [("claim_correction_changes_nothing", None)]
    proposed(city.guarantor, key, PAYMENT, payment)
    with pytest.raises(Refused) as refused:
        proposed(city.guarantor, key, PAYMENT, payment)

    assert codes(refused.value) == [("claim_correction_waits_already", None)]
    assert ClaimCorrection.objects.count() == 1


def test_grounds_of_an_approval_are_no_longer_than_they_are_kept(city: City, key: str) -> None:
    payment = paid(city, key, FIRST, "100万元")
    correction = proposed(city.guarantor, key, PAYMENT, payment)

    with pytest.raises(BadInput) as told:
        decide_claim_correction(
            approver(city, "bank"),
            key,
            correction,
            "approved",
            grounds="长" * 1001,
            key=fresh_key(),
        )

    assert [one.code for one in told.value.reasons] == ["grounds_too_long"]


def test_the_database_takes_nothing_back_without_an_approval(city: City, key: str) -> None:
    payment = paid(city, key, FIRST, "100万元")
    correction = proposed(city.guarantor, key, PAYMENT, payment)
    by = approver(city, "bank").person_id
    decision = ClaimCorrectionDecision.objects.create(
        correction_id=correction, decision="refused", grounds="不符", decided_on=FIRST,
        recorded_at=business_date.now(), proposed_by_id=city.guarantor.person_id, decided_by_id=by,
    )  # fmt: skip

    with (
        pytest.raises(IntegrityError, match="without an approved correction"),
        transaction.atomic(),
    ):
        PaymentTakenBack.objects.create(payment_id=payment, decision=decision)
