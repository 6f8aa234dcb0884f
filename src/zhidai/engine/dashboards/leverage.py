"""What guarantors guarantee, put together out of columns for `core.dashboards.leverage`."""

from collections.abc import Iterable, Mapping

import polars as pl

from zhidai.core.dashboards.leverage import Guaranteed
from zhidai.core.money import from_fen
from zhidai.engine.statistics.measured import Ids


def guaranteed_by(guarantors: Iterable[int], loans: pl.DataFrame) -> Mapping[str, Guaranteed]:
    """By guarantor. loans: `key`, `guarantor`, `owed` to the bank, fen."""
    return {
        str(one): _guaranteed(loans.filter((pl.col("guarantor") == one) & (pl.col("owed") > 0)))
        for one in guarantors
    }


def _guaranteed(owing: pl.DataFrame) -> Guaranteed:
    return Guaranteed(
        balance=from_fen(int(owing["owed"].sum())),
        loans=Ids(length=len(owing), read=lambda: owing["key"]),
    )
