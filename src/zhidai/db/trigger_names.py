"""Which triggers a database has: asked by everything that has to have some of its own."""

from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models.signals import pre_migrate

_NAMES = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def missing_triggers(expected: Iterable[str], using: str) -> tuple[str, ...]:
    """Those of the expected names that the database has no trigger of."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_NAMES[connection.vendor])
        found = {row[0] for row in cursor.fetchall()}
    return tuple(name for name in expected if name not in found)


def let_tables_be_remade(names: Iterable[str], *, uid: str) -> None:
    """Has these triggers taken away before migrations; what makes them anew runs after them.

    SQLite remakes a table to change its constraints, and does not while a trigger of another table
    speaks of it. Where a migration is cut off, `audit verify` names what is missing, and the next
    one that ends puts it back.
    """
    listed = tuple(names)

    def take_away(*, using: str, plan: list[Any], **_: Any) -> None:
        connection = connections[using]
        if connection.vendor != "sqlite" or not plan:
            return
        with connection.cursor() as cursor:
            for name in listed:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')

    pre_migrate.connect(take_away, dispatch_uid=uid, weak=False)
