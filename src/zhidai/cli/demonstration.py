"""`zhidai demo`: the demonstration city, prepared and served on this machine."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from zhidai.cli.output import LanguageOption, language, say
from zhidai.cli.platform import (
    PortOption,
    migrate_database,
    require_free_port,
    serve_on,
    set_up,
)
from zhidai.core.errors import bad_input
from zhidai.wording.speech import CHINESE, translate


def register(root: typer.Typer) -> None:
    """Adds the command."""
    root.command("demo")(demo)


def demo(
    *,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start the city over. 重新载入演示城市。")
    ] = False,
    history: Annotated[
        bool,
        typer.Option("--history", help="With five years behind it. 带五年往来的演示城市。"),
    ] = False,
    port: PortOption = 8000,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Prepare only. 只准备，不启动服务。")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Prepare the demonstration city and serve it on this machine. 准备并启动演示城市。"""
    if not no_serve:
        require_free_port(port)
    os.environ["ZHIDAI_DEMO"] = "1"
    database = set_up()
    if fresh:
        _remove_demonstration(database)
    migrate_database(verbosity=0)
    _load_city_where_empty(history=history)
    _print_sign_ins()
    if no_serve:
        return
    serve_on(port)


def _load_city_where_empty(*, history: bool) -> None:
    from zhidai.services.demonstration.recognition import (
        holds_history,
        is_demonstration,
        is_empty,
    )

    if is_empty() and history:
        _load_city_with_history()
    elif is_empty():
        from zhidai.services.demonstration.loading import load_city

        with _told_meanwhile("Loading the demonstration city"):
            load_city()
    elif not is_demonstration():
        raise bad_input("database_not_of_the_demonstration")
    elif history and not holds_history():
        raise bad_input("history_needs_a_fresh_start")


def _load_city_with_history() -> None:
    from zhidai.services.demonstration.history.loading import load_city_with_history

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Loading the demonstration city", language()), total=None)
        load_city_with_history(
            begun=lambda parts: progress.update(
                bar, total=parts + (progress.tasks[bar].total or 0)
            ),
            after_each=lambda: progress.advance(bar),
        )


@contextmanager
def _told_meanwhile(message: str) -> Iterator[None]:
    with Console(stderr=True).status(f"{translate(message, language())} …"):
        yield


def _remove_demonstration(database: dict[str, Any]) -> None:
    """Remove the demonstration's own SQLite file; anything else is left alone."""
    if not str(database["ENGINE"]).endswith("sqlite3"):
        raise bad_input("fresh_needs_the_embedded_database")
    file = Path(database["NAME"])
    if not file.exists():
        return
    if not _is_marked(file):
        raise bad_input("fresh_needs_the_demonstration", file=str(file))
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{file}{ending}").unlink(missing_ok=True)


def _is_marked(file: Path) -> bool:
    """Whether an SQLite file holds the demonstration city, or nobody at all."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            mark = database.execute("SELECT 1 FROM history_stream WHERE name = 'demonstration'")
            if mark.fetchone():
                return True
            return database.execute("SELECT 1 FROM parties_party").fetchone() is None
    except sqlite3.DatabaseError:
        return False


def _print_sign_ins() -> None:
    from zhidai.services.demonstration.city import PASSWORD
    from zhidai.services.demonstration.recognition import demonstration_sign_ins

    chinese = language() == CHINESE
    table = Table(box=None, pad_edge=False)
    for heading in ("User name", "Acts as", "For"):
        table.add_column(translate(heading, language()), overflow="fold")
    for each in demonstration_sign_ins():
        person, party = (each.person, each.party) if chinese else (each.person_en, each.party_en)
        table.add_row(each.username, person, party)
    say("Demonstration sign-ins; the password of all of them is {password}:", password=PASSWORD)
    Console().print(table)
