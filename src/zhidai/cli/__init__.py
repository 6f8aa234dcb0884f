"""The `zhidai` command. Commands that only compute never import Django.

Exit codes: 0 fine, 1 a negative finding, 2 bad input. Bad input is caught here and nowhere else.
"""

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Annotated

import typer

from zhidai.cli.listing import list_commands
from zhidai.cli.output import forget_language, language, print_error
from zhidai.core.errors import BadInput, reason
from zhidai.wording.speech import sentence

# Each module has `register(root: typer.Typer) -> None`, which adds its commands to the root. Beside
# it the first words it answers to, so that a command waits for no other's imports.
COMMAND_MODULES = MappingProxyType(
    {
        "zhidai.cli.patents": ("patents",),
        "zhidai.cli.scheme": ("scheme",),
        "zhidai.cli.assess": ("assess",),
        "zhidai.cli.schema": ("schema",),
        "zhidai.cli.loan": ("loan",),
        "zhidai.cli.demonstration": ("demo",),
        "zhidai.cli.platform": ("serve", "migrate", "sweep"),
        "zhidai.cli.audit": ("audit",),
        "zhidai.cli.journal": ("journal",),
        "zhidai.cli.filing": ("filing",),
        "zhidai.cli.early_warnings": ("warnings",),
        "zhidai.cli.anomalies": ("anomalies",),
        "zhidai.cli.npl": ("npl",),
        "zhidai.cli.breaches": ("breaches",),
        "zhidai.cli.screen": ("screen",),
        "zhidai.cli.book": ("book",),
        "zhidai.cli.value": ("value",),
        "zhidai.cli.stats": ("stats",),
        "zhidai.cli.ledger": ("ledger",),
        "zhidai.cli.bulletin": ("bulletin",),
        "zhidai.cli.party": ("party",),
    }
)
NEGATIVE_FINDING = 1
BAD_INPUT = 2


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and gives its exit code."""
    forget_language()
    try:
        build(arguments or ("--help",))(args=list(arguments), prog_name="zhidai")
    except BadInput as refused:
        for one in refused.reasons:
            print_error(sentence(one, language()))
        return BAD_INPUT
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _let_go_of_output()
        print_error(sentence(reason("disk_full"), language()))
        return BAD_INPUT
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _let_go_of_output() -> None:
    """What is still to be printed would be tried, and refused, once more at the very end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def build(arguments: Sequence[str] = ()) -> typer.Typer:
    """The root command with the modules the first word names; with all of them if it names none.

    For `--help` alone the commands stand there by name, without what they do.
    """
    root = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Intellectual-property pledge financing. 知识产权质押融资。",
    )
    root.callback()(_root)
    if tuple(arguments) == ("--help",):
        list_commands(root)
        return root
    for name in _modules_for(arguments[0] if arguments else ""):
        importlib.import_module(name).register(root)
    return root


def _modules_for(word: str) -> Sequence[str]:
    if word == "--version":
        return ()
    return [name for name, words in COMMAND_MODULES.items() if word in words] or [*COMMAND_MODULES]


def _print_version(asked: bool) -> None:  # noqa: FBT001 - the form of a typer callback
    if asked:
        import importlib.metadata

        typer.echo(importlib.metadata.version("zhidai"))
        raise typer.Exit


def _root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=_print_version,
            help="Print the version. 显示版本。",
        ),
    ] = False,
) -> None:
    """Holds the options of the root command itself."""


__all__ = ["BAD_INPUT", "COMMAND_MODULES", "NEGATIVE_FINDING", "build", "main", "run"]
