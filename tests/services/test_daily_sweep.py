"""The daily work: each thing told once, however often it runs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.services.money_cast import (
    DRAWN,
    City,
    a_lending_city,
    codes,
    drawn_loan,
    event_kinds,
    fresh_key,
    loan,
    on,
)

from zhidai.db.history.models import BusinessDate, DailyDigest, Event
from zhidai.services import business_date
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.guarantees.commands import pay_claim, start_claim
from zhidai.services.history.queries import timeline
from zhidai.services.refusal import Refused
from zhidai.services.sweep.commands import move_business_date, sweep
from zhidai.services.sweep.end_of_day import write_end_of_day

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

DAY_1, DAY_60 = date(2021, 3, 22), date(2021, 5, 20)


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


def told(key: str, kind: str) -> list[Event]:
    stream = f"case:{loan(key).case.number}"
    return list(Event.objects.filter(stream__name=stream, kind=kind))


def test_a_loan_is_told_overdue_on_its_first_day_with_the_reports_owed(
    city: City, key: str
) -> None:
    move_business_date(date(2021, 3, 21))
    assert told(key, "loan.overdue") == []

    move_business_date(DAY_1)

    (event,) = told(key, "loan.overdue")
    assert event.effective_on == DAY_1
    assert event.payload["interest"] == "8083.33"
    assert {duty["owed_by"]: duty["owed_to"] for duty in event.payload["duties"]} == {
        "bank": ["bureau", "finance"],
        "guarantor": ["bureau", "finance"],
    }
    assert event.person is None


def test_days_slept_through_are_caught_up(city: City, key: str) -> None:
    BusinessDate.objects.update(day=date(2021, 4, 1))  # moved by hand, nothing swept since

    move_business_date(date(2021, 4, 2))

    assert told(key, "loan.overdue")[0].effective_on == DAY_1
    assert DailyDigest.objects.filter(day=date(2021, 3, 15)).exists()


def test_the_end_of_the_grace_period_names_who_still_owes(city: City, key: str) -> None:
    on(DAY_60)
    start_claim(city.bank, key, key=fresh_key())
    pay_claim(city.guarantor, key, amount="210万元", key=fresh_key())
    move_business_date(date(2021, 6, 15))
    assert told(key, "claim.grace_ended") == []

    move_business_date(date(2021, 6, 20))

    (event,) = told(key, "claim.grace_ended")
    assert event.effective_on == date(2021, 6, 16)
    assert event.payload["owed"] == {"appraiser": "300000.00"}


def test_an_agreement_that_ended_is_told_once(city: City) -> None:
    on(date(2023, 9, 27))

    move_business_date(date(2023, 10, 3))

    kinds = event_kinds("agreement:示范合作〔2020〕1号")
    assert kinds.count("agreement.expired") == 1
    expired = timeline("agreement:示范合作〔2020〕1号")[0]
    assert expired.effective_on == date(2023, 9, 29)


def test_the_healthy_borrowers_of_the_demonstration_pay_as_the_date_moves(city: City) -> None:
    key = drawn_loan(city, "enterprise5", amount="1000万元")

    move_business_date(date(2021, 4, 25))

    assert loan(key).events.count() == 2
    assert told(key, "loan.overdue") == []


@pytest.mark.parametrize(
    ("to", "code"),
    [
        (DRAWN, "business_date_moves_forward_only"),
        (date(2021, 2, 1), "business_date_moves_forward_only"),
        (date(2022, 4, 6), "business_date_moves_too_far"),
    ],
)
def test_the_date_moves_forward_and_not_too_far(city: City, to: date, code: str) -> None:
    with pytest.raises(Refused) as refused:
        move_business_date(to)

    assert codes(refused.value)[0][0] == code
    assert business_date.today() == DRAWN


def test_a_deployment_on_the_clock_has_no_date_to_move(city: City) -> None:
    BusinessDate.objects.all().delete()

    with pytest.raises(Refused) as refused:
        move_business_date(date(2030, 1, 1))

    assert codes(refused.value) == [("business_date_follows_the_clock", None)]


def test_tomorrow_is_not_swept_today(city: City) -> None:
    with pytest.raises(Refused) as refused:
        sweep(date(2021, 3, 2))

    assert codes(refused.value)[0][0] == "sweep_day_in_future"


def test_the_end_of_a_day_before_any_loan_is_one_look(city: City) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert write_end_of_day(SCHEME, DRAWN - timedelta(days=1)) == 0

    looks = [one for one in asked.captured_queries if one["sql"].startswith("SELECT")]
    assert len(looks) == 1
