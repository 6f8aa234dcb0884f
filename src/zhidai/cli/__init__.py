"""The `zhidai` command. Commands that only compute never import Django.

Exit codes: 0 fine, 1 a negative finding, 2 bad input. Bad input is caught here and nowhere else.
"""

import importlib
import importlib.metadata
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from zhidai.cli.output import forget_language, language, print_error
from zhidai.core.errors import BadInput
from zhidai.wording.speech import sentence

# Each module has `register(root: typer.Typer) -> None`, which adds its commands to the root.
COMMAND_MODULES = (
    "zhidai.cli.patents",
    "zhidai.cli.scheme",
    "zhidai.cli.assess",
    "zhidai.cli.schema",
    "zhidai.cli.loan",
    "zhidai.cli.platform",
    "zhidai.cli.journal",
    "zhidai.cli.screen",
    "zhidai.cli.book",
    "zhidai.cli.value",
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
        build()(args=list(arguments), prog_name="zhidai")
    except BadInput as refused:
        for reason in refused.reasons:
            print_error(sentence(reason, language()))
        return BAD_INPUT
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def build() -> typer.Typer:
    """The root command with every command module registered."""
    root = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Intellectual-property pledge financing. 知识产权质押融资。",
    )
    root.callback()(_root)
    for name in COMMAND_MODULES:
        importlib.import_module(name).register(root)
    return root


def _print_version(asked: bool) -> None:  # noqa: FBT001 - the form of a typer callback
    if asked:
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
