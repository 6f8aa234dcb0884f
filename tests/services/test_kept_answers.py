"""Answers out of the table are what the facts come to, and none outlives a fact."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date

import pytest
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, fresh_key, loan, on

from zhidai.core.statistics.bulletin import parse_quarter
from zhidai.core.statistics.counting import Countable, Question, figures
from zhidai.core.statistics.figures import Dimension, Figure
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.db.cases.models import Case, CaseParty
from zhidai.db.lending.models import LoanEvent
from zhidai.db.parties.models import Party, Person
from zhidai.db.rights.models import Pledge
from zhidai.db.statistics.models import FactAnswer
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.dashboards import look
from zhidai.services.dashboards.first_looks import keep_first_looks
from zhidai.services.dashboards.look import PANELS
from zhidai.services.dashboards.queries import dashboard_view
from zhidai.services.lending.commands import record_repayment
from zhidai.services.statistics import kept
from zhidai.services.statistics.answer_table import question_named
from zhidai.services.statistics.answered import answered
from zhidai.services.statistics.facts import visible_facts
from zhidai.services.statistics.kept import KeptFacts
from zhidai.services.statistics.publishing import bulletin_view
from zhidai.services.statistics.queries import Asked, statistics_view
from zhidai.wording.speech import CHINESE

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
SCHEME = "ganzhou-2020"
PAID_ON = date(2021, 3, 25)
QUARTER = parse_quarter("2021Q1")
QUESTIONS = [
    Question(metric=metric, grain=grain, since=date(2020, 12, 1), until=PAID_ON, by=by)
    for metric in Metric
    for grain, by in ((Grain.QUARTER, None), (Grain.MONTH, Dimension.BANK))
]
Told = list[tuple[Figure, list[str]]]


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        key = city.lent
        on(PAID_ON)
        return key


@pytest.fixture(autouse=True)
def _nothing_in_memory() -> Iterator[None]:
    kept.forget_what_is_in_memory()
    yield
    kept.forget_what_is_in_memory()


def told(facts: Countable) -> list[Figure]:
    return [figure for question in QUESTIONS for figure in figures(facts, question)]


def with_ids(found: list[Figure]) -> list[tuple[object, ...]]:
    return [
        (one.metric, one.scope, one.source, one.period, one.group, one.value, one.left_out,
         one.complete, len(one.counted), list(one.counted))
        for one in found
    ]  # fmt: skip


def by_answers(who: Acting) -> list[tuple[object, ...]]:
    return with_ids(answered(who, SCHEME, told))


def by_facts(who: Acting) -> list[tuple[object, ...]]:
    return with_ids(told(visible_facts(who, SCHEME)))


@pytest.mark.parametrize("who", ["bureau", "bank", "guarantor"])
def test_answers_kept_are_those_of_the_facts_for_whoever_asks(
    city: City, key: str, who: str
) -> None:
    expected = by_facts(getattr(city, who))

    counted, taken = by_answers(getattr(city, who)), by_answers(getattr(city, who))

    assert counted == expected
    assert taken == expected
    assert FactAnswer.objects.count() == len(QUESTIONS) + 1


def test_what_was_kept_is_taken_without_a_fact_in_memory(city: City, key: str) -> None:
    before = bulletin_view(city.bureau, QUARTER, language=CHINESE)
    kept.forget_what_is_in_memory()

    again = bulletin_view(city.bureau, QUARTER, language=CHINESE)

    assert again.bulletin is not None
    assert before.bulletin is not None
    assert [(one.query, one.value) for one in again.bulletin.cited] == [
        (one.query, one.value) for one in before.bulletin.cited
    ]
    assert not kept._memory.facts.cases.facts.files


@pytest.mark.parametrize("who", ["bureau", "bank", "guarantor"])
def test_the_parts_of_a_dashboard_that_are_taken_are_those_that_were_counted(
    city: City, key: str, who: str
) -> None:
    counted = parts(getattr(city, who))
    kept.forget_what_is_in_memory()

    taken = parts(getattr(city, who))

    assert taken == counted
    assert any(row[4] for row in counted)


def parts(who: Acting) -> list[tuple[object, ...]]:
    return [
        (one.measure, one.of, one.value, one.left_out, list(one.counted))
        for panel in dashboard_view(who, language=CHINESE).panels
        for one in panel.figures
    ]


def test_a_dashboard_after_an_event_takes_no_part_of_before(city: City, key: str) -> None:
    before = parts(city.bureau)

    record_repayment(city.bank, key, amount="10万元", key=fresh_key())

    after = parts(city.bureau)
    FactAnswer.objects.all().delete()
    kept.forget_what_is_in_memory()
    assert after == parts(city.bureau)
    assert after != before


def written(question: object) -> int:
    """The row that holds the answer to a question."""
    return FactAnswer.objects.get(question=question_named(question)).pk


def test_no_answer_outlives_an_event_and_those_stay_that_it_has_no_part_in(
    city: City, key: str
) -> None:
    before = by_answers(city.bureau)
    asked = {one.metric: sorted(asdict(one).items()) for one in QUESTIONS if one.by is None}
    rows = {metric: written(question) for metric, question in asked.items()}

    record_repayment(city.bank, key, amount="10万元", key=fresh_key())

    after = by_answers(city.bureau)
    assert after == by_facts(city.bureau)
    assert after != before
    counted_anew = {metric for metric in asked if written(asked[metric]) != rows[metric]}
    assert counted_anew == {Metric.BALANCE, Metric.FINANCING_COVERAGE}


CHANGES: dict[str, Callable[[str], object]] = {
    "a repayment by hand": lambda key: LoanEvent.objects.create(
        loan=loan(key), kind="repayment", amount=100_00, effective_on=PAID_ON,
        recorded_at=business_date.now(), person=Person.objects.earliest("pk"),
    ),
    "another district and industry": lambda key: Case.objects.filter(loan__key=key).update(
        registered_address="赣州市南康区虚构路1号", industry="software"
    ),
    "a pledge released": lambda key: Pledge.objects.filter(case__loan__key=key).update(
        released_on=PAID_ON
    ),
    "another value accepted": lambda key: Case.objects.filter(loan__key=key).update(
        facts={"valuation": {"appraised_value": {"value": "1000000元"}}}
    ),
    "a case withdrawn": lambda key: Case.objects.filter(loan__isnull=True).update(
        status="withdrawn"
    ),
    "a party out of the case": lambda key: CaseParty.objects.filter(
        case__loan__key=key, role="guarantor"
    ).delete(),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_what_is_taken_is_what_would_be_counted(
    city: City, key: str, what: str
) -> None:
    for who in (city.bureau, city.bank):
        by_answers(who)
        parts(who)

    CHANGES[what](key)

    for who in (city.bureau, city.bank):
        figures_taken, parts_taken = by_answers(who), parts(who)
        FactAnswer.objects.all().delete()
        kept.forget_what_is_in_memory()
        assert figures_taken == by_facts(who)
        assert parts_taken == parts(who)


def test_a_look_during_which_the_facts_move_is_taken_anew(
    city: City, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that was counted from newer facts is kept as of older ones."""
    looked: list[str] = []

    def meanwhile(on: date) -> KeptFacts:
        if not looked:
            looked.append("once")
            record_repayment(city.bank, key, amount="10万元", key=fresh_key())
        return kept.kept_facts(on)

    monkeypatch.setattr(look, "kept_facts", meanwhile)

    found = parts(city.bureau)

    FactAnswer.objects.all().delete()
    kept.forget_what_is_in_memory()
    assert looked
    assert found == parts(city.bureau)


def test_no_answer_outlives_the_name_of_a_bank(city: City, key: str) -> None:
    by_answers(city.bureau)

    Party.objects.filter(pk=city.bank.party_id).update(name="改名银行（虚构）")

    groups = {one[4] for one in by_answers(city.bureau)}
    assert "改名银行（虚构）" in {getattr(group, "name", "") for group in groups}


def test_a_fact_that_comes_between_two_answers_has_all_counted_anew(city: City, key: str) -> None:
    """The work that has taken old answers already is done again, on what holds by now."""
    questions = QUESTIONS[:2]
    paid: list[str] = []

    def work(facts: Countable) -> list[Figure]:
        first = list(figures(facts, questions[0]))
        if not paid:
            paid.append("once")
            record_repayment(city.bank, key, amount="10万元", key=fresh_key())
        return [*first, *told(facts)]

    answered(city.bureau, SCHEME, lambda facts: list(figures(facts, questions[0])))

    found = answered(city.bureau, SCHEME, work)

    plain = visible_facts(city.bureau, SCHEME)
    assert with_ids(found) == with_ids([*figures(plain, questions[0]), *told(plain)])


def test_the_daily_work_counts_what_people_look_at_first(city: City, key: str) -> None:
    assert keep_first_looks() == Party.objects.filter(kind__in=PANELS).count()
    kept.forget_what_is_in_memory()

    for metric in Metric:
        statistics_view(city.bureau, Asked(metric=metric), language=CHINESE)

    assert not kept._memory.facts.cases.facts.files
