"""What holds for every test: the database it runs on, and the ways to it that are closed."""

import os
from pathlib import Path

import pytest

ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))

collect_ignore = [] if ON_POSTGRES else ["postgres"]
if not CHROMIUM.exists():
    collect_ignore.append("journeys")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say on which database this run was, and what it left out."""
    if ON_POSTGRES:
        terminalreporter.write_line("database: PostgreSQL")
    else:
        terminalreporter.write_line("database: SQLite (on PostgreSQL: python3 run.py postgres)")
    if not CHROMIUM.exists():
        terminalreporter.write_line("left out: browser journeys (no chromium; CHROMIUM names one)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No test may empty tables: the triggers refuse it on SQLite, TRUNCATE passes them by."""
    flushing = [item.nodeid for item in items if _flushes(item)]
    if flushing:
        listed = ", ".join(flushing)
        message = f"these tests flush append-only tables, take a database of their own: {listed}"
        raise pytest.UsageError(message)


def _flushes(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    marked = any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))
    return marked or not {"transactional_db", "live_server"}.isdisjoint(fixtures)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Files in bytes carry the minute they were made in; a test's id may not, for all workers
    must collect the same tests.
    """
    return argname if isinstance(val, bytes) else None
