"""The demonstration city with its past: small here, held to every check that the records know."""

from decimal import Decimal

import pytest

from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.db.cases.models import Case
from zhidai.db.filings.models import Filing
from zhidai.db.guarantees.models import Claim, Recovery
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person
from zhidai.db.portfolio.models import Breaker, BreakerAction, Exclusion
from zhidai.db.rights.models import Pledge
from zhidai.db.subsidies.models import SubsidyBudget, SubsidyClaim
from zhidai.services import business_date
from zhidai.services.acting import Acting, acting_as
from zhidai.services.cases.traces import run_again
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.history.calendar import (
    AGREED_ON,
    FIRST_ON,
    STOPPED_FROM,
    TODAY,
)
from zhidai.services.demonstration.history.endings import Ending
from zhidai.services.demonstration.history.loading import load_city_with_history
from zhidai.services.demonstration.history.plan import plan
from zhidai.services.demonstration.recognition import demonstration_sign_ins, holds_history
from zhidai.services.history.queries import verify
from zhidai.services.journal.queries import not_booked
from zhidai.services.lending.book import state_of
from zhidai.services.statistics.queries import Asked, statistics_view
from zhidai.services.subsidies.budgets import budget_lines
from zhidai.web.casework.words import EVENTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("past")]

APPLICATIONS = 40


@pytest.fixture(scope="module")
def past(kept: None) -> None:
    parts: list[int] = []
    done: list[None] = []
    load_city_with_history(
        applications=APPLICATIONS,
        begun=parts.append,
        after_each=lambda: done.append(None),
    )
    assert sum(parts) == len(done)


def acting(username: str) -> Acting:
    return acting_as(Person.objects.select_related("party").get(username=username))


def test_every_chain_holds_and_every_trigger_is_in_place() -> None:
    assert list(verify()) == []


def test_everything_that_happened_to_a_case_or_the_scheme_has_words_on_its_page() -> None:
    shown = Event.objects.filter(stream__name__regex="^(case|scheme):")

    assert set(shown.values_list("kind", flat=True)) <= EVENTS.keys()


def test_the_treasury_has_a_budget_for_each_year_that_held_what_was_paid() -> None:
    lines = budget_lines(acting("treasury").party_id, SCHEME, TODAY)

    assert [line.level for line in lines] == ["province", "beneficiary"]
    assert all(line.budget is not None and 0 <= line.paid <= line.budget for line in lines)
    years = SubsidyBudget.objects.values_list("year", flat=True)
    paid = SubsidyClaim.objects.filter(paid_on__isnull=False)
    assert {day.year for day in paid.values_list("paid_on", flat=True)} <= set(years)


def test_every_loan_is_booked_to_the_last_fen() -> None:
    assert list(not_booked(TODAY)) == []


def test_every_drawdown_is_explained_as_it_was_when_it_is_run_again() -> None:
    found = list(run_again())

    assert len(found) > Loan.objects.count()
    assert not [one for one in found if one.differences or one.another_version]


def test_the_city_stands_inside_the_trial_with_its_past_behind_it() -> None:
    days = Loan.objects.order_by("drawn_on").values_list("drawn_on", flat=True)

    assert business_date.today() == TODAY
    assert days[0] >= FIRST_ON
    assert days[len(days) - 1] <= TODAY
    assert {day.year for day in days} >= {2021, 2022, 2023, 2024, 2025}
    assert holds_history()


def test_nothing_was_opened_approved_or_drawn_during_the_stop() -> None:
    stop = (STOPPED_FROM, AGREED_ON)
    trip, lift = BreakerAction.objects.order_by("id")

    assert (trip.action, lift.action) == ("trip", "lift")
    assert STOPPED_FROM <= trip.effective_on < lift.effective_on == AGREED_ON
    assert trip.overdue_balance * 20 > trip.total_balance  # more than 5 %
    assert not Breaker.objects.get(scheme=SCHEME).is_tripped
    assert not Loan.objects.filter(drawn_on__range=stop).exists()
    assert not Case.objects.filter(opened_on__range=stop).exists()
    assert not Case.objects.filter(granted_on__range=stop).exists()


def test_a_closed_case_owes_nothing_and_its_pledges_are_released() -> None:
    closed = Loan.objects.filter(case__status="closed").select_related("case")

    assert closed.count() > 10
    for loan in closed:
        assert state_of(loan, TODAY).closed_on == loan.case.closed_on
        assert not Pledge.objects.filter(case=loan.case, released_on__isnull=True).exists()


def test_a_claim_was_paid_and_its_enterprise_is_excluded_and_never_applied_again() -> None:
    claim = Claim.objects.select_related("loan__case").order_by("id")[0]
    excluded = Exclusion.objects.get(claim=claim)
    later = Case.objects.filter(
        enterprise=claim.loan.case.enterprise, opened_on__gt=claim.loan.case.opened_on
    )

    assert excluded.enterprise == claim.loan.case.enterprise
    assert Recovery.objects.filter(claim=claim).count() == 2
    assert not later.exists()


def test_subsidies_were_paid_and_months_were_filed() -> None:
    assert SubsidyClaim.objects.filter(status="paid").exists()
    assert Filing.objects.filter(current__decision__is_received=True).count() > 10


def test_what_the_bureau_counts_agrees_with_the_plan_counted_by_hand() -> None:
    drawn = [case for case in plan(APPLICATIONS, seed=20200929) if case.is_drawn]
    by_year: dict[int, int] = {}
    for case in drawn:
        by_year[case.drawn_on.year] = by_year.get(case.drawn_on.year, 0) + case.tenths

    view = statistics_view(
        acting("bureau"),
        Asked(metric=Metric.AMOUNT_DISBURSED, grain=Grain.YEAR, by=None),
        language="zh-hans",
    )

    counted = {figure.period.first_on.year: figure.value for figure in view.report.figures}
    for year, tenths in by_year.items():
        assert counted[year] == Decimal(tenths) * 10_000


def test_no_year_of_an_enterprise_is_above_the_ceiling() -> None:
    room: dict[tuple[int, int], int] = {}
    for loan in Loan.objects.select_related("case"):
        key = (loan.case.enterprise_id, loan.drawn_on.year)
        room[key] = room.get(key, 0) + loan.principal

    assert max(room.values()) <= 10_000_000_00


def test_the_sign_ins_name_the_city_and_not_the_hundreds_of_the_past() -> None:
    names = [each.username for each in demonstration_sign_ins()]

    assert {"bureau", "bank4", "guarantor3"} <= set(names)
    assert not [name for name in names if name.startswith("past")]
    assert Party.objects.filter(is_fictional=False).count() == 0


def test_the_same_seed_tells_the_same_past_and_another_one_does_not() -> None:
    assert plan(25, seed=1) == plan(25, seed=1)
    assert plan(25, seed=1) != plan(25, seed=2)


def test_a_past_of_full_size_has_every_kind_of_ending_and_one_stop_only() -> None:
    cases = plan(360, seed=20200929)
    unpaid = [case for case in cases if case.ending is Ending.DEFAULTED]

    assert {case.ending for case in cases} == set(Ending)
    assert {case.turns_on for case in unpaid} > {STOPPED_FROM}
