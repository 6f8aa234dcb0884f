"""Triggers that hold a change to its consents: all of them before it is in force, none after.

They hold further drawdowns to the contract too. The rules span several tables, so that no
constraint of one of them can say it.
"""

from typing import Any

from django.db import connections

from zhidai.db.insert_triggers import insert_trigger
from zhidai.db.trigger_names import missing_triggers

_ASKED = "(SELECT asked_count FROM lending_loanchange WHERE id = NEW.change_id)"
_GIVEN = "(SELECT COUNT(*) FROM lending_changeconsent WHERE change_id = NEW.change_id AND is_given)"
_IN_FORCE = "EXISTS (SELECT 1 FROM lending_changeinforce WHERE change_id = NEW.change_id)"
_REFUSED = (
    "EXISTS (SELECT 1 FROM lending_changeconsent WHERE change_id = NEW.change_id AND NOT is_given)"
)

# Further drawdowns that stand, with this one, stay within the contract and its period.
_BEYOND_CONTRACT = (
    "EXISTS (SELECT 1 FROM lending_loanchange n JOIN lending_loan l ON l.id = n.loan_id "
    "WHERE n.id = NEW.change_id AND n.kind = 'drawdown' AND (l.commitment IS NULL "
    "OR NEW.effective_on > l.available_until OR NEW.effective_on < l.drawn_on "
    "OR l.principal + n.amount + COALESCE((SELECT SUM(c.amount) FROM lending_loanchange c "
    "JOIN lending_changeinforce f ON f.change_id = c.id "
    "WHERE c.loan_id = l.id AND c.kind = 'drawdown' AND NOT EXISTS "
    "(SELECT 1 FROM lending_changeinforce r WHERE r.taken_back_id = f.change_id)), 0) "
    "> l.commitment))"
)

# name -> (table, what must not hold when a row comes in, what is said then)
_TRIGGERS = {
    "lending_change_with_all_consents": (
        "lending_changeinforce",
        f"{_GIVEN} <> {_ASKED} OR {_REFUSED}",
        "the change lacks a consent",
    ),
    "lending_drawdown_within_contract": (
        "lending_changeinforce",
        _BEYOND_CONTRACT,
        "the drawdown is beyond the contract or its availability period",
    ),
    "lending_consent_while_open": (
        "lending_changeconsent",
        f"{_IN_FORCE} OR {_REFUSED}",
        "the change is decided already",
    ),
}

NAMES = tuple(_TRIGGERS)


def install(using: str) -> None:
    """Create the triggers, made anew because a table's remake on SQLite drops them."""
    connection = connections[using]
    if "lending_changeinforce" not in connection.introspection.table_names():
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
