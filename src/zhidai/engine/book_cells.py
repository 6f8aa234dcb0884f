"""Columns of a book's tables as numbers: money in fen, rates in millionths, days.

A cell that is in no plain form is null; the core's own reader is asked of it then.
"""

from collections.abc import Collection

import polars as pl

from zhidai.core.errors import bad_input

_MONEY = r"^\d{1,15}(\.\d{1,2})?$"
_RATE = r"^\d{1,2}(\.\d{1,4})?%$"


def require_known(frame: pl.DataFrame, known: Collection[str]) -> None:
    """What a column says is never left out. Bad input: `book_column_unknown`."""
    for name in frame.columns:
        if name.strip() and name not in known:
            raise bad_input("book_column_unknown", column=name[:60])


def money_in_fen(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A money column in fen: `name` as text or decimal yuan, or `name_fen` in whole numbers.

    Null where it is in no plain form. Bad input: `book_column_missing`, `book_money_is_float`.
    """
    in_fen = f"{name}_fen"
    if in_fen in frame.columns:
        if frame.schema[in_fen].is_float():
            raise bad_input("book_money_is_float", column=in_fen)
        return pl.col(in_fen).cast(pl.Int64, strict=False)
    kind = kind_of(frame, name)
    if kind.is_decimal():
        fen = pl.col(name) * 100
        whole = fen.cast(pl.Int64, strict=False)
        return pl.when(whole.cast(pl.Decimal(38, 6)) == fen.cast(pl.Decimal(38, 6))).then(whole)
    if kind != pl.String:
        raise bad_input("book_money_is_float", column=name)
    plain = pl.when(pl.col(name).str.contains(_MONEY)).then(pl.col(name))
    return (plain.cast(pl.Decimal(20, 2)) * 100).cast(pl.Int64)


def day_of(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A column of days; null where it is in no plain form."""
    if kind_of(frame, name) == pl.String:
        return pl.col(name).str.to_date("%Y-%m-%d", strict=False)
    return pl.col(name).cast(pl.Date, strict=False)


def rate_in_millionths(frame: pl.DataFrame) -> pl.Expr:
    if "annual_rate_millionths" in frame.columns:
        return pl.col("annual_rate_millionths").cast(pl.Int64, strict=False)
    if kind_of(frame, "annual_rate") != pl.String:
        raise bad_input("book_rate_without_percent")
    written = pl.col("annual_rate")
    plain = pl.when(written.str.contains(_RATE)).then(written.str.strip_suffix("%"))
    return (plain.cast(pl.Decimal(12, 4)) * 10_000).cast(pl.Int64)


def kind_of(frame: pl.DataFrame, name: str) -> pl.DataType:
    if name not in frame.columns:
        raise bad_input("book_column_missing", column=name)
    return frame.schema[name]
