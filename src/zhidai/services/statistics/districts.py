"""Districts of a column of addresses."""

from collections.abc import Callable

import polars as pl

from zhidai.core.statistics.districts import district_of
from zhidai.core.statistics.facts import NOT_STATED


def districts_of(addresses: pl.Series, place: str) -> pl.Series:
    """Within a place."""

    def district(address: str) -> str | None:
        return district_of(address, place=place)

    return each_once(addresses, district, pl.String).fill_null(NOT_STATED)


def each_once(
    texts: pl.Series, read: Callable[[str], object], kind: type[pl.DataType]
) -> pl.Series:
    """Each text is read once, however many rows have it."""
    known = texts.unique().drop_nulls()
    told = pl.Series([read(text) for text in known], dtype=kind)
    return texts.replace_strict(known, told, default=None, return_dtype=kind)
