"""Which triggers a database has: asked by everything that has to have some of its own."""

from collections.abc import Iterable

from django.db import connections

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
