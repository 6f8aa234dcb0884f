"""Many loans at once in every way of repayment: columns held to the replay of each alone."""

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from benchmarks.city import write_city
from tests.engine.random_book import Made, made

from zhidai.core.cases.status import CaseStatus
from zhidai.core.errors import BadInput
from zhidai.core.lending.events import EventKind
from zhidai.core.lending.events import LoanEvent as CoreEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.standing import standing_of
from zhidai.core.lending.terms import DayCount, LoanTerms, Repayment
from zhidai.core.money import to_fen
from zhidai.db.cases.models import Case
from zhidai.db.lending.models import Loan, LoanEvent
from zhidai.db.parties.models import Person
from zhidai.db.portfolio.models import LoanStanding, PrincipalRepaid
from zhidai.services.lending import standing, whole_book
from zhidai.services.lending.book import events_by_loan, state_of, terms_of
from zhidai.services.lending.whole_book import arrears_by_day, contract_interest, figures_of

pytestmark = pytest.mark.django_db
TODAY = date(2022, 6, 30)
DAYS = (date(2021, 12, 31), date(2022, 3, 31), TODAY)
BEYOND_COLUMNS = Decimal("1000000000.00")
LOANS = 48  # twelve of each way, so many that their standings are kept in columns


@pytest.fixture(autouse=True)
def book() -> None:
    """A city in which everybody repaid as it came."""
    write_city(6, today=TODAY)
    chance = random.Random(20)  # noqa: S311 - made-up data
    place = 0
    while place < LOANS:
        one = made(chance, kinds=(EventKind.REPAYMENT,))
        if one.terms.drawn_on < TODAY and could_be(one):
            place += 1
            write(one, place)
    assert len(set(Loan.objects.values_list("repayment", flat=True))) == 4
    assert len(set(Loan.objects.values_list("day_count", flat=True))) == len(DayCount)
    write(beyond_columns(), LOANS + 1)


def beyond_columns() -> Made:
    """A loan whose interest needs more than 63 bits on its way."""
    terms = LoanTerms(
        principal=BEYOND_COLUMNS,
        annual_rate=Decimal("0.0485"),
        drawn_on=date(2021, 3, 1),
        due_on=date(2022, 3, 1),
        day_count=DayCount.ACT_ACT,
        repayment=Repayment.SINGLE_PAYMENT,
    )
    paid = CoreEvent(
        id="1",
        kind=EventKind.REPAYMENT,
        amount=Decimal("1000000.00"),
        effective_on=date(2021, 9, 1),
        recorded_at=datetime(2021, 9, 1, tzinfo=UTC),
    )
    return Made(terms=terms, events=(paid,))


def could_be(one: Made) -> bool:
    """No more instalments than due days."""
    try:
        replay(one.terms, one.events, on=max([TODAY, *(each.effective_on for each in one.events)]))
    except BadInput:
        return False
    return True


def write(one: Made, place: int) -> None:
    case, person, terms = Case.objects.earliest("pk"), Person.objects.earliest("pk"), one.terms
    case.pk, case.number, case.status = None, f"虚构{place}", CaseStatus.RUNNING
    case.save()
    is_in_parts = terms.committed > terms.principal
    loan = Loan.objects.create(
        case=case, key=f"虚构各式{place}号", principal=to_fen(terms.principal),
        annual_rate=int(terms.annual_rate * 1_000_000), drawn_on=terms.drawn_on,
        due_on=terms.due_on, day_count=terms.day_count, settlement=terms.settlement,
        repayment=terms.repayment, instalments=terms.instalments,
        commitment=to_fen(terms.committed) if is_in_parts else None,
        available_until=terms.drawn_on if is_in_parts else None,
    )  # fmt: skip
    for each in one.events:
        if each.effective_on <= TODAY:
            LoanEvent.objects.create(
                loan=loan, kind=each.kind, amount=to_fen(each.amount), person=person,
                effective_on=each.effective_on, recorded_at=each.recorded_at,
            )  # fmt: skip


def test_no_way_of_repayment_is_replayed_loan_by_loan(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(numbers: list[int]) -> dict[int, tuple[object, ...]]:
        assert not numbers
        return {}

    monkeypatch.setattr(whole_book, "events_by_loan", refuse)

    found = {one.loan: one for one in figures_of(Loan.objects.all(), TODAY)}

    assert len(found) == Loan.objects.count()
    for loan in Loan.objects.select_related("case"):
        state, figures = state_of(loan, TODAY), found[loan.pk]
        assert (figures.status, figures.overdue_days) == (state.status, state.overdue_days)
        assert (figures.balance, figures.principal_overdue) == (
            to_fen(state.principal_balance),
            to_fen(state.principal_overdue),
        )
        assert (figures.interest_due, figures.interest_accrued) == (
            to_fen(state.interest_due),
            to_fen(state.interest_accrued),
        )


def test_their_standings_are_kept_in_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    alone: list[int] = []
    keep_alone = standing._keep

    def noted(
        rows: list[LoanStanding], on: date, *, events: Mapping[int, tuple[LoanEvent, ...]]
    ) -> None:
        alone.extend(row.loan_id for row in rows)
        keep_alone(rows, on, events=events)

    monkeypatch.setattr(standing, "_keep", noted)
    monkeypatch.setattr(standing, "MANY", 10)

    standing.keep_all(TODAY)

    events = events_by_loan(list(Loan.objects.values_list("pk", flat=True)))
    twice_a_day = {
        loan for loan, each in events.items() if len({one.effective_on for one in each}) < len(each)
    }
    beyond = Loan.objects.get(principal=to_fen(BEYOND_COLUMNS)).pk
    assert beyond in alone
    assert set(alone) <= {*twice_a_day, beyond}
    for row in LoanStanding.objects.select_related("loan__case"):
        plain = standing_of(terms_of(row.loan), events[row.loan_id], on=TODAY)
        assert (row.since, row.until, row.overdue_from, row.closed_on, row.due_on) == (
            plain.since,
            plain.until,
            plain.overdue_from,
            plain.closed_on,
            plain.due_on,
        )
        assert row.balance == to_fen(plain.balance)
        repaid = PrincipalRepaid.objects.filter(loan=row.loan_id).order_by("effective_on", "event")
        assert sorted((one.event, one.amount) for one in repaid) == sorted(
            (one.event, to_fen(one.principal)) for one in plain.repaid
        )


def test_their_arrears_on_several_days_are_the_replays() -> None:
    found = arrears_by_day(Loan.objects.all(), DAYS)

    states = {
        (loan.pk, day): state_of(loan, day)
        for loan in Loan.objects.select_related("case")
        for day in DAYS
        if loan.drawn_on <= day
    }
    assert set(found.rows()) == {
        (*place, state.overdue_days)
        for place, state in states.items()
        if state.overdue_days and state.principal_balance
    }


def test_the_interest_of_their_contracts_is_that_of_their_schedules() -> None:
    found = dict(contract_interest(Loan.objects.all()).rows())

    assert found == {
        loan.pk: sum(to_fen(due.interest) for due in contract_schedule(terms_of(loan)))
        for loan in Loan.objects.select_related("case")
    }
