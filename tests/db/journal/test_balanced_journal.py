"""No unbalanced entry is ever committed, and none is changed, on both databases."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from tests.conftest import Make
from tests.services.money_cast import City, a_lending_city, loan

from zhidai.db.journal import balance
from zhidai.db.journal.models import JournalEntry, JournalLeg, JournalSeal, PeriodClose
from zhidai.db.parties.models import Person
from zhidai.services.history.queries import verify

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 3, 2, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def city(made: Make) -> City:
    return made(a_lending_city)


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


def an_entry(key: str, booked_on: date = date(2021, 3, 2)) -> JournalEntry:
    return JournalEntry.objects.create(
        loan=loan(key),
        key="test",
        kind="fee",
        effective_on=date(2021, 3, 2),
        booked_on=booked_on,
        recorded_at=NOW,
    )


def a_leg(entry: JournalEntry, city: City, *, account: str, amount: int) -> None:
    JournalLeg.objects.create(
        seal_id=entry.pk, party_id=city.bank.party_id, role="bank", account=account, amount=amount
    )


def seal(entry: JournalEntry) -> None:
    JournalSeal.objects.create(entry=entry)


def test_the_triggers_are_there() -> None:
    assert balance.missing("default") == ()


def test_an_entry_that_balances_is_sealed(city: City, key: str) -> None:
    entry = an_entry(key)
    a_leg(entry, city, account="cash", amount=100)
    a_leg(entry, city, account="fee_income", amount=-100)

    seal(entry)

    assert entry.seal.legs.count() == 2


def test_an_entry_one_fen_out_of_balance_is_refused(city: City, key: str) -> None:
    def book() -> None:
        entry = an_entry(key)
        a_leg(entry, city, account="cash", amount=100)
        a_leg(entry, city, account="fee_income", amount=-99)
        seal(entry)

    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        book()


def test_an_entry_without_legs_is_refused(city: City, key: str) -> None:
    entry = an_entry(key)

    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        seal(entry)


def test_legs_without_a_seal_cannot_be_committed(city: City, key: str) -> None:
    def book() -> None:
        a_leg(an_entry(key), city, account="cash", amount=100)
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        book()


def test_a_leg_cannot_be_added_to_a_sealed_entry(city: City, key: str) -> None:
    sealed = JournalEntry.objects.filter(seal__isnull=False).earliest("id")

    with pytest.raises(IntegrityError, match="sealed already"), transaction.atomic():
        a_leg(sealed, city, account="fee_income", amount=1)


@pytest.mark.parametrize("model", [JournalEntry, JournalSeal, JournalLeg])
def test_what_is_booked_is_never_removed(city: City, key: str, model: type) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")  # type: ignore[attr-defined]


def test_nothing_is_booked_into_a_closed_period(city: City, key: str) -> None:
    person = Person.objects.earliest("pk")
    PeriodClose.objects.create(closed_through=date(2021, 3, 2), recorded_at=NOW, person=person)

    with pytest.raises(IntegrityError, match="period is closed"), transaction.atomic():
        an_entry(key)
    with pytest.raises(IntegrityError, match="closed already"), transaction.atomic():
        PeriodClose.objects.create(closed_through=date(2021, 3, 1), recorded_at=NOW, person=person)
    assert an_entry(key, booked_on=date(2021, 3, 3)).pk


def test_a_dropped_trigger_of_the_balance_is_named_by_the_audit(city: City, key: str) -> None:
    on_table = " ON journal_journalseal" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER journal_seal_balanced{on_table}")

        found = [broken.stream for broken in verify() if broken.what == "trigger"]

        transaction.set_rollback(True)
    assert found == ["journal_seal_balanced"]
