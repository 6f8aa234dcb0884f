"""The facts of the demonstration city: each figure recomputed from its rows and events."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from tests.engine.statistics.columns_cast import in_rows

from zhidai.core.money import from_fen
from zhidai.core.statistics.counting import Question, figures
from zhidai.core.statistics.facts import Facts
from zhidai.core.statistics.figures import Dimension, Figure, cut_to_millionth
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.db.cases.models import Case, CaseParty
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.engine.statistics.counting import CountedColumns
from zhidai.services.acting import Acting, acting_of_username
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.stories import state_day
from zhidai.services.lending.book import state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.queries import loan_view
from zhidai.services.statistics.facts import facts_of_scheme, visible_facts
from zhidai.services.statistics.publishing import bulletin_view

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]

DAY = date(2021, 6, 25)
BEIJING = timezone(timedelta(hours=8))


@pytest.fixture(scope="module")
def city(loaded_city: None) -> None:
    """The city in June, one loan of it repaid early."""
    state_day(DAY)
    bank, key = acting("bank"), "示范借字〔2020〕1号"
    owed = loan_view(bank, key).settlement
    record_repayment(bank, key, amount=f"{owed.total / 100:.2f}元", key="settle")


def acting(username: str) -> Acting:
    found = acting_of_username(username)
    assert found is not None
    return found


def of_scheme(at: datetime | None = None, language: str = "zh-hans") -> Facts:
    """The scheme's facts, one by one."""
    return in_rows(facts_of_scheme(SCHEME, at=at, language=language))


def of(username: str) -> Facts:
    return in_rows(visible_facts(acting(username), SCHEME))


def asked(
    facts: Facts | CountedColumns, metric: Metric, by: Dimension | None = None
) -> tuple[Figure, ...]:
    question = Question(
        metric=metric, grain=Grain.QUARTER, since=date(2020, 10, 1), until=DAY, by=by
    )
    return figures(facts, question)


def by_quarter(facts: Facts | CountedColumns, metric: Metric) -> list[Decimal | None]:
    return [one.value for one in asked(facts, metric)]


def quarters() -> list[tuple[date, date]]:
    return [
        (date(2020, 10, 1), date(2020, 12, 31)),
        (date(2021, 1, 1), date(2021, 3, 31)),
        (date(2021, 4, 1), date(2021, 6, 30)),
    ]


def test_loans_and_amounts_are_those_of_the_rows() -> None:
    facts = of_scheme()

    drawn = [Loan.objects.filter(drawn_on__range=days) for days in quarters()]
    assert by_quarter(facts, Metric.LOANS_DISBURSED) == [rows.count() for rows in drawn]
    assert by_quarter(facts, Metric.AMOUNT_DISBURSED) == [
        sum((from_fen(row.principal) for row in rows), Decimal(0)) for rows in drawn
    ]
    assert any(by_quarter(facts, Metric.LOANS_DISBURSED))


def test_a_registration_of_several_rights_counts_once_with_the_debt_that_it_secures() -> None:
    facts = of_scheme()

    naive = [
        Case.objects.filter(pledges__registered_on__range=days).distinct() for days in quarters()
    ]
    assert by_quarter(facts, Metric.REGISTRATIONS) == [rows.count() for rows in naive]
    assert sum(one.amount or 0 for one in facts.registrations) == sum(
        from_fen(row.principal) for row in Loan.objects.all()
    )


def test_the_balance_is_what_a_replay_of_each_loan_owes_at_the_end_of_the_period() -> None:
    facts = of_scheme()

    for figure in asked(facts, Metric.BALANCE):
        day = figure.period.last_on
        owed = [
            state_of(loan, day).principal_balance for loan in Loan.objects.filter(drawn_on__lte=day)
        ]
        assert figure.value == sum(owed, Decimal(0))
    repaid = [loan for loan in facts.loans if loan.repayments]
    assert repaid
    assert all(loan.balance_on(DAY) == 0 for loan in repaid)


def test_rate_ratio_and_days_are_those_of_the_contracts() -> None:
    facts = of_scheme()
    rows = list(Loan.objects.filter(drawn_on__range=quarters()[0]))

    weighted = sum(row.principal * row.annual_rate for row in rows)
    rate = by_quarter(facts, Metric.AVERAGE_RATE)[0]
    days = sorted((row.drawn_on - row.case.opened_on).days for row in rows)

    assert rate is not None
    assert rate * 1_000_000 == pytest.approx(weighted / sum(row.principal for row in rows), abs=1)
    assert by_quarter(facts, Metric.DAYS_TO_DRAWDOWN)[0] == days[len(days) // 2]
    assert all(loan.collateral_value for loan in facts.loans)


def test_coverage_is_over_the_enterprises_registered_here() -> None:
    facts = of_scheme()

    owing = {loan.borrower for loan in facts.loans if loan.balance_on(DAY) > 0}
    population = Party.objects.filter(kind="enterprise", place="赣州市").count()

    coverage = by_quarter(facts, Metric.FINANCING_COVERAGE)[-1]
    assert coverage == cut_to_millionth(Decimal(len(owing)) / population)


def test_the_bureau_counts_the_scheme_and_a_bank_itself() -> None:
    whole, bureau = of_scheme(), of("bureau")
    bank = of("bank")

    ours = set(
        CaseParty.objects.filter(party_id=acting("bank").party_id).values_list(
            "case__number", flat=True
        )
    )
    assert replace(bureau, scope=whole.scope) == whole
    assert {one.id for one in bank.applications} == ours
    assert 0 < len(bank.loans) < len(whole.loans)
    assert bank.scope != whole.scope
    assert bank.enterprises == ()
    assert {loan.places.bank for loan in bank.loans} == {acting("bank").party_name}


def test_places_come_from_what_the_parties_declared() -> None:
    facts = of_scheme(language="en")

    assert {one.places.industry for one in facts.loans} == {
        "Industry (mining, manufacturing, utilities)"
    }
    assert "章贡区" in {one.places.district for one in facts.loans}
    assert {one.places.ip_kind for one in facts.registrations} <= {
        "invention", "utility_model", "mixed",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_districts_are_those_of_the_city_in_whatever_language_the_scope_is(
    language: str,
) -> None:
    facts = facts_of_scheme(SCHEME, language=language)
    view = bulletin_view(acting("bureau"), None, language=language)

    assert facts.of_a_city
    assert view.bulletin is not None
    assert view.bulletin.of_a_city


def test_what_was_known_then_is_what_the_log_had_recorded_by_then() -> None:
    instants = sorted(
        Event.objects.filter(kind="case.task_completed", payload__task="disburse").values_list(
            "recorded_at", flat=True
        )
    )
    before, with_it = instants[1] - timedelta(microseconds=1), instants[1]

    assert len(of_scheme(at=before).loans) == 1
    assert len(of_scheme(at=with_it).loans) == 2


def test_a_repayment_and_a_release_had_not_happened_before_they_were_recorded() -> None:
    the_day_before = datetime(DAY.year, DAY.month, DAY.day, tzinfo=BEIJING)

    then, now = of_scheme(at=the_day_before), of_scheme()

    assert not any(loan.repayments for loan in then.loans)
    assert not any(one.released_on for one in then.registrations)
    assert sum(one.released_on is not None for one in now.registrations) == 1
    assert Pledge.objects.filter(released_on__isnull=False).exists()
    assert then.covers_until == DAY


def test_the_number_of_queries_does_not_grow_with_the_cases(
    django_assert_max_num_queries: object,
) -> None:
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        facts_of_scheme(SCHEME)
    with django_assert_max_num_queries(10):  # type: ignore[operator]  # nothing happened since
        facts_of_scheme(SCHEME)
