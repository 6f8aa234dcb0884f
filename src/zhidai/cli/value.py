"""`zhidai value`: what patents are worth, and how long they are kept."""

import typer

from zhidai.cli.value_book import book, explain, synth
from zhidai.cli.value_calibrate import calibrate
from zhidai.cli.value_compare import compare
from zhidai.cli.value_overrides import overrides
from zhidai.cli.value_reconcile import reconcile
from zhidai.cli.value_sheet import sheet
from zhidai.cli.value_twins import twins


def register(root: typer.Typer) -> None:
    """Adds the group to the root."""
    group = typer.Typer(no_args_is_help=True, help="The value of patents. 专利估值。")
    group.command("book")(book)
    group.command("explain")(explain)
    group.command("synth")(synth)
    group.command("calibrate")(calibrate)
    group.command("twins")(twins)
    group.command("compare")(compare)
    group.command("reconcile")(reconcile)
    group.command("overrides")(overrides)
    group.command("sheet")(sheet)
    root.add_typer(group, name="value")
