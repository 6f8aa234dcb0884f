"""python -m benchmarks [NAME ...] [--size N]: each figure beside a baseline of the same run.

Only the ratio means something on another machine. Nothing is asserted about speed; that baseline
and figure come to the same answer is checked before anything is timed.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping

from benchmarks import assessment, book, letters, replay, screening, valuation, value
from benchmarks.measure import Measured
from rich.console import Console
from rich.table import Table

_FIGURES: Mapping[str, Callable[[], Measured]] = {
    "assessment": assessment.measure,
    "screening": screening.measure,
    "replay": replay.measure,
    "book": book.measure,
    "valuation": valuation.measure,
    "value": value.measure,
    "value-bridge": value.measure_with_bridge,
    "letters": letters.measure,
}
_OF_ANY_SIZE: Mapping[str, Callable[[int], Measured]] = {
    "book": book.measure,
    "valuation": valuation.measure,
    "value": value.measure,
    "value-bridge": value.measure_with_bridge,
}


def main() -> None:
    """Measure one after the other and print the table."""
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("names", nargs="*", choices=[[], *_FIGURES], default=[])
    parser.add_argument("--size", type=int, help=f"for {', '.join(_OF_ANY_SIZE)}")
    asked = parser.parse_args()
    table = Table(title="Benchmarks (best of 5 rounds)")
    for column in ("what", "a second", "baseline", "a second", "times the baseline", "agreed on"):
        table.add_column(column, justify="right" if "second" in column else "left")
    for found in _measured(asked.names or list(_FIGURES), asked.size):
        table.add_row(
            found.what,
            f"{1 / found.seconds:,.0f}",
            found.baseline,
            f"{1 / found.baseline_seconds:,.0f}",
            f"{found.ratio:,.3g}",
            found.agreed,
        )
    Console().print(table)


def _measured(names: list[str], size: int | None) -> Iterator[Measured]:
    for name in names:
        if size is not None and name in _OF_ANY_SIZE:
            yield _OF_ANY_SIZE[name](size)
        else:
            yield _FIGURES[name]()


if __name__ == "__main__":
    main()
