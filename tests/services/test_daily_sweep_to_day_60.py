"""The daily work up to a loan's 60th day overdue: the way there is gone once for all tests."""

from datetime import date

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import DRAWN, City, a_lending_city, loan

from zhidai.db.history.models import BusinessDate, DailyDigest, Event
from zhidai.services import business_date
from zhidai.services.history.queries import verify
from zhidai.services.sweep.commands import move_business_date, sweep

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city

CUT_OFF, DAY_59, DAY_60 = date(2021, 4, 10), date(2021, 5, 19), date(2021, 5, 20)


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """A loan of which nothing was paid, on day 59; the move was cut off once on the way."""
    with django_db_blocker.unblock():
        key = city.lent
        move_business_date(CUT_OFF)
        move_business_date(DAY_59)
        return key


def told(key: str, kind: str) -> list[Event]:
    stream = f"case:{loan(key).case.number}"
    return list(Event.objects.filter(stream__name=stream, kind=kind))


def test_a_loan_is_told_claimable_on_day_60(key: str) -> None:
    assert told(key, "loan.claimable") == []

    move_business_date(DAY_60)

    (event,) = told(key, "loan.claimable")
    assert event.effective_on == DAY_60
    assert len(told(key, "loan.overdue")) == 1


def test_running_a_day_twice_tells_everything_once(key: str) -> None:
    move_business_date(DAY_60)
    count = Event.objects.count()
    digests = DailyDigest.objects.count()

    sweep(DAY_60)
    BusinessDate.objects.update(swept_until=None)  # as if the guard had been lost
    sweep(DAY_60)

    assert Event.objects.count() == count
    assert DailyDigest.objects.count() == digests


def test_a_move_that_was_cut_off_goes_on_where_it_stopped(key: str) -> None:
    move_business_date(DAY_60)

    assert business_date.today() == DAY_60
    assert BusinessDate.objects.get().swept_until == DAY_60
    days = list(DailyDigest.objects.order_by("day").values_list("day", flat=True))
    assert (days[0], days[-1], len(days)) == (DRAWN, DAY_59, 80)


def test_the_log_still_verifies_after_the_daily_work(key: str) -> None:
    move_business_date(DAY_60)

    assert list(verify()) == []
