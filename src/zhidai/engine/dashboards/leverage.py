"""What guarantors guarantee, put together out of columns for `core.dashboards.leverage`."""

from collections.abc import Mapping
from functools import partial

import polars as pl

from zhidai.core.dashboards.leverage import Guaranteed
from zhidai.core.money import from_fen
from zhidai.engine.statistics.lines import Ids, line_columns


def guaranteed_by(loans: pl.DataFrame) -> Mapping[str, Guaranteed]:
    """By guarantor. loans: `key`, `guarantor`, `owed` to the bank, fen."""
    owing = loans.select("key", "guarantor", "owed").filter(pl.col("owed") > 0)
    sums = owing.group_by("guarantor").agg(pl.col("owed").sum(), loans=pl.len())
    return {
        str(one): Guaranteed(
            balance=from_fen(balance),
            loans=Ids(length=count, read=partial(_keys, owing, one)),
        )
        for one, balance, count in sums.rows()
        if one is not None
    }


def _keys(owing: pl.DataFrame, guarantor: int) -> pl.DataFrame:
    return line_columns(owing.filter(pl.col("guarantor") == guarantor), line="key", part="owed")
