"""Rows of a list page: counted whole, read only as far as a page shows them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, overload

import polars as pl
from django.db.models import QuerySet

Row = TypeVar("Row")
ROWS_AT_ONCE = 5_000  # keys of one query, each a value of it


@dataclass(kw_only=True)
class Rows(Sequence[Row], Generic[Row]):
    """A query and how its rows are told; a page's queries do not grow with the list.

    told: turns the model rows of one page into view values, in a fixed number of queries.
    counted: how many there are, where that is found faster than by counting what the query finds.
    """

    query: QuerySet[Any]
    told: Callable[[list[Any]], list[Row]]
    counted: Callable[[], int] | None = None
    _length: int | None = field(default=None, init=False)

    def __len__(self) -> int:
        if self._length is None:
            self._length = self.query.count() if self.counted is None else self.counted()
        return self._length

    @overload
    def __getitem__(self, part: int) -> Row: ...

    @overload
    def __getitem__(self, part: slice) -> list[Row]: ...

    def __getitem__(self, part: int | slice) -> Row | list[Row]:
        if isinstance(part, slice):
            return self.told(list(self.query[part]))
        (row,) = self.told(list(self.query[part : part + 1])) or (None,)
        if row is None:
            raise IndexError(part)
        return row

    def __iter__(self) -> Iterator[Row]:
        return iter(self.told(list(self.query)))


@dataclass(frozen=True, kw_only=True)
class InTurn(Sequence[Row], Generic[Row]):
    """Some rows and then others: each part in an order that a database finds in an index."""

    first: Sequence[Row]
    then: Sequence[Row]

    def __len__(self) -> int:
        return len(self.first) + len(self.then)

    @overload
    def __getitem__(self, part: int) -> Row: ...

    @overload
    def __getitem__(self, part: slice) -> list[Row]: ...

    def __getitem__(self, part: int | slice) -> Row | list[Row]:
        before = len(self.first)
        if isinstance(part, int):
            place = part if part >= 0 else len(self) + part
            return self.first[place] if place < before else self.then[place - before]
        begin, end = part.start or 0, len(self) if part.stop is None else part.stop
        shown = list(self.first[begin:end]) if begin < before else []
        more = self.then[max(begin - before, 0) : end - before] if end > before else ()
        return [*shown, *more]

    def __iter__(self) -> Iterator[Row]:
        yield from self.first
        yield from self.then


@dataclass(kw_only=True)
class RowsOfFrame(Sequence[Row], Generic[Row]):
    """Rows whose order is known from columns; only those that a page shows are read.

    told: turns the columns of one page into view values in the same order, in a fixed number of
    queries.
    """

    frame: pl.DataFrame
    told: Callable[[pl.DataFrame], list[Row]]

    def __len__(self) -> int:
        return len(self.frame)

    @overload
    def __getitem__(self, part: int) -> Row: ...

    @overload
    def __getitem__(self, part: slice) -> list[Row]: ...

    def __getitem__(self, part: int | slice) -> Row | list[Row]:
        if isinstance(part, slice):
            return self.told(self.frame[part])
        (row,) = self.told(self.frame[part])
        return row

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), ROWS_AT_ONCE):
            yield from self[start : start + ROWS_AT_ONCE]
