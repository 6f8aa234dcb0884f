"""What is kept of a loan is dropped by its next event, whoever wrote it, and made anew from all."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.services.conftest import Blocker
from tests.services.money_cast import City, drawn_loan, fresh_key, loan, loan_beyond_the_plan, on

from zhidai.core.lending.correction import Decision
from zhidai.core.money import to_fen
from zhidai.db.corrections.models import Correction, CorrectionDecision
from zhidai.db.guarantees.models import ClaimPayment, ClaimShare, Recovery, RecoveryShare
from zhidai.db.lending.models import ChangeConsent, ChangeInForce, Loan, LoanChange, LoanEvent
from zhidai.db.portfolio.models import EndOfDay, LoanStanding, PrincipalRepaid
from zhidai.db.portfolio.standing_triggers import EVENT_TABLES, install_after_migrations
from zhidai.services import business_date
from zhidai.services.guarantees.commands import pay_claim, record_recovery, start_claim
from zhidai.services.lending.book import events_of, state_of
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.standing import forget_all, keep, keep_all
from zhidai.services.sweep.end_of_day import write_end_of_day

pytestmark = pytest.mark.django_db
PAID_ON, CLAIMED_ON = date(2021, 3, 25), date(2021, 8, 25)
SCHEME = "ganzhou-2020"
BOTH_IN_ORDER = ["portfolio_loanstanding", "portfolio_principalrepaid"]
BODIES = {
    "postgresql": "SELECT prosrc FROM pg_proc WHERE proname = %s",
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s",
}
ON_ITS_TABLE = {"postgresql": "ON lending_loanevent", "sqlite": ""}
EARLIER = {
    "postgresql": (
        "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN DELETE FROM portfolio_principalrepaid WHERE loan_id = NEW.loan_id; "
        "RETURN NULL; END $$; "
        'CREATE TRIGGER "{name}" AFTER INSERT ON lending_loanevent '
        "FOR EACH ROW EXECUTE FUNCTION {name}()"
    ),
    "sqlite": (
        'CREATE TRIGGER "{name}" AFTER INSERT ON lending_loanevent BEGIN '
        "DELETE FROM portfolio_principalrepaid WHERE loan_id = NEW.loan_id; END"
    ),
}


@pytest.fixture(scope="module")
def key(city: City, django_db_blocker: Blocker) -> str:
    """A loan with a repayment, a claim, a payment on it and a recovery, each by its command."""
    with django_db_blocker.unblock():
        key = drawn_loan(city)
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
        for day, step in steps:
            on(day)
            step()
            assert kept()  # in the transaction of the command itself
            held_to_the_replay(day)
    return key


def kept() -> bool:
    return not LoanStanding.objects.filter(since__isnull=True).exists()


def held_to_the_replay(day: date) -> None:
    for row in LoanStanding.objects.select_related("loan__case"):
        state = state_of(row.loan, day)
        assert row.balance == to_fen(state.principal_balance)
        assert (row.closed_on, row.due_on) == (state.closed_on, state.due_on)
        is_overdue = row.overdue_from is not None and row.overdue_from <= day
        assert (row.overdue_from if is_overdue else None) == state.overdue_since
        repaid = PrincipalRepaid.objects.filter(loan=row.loan).values_list("event", "amount")
        assert dict(repaid) == {
            use.event: to_fen(use.principal) for use in state.allocations if use.principal
        }


def a_row(table: str, key: str) -> None:
    """One more row of a table of events, past every service."""
    row, now = loan(key), business_date.now()
    event = LoanEvent.objects.filter(loan=row).first()
    share = ClaimShare.objects.filter(claim__loan=row, role="guarantor").get()
    recovery = Recovery.objects.filter(claim__loan=row).get()
    assert event is not None
    person = event.person_id
    if table == "lending_loanevent":
        LoanEvent.objects.create(
            loan=row, kind="repayment", amount=1, effective_on=CLAIMED_ON, recorded_at=now,
            person_id=person,
        )  # fmt: skip
    elif table == "lending_changeinforce":
        change = LoanChange.objects.create(
            loan=row, kind="pause", effective_on=CLAIMED_ON, until=CLAIMED_ON, asked="bank",
            asked_count=1, grounds="虚构", proposed_on=CLAIMED_ON, proposed_by_id=person,
        )  # fmt: skip
        other = type(event.person).objects.exclude(pk=person).first()
        ChangeConsent.objects.create(
            change=change, role="bank", party_id=event.person.party_id, person=other,
            proposed_by_id=person, is_given=True, decided_on=CLAIMED_ON, recorded_at=now,
        )  # fmt: skip
        ChangeInForce.objects.create(change=change, effective_on=CLAIMED_ON, recorded_at=now)
    elif table == "guarantees_claimpayment":
        ClaimPayment.objects.create(
            share=share, amount=1, paid_on=CLAIMED_ON, recorded_at=now, person_id=person
        )
    elif table == "guarantees_recovery":
        Recovery.objects.create(
            claim=share.claim, gross=1, costs=0, costs_paid=0, received_on=CLAIMED_ON,
            recorded_at=now, source="虚构", person_id=person,
        )  # fmt: skip
    elif table == "guarantees_recoveryshare":
        taken = recovery.shares.values("party")
        other = share.party.__class__.objects.exclude(pk__in=taken).first()
        RecoveryShare.objects.create(recovery=recovery, party=other, role="bank", amount=1)
    else:
        correction = Correction.objects.create(
            event=event, grounds="虚构", proposed_on=CLAIMED_ON, proposed_by_id=person
        )
        others = type(event.person).objects.exclude(pk=person)
        CorrectionDecision.objects.create(
            correction=correction, decision=str(Decision.APPROVED), taken_back=event,
            grounds="虚构", decided_on=CLAIMED_ON, recorded_at=now, proposed_by_id=person,
            decided_by=others.first(),
        )  # fmt: skip


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_a_row_of_any_table_of_events_drops_what_is_kept(key: str, table: str) -> None:
    row = loan(key)

    a_row(table, key)

    assert LoanStanding.objects.get(loan=row).since is None
    assert not PrincipalRepaid.objects.filter(loan=row).exists()


def test_every_table_that_a_loan_is_read_from_drops_what_is_kept(key: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        events_of(loan(key))

    read = [re.search(r'FROM "(\w+)"', each["sql"]) for each in asked]
    # Of a claim only whether there is one is asked: by itself it changes nothing of the loan.
    tables = {found[1] for found in read if found} - {"lending_loan", "guarantees_claim"}
    assert tables == set(EVENT_TABLES)


def test_the_row_that_is_the_lock_comes_first_also_where_an_earlier_trigger_stands(
    key: str,
) -> None:
    """Triggers, a command and making all anew take it in one order: none waits in a circle."""
    name = "loan_standing_after_lending_loanevent"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}" {ON_ITS_TABLE[connection.vendor]}')
        cursor.execute(EARLIER[connection.vendor].format(name=name))
    assert writes_in(body_of(name)) == BOTH_IN_ORDER[1:]

    install_after_migrations(None, using="default")

    for table in EVENT_TABLES:
        assert writes_in(body_of(f"loan_standing_after_{table}")) == BOTH_IN_ORDER
    with CaptureQueriesContext(connection) as asked:
        forget_all()
    assert [one for each in asked for one in writes_in(each["sql"])] == BOTH_IN_ORDER
    row = loan(key)
    events = events_of(row)
    with CaptureQueriesContext(connection) as asked:
        keep(row, CLAIMED_ON, events=events)
    assert 'FROM "portfolio_loanstanding"' in asked[0]["sql"]  # for update, on PostgreSQL


def body_of(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(BODIES[connection.vendor], [name])
        found: tuple[str] = cursor.fetchone()
    return found[0]


def writes_in(sql: str) -> list[str]:
    return re.findall(r'(?:UPDATE|DELETE FROM) "?(portfolio_\w+)', sql)


def test_all_of_it_is_made_anew_from_the_events(key: str) -> None:
    before = list(LoanStanding.objects.order_by("loan_id").values())

    forget_all()
    assert not kept()
    count = keep_all(CLAIMED_ON)

    assert count == len(before) == Loan.objects.count()
    assert list(LoanStanding.objects.order_by("loan_id").values()) == before
    held_to_the_replay(CLAIMED_ON)
    assert keep_all(CLAIMED_ON) == 0


def test_an_end_of_day_is_written_once_and_never_changed(city: City, key: str) -> None:
    running = loan_beyond_the_plan(
        city, key="虚构1号", amount="200万元", rate="3.85%", drawn_on=PAID_ON,
        due_on=date(2022, 3, 25),
    )  # fmt: skip

    assert write_end_of_day(SCHEME, CLAIMED_ON) == 2
    assert write_end_of_day(SCHEME, CLAIMED_ON) == 0

    for each in (key, running):
        state, row = state_of(loan(each), CLAIMED_ON), EndOfDay.objects.get(loan__key=each)
        assert (row.balance, row.interest_due, row.interest_accrued) == (
            to_fen(state.principal_balance),
            to_fen(state.interest_due),
            to_fen(state.interest_accrued),
        )
        assert (row.principal_overdue, row.overdue_days, row.risk_class) == (
            to_fen(state.principal_overdue),
            state.overdue_days,
            str(state.risk_class),
        )
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        EndOfDay.objects.all().update(balance=0)


def test_the_whole_book_knows_every_term_of_a_loan() -> None:
    """A new column of terms has to be told to `services.lending.loan_columns`, or left out."""
    known = {"id", "case", "key", "guarantee_fee", "appraisal_fee", "principal", "annual_rate"}
    known |= {"drawn_on", "due_on", "day_count", "settlement", "repayment", "instalments"}
    known |= {"insurance_premium", "registration_fee", "registration_fee_to"}  # costs, as the fees
    known |= {"commitment", "available_until"}  # of no effect until a part is drawn: `SPECIAL`
    assert {field.name for field in Loan._meta.get_fields() if field.concrete} == known
