"""A period closes once, through a day that is over, and only over books that hold."""

from datetime import date

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, event_kinds, fresh_key, loan, on
from tests.services.refusals import refused

from zhidai.db.journal.models import PeriodClose
from zhidai.services.acting import Acting
from zhidai.services.journal.closing import close_period, closed_periods
from zhidai.services.journal.posting import post
from zhidai.services.journal.queries import corrections
from zhidai.services.lending.commands import record_repayment

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
TODAY = date(2021, 6, 1)


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        drawn = city.lent
        on(TODAY)
        post(loan(drawn), TODAY)
        return drawn


@pytest.fixture
def approver(city: City) -> Acting:
    return city.households["bureau"].approver


def test_the_bureaus_approver_closes_and_it_is_told(approver: Acting, key: str) -> None:
    answer = close_period(approver, through=date(2021, 5, 31), key=fresh_key())

    assert answer["through"] == "2021-05-31"
    assert [one.through for one in closed_periods()] == [date(2021, 5, 31)]
    assert event_kinds("journal") == ["journal.period_closed"]


def test_the_same_form_sent_twice_closes_once(approver: Acting, key: str) -> None:
    sent = fresh_key()

    answers = [close_period(approver, through=date(2021, 5, 31), key=sent) for _ in range(2)]

    assert answers[0] == answers[1]
    assert PeriodClose.objects.count() == 1


@pytest.mark.parametrize("who", ["bank", "treasury", "bureau"])
def test_nobody_else_closes(city: City, key: str, who: str) -> None:
    acting = city.households[who].approver if who != "bureau" else city.bureau

    with refused() as told:
        close_period(acting, through=date(2021, 5, 31), key=fresh_key())

    assert told.codes == {("period_closed_by_the_bureaus_approver", None)}


@pytest.mark.parametrize(
    ("through", "code"),
    [(date(2021, 5, 31), None), (TODAY, "period_not_over"), (date(2021, 6, 2), "period_not_over")],
)
def test_only_a_day_that_is_over_is_closed(
    approver: Acting, key: str, through: date, code: str | None
) -> None:
    if code is None:
        assert close_period(approver, through=through, key=fresh_key())
        return
    with refused() as told:
        close_period(approver, through=through, key=fresh_key())

    assert told.codes == {(code, None)}


@pytest.mark.parametrize("through", [date(2021, 4, 30), date(2021, 5, 31)])
def test_a_closed_period_is_not_closed_again(approver: Acting, key: str, through: date) -> None:
    close_period(approver, through=date(2021, 5, 31), key=fresh_key())

    with refused() as told:
        close_period(approver, through=through, key=fresh_key())

    assert told.codes == {("period_closed_already", None)}


def test_books_that_do_not_hold_stay_open(approver: Acting, key: str) -> None:
    on(date(2021, 7, 1))  # the interest of 21 June fell due and nobody booked it

    assert close_period(approver, through=date(2021, 6, 20), key=fresh_key())
    with refused() as told:
        close_period(approver, through=date(2021, 6, 21), key=fresh_key())

    assert told.codes == {("books_do_not_hold", None)}
    assert "21" in told.in_both_languages()


def test_what_comes_later_for_a_closed_day_is_a_correction(
    city: City, approver: Acting, key: str
) -> None:
    close_period(approver, through=date(2021, 5, 31), key=fresh_key())

    record_repayment(
        city.bank, key, amount="8083.33元", effective_on=date(2021, 3, 21), key=fresh_key()
    )

    found = [one.booked_on for _, one in corrections(TODAY, TODAY)]
    assert found == [TODAY]
