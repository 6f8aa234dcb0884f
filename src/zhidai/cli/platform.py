"""`zhidai serve | migrate | sweep`: the commands that run the platform.

Django is set up inside a command and nowhere else, so that the commands which only compute start
without it.
"""

import os
import socket
import sys
from contextlib import closing
from typing import Annotated, Any

import typer

from zhidai.cli.environment import (
    data_folder_refused,
    require_database,
    require_readable_environment,
)
from zhidai.cli.output import LanguageOption, language, print_error, say
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.wording.speech import sentences

NEGATIVE_FINDING = 1
SETTINGS = "zhidai.config.settings"
WSGI = "zhidai.config.wsgi:application"
HERE = "127.0.0.1"
THREADS = 4  # of the one process that serves; SQLite takes one writer at a time anyway


PortOption = Annotated[int, typer.Option(min=1, max=65535, help="Port to serve on. 端口。")]


def register(root: typer.Typer) -> None:
    """Adds the platform's commands."""
    root.command("serve")(serve)
    root.command("migrate")(migrate)
    root.command("sweep")(sweep)


def serve(*, port: PortOption = 8000, lang: LanguageOption = None) -> None:
    """Serve the platform on this machine. 启动平台服务。"""
    require_free_port(port)
    set_up()
    _require_migrated()
    from zhidai.services.demonstration.recognition import is_demonstration

    if is_demonstration():
        raise bad_input("demonstration_is_served_by_demo")
    serve_on(port)


def migrate(*, lang: LanguageOption = None) -> None:
    """Bring the database to this version. 升级数据库。"""
    set_up()
    migrate_database(verbosity=1)
    say("The database is ready.")


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
    set_up()
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


def open_platform() -> None:
    """Django with a migrated database, for commands that read or write it."""
    set_up()
    _require_migrated()


def set_up() -> dict[str, Any]:
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


def migrate_database(*, verbosity: int) -> None:
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


def require_free_port(port: int) -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HERE, port))
        except OSError:
            raise bad_input("port_not_free", port=port) from None


def serve_on(port: int) -> None:
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
