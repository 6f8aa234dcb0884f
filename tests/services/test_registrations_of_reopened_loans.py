"""A loan runs again after a mistaken pay-off: which registrations count, then and now."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from tests.engine.statistics.columns_cast import in_rows
from tests.services.conftest import Blocker
from tests.services.money_cast import City, drawn_loan, fresh_key, loan, on
from tests.services.test_corrections_of_settled_loans import take_back

from zhidai.core.money import format_yuan
from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.core.statistics.report import Report, report
from zhidai.db.statistics.models import FactMark
from zhidai.services import business_date
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.pledging_anew import register_anew
from zhidai.services.statistics.answered import answered
from zhidai.services.statistics.facts import facts_of_scheme
from zhidai.services.statistics.keeping import forget_facts

pytestmark = pytest.mark.django_db
SETTLED, REPORTED = date(2021, 3, 15), date(2021, 4, 2)
TAKEN_BACK, ANEW, AGAIN = date(2021, 4, 10), date(2021, 4, 12), date(2021, 5, 6)
ASKED = date(2021, 6, 1)
MARCH, APRIL, MAY = 3, 4, 5
IN_FORCE = Metric.REGISTRATIONS_IN_FORCE


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """Registered on 1 March, paid off by mistake a fortnight later."""
    with django_db_blocker.unblock():
        drawn = drawn_loan(city)
        settled(city, drawn, SETTLED)
        return drawn


def settled(city: City, key: str, day: date) -> None:
    on(day)
    owed = state_of(loan(key), day).owed_to_bank
    record_repayment(city.bank, key, amount=f"{format_yuan(owed)}元", key=fresh_key())


def taken_back(city: City, key: str, day: date, *, registration: str) -> None:
    on(day)
    take_back(city, key, registration=registration)


def registered_anew(city: City, key: str, number: str, day: date) -> None:
    on(day)
    register_anew(city.guarantor, key, number=number, registered_on=day, key=fresh_key())


def asked(metric: Metric, at: date | None = None) -> Report:
    question = Question(metric=metric, grain=Grain.MONTH, since=date(2021, 3, 1), until=ASKED)
    end = None if at is None else datetime.combine(at, time.max, business_date.SHANGHAI)
    then = None if end is None else facts_of_scheme(SCHEME, at=end)
    return report(facts_of_scheme(SCHEME), question, then=then)


def by_month(metric: Metric, at: date | None = None) -> Mapping[int, Decimal | None]:
    return {one.period.first_on.month: one.value for one in asked(metric, at).figures}


def test_a_pledge_registered_anew_is_a_registration_of_its_own_and_moves_no_closed_month(
    city: City, key: str
) -> None:
    on(REPORTED)
    amount = by_month(Metric.REGISTERED_AMOUNT)[MARCH]
    before = {metric: by_month(metric)[MARCH] for metric in (Metric.REGISTRATIONS, IN_FORCE)}
    assert before == {Metric.REGISTRATIONS: 1, IN_FORCE: 0}

    taken_back(city, key, TAKEN_BACK, registration="cancelled")
    registered_anew(city, key, "Y2021990000002", ANEW)
    on(ASKED)

    counted = [by_month(metric) for metric in (Metric.REGISTRATIONS, IN_FORCE)]
    assert [(one[MARCH], one[APRIL]) for one in counted] == [(1, 1), (0, 1)]
    assert by_month(Metric.REGISTERED_AMOUNT)[APRIL] == amount == 3_000_000
    assert by_month(Metric.FIRST_TIME_PLEDGORS)[APRIL] == 0


def test_a_pledge_registered_anew_was_not_known_before_it_was_recorded(
    city: City, key: str
) -> None:
    taken_back(city, key, TAKEN_BACK, registration="cancelled")
    registered_anew(city, key, "Y2021990000002", ANEW)

    assert by_month(IN_FORCE, TAKEN_BACK)[APRIL] == 0
    assert [(one.then.value, one.now.value) for one in asked(IN_FORCE, TAKEN_BACK).revisions] == [
        (0, 1)
    ]
    assert by_month(IN_FORCE, ANEW)[APRIL] == 1


def test_the_platform_counts_pledges_registered_anew_as_the_plain_counting_does(
    city: City, key: str
) -> None:
    taken_back(city, key, TAKEN_BACK, registration="cancelled")
    registered_anew(city, key, "Y2021990000002", ANEW)
    on(ASKED)
    columns = facts_of_scheme(SCHEME)

    for metric in (Metric.REGISTRATIONS, Metric.FIRST_TIME_PLEDGORS, IN_FORCE):
        question = Question(metric=metric, grain=Grain.MONTH, since=SETTLED, until=ASKED)
        found, expected = figures(columns, question), figures(in_rows(columns), question)
        assert [one.value for one in found] == [one.value for one in expected]
        assert all(
            len(tuple(one.counted)) == len(one.counted) == len(other.counted)
            for one, other in zip(found, expected, strict=True)
        )


def test_an_answer_that_was_kept_before_a_pledge_was_registered_anew_is_not_taken_any_more(
    city: City, key: str
) -> None:
    question = Question(metric=IN_FORCE, grain=Grain.MONTH, since=ANEW, until=ANEW)

    def told() -> Decimal | None:
        (figure,) = answered(city.bureau, SCHEME, lambda facts: figures(facts, question))
        return figure.value

    taken_back(city, key, TAKEN_BACK, registration="cancelled")
    on(ANEW)
    assert told() == 0

    registered_anew(city, key, "Y2021990000002", ANEW)

    assert told() == 1


def test_every_step_is_kept_as_it_would_be_read_anew(city: City, key: str) -> None:
    steps = (
        lambda: taken_back(city, key, TAKEN_BACK, registration="cancelled"),
        lambda: registered_anew(city, key, "Y2021990000002", ANEW),
        lambda: settled(city, key, AGAIN),
    )
    for step in steps:
        facts_of_scheme(SCHEME)
        step()
        found = in_rows(facts_of_scheme(SCHEME)).registrations
        assert not FactMark.objects.exists()
        forget_facts()
        assert found == in_rows(facts_of_scheme(SCHEME)).registrations
    on(ASKED)
    assert list(by_month(IN_FORCE).values())[:3] == [0, 1, 0]


def test_a_release_that_was_taken_back_stays_what_was_reported_and_the_difference_is_listed(
    city: City, key: str
) -> None:
    on(REPORTED)
    reported = by_month(IN_FORCE)[MARCH]

    taken_back(city, key, TAKEN_BACK, registration="stands")

    assert (reported, by_month(IN_FORCE)[MARCH]) == (0, 1)
    assert by_month(IN_FORCE, SETTLED)[MARCH] == by_month(IN_FORCE, REPORTED)[MARCH] == reported
    assert (
        by_month(IN_FORCE, date(2021, 3, 14))[MARCH] == by_month(IN_FORCE, TAKEN_BACK)[MARCH] == 1
    )
    listed = {
        (one.then.period.first_on.month, one.then.value, one.now.value)
        for one in asked(IN_FORCE, REPORTED).revisions
    }
    assert listed == {(MARCH, 0, 1), (APRIL, 0, 1)}


def test_of_two_releases_taken_back_each_is_known_as_long_as_it_was_believed(
    city: City, key: str
) -> None:
    taken_back(city, key, TAKEN_BACK, registration="stands")
    settled(city, key, ANEW)
    taken_back(city, key, date(2021, 4, 14), registration="stands")
    settled(city, key, AGAIN)
    on(ASKED)

    days = (SETTLED, TAKEN_BACK, ANEW, date(2021, 4, 14), AGAIN)
    assert [by_month(IN_FORCE, day)[day.month] for day in days] == [0, 1, 0, 1, 0]
    assert [by_month(IN_FORCE)[month] for month in (MARCH, APRIL, MAY)] == [1, 1, 0]
    assert in_rows(facts_of_scheme(SCHEME)).registrations[0].released_on == AGAIN


def test_a_pledge_registered_anew_stands_again_and_the_cancelled_one_before_it_does_not(
    city: City, key: str
) -> None:
    taken_back(city, key, TAKEN_BACK, registration="cancelled")
    registered_anew(city, key, "Y2021990000002", ANEW)
    settled(city, key, date(2021, 4, 14))
    taken_back(city, key, date(2021, 4, 16), registration="stands")
    on(ASKED)

    assert list(loan(key).case.pledges.order_by("id").values_list("released_on", flat=True)) == [
        SETTLED, None,
    ]  # fmt: skip
    counted = [by_month(IN_FORCE, day)[APRIL] for day in (ANEW, date(2021, 4, 14), ASKED)]
    assert counted == [1, 0, 1]
    assert by_month(IN_FORCE)[MARCH] == 0
