"""Many loans at once come to what each comes to alone: columns held to the replay, city-wide."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from benchmarks.city import write_city
from django.db import connection
from django.db.models import Max, QuerySet
from django.test.utils import CaptureQueriesContext

from zhidai.core.cases.status import CaseStatus
from zhidai.core.dashboards.figures import Measure
from zhidai.core.lending.standing import standing_of
from zhidai.core.money import from_fen, to_fen
from zhidai.db.cases.models import CaseParty
from zhidai.db.lending.models import ChangeConsent, ChangeInForce, Loan, LoanChange
from zhidai.db.parties.models import Person
from zhidai.db.portfolio.models import EndOfDay, LoanStanding, PrincipalRepaid
from zhidai.services import business_date
from zhidai.services.acting import acting_as
from zhidai.services.dashboards.leverage import leverage_panel
from zhidai.services.dashboards.look import look_of
from zhidai.services.dashboards.subsidies import subsidies_panel
from zhidai.services.lending import standing
from zhidai.services.lending.book import (
    events_by_loan,
    loans_of_scheme,
    state_of,
    states_of,
    terms_of,
)
from zhidai.services.lending.several_days import Owed, owed_on
from zhidai.services.lending.whole_book import plain_loans
from zhidai.services.portfolio import breaker
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.sweep.end_of_day import write_end_of_day

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 30)
SCHEME = "ganzhou-2020"
PAUSED_ON, PAUSED_UNTIL = date(2022, 4, 10), date(2022, 5, 20)
# Before the pause, in it, behind it.
DAYS = (date(2021, 12, 31), date(2022, 3, 31), date(2022, 5, 15), TODAY)


@pytest.fixture(autouse=True)
def book() -> None:
    write_city(160, today=TODAY)


def test_standings_kept_in_columns_are_those_worked_out_one_by_one() -> None:
    assert plain_loans(Loan.objects.all()).count() > standing.MANY

    standing.keep_all(TODAY)

    events = events_by_loan(list(Loan.objects.values_list("pk", flat=True)))
    for row in LoanStanding.objects.select_related("loan__case"):
        alone = standing_of(terms_of(row.loan), events[row.loan_id], on=TODAY)
        assert (row.since, row.until, row.overdue_from, row.paused_days, row.closed_on) == (
            alone.since,
            alone.until,
            alone.overdue_from,
            alone.paused_days,
            alone.closed_on,
        )
        assert row.balance == to_fen(alone.balance)
        repaid = PrincipalRepaid.objects.filter(loan=row.loan_id)
        assert [(one.event, one.effective_on, one.amount) for one in repaid] == [
            (one.event, one.effective_on, to_fen(one.principal)) for one in alone.repaid
        ]


def test_the_ratio_of_the_breaker_and_the_end_of_day_are_the_replays() -> None:
    standing.keep_all(TODAY)

    ratio = npl_position(SCHEME, TODAY).npl
    written = write_end_of_day(SCHEME, TODAY)

    states = {row.pk: state_of(row, TODAY) for row in Loan.objects.select_related("case")}
    running = {number: one for number, one in states.items() if one.closed_on is None}
    assert ratio.total == sum(one.principal_balance for one in running.values())
    assert ratio.overdue == sum(
        one.principal_balance for one in running.values() if one.overdue_days
    )
    assert written == len(running)
    assert {row.loan_id: (row.balance, row.overdue_days) for row in EndOfDay.objects.all()} == {
        number: (to_fen(one.principal_balance), one.overdue_days) for number, one in running.items()
    }


def test_the_breaker_reads_the_book_once_while_a_page_keeps_standings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    standing.keep_all(TODAY)
    whole = npl_position(SCHEME, TODAY).npl
    dropped = LoanStanding.objects.filter(balance__gt=0).earliest("loan_id")
    LoanStanding.objects.filter(pk=dropped.pk).update(since=None, until=None, balance=None)

    def after_a_page(*arguments: Any) -> Any:
        standing.keep_all(TODAY)
        return states_of(*arguments)

    monkeypatch.setattr(breaker, "states_of", after_a_page)
    found = npl_position(SCHEME, TODAY).npl

    assert (found.total, found.overdue) == (whole.total, whole.overdue)
    dropped.refresh_from_db()
    assert dropped.since is not None  # by the page
    with CaptureQueriesContext(connection) as asked:
        npl_position(SCHEME, TODAY)
    assert len([each for each in asked if "portfolio_loanstanding" in each["sql"]]) == 1


def test_a_loan_dropped_while_others_are_kept_stays_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It held when the rows were locked, so that its own lock was not taken."""
    standing.keep_all(TODAY)
    other = plain_loans(Loan.objects.all())[50].pk  # between others
    rows = LoanStanding.objects.exclude(pk=other)
    rows.update(since=None, until=None, balance=None)

    def drop_and_tell(loans: QuerySet[Loan]) -> QuerySet[Loan]:
        LoanStanding.objects.filter(pk=other).update(since=None, until=None, balance=None)
        return plain_loans(loans)

    monkeypatch.setattr(standing, "plain_loans", drop_and_tell)
    standing.keep_all(TODAY)

    assert rows.filter(since__isnull=True).count() == 0
    assert LoanStanding.objects.get(pk=other).since is None


def paused_loan() -> Loan:
    """The loan that was paid last before the pause and never since: overdue, then paused."""
    paid = Loan.objects.filter(case__status=CaseStatus.RUNNING, claim__isnull=True)
    row = paid.annotate(last=Max("events__effective_on")).filter(last__lt=PAUSED_ON).latest("last")
    bank, other = Person.objects.filter(username__startswith="bank")[:2]
    change = LoanChange.objects.create(
        loan=row, kind="pause", effective_on=PAUSED_ON, until=PAUSED_UNTIL, asked="bank",
        asked_count=1, grounds="虚构", proposed_on=PAUSED_ON, proposed_by=bank,
    )  # fmt: skip
    now = business_date.now()
    ChangeConsent.objects.create(
        change=change, role="bank", party_id=bank.party_id, person=other, proposed_by=bank,
        is_given=True, decided_on=PAUSED_ON, recorded_at=now,
    )  # fmt: skip
    ChangeInForce.objects.create(change=change, effective_on=PAUSED_ON, recorded_at=now)
    return row


def test_what_was_owed_on_several_days_is_the_replay_of_each_day_and_read_once() -> None:
    paused = paused_loan()

    found = owed_on(Loan.objects.all(), DAYS)

    for day in DAYS:
        states = list(states_of(loans_of_scheme(SCHEME, day), day))
        assert found[day] == [
            Owed(
                loan=each.loan.key,
                balance=to_fen(each.state.principal_balance),
                overdue_days=each.state.overdue_days,
            )
            for each in states
            if each.state.principal_balance
        ]
        assert any(each.state.overdue_days for each in states)
    late = {day: one.overdue_days for day in DAYS for one in found[day] if one.loan == paused.key}
    assert late[TODAY] - late[date(2022, 5, 15)] == (TODAY - PAUSED_UNTIL).days
    with CaptureQueriesContext(connection) as of_two:
        owed_on(Loan.objects.all(), DAYS[-2:])
    with CaptureQueriesContext(connection) as of_all:
        owed_on(Loan.objects.all(), DAYS)
    assert len(of_two) == len(of_all)


def test_leverage_and_forecast_of_a_dashboard_are_the_replays() -> None:
    look = look_of(acting_as(Person.objects.get(username="bureau")), language="en")

    leverage, subsidies = leverage_panel(look), subsidies_panel(look)

    guarantors = dict(CaseParty.objects.filter(role="guarantor").values_list("case", "party"))
    balances: Counter[str] = Counter()
    to_repay = set()
    for each in states_of(loans_of_scheme(SCHEME, TODAY), TODAY):
        balances[str(guarantors[each.loan.case_id])] += to_fen(each.state.principal_balance)
        is_in_order = not each.state.overdue_days and not hasattr(each.loan, "claim")
        if is_in_order and TODAY <= (each.state.due_on or TODAY) <= date(2022, 12, 31):
            to_repay.add(each.loan.key)
    assert len(balances) > 1
    assert {one.of: one.value for one in leverage.figures if one.measure is Measure.GUARANTEED} == {
        party: from_fen(balance) for party, balance in balances.items()
    }
    expected = [one for one in subsidies.figures if one.measure is Measure.SUBSIDY_EXPECTED]
    assert to_repay
    assert {key for one in expected for key in one.counted} == to_repay
