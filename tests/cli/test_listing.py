"""`zhidai --help` lists what each command says of itself, without loading it."""

import pytest
import typer
from tests.cli.test_loan_command import run

from zhidai.cli import build
from zhidai.cli.listing import LISTED


def test_the_list_says_of_each_command_what_it_says_of_itself() -> None:
    whole = typer.main.get_command(build())

    said = {
        name: " ".join((command.help or "").split("\n\n")[0].split())
        for name, command in whole.commands.items()
    }

    assert dict(LISTED) == said
    assert list(LISTED) == list(whole.list_commands(None))


@pytest.mark.parametrize("arguments", [["--help"], []])
def test_help_names_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run(arguments)

    told = capsys.readouterr()
    assert all(f" {name} " in told.out + told.err for name in LISTED)
