"""Triggers that refuse every change and removal on the tables whose rows are history.

Installed after each migration, because table remakes on SQLite drop triggers; `missing()` says
which are absent, and `zhidai audit verify` asks it.
"""

from typing import Any

from django.db import connections

TABLES = (
    "history_event",
    "history_dailydigest",
    "lending_loan",
    "lending_loanevent",
    "cases_document",
    "guarantees_claim",
    "guarantees_claimshare",
    "guarantees_claimpayment",
    "guarantees_recovery",
    "guarantees_recoveryshare",
    "subsidies_subsidyline",
    "portfolio_breakeraction",
    "portfolio_breakeragreement",
    "portfolio_exclusion",
)
_OPERATIONS = ("update", "delete")


def trigger_name(table: str, operation: str) -> str:
    return f"{table}_no_{operation}"


def install(using: str) -> None:
    """Create the triggers that are not there yet."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table in TABLES:
            if table not in present:
                continue
            for operation in _OPERATIONS:
                for statement in _statements(connection.vendor, table, operation):
                    cursor.execute(statement)


def missing(using: str) -> tuple[str, ...]:
    """The names of triggers that should be there and are not."""
    connection = connections[using]
    names = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(names)
        found = {row[0] for row in cursor.fetchall()}
    wanted = [trigger_name(table, operation) for table in TABLES for operation in _OPERATIONS]
    return tuple(name for name in wanted if name not in found)


def install_after_migrations(sender: object, using: str, **_: Any) -> None:
    """The receiver of Django's post_migrate."""
    install(using)


_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION zhidai_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _statements(vendor: str, table: str, operation: str) -> tuple[str, ...]:
    name = trigger_name(table, operation)
    if vendor == "postgresql":
        refuse = "FOR EACH ROW EXECUTE FUNCTION zhidai_append_only()"
        return (
            f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
            f'CREATE TRIGGER "{name}" BEFORE {operation} ON "{table}" {refuse}',
        )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return (f'CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE {operation} ON "{table}" {refuse}',)
