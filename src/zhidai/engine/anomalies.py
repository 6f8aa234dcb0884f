"""Which loans and pledges of a whole book the searches of `core.anomalies` can find anything in.

The searches look at a loan after the other, each an object; of a million nearly all can be left out
beforehand, by the same thresholds in whole fen and days. What is left goes to the searches, which
alone say what is found. An appraiser is held against all others: their median is found here.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import polars as pl

from zhidai.core.anomalies.appraisers import median
from zhidai.core.anomalies.book import AnomalyParameters

Schema = Mapping[str, type[pl.DataType]]
LOANS: Schema = {
    "key": pl.String,
    "enterprise": pl.Int64,
    "bank": pl.Int64,
    "appraiser": pl.Int64,
    "amount": pl.Int64,
    "drawn_on": pl.Date,
    "appraised": pl.Int64,
    "accepted": pl.Int64,
}
PLEDGES: Schema = {"right": pl.Int64, "registered_on": pl.Date, "released_on": pl.Date}
CASES: Schema = {"registered_on": pl.Date, "released_on": pl.Date, "drawn_on": pl.Date}
FEN = 100
_NEAR = 1e-12  # floats this close together may stand in another order than what they stand for


def out_of_line(loans: pl.DataFrame, limits: AnomalyParameters) -> pl.DataFrame:
    """Loans outside the usual part of their value, in floats: with those just at its edges."""
    value = pl.min_horizontal(_stated("appraised"), _stated("accepted"))
    ratio = pl.col("amount") / value
    high, low = float(limits.ratio_high) * (1 - _NEAR), float(limits.ratio_low) * (1 + _NEAR)
    return loans.filter(ratio.gt(high) | ratio.lt(low))


def split(loans: pl.DataFrame, limits: AnomalyParameters) -> pl.DataFrame:
    """Loans just within a cap of enterprises that drew two such loans close together."""
    found = []
    for cap in limits.caps:
        least, most = cap * (1 - limits.split_margin) * FEN, cap * FEN
        near = loans.filter(pl.col("amount").is_between(_up(least), int(most)))
        near = near.sort("enterprise", "drawn_on")
        waited = pl.col("drawn_on").diff().over("enterprise").dt.total_days()
        close = near.filter(waited <= limits.split_within_days)["enterprise"]
        found.append(near.filter(pl.col("enterprise").is_in(close.implode())))
    return pl.concat(found).unique("key") if found else loans.clear()


def bunched(loans: pl.DataFrame, limits: AnomalyParameters) -> pl.DataFrame:
    """All loans of the banks that draw most of them at the ends of quarters."""
    next_quarter = pl.col("drawn_on").dt.truncate("1q").dt.offset_by("1q")
    is_late = (next_quarter - pl.col("drawn_on")).dt.total_days() <= limits.quarter_end_days
    sums = loans.group_by("bank").agg(pl.len().alias("all"), is_late.sum().alias("late"))
    banks = [
        bank
        for bank, every, late in sums.rows()
        if every >= limits.bunching_loans and late >= limits.bunching_share * every
    ]
    return loans.filter(pl.col("bank").is_in(banks))


def high(
    loans: pl.DataFrame, limits: AnomalyParameters
) -> tuple[pl.DataFrame, Mapping[int, Decimal]]:
    """The appraisals of those who are rarely below the market, and of each what is usual."""
    given = loans.filter(
        pl.col("appraiser").is_not_null(),
        _stated("appraised").is_not_null(),
        _stated("accepted").is_not_null(),
    )
    is_above = pl.col("appraised") > pl.col("accepted")
    sums = given.group_by("appraiser").agg(pl.len().alias("all"), is_above.sum().alias("above"))
    often = [
        appraiser
        for appraiser, every, above in sums.rows()
        if every >= limits.high_loans and above >= limits.high_share * every
    ]
    usual = {each: _usual(given.filter(pl.col("appraiser") != each), limits) for each in often}
    return given.filter(pl.col("appraiser").is_in(often)), usual


def cycling(pledges: pl.DataFrame, limits: AnomalyParameters) -> pl.Series:
    """Rights with as many short pledges as make a finding, however far apart."""
    length = (pl.col("released_on") - pl.col("registered_on")).dt.total_days()
    short = pledges.filter(length <= limits.cycle_days).group_by("right").len()
    return short.filter(pl.col("len") >= limits.cycle_times)["right"]


def waiting(cases: pl.DataFrame, limits: AnomalyParameters, *, on: date) -> pl.DataFrame:
    """Cases whose first pledge waited too long for the loan, or until the last was released."""
    until = pl.coalesce("drawn_on", "released_on", pl.lit(on))
    return cases.filter((until - pl.col("registered_on")).dt.total_days() > limits.loan_within_days)


def median_ratio(appraisals: pl.DataFrame) -> Decimal:
    """The exact median of appraised over accepted value; floats find only what is around it."""
    given = appraisals.select(
        "appraised", "accepted", ratio=pl.col("appraised") / pl.col("accepted")
    )
    ordered, count = given["ratio"].sort(), len(given)
    least, most = ordered[(count - 1) // 2] * (1 - _NEAR), ordered[count // 2] * (1 + _NEAR)
    below = int((ordered < least).sum())
    around = given.filter(pl.col("ratio").is_between(least, most))
    rows = around.group_by("appraised", "accepted").len().rows()
    exact = sorted((Decimal(one) / Decimal(other), number) for one, other, number in rows)
    middle = {(count - 1) // 2 - below, count // 2 - below}
    return median(_at(exact, place) for place in middle)


def _at(counted: list[tuple[Decimal, int]], place: int) -> Decimal:
    """The value at a place of a list that holds each value so many times."""
    for value, number in counted:
        if place < number:
            return value
        place -= number
    raise AssertionError("no such place")


def _usual(others: pl.DataFrame, limits: AnomalyParameters) -> Decimal:
    """Where the others have too few appraisals to say anything, the market value itself."""
    return median_ratio(others) if len(others) >= limits.high_loans else Decimal(1)


def _stated(name: str) -> pl.Expr:
    """A value that is not zero."""
    return pl.when(pl.col(name) > 0).then(name)


def _up(fen: Decimal) -> int:
    return -int(-fen // 1)
