"""A figure's value out of sums over columns, and what each fact adds to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

import polars as pl

from zhidai.core.money import from_fen
from zhidai.core.statistics.figures import cut_to_millionth
from zhidai.core.statistics.measures import SMALL_LOAN, Measured
from zhidai.core.statistics.metrics import Metric
from zhidai.engine.statistics.lines import ONE, Ids, line_columns

MILLION = 1_000_000
FEN = 100
_SMALL_FEN = int(SMALL_LOAN * FEN)
_PART = 1_000_000  # amounts are multiplied in two parts, so that no sum leaves 64 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What a metric adds up over the facts of a cell, and what that comes to.

    kept: which facts say what the metric needs, None where all do. part, whole: what a fact adds
    to the figure, for a ratio to both of its sides.
    """

    columns: Mapping[str, pl.Expr]
    value: Callable[[Mapping[str, int]], Decimal | None]
    kept: pl.Expr | None = None
    part: pl.Expr = ONE
    whole: pl.Expr | None = None

    @property
    def expressions(self) -> list[pl.Expr]:
        """With the number of facts and of those that are kept."""
        kept = pl.len() if self.kept is None else self.kept.sum()
        named = [each.alias(name) for name, each in self.columns.items()]
        return [pl.len().cast(pl.Int64).alias("all"), kept.cast(pl.Int64).alias("kept"), *named]

    def measured(self, sums: Mapping[str, int], facts: Callable[[], pl.DataFrame]) -> Measured:
        """One cell's figure; without a value there is nothing that it was counted from."""
        value, left_out = self.value(sums), sums["all"] - sums["kept"]
        if value is None:
            return Measured(value=None, left_out=left_out)
        counted = Ids(length=sums["kept"], read=facts)
        return Measured(value=value, left_out=left_out, counted=counted)

    def lines(self, facts: pl.DataFrame, day: str) -> pl.DataFrame:
        """What each of some facts adds."""
        return line_columns(facts, part=self.part, whole=self.whole, on=day)


NOTHING: Mapping[str, int] = MappingProxyType({"all": 0, "kept": 0})


def _number(sums: Mapping[str, int]) -> Decimal:
    return Decimal(sums["kept"])


def _registered(sums: Mapping[str, int]) -> Decimal | None:
    return None if sums["all"] and not sums["kept"] else from_fen(sums.get("amount", 0))


def _disbursed(sums: Mapping[str, int]) -> Decimal:
    return from_fen(sums.get("amount", 0))


def _borrowers(sums: Mapping[str, int]) -> Decimal:
    return Decimal(sums.get("borrowers", 0))


def _average_rate(sums: Mapping[str, int]) -> Decimal | None:
    """Fen times millionths over fen; the two parts put together where numbers have no end."""
    if not sums.get("amount"):
        return None
    weighted = Decimal(sums["above"] * _PART + sums["below"]) / (FEN * MILLION)
    return cut_to_millionth(weighted / from_fen(sums["amount"]))


def _pledge_ratio(sums: Mapping[str, int]) -> Decimal | None:
    if not sums.get("collateral"):
        return None
    return cut_to_millionth(from_fen(sums["amount"]) / from_fen(sums["collateral"]))


def _days(sums: Mapping[str, int]) -> Decimal | None:
    return Decimal(sums["twice"]) / 2 if sums["kept"] else None


def _small_share(sums: Mapping[str, int]) -> Decimal | None:
    if not sums["all"]:
        return None
    return cut_to_millionth(Decimal(sums["small"]) / Decimal(sums["all"]))


_amount, _rate, _collateral = pl.col("amount"), pl.col("rate"), pl.col("collateral")
_priced, _valued = _rate.is_not_null(), _collateral.is_not_null()
_waited = (pl.col("drawn_on") - pl.col("applied_on")).dt.total_days()
COUNT = Sums(columns={}, value=_number)
OF_LOANS: Mapping[Metric, Sums] = MappingProxyType(
    {
        Metric.LOANS_DISBURSED: COUNT,
        Metric.AMOUNT_DISBURSED: Sums(
            columns={"amount": _amount.sum()}, value=_disbursed, part=_amount
        ),
        Metric.BORROWERS: Sums(
            columns={"borrowers": pl.col("borrower").n_unique().cast(pl.Int64)},
            value=_borrowers,
            part=pl.col("borrower").is_first_distinct(),
        ),
        Metric.AVERAGE_RATE: Sums(
            columns={
                "amount": _amount.filter(_priced).sum(),
                "above": (_amount // _PART * _rate).sum(),
                "below": (_amount % _PART * _rate).sum(),
            },
            value=_average_rate,
            kept=_priced,
            part=_amount.cast(pl.Int128) * _rate.cast(pl.Int128),
            whole=_amount,
        ),
        Metric.PLEDGE_RATIO: Sums(
            columns={"amount": _amount.filter(_valued).sum(), "collateral": _collateral.sum()},
            value=_pledge_ratio,
            kept=_valued,
            part=_amount,
            whole=_collateral,
        ),
        Metric.DAYS_TO_DRAWDOWN: Sums(
            # A median of whole days ends in a half at most, which a float holds exactly.
            columns={"twice": (_waited.median() * 2).cast(pl.Int64)},
            value=_days,
            kept=_waited.is_not_null(),
            part=_waited,
        ),
        Metric.SMALL_LOAN_SHARE: Sums(
            columns={"small": (_amount <= _SMALL_FEN).sum().cast(pl.Int64)},
            value=_small_share,
            part=_amount <= _SMALL_FEN,
            whole=ONE,
        ),
    }
)
OF_REGISTRATIONS: Mapping[Metric, Sums] = MappingProxyType(
    {
        Metric.REGISTRATIONS: COUNT,
        Metric.REGISTERED_AMOUNT: Sums(
            columns={"amount": _amount.sum()},
            value=_registered,
            kept=_amount.is_not_null(),
            part=_amount,
        ),
        Metric.FIRST_TIME_PLEDGORS: COUNT,
    }
)
