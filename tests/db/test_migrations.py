"""A new database gets its tables from the models; the migrations must lead to the same ones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker
from tests.conftest import ON_POSTGRES

from zhidai.db.cases.models import Case
from zhidai.db.parties.models import Person
from zhidai.services.database import bring_up_to_date

NOT_IN_HALVES = ("parties", "0003_people_let_in_by_two")
TWO = ("at_once", "step_by_step")
MOVES = [datetime(2021, 2, day, 9, tzinfo=UTC) for day in (3, 8)]
APPLIED = [datetime(2021, 2, day, 10, tzinfo=UTC) for day in (2, 8)]


@pytest.mark.django_db
def test_the_migrations_lead_to_the_tables_of_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits where they do not


@pytest.mark.skipif(ON_POSTGRES, reason="the tests' own database was made there by migrations")
def test_a_new_database_is_as_one_that_met_every_migration(two_databases: None) -> None:
    bring_up_to_date(using="at_once")
    migrate("step_by_step", *NOT_IN_HALVES)
    let_in_with_whole_passwords("step_by_step")
    migrate("step_by_step", "history")
    migrate("step_by_step", "cases", "0006_cases_of_a_party")
    applied_before_it_was_kept_where("step_by_step")
    migrate("step_by_step")

    made, migrated = _made("at_once"), _made("step_by_step")

    assert {name: made[name] for name in made if made[name] != migrated.get(name)} == {}
    assert made.keys() == migrated.keys()
    assert any(kind == "trigger" for kind, _ in made)
    # A whole first password that one of two knows opens nothing any more; the operator's own does.
    halves = (
        Person.objects.using("step_by_step").order_by("id").values_list("first_half", flat=True)
    )
    assert list(halves) == ["", "", "!"]
    # A case counts where its enterprise was on the day, told by the log of the party.
    cases = Case.objects.using("step_by_step").order_by("number")
    assert [(one.registered_address, one.industry) for one in cases] == [
        ("甲路", "工业"), ("乙路", "工业"), ("丙路", ""),
    ]  # fmt: skip
    known = [(one.registered_address_at, one.industry_at) for one in cases]
    assert known == [(MOVES[0], MOVES[1]), (None, None), (None, None)]


def migrate(alias: str, *to: str) -> None:
    """All migrations, or those that lead to one."""
    call_command("migrate", *to, database=alias, verbosity=0, skip_checks=True)


def let_in_with_whole_passwords(alias: str) -> None:
    """Two people of the operator's and one let in by them, before first passwords had halves."""
    before = MigrationExecutor(connections[alias]).loader.project_state([NOT_IN_HALVES])
    person = before.apps.get_model("parties", "Person").objects.using(alias)
    until = date(2021, 3, 8)
    first, second = (person.create(username=name, one_time_until=until) for name in ("a", "b"))
    person.create(username="c", registered_by=first, confirmed_by=second, one_time_until=until)


def applied_before_it_was_kept_where(alias: str) -> None:
    """An enterprise that declares late and moves, with two cases; one of which nothing is told."""
    state = MigrationExecutor(connections[alias]).loader.project_state(
        [("cases", "0006_cases_of_a_party"), ("history", "0002_initial"), NOT_IN_HALVES]
    )
    party, case, stream, event = (
        state.apps.get_model(*name).objects.using(alias)
        for name in (
            ("parties", "Party"), ("cases", "Case"), ("history", "Stream"), ("history", "Event"),
        )
    )  # fmt: skip
    mover = party.create(
        kind="enterprise", name="a", facts={"registered_address": "乙路", "industry": "工业"}
    )
    silent = party.create(
        kind="enterprise", name="b", facts={"registered_address": {"value": "丙路"}}
    )
    log = {f"party:{mover.pk}": [
        (MOVES[0], "party.profile_updated", {"answers": {"registered_address": "甲路"}}),
        (MOVES[1], "party.profile_updated",
         {"answers": {"registered_address": "乙路", "industry": "工业"}}),
    ]}  # fmt: skip
    for number, owner, at in (("1", mover, APPLIED[0]), ("2", mover, APPLIED[1]),
                              ("3", silent, APPLIED[1])):  # fmt: skip
        case.create(number=number, enterprise=owner, amount=1, opened_on=at.date())
        log[f"case:{number}"] = [(at, "case.opened", {})]
    for name, told in log.items():
        chain = stream.create(name=name)
        for place, (at, kind, payload) in enumerate(told):
            event.create(stream=chain, sequence=place, kind=kind, payload=payload,
                         effective_on=at.date(), recorded_at=at)  # fmt: skip


@pytest.fixture
def two_databases(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two empty ones beside the tests' own."""
    for alias in TWO:
        file = str(tmp_path / f"{alias}.sqlite3")
        connections.settings[alias] = {**connections.settings["default"], "NAME": file}
    with django_db_blocker.unblock():
        yield
        for alias in TWO:
            connections[alias].close()
            del connections[alias], connections.settings[alias]


def _made(alias: str) -> dict[tuple[str, str], list[str]]:
    """Everything in a database: kind and name -> the lines of its definition."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {
            (kind, name): _lines(sql) if kind == "table" else [sql]
            for kind, name, sql in cursor.fetchall()
        }


def _lines(table: str) -> list[str]:
    """Columns and constraints, in whatever order they came to the table."""
    depth, lines = 0, [""]
    for character in table.removesuffix(")"):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 1:
            lines.append("")
        else:
            lines[-1] += character
    head, first = lines[0].split("(", 1)
    return [head, *sorted(line.strip() for line in (first, *lines[1:]))]
