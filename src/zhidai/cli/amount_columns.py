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
        _keep_whole(table, headings, console.width)
    console.print(table)


def _keep_whole(table: Table, headings: tuple[str, ...], room: int) -> None:
    numbers = [column for column in table.columns if column.header in headings]
    words = len(table.columns) - len(numbers)
    widths = [_longest(column) for column in numbers]
    if sum(widths) + words * _LEAST + len(table.columns) * _EDGES + 1 > room:
        return
    for column, width in zip(numbers, widths, strict=True):
        column.width = width


def _longest(column: Column) -> int:
    return max((cell_len(str(cell)) for cell in column.cells), default=_LEAST)
