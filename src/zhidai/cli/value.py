"""`zhidai value`: what patents are worth, and how long they are kept."""

import typer

from zhidai.cli.value_calibrate import calibrate


def register(root: typer.Typer) -> None:
    """Adds the group to the root."""
    group = typer.Typer(no_args_is_help=True, help="The value of patents. 专利估值。")
    group.command("calibrate")(calibrate)
    root.add_typer(group, name="value")
