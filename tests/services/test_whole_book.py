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
from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.core.dashboards.losses import (
    ClaimThen,
    DatedAmount,
    PartOfLoss,
    claims_by_period,
    losses_by_party,
)
from zhidai.core.dashboards.npl import LoanThen
from zhidai.core.dashboards.npl import npl_over_time as plain_npl
from zhidai.core.dashboards.pipeline import Waiting, pipeline
from zhidai.core.lending.standing import standing_of
from zhidai.core.money import from_fen, to_fen
from zhidai.db.cases.models import CaseParty, Task
from zhidai.db.guarantees.models import (
    Claim,
    ClaimPayment,
    ClaimShare,
    DisposalStep,
    Recovery,
    RecoveryShare,
)
from zhidai.db.lending.models import ChangeConsent, ChangeInForce, Loan, LoanChange, LoanEvent
from zhidai.db.parties.models import Person
from zhidai.db.portfolio.models import EndOfDay, LoanStanding, PrincipalRepaid
from zhidai.engine.dashboards.npl import LATENESS, npl_over_time
from zhidai.services import business_date
from zhidai.services.acting import acting_as
from zhidai.services.dashboards.leverage import leverage_panel
from zhidai.services.dashboards.look import look_of
from zhidai.services.dashboards.losses import claims_panel, losses_panel
from zhidai.services.dashboards.pipeline import pipeline_panel
from zhidai.services.dashboards.quarters import quarters
from zhidai.services.dashboards.subsidies import subsidies_panel
from zhidai.services.guarantees.position import positions_of
from zhidai.services.lending import standing
from zhidai.services.lending.book import (
    LoanOnDay,
    events_by_loan,
    loans_of_scheme,
    state_of,
    states_of,
    terms_of,
)
from zhidai.services.lending.kept_in_columns import plain_loans
from zhidai.services.portfolio import breaker
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.sweep.end_of_day import write_end_of_day

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 30)
SCHEME = "ganzhou-2020"
PAUSED_ON, PAUSED_UNTIL = date(2022, 4, 10), date(2022, 5, 20)
# Before the pause, in it, behind it.
DAYS = (date(2021, 12, 31), date(2022, 3, 31), date(2022, 5, 15), TODAY)
ENDS = (date(2021, 9, 30), date(2021, 12, 31), date(2022, 3, 31), TODAY)
FROM_DAY = 60


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


def test_the_ratio_of_several_days_is_that_of_each_loan_replayed_alone() -> None:
    """In columns, of a paused loan too, and after a repayment that is told late."""
    paused = paused_loan()

    held_to_the_replay()
    late = LoanStanding.objects.filter(balance__gt=0, overdue_from__lt=DAYS[0]).earliest("loan")
    LoanEvent.objects.create(
        loan=late.loan, kind="repayment", amount=100_000_00, effective_on=DAYS[0],
        recorded_at=business_date.now(), person=Person.objects.get(username="bank"),
    )  # fmt: skip
    held_to_the_replay()

    days = {each.loan.pk: each.state.overdue_days for each in states_on(TODAY)}
    before = {each.loan.pk: each.state.overdue_days for each in states_on(DAYS[2])}
    assert days[paused.pk] - before[paused.pk] == (TODAY - PAUSED_UNTIL).days


def held_to_the_replay() -> None:
    look = look_of(acting_as(Person.objects.get(username="bureau")), language="en")
    found = npl_over_time(look.loans(*LATENESS), look.repayments, ENDS, from_overdue_day=FROM_DAY)
    plain = plain_npl(
        {
            day: [
                LoanThen(
                    loan=each.loan.key,
                    balance=each.state.principal_balance,
                    overdue_days=each.state.overdue_days,
                )
                for each in states_on(day)
            ]
            for day in ENDS
        },
        from_overdue_day=FROM_DAY,
    )
    assert [as_told(one) for one in found] == [as_told(one) for one in plain]
    assert len([one for one in plain if one.value and one.measure is Measure.NPL_OVERDUE]) > 1


def states_on(day: date) -> list[LoanOnDay]:
    return list(states_of(loans_of_scheme(SCHEME, day), day))


def as_told(one: Figure) -> tuple[object, ...]:
    return one.measure, one.of, one.value, sorted(one.counted), len(one.counted), one.left_out


def test_claims_losses_and_waiting_tasks_in_columns_are_those_counted_one_by_one() -> None:
    for loan in Loan.objects.filter(case__status=CaseStatus.RUNNING, claim__isnull=True)[:4]:
        claimed(loan, is_over=bool(loan.pk % 2))
    look = look_of(acting_as(Person.objects.get(username="bureau")), language="en")
    claims = list(Claim.objects.select_related("loan").order_by("claimed_on", "id"))
    parts = [
        PartOfLoss(
            loan=share.share.claim.loan.key,
            party=str(share.share.party_id),
            borne=from_fen(share.share.amount),
            settled=from_fen(share.paid + share.set_off),
            owed=from_fen(share.owed),
            recovered=from_fen(share.recovered),
        )
        for positions in positions_of(claims, TODAY).values()
        for share in positions
    ]
    then = [
        ClaimThen(
            loan=claim.loan.key,
            claimed_on=claim.claimed_on,
            principal=from_fen(claim.principal_loss),
            payments=tuple(
                DatedAmount(on=paid.paid_on, amount=from_fen(paid.amount))
                for share in claim.shares.all()
                for paid in share.payments.all()
            ),
            recoveries=tuple(
                DatedAmount(on=row.received_on, amount=from_fen(row.gross - row.costs_paid))
                for row in claim.recoveries.all()
            ),
        )
        for claim in claims
    ]
    waits = [
        Waiting(case=row.case.number, task=row.task, opened_on=row.opened_on, due_on=row.due_on)
        for row in Task.objects.filter(case__status="open").order_by("id")
    ]
    assert len(claims) > 3
    assert waits

    for found, plain in (
        (losses_panel(look).figures, losses_by_party(parts)),
        (claims_panel(look).figures, claims_by_period(then, quarters(look))),
        (pipeline_panel(look).figures, pipeline(waits, on=TODAY)),
    ):
        assert [as_told(one) for one in found] == [as_told(one) for one in plain]


def claimed(loan: Loan, *, is_over: bool) -> None:
    """A claim with a part that waits for the disposal, something paid and something recovered."""
    person, now = Person.objects.get(username="bank"), business_date.now()
    claim = Claim.objects.create(
        loan=loan, claimed_on=DAYS[1], principal_loss=100_000_00, interest_unpaid=0,
        grace_until=DAYS[2],
    )  # fmt: skip
    roles = {each.role: each.party_id for each in CaseParty.objects.filter(case=loan.case_id)}
    for role, amount in (("guarantor", 70_000_00), ("bank", 20_000_00), ("appraiser", 10_000_00)):
        share = ClaimShare.objects.create(
            claim=claim, party_id=roles[role], role=role, loss_share=amount // 10, amount=amount,
            deferred=amount // 2,
        )  # fmt: skip
        if role == "guarantor":
            ClaimPayment.objects.create(
                share=share, amount=20_000_00, paid_on=DAYS[2], recorded_at=now, person=person
            )
    recovery = Recovery.objects.create(
        claim=claim, gross=5_000_00, costs=1_000_00, costs_paid=1_000_00, received_on=TODAY,
        recorded_at=now, source="虚构", person=person,
    )  # fmt: skip
    RecoveryShare.objects.create(
        recovery=recovery, party_id=roles["bank"], role="bank", amount=4_000_00
    )
    if is_over:
        DisposalStep.objects.create(
            claim=claim, kind="ended", held_on=TODAY, record="虚构", recorded_at=now, person=person
        )


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
