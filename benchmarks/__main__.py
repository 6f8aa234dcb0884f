"""python -m benchmarks: each figure beside a baseline measured in the same run.

Only the ratio means something on another machine. Nothing is asserted about speed; that baseline
and figure come to the same answer is checked before anything is timed.
"""

from benchmarks import assessment, letters, replay, screening
from rich.console import Console
from rich.table import Table

_FIGURES = (assessment.measure, screening.measure, replay.measure, letters.measure)


def main() -> None:
    """Measure one after the other and print the table."""
    table = Table(title="Benchmarks (best of 5 rounds)")
    for column in ("what", "a second", "baseline", "a second", "times the baseline", "agreed on"):
        table.add_column(column, justify="right" if "second" in column else "left")
    for measure in _FIGURES:
        found = measure()
        table.add_row(
            found.what,
            f"{1 / found.seconds:,.0f}",
            found.baseline,
            f"{1 / found.baseline_seconds:,.0f}",
            f"{found.ratio:,.2f}",
            found.agreed,
        )
    Console().print(table)


if __name__ == "__main__":
    main()
