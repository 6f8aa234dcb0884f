"""`python -m tests.killed CITY`: the daily work killed by SIGKILL, and run again until it is done.

CITY is a folder with the demonstration city's database, which is copied first. What is there in
the end is held row by row against the same days done without a kill. Left out of the comparison:
instants and the digests made of them, which are the clock's; the chains over them are verified
instead. By default the work is killed at random moments (--kills, --seed); with --at it is killed
at parts of its statements, the same ones each time.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

DATABASE = "zhidai.sqlite3"
# The day on which interest falls due is paid, posted and told; the day after some are overdue.
SWEPT_UNTIL, DAYS = date(2021, 3, 20), 2
_OF_THE_CLOCK = {"hash", "previous_hash", "head", "heads"}


def main() -> int:
    """0 where what is there in the end is the same, else 1 with the tables that differ."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="zhidai-killed-") as folder:
        whole, killed, counted = (Path(folder) / name for name in ("whole", "killed", "counted"))
        _begin(Path(options.city), whole)
        shutil.copytree(whole, killed)
        begun = time.monotonic()
        assert _work(whole, counted=counted)
        seconds, statements = time.monotonic() - begun, int(counted.read_text())
        chance = random.Random(options.seed)  # noqa: S311 - moments to kill at
        kills = 0
        for part in options.at:
            kills += not _work(killed, kill_at=max(round(part * statements), 1))
        for _ in range(0 if options.at else options.kills):
            kills += not _work(killed, kill_after=chance.uniform(0, seconds))
        assert _work(killed)
        differs = _differences(whole, killed)
        sys.stdout.write(
            f"killed {kills} times, {statements} statements; {differs or 'the same'}\n"
        )
    return 1 if differs else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.killed")
    parser.add_argument("city", help="folder with the demonstration city's database")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at", type=float, nargs="*", default=[], help="parts of the statements")
    return parser.parse_args()


def _begin(city: Path, folder: Path) -> None:
    """A copy that stands on the day before; the platform loaded once, before any fork."""
    folder.mkdir()
    shutil.copy(city / DATABASE, folder / DATABASE)
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute(
            "UPDATE history_businessdate SET day = ?, swept_until = ?", [str(SWEPT_UNTIL)] * 2
        )
    os.environ.pop("DATABASE_URL", None)
    os.environ["ZHIDAI_DATA"] = str(folder)
    django.setup()
    import zhidai.services.history.queries
    import zhidai.services.sweep.commands  # noqa: F401 - loaded here, a fork does not wait for it


def _work(
    folder: Path,
    *,
    kill_at: int | None = None,
    kill_after: float | None = None,
    counted: Path | None = None,
) -> bool:
    """The days' work in a process of its own; whether it came to its end."""
    process = os.fork()
    if not process:
        try:
            _days_of(folder, kill_at=kill_at, counted=counted)
        except BaseException as error:  # a fork must never come back
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(process, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if status not in (0, -signal.SIGKILL):
        raise AssertionError(f"the work ended with {status}")
    return status == 0


def _days_of(folder: Path, *, kill_at: int | None, counted: Path | None) -> None:
    from django.db import connection

    from zhidai.services.history.queries import verify
    from zhidai.services.sweep.commands import move_business_date

    connection.settings_dict["NAME"] = str(folder / DATABASE)
    statements = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        if statements == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(count):
        move_business_date(SWEPT_UNTIL + timedelta(days=DAYS))
    if broken := list(verify()):
        raise AssertionError(f"the chains are broken: {broken}")
    if counted is not None:
        counted.write_text(str(statements))


def _differences(first: Path, second: Path) -> str:
    """The tables whose rows are not the same."""
    tables = [_rows(folder / DATABASE) for folder in (first, second)]
    names = sorted(tables[0].keys() | tables[1].keys())
    return ", ".join(name for name in names if tables[0].get(name) != tables[1].get(name))


def _rows(database: Path) -> dict[str, Counter[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as opened:
        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: _rows_of(opened, name) for (name,) in names}


def _rows_of(opened: sqlite3.Connection, table: str) -> Counter[tuple[object, ...]]:
    described: Sequence[Sequence[Any]] = opened.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns = [
        f'"{name}"'
        for _, name, kind, *_ in described
        if kind != "datetime" and name not in _OF_THE_CLOCK
    ]
    return Counter(opened.execute(f'SELECT {", ".join(columns)} FROM "{table}"'))


if __name__ == "__main__":
    raise SystemExit(main())
