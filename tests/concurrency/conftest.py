"""Towns and desks: a fresh database for each test, on whichever database the run is on."""

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.concurrency.desk import Desk, Town

Copies = Callable[[], AbstractContextManager[str]]
URL = os.environ.get("DATABASE_URL", "")
_counting = itertools.count(1)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Copies]]:
    """The URL and name of an empty database, and a way to copy it once it is a town."""
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


@pytest.fixture
def town(desks: tuple[Desk, Desk], databases: tuple[str, str, Copies]) -> Iterator[Town]:
    """A town of the test's own with two desks."""
    copy = databases[2]
    with copy() as database:
        yield Town(database=database, desks=desks)


def _sqlite(folder: Path) -> tuple[str, str, Copies]:
    settled = folder / "settled.sqlite3"

    @contextmanager
    def copy() -> Iterator[str]:
        own = folder / f"town{next(_counting)}.sqlite3"
        shutil.copy(settled, own)
        yield str(own)

    return f"sqlite:///{settled}", str(settled), copy


@contextmanager
def _postgres() -> Iterator[tuple[str, str, Copies]]:
    settled = f"towns_{os.getpid()}"
    with psycopg.connect(URL, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{settled}"')

        @contextmanager
        def copy() -> Iterator[str]:
            own = f"{settled}_{next(_counting)}"
            admin.execute(f'CREATE DATABASE "{own}" TEMPLATE "{settled}"')
            yield own
            admin.execute(f'DROP DATABASE "{own}" WITH (FORCE)')

        yield urlsplit(URL)._replace(path=f"/{settled}").geturl(), settled, copy
        admin.execute(f'DROP DATABASE "{settled}" WITH (FORCE)')
