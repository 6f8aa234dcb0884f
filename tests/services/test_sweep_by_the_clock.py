"""A deployment that follows the clock: each day is worked once, and no past day stops today."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from tests.services.money_cast import City, a_lending_city, codes

from zhidai.db.history.models import BusinessDate, Event
from zhidai.db.portfolio.models import Breaker, BreakerAction, EndOfDay
from zhidai.services import business_date, clock
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.portfolio.commands import agree_to_resume
from zhidai.services.refusal import Refused
from zhidai.services.sweep.commands import sweep

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city  # its one loan is paid by nobody: overdue from 22 March on
FIRST, STOPPED, RESUMED = date(2021, 3, 22), date(2021, 4, 26), date(2021, 4, 28)
Turn = Callable[[date], None]


@pytest.fixture
def turn(city: City, monkeypatch: pytest.MonkeyPatch) -> Turn:
    """The clock stands at ten in the morning of a day."""
    BusinessDate.objects.all().delete()

    def turn(day: date) -> None:
        read = datetime(day.year, day.month, day.day, 10, tzinfo=business_date.SHANGHAI)
        monkeypatch.setattr(clock, "now", lambda: read)

    return turn


def resumed_by_all(city: City) -> None:
    for each, number in ((city.bank, 1), (city.guarantor, 2), (city.appraiser, 3)):
        agree_to_resume(each, grounds="已重新协商（虚构）", key=f"resume {number}")


def everything() -> list[object]:
    return [
        Breaker.objects.get(scheme=SCHEME).is_tripped,
        *(table.objects.count() for table in (BreakerAction, Event, EndOfDay)),
    ]


def test_a_day_worked_again_after_all_agreed_stops_nothing(city: City, turn: Turn) -> None:
    turn(STOPPED)
    sweep(STOPPED)
    assert Breaker.objects.get(scheme=SCHEME).is_tripped
    turn(RESUMED)
    sweep(RESUMED)
    resumed_by_all(city)
    Breaker.objects.update(resumed_overdue=None, resumed_total=None)  # as if repaid since
    before = everything()

    sweep(STOPPED)
    sweep(RESUMED)

    assert everything() == before
    assert not before[0]


def test_a_day_passed_over_is_not_worked_once_a_later_one_is(city: City, turn: Turn) -> None:
    turn(RESUMED)
    sweep(RESUMED)
    resumed_by_all(city)
    before = everything()

    with pytest.raises(Refused) as refused:
        sweep(STOPPED)

    assert codes(refused.value) == [("sweep_day_passed_over", None)]
    assert everything() == before


def test_a_past_day_is_told_of_and_neither_stops_today_nor_is_taken_for_what_was_known(
    city: City, turn: Turn
) -> None:
    turn(STOPPED)

    sweep(FIRST)

    assert Event.objects.filter(kind="loan.overdue").count() == 1
    assert not Breaker.objects.get(scheme=SCHEME).is_tripped
    assert not EndOfDay.objects.exists()
    sweep(STOPPED)
    assert Breaker.objects.get(scheme=SCHEME).is_tripped
    assert set(EndOfDay.objects.values_list("day", flat=True)) == {STOPPED - timedelta(days=1)}
