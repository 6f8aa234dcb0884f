"""`core.dashboards.losses` on columns: claims by quarter, and what each party is left with."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

import polars as pl

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.core.money import from_fen
from zhidai.core.statistics.periods import Period
from zhidai.engine.statistics.columns import Schema
from zhidai.engine.statistics.lines import ONE, Ids, line_columns

# Money of a claim on a day, fen: what was claimed, paid, or recovered net of costs.
DATED: Schema = {"loan": pl.Int64, "key": pl.String, "on": pl.Date, "amount": pl.Int64}
# What one party bears of one claim, fen, as `core.dashboards.losses.PartOfLoss` has it.
PARTS: Schema = {
    "loan": pl.Int64,
    "key": pl.String,
    "party": pl.Int64,
    "borne": pl.Int64,
    "settled": pl.Int64,
    "owed": pl.Int64,
    "recovered": pl.Int64,
}
_LOSSES = (
    (Measure.LOSS_BORNE, pl.col("borne")),
    (Measure.LOSS_PAID, pl.col("settled")),
    (Measure.LOSS_OWED, pl.col("owed")),
    (Measure.LOSS_RECOVERED, pl.col("recovered")),
    (Measure.LOSS_LEFT, pl.col("borne") - pl.col("recovered")),
)


def claims_by_period(
    claims: pl.DataFrame,
    payments: pl.DataFrame,
    recoveries: pl.DataFrame,
    periods: Sequence[Period],
) -> tuple[Figure, ...]:
    """Claims by the day of the claim, payments and recoveries by their own days."""
    return tuple(
        figure for period in periods for figure in _in(period, claims, payments, recoveries)
    )


def _in(
    period: Period, claims: pl.DataFrame, payments: pl.DataFrame, recoveries: pl.DataFrame
) -> Iterator[Figure]:
    falls, of = pl.col("on").is_between(period.first_on, period.last_on), str(period)
    started = claims.filter(falls)
    count, claimed = Decimal(len(started)), from_fen(int(started["amount"].sum()))
    for measure, value, part in (
        (Measure.CLAIMS_STARTED, count, ONE),
        (Measure.CLAIMED, claimed, pl.col("amount")),
    ):
        every = Ids(length=len(started), read=partial(line_columns, started, line="key", part=part))
        yield Figure(measure=measure, of=of, value=value, counted=every)
    yield _summed(Measure.CLAIMS_PAID, of, payments.filter(falls))
    yield _summed(Measure.RECOVERED, of, recoveries.filter(falls))


def losses_by_party(parts: pl.DataFrame) -> tuple[Figure, ...]:
    """What each party is left with (the most first), bears, got back, has settled, still owes."""
    left = parts.group_by("party").agg(left=(pl.col("borne") - pl.col("recovered")).sum())
    ordered = left.with_columns(of=pl.col("party").cast(pl.String)).sort(
        "left", "of", descending=[True, False]
    )
    return tuple(
        figure
        for party, of in ordered.select("party", "of").rows()
        for figure in _of_party(of, parts.filter(pl.col("party") == party))
    )


def _of_party(of: str, own: pl.DataFrame) -> Iterator[Figure]:
    for measure, amount in _LOSSES:
        yield _summed(measure, of, own.select("loan", "key", amount=amount))


def _summed(measure: Measure, of: str, amounts: pl.DataFrame) -> Figure:
    """Loans that add nothing do not stand behind the sum."""
    some = amounts.filter(pl.col("amount") != 0)

    def read() -> pl.DataFrame:
        each = some.group_by("loan", maintain_order=True)
        found = each.agg(pl.col("key").first(), pl.col("amount").sum())
        return line_columns(found, line="key", part="amount")

    return Figure(
        measure=measure,
        of=of,
        value=from_fen(int(amounts["amount"].sum())),
        counted=Ids(length=some["loan"].n_unique(), read=read),
    )
