"""Facts kept in columns are those of the tables after every change, however little is read anew."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.db.models import F
from tests.engine.statistics.columns_cast import in_rows
from tests.services.conftest import Blocker
from tests.services.money_cast import City, a_lending_city, fresh_key, loan, on

from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.facts import Facts
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.db.cases.models import Case, CaseParty
from zhidai.db.history.models import Event
from zhidai.db.lending.models import LoanEvent
from zhidai.db.parties.models import Party
from zhidai.db.portfolio.models import PrincipalRepaid
from zhidai.db.rights.models import IpRight, Pledge
from zhidai.db.statistics.mark_triggers import missing
from zhidai.db.statistics.models import FactChunk, FactMark
from zhidai.services import business_date
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim
from zhidai.services.lending import standing
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.standing import keep_all
from zhidai.services.statistics import keeping
from zhidai.services.statistics.facts import facts_of_scheme
from zhidai.services.statistics.keeping import forget_facts, keep_facts, kept_in

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
PAID_ON, CLAIMED_ON = date(2021, 3, 25), date(2021, 8, 25)
SCHEME = "ganzhou-2020"


def counted() -> Facts:
    return in_rows(facts_of_scheme(SCHEME))


def made_anew() -> Facts:
    forget_facts()
    return counted()


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """A loan with everything that can happen to its principal, counted after each step."""
    with django_db_blocker.unblock():
        key = city.lent
        steps: list[tuple[date, Callable[[], object]]] = [
            (
                PAID_ON,
                lambda: record_repayment(city.bank, key, amount="110万元", key=fresh_key()),
            ),
            (CLAIMED_ON, lambda: start_claim(city.bank, key, key=fresh_key())),
            (
                CLAIMED_ON,
                lambda: pay_claim(city.guarantor, key, amount="100万元", key=fresh_key()),
            ),
            (
                CLAIMED_ON,
                lambda: record_recovery(
                    city.bank, key, gross="50万元", costs="", source="虚构拍卖", key=fresh_key()
                ),
            ),
        ]
        counted()
        for day, step in steps:
            on(day)
            step()
            found = counted()
            assert not FactMark.objects.exists()
            assert found == made_anew()
    return key


def test_what_is_kept_step_by_step_is_what_is_made_anew(key: str) -> None:
    (found,) = (one for one in counted().loans if one.id == key)

    assert len(found.repayments) >= 2
    assert found.balance_on(CLAIMED_ON) == state_of(loan(key), CLAIMED_ON).principal_balance


def test_nothing_is_read_while_nothing_happened(key: str) -> None:
    keep_facts(business_date.today())

    assert keep_facts(business_date.today()) == 0


def test_what_does_not_hold_is_looked_up_and_no_page_reads_every_standing(key: str) -> None:
    plan = standing._wanting(business_date.today()).values_list("loan_id", flat=True).explain()

    if connection.vendor == "sqlite":
        assert "SEARCH portfolio_loanstanding USING INDEX" in plan
        assert "SCAN" not in plan


def test_what_is_forgotten_is_made_anew_value_by_value(key: str) -> None:
    """Also after a repayment that is told late."""
    back_dated = PAID_ON - timedelta(days=12)
    LoanEvent.objects.create(
        loan=loan(key), kind="repayment", amount=90_000, effective_on=back_dated,
        recorded_at=business_date.now(), person_id=loan(key).events.all()[0].person_id,
    )  # fmt: skip
    step_by_step = all_kept()

    forget_facts()

    assert all_kept() == step_by_step


def all_kept() -> list[tuple[object, ...]]:
    keep_facts(business_date.today())
    chunks = [kept_in(chunk) for chunk in FactChunk.objects.order_by("kind", "number")]
    return [row for each in chunks for row in (*each.facts.rows(), *each.repayments.rows())]


def _another(case: Case) -> Case:
    other = Case.objects.get(pk=case.pk)
    other.pk, other.number = None, f"{case.number}-2"
    other.save(force_insert=True)
    return other


CHANGES: list[Callable[[Case], object]] = [
    lambda case: Case.objects.filter(pk=case.pk).update(status="closed"),
    lambda case: Case.objects.filter(pk=case.pk).update(facts={}),
    lambda case: Case.objects.filter(pk=case.pk).update(opened_on=date(2020, 10, 1)),
    lambda case: Case.objects.filter(pk=case.pk).update(registered_address="赣州市信丰县虚构路1号"),
    lambda case: Case.objects.filter(pk=case.pk).update(registered_address_at=business_date.now()),
    lambda case: Case.objects.filter(pk=case.pk).update(industry="transport"),
    lambda case: Case.objects.filter(pk=case.pk).update(industry_at=business_date.now()),
    lambda case: CaseParty.objects.filter(case=case, role="bank").delete(),
    lambda case: CaseParty.objects.filter(case=case, role="bank").update(
        party=Party.objects.filter(kind="bank").order_by("-pk")[0]
    ),
    lambda case: Pledge.objects.filter(case=case).update(released_on=CLAIMED_ON),
    lambda case: Pledge.objects.filter(case=case).update(registered_on=date(2020, 11, 2)),
    lambda case: Pledge.objects.filter(case=case).update(case=_another(case)),
    lambda case: IpRight.objects.filter(in_cases__case=case).update(kind="utility_model"),
    lambda case: Party.objects.filter(pk=case.enterprise_id).update(
        facts={"registered_address": "赣州市章贡区虚构路1号", "industry": "transport"}
    ),
    lambda case: Party.objects.filter(pk=case.enterprise_id).update(place="虚构市"),
    lambda case: LoanEvent.objects.create(
        loan=case.loan, kind="repayment", amount=100, effective_on=CLAIMED_ON,
        recorded_at=business_date.now(), person_id=case.loan.events.all()[0].person_id,
    ),
    lambda case: Event.objects.create(
        stream=Event.objects.filter(stream__name=f"case:{case.number}")[0].stream, sequence=10_000,
        kind="loan.closed", effective_on=CLAIMED_ON, recorded_at=business_date.now(),
        previous_hash="", hash="",
    ),
    lambda case: Event.objects.create(
        stream=Event.objects.filter(stream__name=f"party:{case.enterprise_id}")[0].stream,
        sequence=10_000, kind="party.correction_approved",
        payload={"changes": {"place": ["虚构市", "赣州市"]}}, effective_on=CLAIMED_ON,
        recorded_at=business_date.now(), previous_hash="", hash="",
    ),
    lambda case: Event.objects.create(
        stream=Event.objects.filter(stream__name=f"case:{case.number}")[0].stream, sequence=10_000,
        kind="loan.reopened", payload={"pledges_standing": 1}, effective_on=CLAIMED_ON,
        recorded_at=business_date.now(), previous_hash="", hash="",
    ),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_row_written_past_every_service_is_counted_at_once(
    key: str, change: Callable[[Case], object]
) -> None:
    counted()
    case = loan(key).case

    change(case)
    keep_all(business_date.today())

    assert FactMark.objects.exists()
    assert counted() == made_anew()


def test_what_is_no_fact_marks_nothing(key: str) -> None:
    counted()

    Case.objects.filter(pk=loan(key).case_id).update(granted_amount=F("granted_amount"))

    assert not FactMark.objects.exists()


def test_as_known_on_any_day_the_principal_is_that_of_a_replay(key: str) -> None:
    row = loan(key)
    first = LoanEvent.objects.filter(loan=row).order_by("id")[0]
    LoanEvent.objects.create(  # entered three months late
        loan=row, kind="repayment", amount=5_000_000, effective_on=PAID_ON - timedelta(days=9),
        recorded_at=business_date.now(), person_id=first.person_id,
    )  # fmt: skip

    for day in (PAID_ON, CLAIMED_ON - timedelta(days=1), CLAIMED_ON):
        at = datetime.combine(day, time.max, business_date.SHANGHAI)
        (found,) = (one for one in in_rows(facts_of_scheme(SCHEME, at=at)).loans if one.id == key)
        owed = state_of(row, CLAIMED_ON, at).principal_balance
        assert found.balance_on(CLAIMED_ON) == owed


@pytest.mark.parametrize("metric", list(Metric))
def test_the_platform_counts_what_the_plain_counting_counts(key: str, metric: Metric) -> None:
    columns = facts_of_scheme(SCHEME)

    for by in (None, *Dimension):
        question = Question(
            metric=metric, grain=Grain.QUARTER, since=date(2020, 10, 1), until=CLAIMED_ON, by=by
        )
        found, expected = figures(columns, question), figures(in_rows(columns), question)
        assert [(one.query, one.value, tuple(one.counted)) for one in found] == [
            (one.query, one.value, one.counted) for one in expected
        ]


def test_a_database_of_an_earlier_release_is_read_anew_by_itself(key: str) -> None:
    """Of other columns, or of the same ones that were read otherwise."""
    before, now = counted(), keeping.LAYOUT
    FactChunk.objects.update(layout="of another release", facts=b"something else")
    assert counted() == before

    earlier = keeping.layout_of(keeping.READ_AS - 1)
    FactChunk.objects.update(layout=earlier, facts=b"the same columns, other values")

    assert earlier != now == keeping.layout_of(keeping.READ_AS)
    assert counted() == before
    assert set(FactChunk.objects.values_list("layout", flat=True)) == {now}


def test_a_chunk_that_is_lost_is_made_anew_and_no_trigger_is_missing(key: str) -> None:
    before = counted()

    FactChunk.objects.all().delete()

    assert counted() == before
    assert missing(connection.alias) == ()
    assert PrincipalRepaid.objects.exists()
