"""What a figure was counted from, line by line, each with what it adds to the figure.

How many lines there are is known at once; which ones and what each adds only when somebody looks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import polars as pl

# Wide enough for an amount in fen times a rate in millionths.
_NUMBER = pl.Int128
ONE = pl.lit(1)


@dataclass(frozen=True, kw_only=True)
class Ids(Sequence[str]):
    """The ids of the lines, in their order.

    read: the lines as `line_columns` names their columns. over: what a ratio is taken over where
    the lines do not say it themselves.
    """

    length: int
    read: Callable[[], pl.DataFrame]
    over: int | None = None

    @cached_property
    def lines(self) -> pl.DataFrame:
        """All of them, one after the other."""
        return self.read()

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, part: int) -> str: ...

    @overload
    def __getitem__(self, part: slice) -> tuple[str, ...]: ...

    def __getitem__(self, part: int | slice) -> str | tuple[str, ...]:
        column = self.lines["id"]
        return tuple(column[part].to_list()) if isinstance(part, slice) else str(column[part])

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines["id"].to_list())


def line_columns(
    found: pl.DataFrame,
    *,
    line: str = "id",
    part: str | pl.Expr = ONE,
    whole: str | pl.Expr | None = None,
    on: str | None = None,
) -> pl.DataFrame:
    """Lines out of facts: `id`, `part` that it adds, `whole` that the part is held against, `on`.

    part, whole: fen, a count, days, or fen times millionths. on: the day of the fact, null where
    the case or loan itself says it.
    """

    def number(told: str | pl.Expr | None) -> pl.Expr:
        expression = pl.col(told) if isinstance(told, str) else told
        return pl.lit(None, _NUMBER) if expression is None else expression.cast(_NUMBER)

    return found.select(
        pl.col(line).alias("id"),
        number(part).alias("part"),
        number(whole).alias("whole"),
        (pl.lit(None, pl.Date) if on is None else pl.col(on)).alias("on"),
    )


def lines_of(counted: Sequence[str]) -> pl.DataFrame:
    """The lines behind a figure; there are none behind one that was not counted from columns."""
    if isinstance(counted, Ids):
        return counted.lines
    return line_columns(pl.DataFrame({"id": list(counted)}, schema={"id": pl.String}))
