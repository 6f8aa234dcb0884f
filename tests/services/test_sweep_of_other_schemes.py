"""The daily work of another scheme: before it begins, on its first day, after its end."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import make_cast, open_indirect
from tests.conftest import Make
from tests.services.money_cast import fresh_key, loan, on
from tests.services.qinglan_cast import SCHEME, Qinglan, applied, drawn, overdue_from, qinglan
from tests.services.refusals import bad_input_told

from zhidai.core.portfolio.stops import WHOLE, subject_of_bank
from zhidai.db.portfolio.models import Breaker, BreakerAction, EndOfDay
from zhidai.services.cases.commands import withdraw_case
from zhidai.services.demonstration.stories import state_day
from zhidai.services.portfolio.breaker import Grounds, check_breaker
from zhidai.services.portfolio.queries import supervision_view
from zhidai.services.portfolio.stop_queries import bank_stops
from zhidai.services.sweep.commands import sweep

pytestmark = pytest.mark.django_db
GANZHOU = "ganzhou-2020"
FIRST, LAST = date(2021, 2, 1), date(2028, 12, 31)
SUBSTANDARD = timedelta(days=90)  # from overdue day 1


@pytest.fixture(scope="module")
def city(made: Make) -> Qinglan:
    return made(qinglan)


def swept(day: date) -> None:
    state_day(day)
    sweep(day)


def stopped(city: Qinglan, bank: str) -> bool:
    subject = subject_of_bank(city.people[bank].party_id)
    return Breaker.objects.filter(scheme=SCHEME, subject=subject, is_tripped=True).exists()


def test_before_its_first_day_a_scheme_brings_nothing_and_nothing_begins_under_it(
    city: Qinglan,
) -> None:
    day = FIRST - timedelta(days=1)
    swept(day)

    tripped = check_breaker(SCHEME, day, grounds=Grounds.DAILY_WORK)
    with bad_input_told() as told:
        applied(city)

    assert not tripped
    assert {code for code, _ in told.codes} == {"scheme_not_in_force_on"}
    assert not BreakerAction.objects.exists()
    assert supervision_view(city.bureau).ratio.total == 0  # the page stands before anything runs


def test_on_its_first_day_cases_are_opened_and_the_days_work_is_done(city: Qinglan) -> None:
    swept(FIRST)

    number, team, _ = applied(city)
    sweep(FIRST)
    withdraw_case(team["enterprise"], number, grounds="改期", key=fresh_key())

    assert not stopped(city, "bank")


def test_after_its_last_day_running_loans_go_on_and_are_watched(city: Qinglan) -> None:
    on(LAST)
    key = drawn(city)
    day = overdue_from(key) + SUBSTANDARD
    assert day > LAST + timedelta(days=60)

    swept(day)
    swept(day + timedelta(days=1))

    assert EndOfDay.objects.filter(loan__key=key, day=day).exists()
    assert stopped(city, "bank")
    with bad_input_told() as told:
        applied(city, bank="other_bank")
    assert {code for code, _ in told.codes} == {"scheme_not_in_force_on"}


def test_what_stops_one_bank_stops_neither_its_neighbour_nor_another_scheme(city: Qinglan) -> None:
    on(date(2021, 3, 1))
    cast = make_cast()
    key = drawn(city)
    day = overdue_from(key) + SUBSTANDARD

    swept(day)

    assert stopped(city, "bank")
    assert not Breaker.objects.filter(subject=WHOLE, is_tripped=True).exists()
    assert applied(city, bank="other_bank")[0]
    assert open_indirect(cast)
    (bank,) = bank_stops(city.bureau, SCHEME)  # the other one has lent nothing
    assert (bank.is_tripped, bank.ratio.is_above) == (True, True)
    assert bank_stops(city.bank, SCHEME) == (bank,)
    assert not bank_stops(city.guarantor, SCHEME)  # no affair of others
    assert loan(key).case.scheme == SCHEME


def test_the_breakers_of_all_schemes_are_locked_before_anything_is_written(city: Qinglan) -> None:
    on(date(2021, 3, 1))
    sweep(date(2021, 3, 1))
    make_cast()
    day = overdue_from(drawn(city))
    state_day(day)

    with CaptureQueriesContext(connection) as asked:
        sweep(day)

    told = [query["sql"] for query in asked]
    locks = {
        scheme: next(at for at, sql in enumerate(told) if _locks_whole(sql, scheme))
        for scheme in (GANZHOU, SCHEME)
    }
    written = next(at for at, sql in enumerate(told) if _writes_of_a_case(sql))
    assert max(locks.values()) < written  # the order of ARCHITECTURE.md, over all schemes


def _locks_whole(sql: str, scheme: str) -> bool:
    return sql.startswith("SELECT") and "portfolio_breaker" in sql and f"'{scheme}'" in sql


def _writes_of_a_case(sql: str) -> bool:
    return "history_stream" in sql or "history_event" in sql
