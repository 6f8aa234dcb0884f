"""Towns and desks: a fresh database for each test, on whichever database the run is on."""

import itertools
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.concurrency.desk import Desk, Town

Copies = Callable[[str], AbstractContextManager[str]]
Stages = dict[Callable[[Town], str], tuple[str, str]]
URL = os.environ.get("DATABASE_URL", "")
_counting = itertools.count(1)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Copies]]:
    """The URL and name of an empty database, and a way to copy it once it is a town, and others."""
    if URL.startswith("postgres"):
        with _postgres() as found:
            yield found
    else:
        yield _sqlite(tmp_path_factory.mktemp("towns"))


@pytest.fixture(scope="session")
def desks(databases: tuple[str, str, Copies]) -> Iterator[tuple[Desk, Desk]]:
    """Two desks; the first settles the town that each test gets a copy of."""
    url, name, _ = databases
    pair = (Desk(url), Desk(url))
    pair[0].begin(name, "settle_town")
    assert pair[0].outcome().is_done
    yield pair
    for desk in pair:
        desk.close()


@pytest.fixture(scope="session")
def stages(databases: tuple[str, str, Copies]) -> Iterator[tuple[Stages, Callable[[str], str]]]:
    """Where walks have led to, and how a database is kept for all tests."""
    with ExitStack() as kept:
        yield {}, lambda database: kept.enter_context(databases[2](database))


@pytest.fixture
def town(
    desks: tuple[Desk, Desk],
    databases: tuple[str, str, Copies],
    stages: tuple[Stages, Callable[[str], str]],
) -> Iterator[Town]:
    """A town of the test's own with two desks."""
    _, settled, copy = databases
    known, keep = stages
    with ExitStack() as own:

        def copied(database: str) -> str:
            return own.enter_context(copy(database))

        yield Town(database=copied(settled), desks=desks, copied=copied, keep=keep, stages=known)


def _sqlite(folder: Path) -> tuple[str, str, Copies]:
    settled = folder / "settled.sqlite3"

    @contextmanager
    def copy(database: str) -> Iterator[str]:
        own = folder / f"town{next(_counting)}.sqlite3"
        with closing(sqlite3.connect(database)) as old, closing(sqlite3.connect(own)) as new:
            old.backup(new)
        yield str(own)

    return f"sqlite:///{settled}", str(settled), copy


@contextmanager
def _postgres() -> Iterator[tuple[str, str, Copies]]:
    settled = f"towns_{os.getpid()}"
    with psycopg.connect(URL, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{settled}"')

        @contextmanager
        def copy(database: str) -> Iterator[str]:
            own = f"{settled}_{next(_counting)}"
            admin.execute(f'CREATE DATABASE "{own}" TEMPLATE "{database}"')
            yield own
            admin.execute(f'DROP DATABASE "{own}" WITH (FORCE)')

        yield urlsplit(URL)._replace(path=f"/{settled}").geturl(), settled, copy
        admin.execute(f'DROP DATABASE "{settled}" WITH (FORCE)')
