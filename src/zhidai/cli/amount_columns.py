"""Tables with amounts: on a narrow terminal the words fold, and no number is broken in two."""

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Column, Table

_LEAST = 6  # of a column of words, however narrow the terminal
_EDGES = 3  # of each column: two spaces and a line
_UNBOUND = 10_000


def print_amounts(table: Table, *headings: str) -> None:
    """Prints it; the columns under these headings keep the width of their longest number.

    Where not even that much room is left, they fold as the words do.
    """
    console = Console()
    unbound = console.options.update_width(_UNBOUND)
    if Measurement.get(console, unbound, table).maximum > console.width:
        _keep_whole(table, headings)
    console.print(table)


def have_room(table: Table, *headings: str) -> bool:
    """Whether every number under these headings stays whole on this terminal."""
    words = len(table.columns) - len(_numbers(table, headings))
    widths = sum(map(_longest, _numbers(table, headings)))
    return widths + words * _LEAST + len(table.columns) * _EDGES + 1 <= Console().width


def _keep_whole(table: Table, headings: tuple[str, ...]) -> None:
    if have_room(table, *headings):
        for column in _numbers(table, headings):
            column.width = _longest(column)


def _numbers(table: Table, headings: tuple[str, ...]) -> list[Column]:
    return [column for column in table.columns if column.header in headings]


def _longest(column: Column) -> int:
    """Of the words with a digit; a remark beside a number folds between its words."""
    words = (word for cell in column.cells for word in str(cell).split())
    numbers = (cell_len(word) for word in words if any(map(str.isdigit, word)))
    return max(numbers, default=_LEAST)
