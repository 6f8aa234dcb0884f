"""A new database gets its tables from the models; the migrations must lead to the same ones."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker
from tests.conftest import ON_POSTGRES

from zhidai.db.parties.models import Person
from zhidai.services.database import bring_up_to_date

TWO = ("at_once", "step_by_step")


@pytest.mark.django_db
def test_the_migrations_lead_to_the_tables_of_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)  # exits where they do not


@pytest.mark.skipif(ON_POSTGRES, reason="the tests' own database was made there by migrations")
def test_a_new_database_is_as_one_that_met_every_migration(two_databases: None) -> None:
    bring_up_to_date(using="at_once")
    migrate("step_by_step", "parties", "0003_people_let_in_by_two")
    let_in_with_whole_passwords("step_by_step")
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


def migrate(alias: str, *to: str) -> None:
    """All migrations, or those that lead to one."""
    call_command("migrate", *to, database=alias, verbosity=0, skip_checks=True)


def let_in_with_whole_passwords(alias: str) -> None:
    """Two people of the operator's and one let in by them, before first passwords had halves."""
    before = MigrationExecutor(connections[alias]).loader.project_state(
        [("parties", "0003_people_let_in_by_two")]
    )
    person = before.apps.get_model("parties", "Person").objects.using(alias)
    until = date(2021, 3, 8)
    first, second = (person.create(username=name, one_time_until=until) for name in ("a", "b"))
    person.create(username="c", registered_by=first, confirmed_by=second, one_time_until=until)


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
