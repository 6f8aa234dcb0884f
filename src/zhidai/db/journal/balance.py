"""Triggers that refuse an entry whose legs do not balance in the books of every party.

SQLite has no triggers at commit, so the check hangs on the seal that is written last.
"""

from typing import Any

from django.db import connections

from zhidai.db.insert_triggers import insert_trigger
from zhidai.db.trigger_names import missing_triggers

_UNBALANCED = (
    "NOT EXISTS (SELECT 1 FROM journal_journalleg WHERE seal_id = NEW.entry_id) OR EXISTS ("
    "SELECT 1 FROM journal_journalleg WHERE seal_id = NEW.entry_id "
    "GROUP BY party_id HAVING SUM(amount) <> 0)"
)
_SEALED = "EXISTS (SELECT 1 FROM journal_journalseal WHERE entry_id = NEW.seal_id)"
_CLOSED = "EXISTS (SELECT 1 FROM journal_periodclose WHERE closed_through >= NEW.booked_on)"
_SHRINKS = "EXISTS (SELECT 1 FROM journal_periodclose WHERE closed_through >= NEW.closed_through)"

# name -> (table, what must not hold when a row comes in, what is said then)
_TRIGGERS = {
    "journal_seal_balanced": (
        "journal_journalseal",
        _UNBALANCED,
        "the journal entry does not balance",
    ),
    "journal_leg_before_seal": (
        "journal_journalleg",
        _SEALED,
        "the journal entry is sealed already",
    ),
    "journal_entry_in_open_period": ("journal_journalentry", _CLOSED, "the period is closed"),
    "journal_period_grows": ("journal_periodclose", _SHRINKS, "the period is closed already"),
}

NAMES = tuple(_TRIGGERS)


def install(using: str) -> None:
    """Create the triggers, made anew because a table's remake on SQLite drops them."""
    connection = connections[using]
    if "journal_journalseal" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for name, (table, condition, said) in _TRIGGERS.items():
            for statement in insert_trigger(connection.vendor, name, table, condition, said):
                cursor.execute(statement)


def missing(using: str) -> tuple[str, ...]:
    """The names of triggers that should be there and are not."""
    return missing_triggers(_TRIGGERS, using)


def install_after_migrations(sender: object, using: str, **_: Any) -> None:
    """The receiver of Django's post_migrate."""
    install(using)
