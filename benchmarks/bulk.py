"""Rows written many at a time: COPY on PostgreSQL, one prepared statement on SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl

AT_ONCE = 50_000
_AS_TEXT = {pl.Date: "%Y-%m-%d", pl.Datetime: "%Y-%m-%d %H:%M:%S"}  # instants are UTC

_UNCHECKED = {
    "sqlite": (
        "PRAGMA foreign_keys = OFF",
        "PRAGMA ignore_check_constraints = ON",
        "PRAGMA cache_size = -500000",
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
    ),
    "postgresql": ("SET session_replication_role = replica",),
}


def insert(cursor: Any, table: str, rows: pl.DataFrame) -> None:
    """Write rows whose columns are named as the table's are; instants in whole seconds."""
    from django.db import connection

    told = rows.with_columns(
        pl.col(name).dt.strftime(_AS_TEXT[kind.base_type()])
        for name, kind in rows.schema.items()
        if kind.base_type() in _AS_TEXT
    )
    columns = ", ".join(f'"{name}"' for name in rows.columns)
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT csv)") as copy:
            for part in told.iter_slices(AT_ONCE):
                written = part.write_csv(include_header=False, quote_style="non_numeric")
                copy.write(written.encode())
        return
    values = ", ".join(["%s"] * len(rows.columns))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({values})"  # noqa: S608 - our own names
    for part in told.iter_slices(AT_ONCE):
        cursor.executemany(statement, part.rows())


@contextmanager
def nothing_checked() -> Iterator[None]:
    """Rows that are known to be sound are not held to each other one by one, nor kept from loss."""
    from django.db import connection

    with connection.cursor() as cursor:
        for setting in _UNCHECKED[connection.vendor]:
            cursor.execute(setting)
        yield
    connection.close()  # the settings go with it


@contextmanager
def derived_rows_left_out(cursor: Any) -> Iterator[None]:
    """Write without the triggers that note row by row what has to be read anew.

    Afterwards they stand again, every loan has its row of standing, and no fact is kept of it, so
    that all is read anew: what the triggers would have come to.
    """
    from django.db import connection

    from zhidai.db.portfolio import standing_triggers
    from zhidai.db.statistics import mark_triggers

    dropped = {name: table for name, (table, _) in standing_triggers.TRIGGERS.items()}
    dropped |= {name: marking.table for name, marking in mark_triggers.TRIGGERS.items()}
    for name, table in dropped.items():
        on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "{name}"{on}')
    yield
    mark_triggers.install("default")
    standing_triggers.install("default")


def renumber() -> None:
    """Let the next rows follow those written with numbers of their own."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
