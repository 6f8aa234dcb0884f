"""`zhidai demo | serve | migrate | audit verify | sweep`: the commands that run the platform.

Django is set up inside a command and nowhere else, so that the commands which only compute start
without it.
"""

import os
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from zhidai.cli.environment import (
    data_folder_refused,
    require_database,
    require_readable_environment,
)
from zhidai.cli.output import LanguageOption, language, print_error, say
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.wording.speech import CHINESE, sentences, translate

NEGATIVE_FINDING = 1
SETTINGS = "zhidai.config.settings"
WSGI = "zhidai.config.wsgi:application"
HERE = "127.0.0.1"
THREADS = 4  # of the one process that serves; SQLite takes one writer at a time anyway

PortOption = Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on. 端口。")]


def register(root: typer.Typer) -> None:
    """Adds the platform's commands."""
    root.command("demo")(demo)
    root.command("serve")(serve)
    root.command("migrate")(migrate)
    root.command("sweep")(sweep)
    audit = typer.Typer(no_args_is_help=True, help="Check the records. 核对留痕。")
    audit.command("verify")(audit_verify)
    audit.command("traces")(audit_traces)
    root.add_typer(audit, name="audit")


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
        _require_free_port(port)
    os.environ["ZHIDAI_DEMO"] = "1"
    database = _set_up()
    if fresh:
        _remove_demonstration(database)
    _migrate(verbosity=0)
    _load_city_where_empty(history=history)
    _print_sign_ins()
    if no_serve:
        return
    _serve(port)


def serve(*, port: PortOption = 8000, lang: LanguageOption = None) -> None:
    """Serve the platform on this machine. 启动平台服务。"""
    _require_free_port(port)
    _set_up()
    _require_migrated()
    from zhidai.services.demonstration.recognition import is_demonstration

    if is_demonstration():
        raise bad_input("demonstration_is_served_by_demo")
    _serve(port)


def migrate(*, lang: LanguageOption = None) -> None:
    """Bring the database to this version. 升级数据库。"""
    _set_up()
    _migrate(verbosity=1)
    say("The database is ready.")


def audit_verify(*, lang: LanguageOption = None) -> None:
    """Recompute every chain of events and look for the triggers. 核对事件链与触发器。"""
    _set_up()
    _require_migrated()
    from zhidai.services.history.queries import number_of_chains, verify

    chains = number_of_chains()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Verifying the chains", language()), total=chains)
        broken = list(verify(after_each=lambda: progress.advance(bar)))
    for place in broken:
        message = _BROKEN[place.what]
        say(message, stream=place.stream, sequence=place.sequence)
    if broken:
        say("{count} places do not hold in {chains} chains.", count=len(broken), chains=chains)
        raise typer.Exit(NEGATIVE_FINDING)
    say("All {chains} chains hold, and every trigger is in place.", chains=chains)


def audit_traces(*, lang: LanguageOption = None) -> None:
    """Run every decision's stored trace again. 重新运行各项决定的依据。"""
    open_platform()
    from zhidai.services.cases.traces import number_of_traces, run_again

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Running traces", language()), total=number_of_traces())
        found = list(run_again(after_each=lambda: progress.advance(bar)))
    differ = [one for one in found if one.differences]
    for one in differ:
        first = one.differences[0]
        say(
            "{stream}, event {sequence}: {path} was {stored} and is now {now}.",
            stream=one.stream,
            sequence=one.sequence,
            path=first.path,
            stored=first.stored,
            now=first.now,
        )
    if differ:
        raise typer.Exit(NEGATIVE_FINDING)
    others = sum(one.another_version for one in found)
    say(
        "{count} decisions are explained as they were; {others} were made under other versions.",
        count=len(found) - others,
        others=others,
    )


def sweep(
    *,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day whose work is due. 处理哪一天。"),
    ] = None,
    anew: Annotated[
        bool,
        typer.Option(
            "--anew",
            help="First make anew what is kept of loans and facts. 先由流水重算贷款现状与统计。",
        ),
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """Do the daily work of a day, today unless another is given. 执行每日工作。"""
    given = parse_day(on) if on is not None else None
    _set_up()
    _require_migrated()
    from zhidai.services import business_date
    from zhidai.services.dashboards.first_looks import keep_first_looks
    from zhidai.services.lending.standing import forget_all, keep_all
    from zhidai.services.refusal import Refused
    from zhidai.services.statistics.keeping import forget_facts, keep_facts
    from zhidai.services.sweep.commands import sweep as sweep_day

    day = given or business_date.today()
    if anew:
        forget_all()
        forget_facts()
        say("What is kept of {count} loans was worked out anew.", count=keep_all(day))
    try:
        sweep_day(day)
    except Refused as refused:
        for text in sentences(refused.reasons, language()):
            print_error(text)
        raise typer.Exit(NEGATIVE_FINDING) from None
    keep_facts(business_date.today())  # so that the first page of the day does not wait for it
    keep_first_looks()  # nor for what it is counted to
    say("The work of {day} is done.", day=day)


_BROKEN = {
    "trigger": "The trigger {stream} is missing.",
    "hash": "{stream}: event {sequence} is not what was recorded.",
    "link": "{stream}: event {sequence} does not follow on the one before it.",
    "sequence": "{stream}: event {sequence} stands where another number should be.",
    "head": "{stream}: the chain does not end where it should, at event {sequence}.",
    "recorded_head": (
        "{stream}: event {sequence}, which a daily digest recorded, is gone or is another one."
    ),
    "digest_hash": "The daily digest of {stream} is not what was recorded.",
    "digest_link": (
        "The daily digest of {stream} does not follow on the one before it; one was taken out "
        "or changed."
    ),
    "digest_missing": "The daily digest of {stream} is missing, though the day was closed.",
}


def open_platform() -> None:
    """Django with a migrated database, for commands that read or write it."""
    _set_up()
    _require_migrated()


def _set_up() -> dict[str, Any]:
    """Django with the deployment's settings; gives the database's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.umask(0o077)  # the database holds password hashes, sessions and papers
    require_readable_environment()
    import django
    from django.conf import settings

    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)  # the first use also makes the key
    except OSError:
        raise data_folder_refused() from None
    django.setup()
    return dict(settings.DATABASES["default"])


def _migrate(*, verbosity: int) -> None:
    require_database()
    from zhidai.services.database import bring_up_to_date

    bring_up_to_date(verbosity=verbosity)


def _require_migrated() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    require_database()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise bad_input("database_not_migrated")


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


def _require_free_port(port: int) -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HERE, port))
        except OSError:
            raise bad_input("port_not_free", port=port) from None


def _serve(port: int) -> None:
    """Become the server: a fresh process image, because the PDF renderer's threads that loading
    the city has started would not live on in the workers that the server forks.
    """
    say("Zhidai is served on {address} – stop it with Ctrl+C.", address=f"http://{HERE}:{port}/")
    sys.stdout.flush()
    options = {
        "--interface": "wsgi",
        "--host": HERE,
        "--port": str(port),
        "--blocking-threads": str(THREADS),
        "--log-level": "warning",
    }
    arguments = [part for option in options.items() for part in option]
    # Each page is one thread's work; threads of the linear algebra would only wait on one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments, WSGI])  # noqa: S606
