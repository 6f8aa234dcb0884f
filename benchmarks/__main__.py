"""python -m benchmarks [NAME ...] [--size N] [--keep FILE]: figures beside baselines of the run.

`pages` also takes --database, the address of an empty PostgreSQL database, or --postgres, to start
one of its own; and --within, the seconds of the processor that a page may take: the run fails where
one takes more.

`accuracy`, alone, is about no speed: how near values of patents are to simulation.

Only the ratio means something on another machine. Nothing is asserted about speed; that baseline
and figure come to the same answer is checked before anything is timed.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from benchmarks import (
    accuracy,
    assessment,
    back_dated,
    book,
    end_of_day,
    letters,
    pages,
    replay,
    screening,
    valuation,
    value,
)
from benchmarks.kept import keep
from benchmarks.measure import Measured
from rich.console import Console
from rich.table import Table
from tests.postgres.server import embedded_postgres

_FIGURES: Mapping[str, Callable[[], Measured]] = {
    "assessment": assessment.measure,
    "screening": screening.measure,
    "replay": replay.measure,
    "back-dated": back_dated.measure,
    "book": book.measure,
    "valuation": valuation.measure,
    "eod": end_of_day.measure,
    "value": value.measure,
    "value-bridge": value.measure_with_bridge,
    "letters": letters.measure,
}
_OF_ANY_SIZE: Mapping[str, Callable[[int], Measured]] = {
    "book": book.measure,
    "valuation": valuation.measure,
    "eod": end_of_day.measure,
    "value": value.measure,
    "value-bridge": value.measure_with_bridge,
}
# Those that measure many things of one city; only where they are asked for by name.
_OF_A_CITY: Mapping[str, Callable[..., Iterator[Measured]]] = {"pages": pages.measure}


_NAMES = [[], *_FIGURES, *_OF_A_CITY, "accuracy"]


def main() -> None:
    """Measure one after the other and print the table."""
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("names", nargs="*", choices=_NAMES, default=[])
    sizable = ", ".join((*_OF_ANY_SIZE, *_OF_A_CITY))
    parser.add_argument("--size", "--loans", type=int, help=f"for {sizable}")
    databases = parser.add_mutually_exclusive_group()
    databases.add_argument("--database", help="for pages: an empty one, instead of SQLite")
    databases.add_argument("--postgres", action="store_true", help="for pages: one of its own")
    parser.add_argument("--within", type=float, help="for pages: seconds of the processor")
    parser.add_argument("--keep", type=Path, help="write the figures to a file, as the page has it")
    asked = parser.parse_args()
    if asked.names == ["accuracy"]:
        accuracy.show()
        return
    table = Table(title="Benchmarks (best of 5 rounds)")
    for column in _COLUMNS:
        table.add_column(column, justify="left" if column in _TEXTS else "right")
    names, kept = asked.names or list(_FIGURES), {}
    with embedded_postgres() if asked.postgres else nullcontext(asked.database) as database:
        for name, found in _measured(names, asked.size, database):
            kept[name] = found
            table.add_row(*_cells(found))
    Console().print(table)
    if asked.keep:
        keep(asked.keep, kept)
    slow = [one.what for one in kept.values() if _is_slow(one, asked.within)]
    if slow:
        raise SystemExit(f"more than {asked.within} s of the processor: {', '.join(slow)}")


def _cells(found: Measured) -> Iterator[str]:
    yield found.what
    yield _a_second(found.seconds)
    yield "" if found.cpu_seconds is None else f"{found.cpu_seconds:.2f} s"
    yield "" if found.megabytes is None else f"{found.megabytes:,} MB"
    yield found.baseline
    yield _a_second(found.baseline_seconds)
    yield f"{found.ratio:,.3g}"
    yield found.agreed


_TEXTS = ("what", "baseline", "agreed on")
_COLUMNS = (
    "what", "a second", "processor", "memory", "baseline", "a second", "times the baseline",
    "agreed on",
)  # fmt: skip


def _is_slow(found: Measured, within: float | None) -> bool:
    """Only pages are held to it: what is kept is kept in the night."""
    is_page = found.what.startswith("/") and found.cpu_seconds is not None
    return within is not None and is_page and (found.cpu_seconds or 0) > within


def _a_second(seconds: float) -> str:
    """How often in a second; what takes longer, how long it takes."""
    return f"{1 / seconds:,.0f}" if seconds < 0.1 else f"1 in {seconds:,.2f} s"


def _measured(
    names: list[str], size: int | None, database: str | None
) -> Iterator[tuple[str, Measured]]:
    for name in names:
        if name in _OF_A_CITY:
            city = _OF_A_CITY[name](size or pages.SIZE, database)
            yield from ((found.what, found) for found in city)
        elif size is not None and name in _OF_ANY_SIZE:
            yield name, _OF_ANY_SIZE[name](size)
        else:
            yield name, _FIGURES[name]()


if __name__ == "__main__":
    main()
