"""`zhidai value`: what patents are worth, and how long they are kept."""

import importlib
from types import MappingProxyType
from typing import Any

import typer
from typer.core import TyperGroup

# The module of each command, loaded when it is the one that is asked for: valuing a large book in
# seconds leaves none for what comparing and calibrating need.
_MODULES = MappingProxyType(
    {
        "book": "value_book",
        "explain": "value_explain",
        "synth": "value_book",
        "calibrate": "value_calibrate",
        "twins": "value_twins",
        "compare": "value_compare",
        "reconcile": "value_reconcile",
        "overrides": "value_overrides",
        "sheet": "value_sheet",
    }
)


class _Commands(TyperGroup):
    """The commands by name, each loaded on demand. Context and command are of the copy of click
    that typer keeps to itself.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the help."""
        del ctx
        return list(_MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name, loaded now."""
        del ctx
        if cmd_name not in _MODULES:
            return None
        module = importlib.import_module(f"zhidai.cli.{_MODULES[cmd_name]}")
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(alone)


def register(root: typer.Typer) -> None:
    """Adds the group to the root."""
    group = typer.Typer(
        cls=_Commands, no_args_is_help=True, help="The value of patents. 专利估值。"
    )
    group.callback()(_group)
    root.add_typer(group, name="value")


def _group() -> None:
    """Holds the commands."""
