"""The cohorts of a book and its percentiles in them, counted part by part.

A part is counted where it is read; the counts of all parts make tables in which any part's
percentiles are then looked up. So a book need not be in memory at once, and which part a patent is
in changes no bit. Whole numbers of the usual size have a column each; anything else (a share, a
count of thousands) stands in a sorted list beside them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from zhidai.engine.valuation.prospects import Flags, Floats, Ints

FEWEST = 30
WIDEST, NARROWEST = 1024, 16  # columns of an indicator's table
_NEARLY_ALL = 0.999  # of the first part's values fit the table's columns


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPart:
    """The classes and years of a part, each patent's place among them, and its indicators."""

    names: tuple[str, ...]
    places: Ints
    values: Mapping[str, Floats]  # not a number where missing; only what the part has any of


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentiles:
    """Of one indicator. table: [cohort, whole number]; the others by cohort and value, sorted."""

    table: Floats
    others: Floats  # the values there are, each once
    keys: Ints  # cohort x how many others + place among others
    of_keys: Floats

    def of(self, cohorts: Ints, values: Floats) -> Floats:
        """The percentile of each value in its cohort; not a number where there is no value."""
        width = self.table.shape[1]
        whole = _is_whole(values, width)
        level = np.where(whole, values, 0.0).astype(np.int64)
        found: Floats = self.table.take(cohorts * width + level)
        found[~whole] = np.nan
        rest = np.flatnonzero(~whole & ~np.isnan(values))
        if len(rest):
            key = cohorts[rest] * len(self.others) + np.searchsorted(self.others, values[rest])
            found[rest] = self.of_keys[np.searchsorted(self.keys, key)]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """names and sizes of all cohorts; of each class and year the place of its cohort among them."""

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    by_class: Mapping[str, int]
    percentiles: Mapping[str, Percentiles]


class Tally:
    """Counts of the parts added so far, by class and year, and by value of each indicator."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._sizes: Counter[str] = Counter()
        self._tables: dict[str, Ints] = {}
        self._others: dict[str, list[tuple[Ints, Floats]]] = {}

    def add(self, part: CountedPart) -> None:
        """Counts one part."""
        for name, size in zip(part.names, np.bincount(part.places).tolist(), strict=True):
            self._places.setdefault(name, len(self._places))
            self._sizes[name] += size
        rows = np.array([self._places[name] for name in part.names], np.int64)
        places = rows[part.places] if len(rows) else part.places
        for indicator, values in part.values.items():
            table = self._table(indicator, values)
            width = table.shape[1]
            whole = _is_whole(values, width)
            level = np.where(whole, values, 0.0).astype(np.int64)
            np.add.at(table.reshape(-1), places * width + level, whole.astype(table.dtype))
            rest = np.flatnonzero(~whole & ~np.isnan(values))
            if len(rest):
                self._others.setdefault(indicator, []).append((places[rest], values[rest]))

    def cohorts(self) -> Cohorts:
        """The tables of all parts."""
        by_name = cohort_names(self._sizes)
        names = tuple(dict.fromkeys(by_name.values()))
        number = {name: place for place, name in enumerate(names)}
        of_class = np.array([number[by_name[name]] for name in self._places], np.int64)
        sizes = np.zeros(len(names), np.int64)
        np.add.at(sizes, of_class, np.array([self._sizes[name] for name in self._places], np.int64))
        return Cohorts(
            names=names,
            sizes=tuple(sizes.tolist()),
            by_class={name: number[cohort] for name, cohort in by_name.items()},
            percentiles={
                indicator: _percentiles(
                    _merged(table[: len(of_class)], of_class, len(names)),
                    *self._rest(indicator, of_class),
                )
                for indicator, table in self._tables.items()
            },
        )

    def _table(self, indicator: str, values: Floats) -> Ints:
        """The table of an indicator, with a row for each class and year there is by now."""
        table = self._tables.get(indicator)
        if table is None:
            usual = float(np.nanquantile(values, _NEARLY_ALL))
            width = int(np.clip(2 ** np.ceil(np.log2(usual + 2)), NARROWEST, WIDEST))
            table = np.zeros((len(self._places), width), np.int32)
        elif len(table) < len(self._places):
            more = np.zeros((len(self._places), table.shape[1]), table.dtype)
            table = np.concatenate([table, more])
        self._tables[indicator] = table
        return table

    def _rest(self, indicator: str, of_class: Ints) -> tuple[Ints, Floats]:
        parts = self._others.get(indicator, [])
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0)
        places = np.concatenate([places for places, _ in parts])
        return of_class[places], np.concatenate([values for _, values in parts])


def counted_part(book: pl.DataFrame, indicators: Sequence[str]) -> CountedPart:
    """The part in a form that is quickly counted."""
    classes = class_and_year(book)
    names = classes.unique(maintain_order=True)
    places = classes.replace_strict(names, pl.int_range(len(names), eager=True))
    return CountedPart(
        names=tuple(names.to_list()),
        places=places.cast(pl.Int64).to_numpy(),
        values={
            name: values_of(book, name)
            for name in indicators
            if name in book.columns and book[name].null_count() < len(book)
        },
    )


def values_of(book: pl.DataFrame, name: str) -> Floats:
    """An indicator as numbers; not a number where it is missing."""
    values: Floats = book[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return values


def class_and_year(book: pl.DataFrame) -> pl.Series:
    """A61 2015: the IPC class and the year of filing; - where there is no class."""
    return book.select(
        pl.concat_str(
            pl.col("main_ipc").str.slice(0, 3).str.to_uppercase().fill_null("-"),
            pl.col("filing_date").dt.year().cast(pl.String),
            separator=" ",
        )
    ).to_series()


def cohort_names(sizes: Mapping[str, int]) -> dict[str, str]:
    """The cohort of each class and year: itself, its section and year, or its section."""
    first = {
        name: name if size >= FEWEST else f"{name[:1]} {name.rpartition(' ')[2]}"
        for name, size in sizes.items()
    }
    together: Counter[str] = Counter()
    for name, size in sizes.items():
        together[first[name]] += size
    return {name: one if together[one] >= FEWEST else name[:1] for name, one in first.items()}


def _is_whole(values: Floats, width: int) -> Flags:
    """Whether a value has a column of its own; false where it is missing."""
    whole: Flags = (values < width) & (np.floor(values) == values)
    return whole


def _merged(table: Ints, of_class: Ints, count: int) -> Ints:
    """The rows of each cohort's classes and years together."""
    merged = np.zeros((count, table.shape[1]), np.int64)
    np.add.at(merged, of_class, table)
    return merged


def _percentiles(counts: Ints, cohorts: Ints, values: Floats) -> Percentiles:
    """The middle of a value's places in its cohort over all that have one: (rank - 1/2) / n."""
    size, width = counts.shape
    others, place = np.unique(values, return_inverse=True)
    keys, how_many = np.unique(cohorts * max(len(others), 1) + place, return_counts=True)
    cohort = keys // max(len(others), 1)
    value = others[keys - cohort * max(len(others), 1)] if len(keys) else others
    between = np.minimum(np.ceil(value), width).astype(np.int64)  # the first whole number above
    lower = np.zeros((size, width + 1), np.int64)
    np.add.at(lower, (cohort, between), how_many)
    whole = counts.cumsum(axis=1)
    before = whole - counts + lower[:, :-1].cumsum(axis=1)
    all_of = whole[:, -1] + lower.sum(axis=1)
    table = _middle(before, counts, np.maximum(all_of, 1)[:, None])
    so_far = np.cumsum(how_many) - how_many
    first = np.searchsorted(cohort, cohort)  # of the cohort's others
    under = np.where(between > 0, whole[cohort, np.maximum(between, 1) - 1], 0)
    before = so_far - (so_far[first] if len(first) else 0) + under
    of_keys = _middle(before, how_many, all_of[cohort])
    return Percentiles(table=table, others=others, keys=keys, of_keys=of_keys)


def _middle(before: Ints, equal: Ints, all_of: Ints) -> Floats:
    rank = before + (equal + 1) / 2
    middle: Floats = (rank - 0.5) / all_of
    return middle
