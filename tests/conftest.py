"""What holds for every test: the database it runs on, and the ways to it that are closed."""

import fcntl
import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol, TypeVar, cast

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

# Workers fill the cores already; threads of the linear algebra would only wait on one another, and
# a few rows in columns cost twice the work where two threads of polars hand them about.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("POLARS_MAX_THREADS", "1")
# A slow machine is no failure of a property; how fast things are is for `run.py bench`.
# What the suite decides must be the same twice: its examples hang on the property alone. New ones
# are for `run.py explore`, which finds what no reader waits for.
_HOUSE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("house", _HOUSE, derandomize=True)
settings.register_profile("explore", _HOUSE, print_blob=True)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]
ON_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
# The shell does the same pages with some 40 % less work than the whole browser.
BROWSERS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
CHROMIUM = Path(
    os.environ.get("CHROMIUM") or next(filter(Path.exists, BROWSERS), BROWSERS[-1]),
)

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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tables made from the models count as migrated: commands refuse to run on others."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    if connection.settings_dict["TEST"]["MIGRATE"]:
        return
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(app, name)


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A transaction for one file of tests, never committed: what its fixtures make lies in it.

    A test's own changes are rolled back to what the fixtures made.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


# Files that take long are begun first, so that no worker is left with one while the others wait;
# and of those the first makes the demonstration city while the next do without it.
LONG = ("killed", "concurrency", "journeys", "cli", "tenancy", "services")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Every worker reads all files, but each begins at another folder.

    What one has compiled the next finds, so that in a fresh clone they share that work.
    """
    report = yield
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    workers = os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")
    if collector.path == ROOT / "tests" and report.result:
        first = len(report.result) * int(worker) // int(workers)
        report.result = [*report.result[first:], *report.result[:first]]
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, in one order for all workers; and none that empties tables."""
    items.sort(key=lambda item: (_place(item), item.path))
    _refuse_flushing(items)


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not look at it again, nor so often.

    Some tenth of the suite's time went into that.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _place(item: pytest.Item) -> int:
    return next((place for place, name in enumerate(LONG) if name in item.path.parts), len(LONG))


def _refuse_flushing(items: list[pytest.Item]) -> None:
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


@pytest.fixture(scope="session")
def untouched_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration city that nobody has visited, made once for all workers.

    Whoever changes anything copies it first.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "untouched-city"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half = folder.with_suffix(".half")
            half.mkdir()
            settle(half)
            half.rename(folder)
    return folder


@pytest.fixture(scope="module")
def loaded_city(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The demonstration city in the tests' database, for one file of tests; see `kept`.

    On SQLite it is copied, which is many times faster than to tell all its stories again.
    """
    from django.db import connection

    from zhidai.services.demonstration.loading import load_city

    with django_db_blocker.unblock(), ExitStack() as afterwards:
        if not ON_POSTGRES:
            _empty_again(afterwards)
            folder: Path = request.getfixturevalue("untouched_city")
            with closing(sqlite3.connect(folder / "zhidai.sqlite3")) as made:
                made.backup(connection.connection)
        _nothing_committed(afterwards)
        if ON_POSTGRES:
            load_city()
        yield


World = TypeVar("World")


class Make(Protocol):
    """Gives what a function writes into an empty database and returns."""

    def __call__(self, world: Callable[[], World]) -> World: ...


# What was made once in this worker: the function -> the database after it, and its answer.
_worlds: dict[Callable[[], object], tuple[sqlite3.Connection, object]] = {}


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Make]:
    """`made(make_cast)`: a world for one file of tests, which begins with it; see `kept`.

    On SQLite each worker makes a world once and copies it for every other file. What it returns is
    the same for all of them, so it must hold no rows and is not to be changed.
    """
    with django_db_blocker.unblock(), ExitStack() as afterwards:

        def make(world: Callable[[], World]) -> World:
            if ON_POSTGRES:
                _nothing_committed(afterwards)
                return world()
            _empty_again(afterwards)
            answer = _copied(world)
            _nothing_committed(afterwards)
            return answer

        yield make


def _copied(world: Callable[[], World]) -> World:
    from django.db import connection

    if world in _worlds:
        database, known = _worlds[world]
        database.backup(connection.connection)
        return cast("World", known)
    answer = world()
    database = sqlite3.connect(":memory:")
    connection.connection.backup(database)
    _worlds[world] = database, answer
    return answer


def _empty_again(afterwards: ExitStack) -> None:
    """Have the tests' database as it is now when all is over."""
    from django.db import connection

    connection.ensure_connection()
    empty = afterwards.enter_context(closing(sqlite3.connect(":memory:")))
    connection.connection.backup(empty)
    afterwards.callback(empty.backup, connection.connection)


def _nothing_committed(afterwards: ExitStack) -> None:
    """A transaction that is rolled back when all is over."""
    from django.db import transaction

    afterwards.enter_context(transaction.atomic())
    afterwards.callback(transaction.set_rollback, True)


def settle(folder: Path) -> None:
    """Make the demonstration city in a folder, as `zhidai demo` does."""
    command = [sys.executable, "-c", "from zhidai.cli import main; main()", "demo", "--no-serve"]
    done = subprocess.run(  # noqa: S603 - our own interpreter and arguments
        command, env=city_environment(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def city_environment(folder: Path) -> dict[str, str]:
    """What a process sees that works in a city's folder."""
    kept = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    return {
        **kept,
        "ZHIDAI_DATA": str(folder),
        "ZHIDAI_SECRET_KEY": "for tests only",
        "ZHIDAI_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "zhidai.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
