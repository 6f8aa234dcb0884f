"""A case counts in the district and industry declared on the day of its application, for good."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from tests.services.money_cast import City, a_lending_city, fresh_key, on

from zhidai.core.statistics.counting import Question
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.core.statistics.report import Report, report
from zhidai.db.parties.models import Party
from zhidai.services import business_date
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.corrections.parties import (
    decide_party_correction,
    propose_party_correction,
    registered_party,
)
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.enterprises import BOOK
from zhidai.services.history.commands import append
from zhidai.services.parties.commands import update_profile
from zhidai.services.statistics.facts import facts_of_scheme
from zhidai.services.statistics.keeping import forget_facts

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city  # 章贡区, all of it
DRAWN, MOVED, LATER = date(2021, 3, 1), date(2021, 4, 6), date(2021, 4, 20)
ELSEWHERE = {"registered_address": "赣州市南康区新迁路9号", "industry": "信息传输业"}
NOTHING = {"registered_address": "", "industry": ""}
NO_COUNTY = {"registered_address": "赣州市无名路1号"}
COUNTS = (Metric.REGISTRATIONS, Metric.LOANS_DISBURSED, Metric.APPLICATIONS)


def declares(
    city: City, day: date, answers: Mapping[str, object], *, enterprise: str = "enterprise1"
) -> None:
    on(day)
    update_profile(getattr(city, enterprise), answers, key=fresh_key())


def applied(city: City, day: date) -> None:
    on(day)
    team = city.team("enterprise5")
    new = NewCase(
        scheme=SCHEME,
        route="indirect",
        amount="300万元",
        parties={role: team[role].party_id for role in ("bank", "guarantor", "appraiser")},
        rights=(BOOK[0].patents[0].number,),
    )
    open_case(team["enterprise"], new, key=fresh_key())


def asked(metric: Metric, by: Dimension = Dimension.DISTRICT, at: datetime | None = None) -> Report:
    question = Question(
        metric=metric, grain=Grain.QUARTER, since=date(2021, 1, 1), until=LATER, by=by
    )
    then = None if at is None else facts_of_scheme(SCHEME, at=at)
    return report(facts_of_scheme(SCHEME), question, then=then)


def told(metric: Metric, by: Dimension = Dimension.DISTRICT, at: datetime | None = None) -> object:
    """Group and quarter -> value, where there is one."""
    return {
        (figure.group.name, figure.period.first_on.month): figure.value
        for figure in asked(metric, by, at).figures
        if figure.value and figure.group.by is not None
    }


def end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, business_date.SHANGHAI)


def test_an_enterprise_that_moves_takes_no_closed_quarter_with_it(city: City) -> None:
    by_both = (Dimension.DISTRICT, Dimension.INDUSTRY)
    before = {(metric, by): told(metric, by) for metric in COUNTS for by in by_both}
    assert before[Metric.REGISTRATIONS, Dimension.DISTRICT] == {("章贡区", 1): 1}

    declares(city, MOVED, ELSEWHERE)

    for (metric, by), counted in before.items():
        assert told(metric, by) == counted
        assert told(metric, by, end_of(DRAWN)) == counted
        assert asked(metric, by, end_of(DRAWN)).revisions == ()


def test_the_next_application_counts_where_the_enterprise_is_then(city: City) -> None:
    declares(city, MOVED, ELSEWHERE, enterprise="enterprise5")

    applied(city, LATER)

    assert told(Metric.APPLICATIONS) == {("章贡区", 1): 1, ("南康区", 4): 1}


def test_the_base_of_coverage_has_each_enterprise_once_a_day_where_it_was(city: City) -> None:
    before = told(Metric.FINANCING_COVERAGE)
    everybody = Party.objects.filter(kind="enterprise").count()

    declares(city, MOVED, ELSEWHERE)
    on(LATER)

    assert told(Metric.FINANCING_COVERAGE, at=end_of(DRAWN)) == before
    assert asked(Metric.FINANCING_COVERAGE, at=end_of(DRAWN)).revisions == ()
    (moved,) = (
        figure
        for figure in asked(Metric.FINANCING_COVERAGE).figures
        if figure.group.name == "南康区" and figure.period.first_on.month == 4
    )
    assert (moved.value, moved.counted.over) == (1, 1)  # type: ignore[attr-defined]
    rows = facts_of_scheme(SCHEME).enterprises
    assert len(rows) == everybody + 1
    for day in (DRAWN, MOVED - timedelta(days=1), MOVED, LATER):
        active = rows.filter(
            (rows["active_from"] <= day)
            & (rows["active_until"].is_null() | (rows["active_until"] >= day))
        )
        assert active["id"].is_unique().all()
        assert len(active) == everybody


def test_on_the_day_of_the_move_it_counts_once_before_and_after_the_hour_of_it(city: City) -> None:
    declares(city, MOVED, ELSEWHERE)
    recorded = business_date.now()

    before = facts_of_scheme(SCHEME, at=recorded - timedelta(hours=1)).enterprises
    after = facts_of_scheme(SCHEME, at=recorded + timedelta(seconds=1)).enterprises

    (number,) = {city.enterprise1.party_id}
    open_ended = [
        frame.filter((frame["id"] == number) & frame["active_until"].is_null())
        for frame in (before, after)
    ]
    assert [len(frame) for frame in open_ended] == [1, 1]
    assert open_ended[0]["active_from"].to_list() != open_ended[1]["active_from"].to_list()


@pytest.mark.parametrize("said", [NOTHING, NO_COUNTY], ids=["nothing", "no county"])
def test_what_was_not_declared_at_application_counts_as_first_declared_from_then_on(
    city: City, said: Mapping[str, object]
) -> None:
    declares(city, DRAWN, said, enterprise="enterprise5")
    applied(city, DRAWN)
    assert told(Metric.APPLICATIONS) == {("章贡区", 1): 1, ("", 1): 1}

    again = {"registered_address": "赣州市信丰县再迁路1号"}
    for day, answers in ((DRAWN, said), (MOVED, ELSEWHERE), (LATER, again)):
        declares(city, day, answers, enterprise="enterprise5")

    counted = {("章贡区", 1): 1, ("南康区", 1): 1}
    assert told(Metric.APPLICATIONS) == counted
    then = asked(Metric.APPLICATIONS, at=end_of(MOVED - timedelta(days=1)))
    assert {(each.group.name, each.difference) for each in then.revisions} == {
        ("南康区", None), ("", -1),
    }  # fmt: skip
    assert not asked(Metric.APPLICATIONS, at=end_of(MOVED)).revisions


def place_corrected(city: City, day: date, *, enterprise: str, place: str) -> None:
    on(day)
    number = getattr(city, enterprise).party_id
    ought = replace(registered_party(city.bureau, number), place=place, place_en="")
    propose_party_correction(city.bureau, number, ought, grounds="登记错误", key=fresh_key())
    approver = city.households["bureau"].approver
    decide_party_correction(approver, number, "approved", grounds="", key=fresh_key())


def corrected_by_the_other_bureau(city: City, day: date, *, was: str, now: str) -> None:
    """What its two people would write down."""
    on(day)
    number = city.enterprise1.party_id
    Party.objects.filter(pk=number).update(place=now)
    payload = {"changes": {"place": [was, now]}}
    append(f"party:{number}", "party.correction_approved", acting=city.bureau, payload=payload)


def coverage(at: datetime | None = None) -> tuple[object, int]:
    """Of the first quarter, with the number of enterprises that it is over."""
    (figure,) = (
        one
        for one in asked(Metric.FINANCING_COVERAGE, at=at).figures
        if one.group.by is None and one.period.first_on.month == 1
    )
    return figure.value, figure.counted.over  # type: ignore[attr-defined]


def test_coverage_as_known_then_is_over_the_enterprises_that_were_registered_here_then(
    city: City,
) -> None:
    on(MOVED)
    reported, districts = coverage(), told(Metric.FINANCING_COVERAGE)
    everybody = Party.objects.filter(kind="enterprise", place="赣州市").count()
    assert reported[1] == everybody

    place_corrected(city, MOVED, enterprise="enterprise1", place="南昌市")

    before = end_of(MOVED - timedelta(days=1))
    assert coverage() == coverage(end_of(MOVED)) == (0, everybody - 1)
    assert coverage(before) == reported
    assert told(Metric.FINANCING_COVERAGE, at=before) == districts
    listed = {one.group.name for one in asked(Metric.FINANCING_COVERAGE, at=before).revisions}
    assert listed == {"", "章贡区"}
    assert asked(Metric.FINANCING_COVERAGE, at=end_of(MOVED)).revisions == ()


def test_a_place_that_is_corrected_back_counts_as_it_was_known_on_each_day(city: City) -> None:
    reported = coverage()

    place_corrected(city, MOVED, enterprise="enterprise1", place="南昌市")
    corrected_by_the_other_bureau(city, LATER, was="南昌市", now="赣州市")

    days = (DRAWN, MOVED, LATER)
    found = [coverage(end_of(day)) for day in days]
    assert found == [reported, (0, reported[1] - 1), reported]
    assert coverage() == reported
    kept = facts_of_scheme(SCHEME).enterprises
    forget_facts()
    assert kept.equals(facts_of_scheme(SCHEME).enterprises)
