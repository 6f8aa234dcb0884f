"""Many loans at once come to what each comes to alone: columns held to the replay, city-wide."""

from datetime import date

import pytest
from benchmarks.city import write_city

from zhidai.core.lending.standing import standing_of
from zhidai.core.money import to_fen
from zhidai.db.lending.models import Loan
from zhidai.db.portfolio.models import EndOfDay, LoanStanding, PrincipalRepaid
from zhidai.services.lending import standing
from zhidai.services.lending.book import events_by_loan, state_of, terms_of
from zhidai.services.lending.whole_book import plain_loans
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.sweep.end_of_day import write_end_of_day

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 30)
SCHEME = "ganzhou-2020"


@pytest.fixture(autouse=True)
def book() -> None:
    write_city(160, today=TODAY)


def test_standings_kept_in_columns_are_those_worked_out_one_by_one() -> None:
    assert plain_loans(Loan.objects.all()).count() > standing.MANY

    standing.keep_all(TODAY)

    events = events_by_loan(Loan.objects.all())
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
