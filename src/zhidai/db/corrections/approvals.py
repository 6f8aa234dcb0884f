"""Triggers that let nothing of a claim be taken back but by an approved correction.

The rule spans two tables, so that no constraint of one of them can say it.
"""

from typing import Any

from django.db import connections

from zhidai.db.insert_triggers import insert_trigger
from zhidai.db.trigger_names import missing_triggers

_NOT_APPROVED = (
    "NOT EXISTS (SELECT 1 FROM corrections_claimcorrectiondecision "
    "WHERE id = NEW.decision_id AND decision = 'approved')"
)
_SAID = "nothing is taken back without an approved correction"
_TRIGGERS = {
    f"{table}_approved": table
    for table in (
        "corrections_paymenttakenback",
        "corrections_recoverytakenback",
        "corrections_exclusiontakenback",
    )
}

NAMES = tuple(_TRIGGERS)


def install(using: str) -> None:
    """Create the triggers, made anew because a table's remake on SQLite drops them."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, table in _TRIGGERS.items():
            if table in present:
                for statement in insert_trigger(
                    connection.vendor, name, table, _NOT_APPROVED, _SAID
                ):
                    cursor.execute(statement)


def missing(using: str) -> tuple[str, ...]:
    """The names of triggers that should be there and are not."""
    return missing_triggers(_TRIGGERS, using)


def install_after_migrations(sender: object, using: str, **_: Any) -> None:
    """The receiver of Django's post_migrate."""
    install(using)
