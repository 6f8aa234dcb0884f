"""What a process remembers of a dashboard is never shown once the tables say otherwise."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import F
from tests.services.conftest import Blocker
from tests.services.money_cast import PROOFS, City, a_repaid_city, drawn_loan, fresh_key, loan, on

from zhidai.core.dashboards.figures import Measure
from zhidai.core.money import to_fen
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.db.lending.models import LoanEvent
from zhidai.db.parties.models import Party, Person
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.dashboards.queries import behind_view, dashboard_view
from zhidai.services.dashboards.views import DashboardView
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim
from zhidai.services.statistics import kept
from zhidai.services.statistics.behind import cases_named, loans_named
from zhidai.services.statistics.keeping import keep_facts
from zhidai.services.statistics.queries import Asked, statistics_view
from zhidai.services.statistics.subsidies import OF_SUBSIDIES, subsidy_lines
from zhidai.services.subsidies.budgets import set_budget
from zhidai.services.subsidies.commands import (
    approve_subsidy,
    claim_subsidy,
    pay_subsidy,
    refuse_subsidy,
)
from zhidai.services.subsidies.grants import claims_that_count, grants_of

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_repaid_city
ENDED_ON = date(2022, 3, 1)
KINDS = ("bureau", "finance", "bank", "guarantor", "appraiser", "treasury")


@pytest.fixture(scope="module")
def repaid(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        on(ENDED_ON)
    return city.lent


@pytest.fixture(scope="module")
def owing(city: City, repaid: str, django_db_blocker: Blocker) -> str:
    """A loan of another enterprise of which nothing was paid back."""
    with django_db_blocker.unblock():
        key = drawn_loan(city, enterprise="enterprise4")
        on(ENDED_ON)
    return key


def seen(acting: Acting) -> tuple[object, ...]:
    """Every figure of a dashboard with what stands behind it, and its names."""
    view: DashboardView = dashboard_view(acting, language="en")
    of_panels = [
        (one.measure, one.of, one.value, tuple(one.counted), one.left_out)
        for panel in view.panels
        for one in panel.figures
    ]
    names = [dict(panel.names) for panel in view.panels]
    return (
        *((one.query, one.scope, one.value) for one in view.volumes),
        *of_panels,
        names,
        view.today,
    )


def by_another_process(change: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """It changes the tables and, as a page of its own, keeps what that marked."""
    with monkeypatch.context() as other:
        other.setattr(kept, "_memory", kept._Memory())
        change()
        keep_facts(business_date.today())


def paid_late_in_the_books(key: str) -> object:
    return LoanEvent.objects.create(
        loan=loan(key), kind="repayment", amount=90_000_000, recorded_at=business_date.now(),
        effective_on=ENDED_ON - timedelta(days=200), person_id=Person.objects.all()[0].pk,
    )  # fmt: skip


CHANGES: dict[str, Callable[[City, str, str], object]] = {
    "a back-dated payment": lambda city, repaid, owing: paid_late_in_the_books(owing),
    "a claim": lambda city, repaid, owing: start_claim(city.bank, owing, key=fresh_key()),
    "a subsidy claim": lambda city, repaid, owing: claim_subsidy(
        city.enterprise1, repaid, uploads=PROOFS, key=fresh_key()
    ),
    "a budget": lambda city, repaid, owing: set_budget(
        city.treasury, SCHEME, level="province", year=2022, amount="1万元", key=fresh_key()
    ),
    "a name": lambda city, repaid, owing: Party.objects.filter(kind="guarantor").update(
        name=F("name_en"), name_en=F("name")
    ),
    "a capital": lambda city, repaid, owing: Party.objects.filter(kind="guarantor").update(
        facts={"registered_capital": {"value": "123万元"}}
    ),
    "the next day": lambda city, repaid, owing: on(ENDED_ON + timedelta(days=60)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_another_process_writes_between_two_looks_is_seen_by_the_second(
    city: City,
    repaid: str,
    owing: str,
    change: Callable[[City, str, str], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actings = [getattr(city, kind) for kind in KINDS]
    before = [seen(acting) for acting in actings]
    assert [seen(acting) for acting in actings] == before

    by_another_process(lambda: change(city, repaid, owing), monkeypatch)

    after = [seen(acting) for acting in actings]
    monkeypatch.setattr(kept, "_memory", kept._Memory())
    assert after == [seen(acting) for acting in actings]
    assert after != before


def test_a_back_dated_payment_is_in_statistics_and_behind_the_figure_at_once(
    city: City, owing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def balance() -> list[tuple[str, object]]:
        asked = Asked(metric=Metric.BALANCE, by=Dimension.BANK)
        view = statistics_view(city.bureau, asked, language="en")
        return [(one.query, one.value) for one in view.report.figures]

    def behind() -> tuple[object, ...]:
        view = behind_view(city.bureau, Measure.NPL_TOTAL, ENDED_ON.isoformat(), language="en")
        return view.figure.value, [line.loan for line in view.lines]

    before = (balance(), behind())

    by_another_process(lambda: paid_late_in_the_books(owing), monkeypatch)

    after = (balance(), behind())
    assert before[0] != after[0]
    assert before[1] != after[1]

    Party.objects.filter(pk=city.bank.party_id).update(name_en="Fictional bank of another name")

    assert [query for query, _value in balance()] != [query for query, _value in after[0]]


def test_kept_lines_of_subsidies_are_those_of_the_claims_step_by_step(
    city: City, repaid: str
) -> None:
    steps: list[Callable[[], object]] = [
        lambda: claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key()),
        lambda: refuse_subsidy(city.bureau, repaid, grounds="虚构", key=fresh_key()),
        lambda: claim_subsidy(city.enterprise1, repaid, uploads=PROOFS, key=fresh_key()),
        lambda: approve_subsidy(city.bureau, repaid, publicity_days=0, key=fresh_key()),
        lambda: set_budget(
            city.treasury, SCHEME, level="province", year=2022, amount="100万元", key=fresh_key()
        ),
        lambda: set_budget(
            city.treasury, SCHEME, level="beneficiary", year=2022, amount="100万元",
            key=fresh_key(),
        ),
        lambda: pay_subsidy(city.treasury, repaid, key=fresh_key()),
    ]  # fmt: skip
    counts = []
    for step in steps:
        step()
        lines = subsidy_lines(
            kept.kept_facts(business_date.today()).cases.facts.select(*OF_SUBSIDIES)
        )
        told = lines.select("key", "level", "item", "amount", "status", "paid_on").rows()
        assert Counter(told) == Counter(
            (claim.loan.key, one.level, one.item, to_fen(one.amount), claim.status, claim.paid_on)
            for claim in claims_that_count(SCHEME)
            for one in grants_of(claim)
        )
        counts.append(len(lines))
    assert counts[1] == 0 < counts[0]


def test_recoveries_and_payments_of_a_claim_are_seen_at_once(city: City, owing: str) -> None:
    start_claim(city.bank, owing, key=fresh_key())
    looks = [seen(city.bureau)]
    pay_claim(city.guarantor, owing, amount="10万元", key=fresh_key())
    looks.append(seen(city.bureau))
    record_recovery(city.bank, owing, gross="50万元", costs="", source="虚构拍卖", key=fresh_key())
    looks.append(seen(city.bureau))

    assert looks[0] != looks[1] != looks[2]


def test_of_named_loans_and_cases_a_party_gets_its_own(city: City, repaid: str, owing: str) -> None:
    numbers = {key: loan(key).case.number for key in (repaid, owing)}

    assert loans_named(city.enterprise1, [repaid, owing]).keys() == {repaid}
    assert cases_named(city.enterprise1, [*numbers.values()]).keys() == {numbers[repaid]}
    assert loans_named(city.bureau, [repaid, owing]).keys() == {repaid, owing}
