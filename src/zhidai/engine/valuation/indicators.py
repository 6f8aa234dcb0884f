"""Indicators as percentiles within a cohort, and the three dimension scores made of them.

A cohort is the IPC class (A61) and filing year; classes with fewer than FEWEST patents of a year
are taken together by section, and what is still fewer, over all years of the section. What a
patent does not have is left out of its score, and the score's weight says how much was there.
"""

from collections.abc import Mapping

import polars as pl

from zhidai.core.valuation.parameters import DIMENSIONS
from zhidai.core.valuation.value import MIDDLE

FEWEST = 30
COHORT = "cohort"


def with_cohort(book: pl.DataFrame) -> pl.DataFrame:
    """The book with each patent's cohort as one text."""
    section = pl.col("main_ipc").str.to_uppercase().str.slice(0, 1).fill_null("-")
    year = pl.col("filing_date").dt.year().cast(pl.String)
    found = book.with_columns(
        section=section,
        fine=pl.concat_str(
            pl.col("main_ipc").str.to_uppercase().str.slice(0, 3).fill_null("-"),
            year,
            separator=" ",
        ),
        coarse=pl.concat_str(section, year, separator=" "),
    )
    is_fine = pl.len().over("fine") >= FEWEST
    found = found.with_columns(pl.when(is_fine).then("fine").otherwise("coarse").alias(COHORT))
    is_enough = pl.len().over(COHORT) >= FEWEST
    return found.with_columns(
        pl.when(is_enough).then(COHORT).otherwise("section").alias(COHORT)
    ).drop("fine", "coarse")


def with_scores(book: pl.DataFrame, indicators: Mapping[str, Mapping[str, float]]) -> pl.DataFrame:
    """`<dimension>_score` from 0 to 100, the middle where nothing is known, and `known`, the share
    of all weight that was there.
    """
    present = [name for weights in indicators.values() for name in weights if name in book.columns]
    ranked = book.with_columns(
        _percentile(name).alias(f"{name}_percentile") for name in dict.fromkeys(present)
    )
    weights_known, scores = [], []
    for dimension in DIMENSIONS:
        weights = {name: w for name, w in indicators[dimension].items() if name in book.columns}
        top = [_turned(name, w) * abs(w) for name, w in weights.items()]
        bottom = [
            pl.when(pl.col(f"{name}_percentile").is_not_null()).then(abs(w)).otherwise(0.0)
            for name, w in weights.items()
        ]
        whole = sum(abs(w) for w in indicators[dimension].values())
        weight = pl.sum_horizontal(*bottom) if bottom else pl.lit(0.0)
        total = pl.sum_horizontal(*top) if top else pl.lit(0.0)
        score = pl.when(weight > 0).then(100 * total / weight).otherwise(MIDDLE)
        scores.append(score.alias(f"{dimension}_score"))
        weights_known.append(weight / whole)
    known = pl.sum_horizontal(*weights_known) / len(DIMENSIONS)
    return ranked.with_columns(*scores, known.alias("known")).drop(
        f"{name}_percentile" for name in dict.fromkeys(present)
    )


def _percentile(name: str) -> pl.Expr:
    """The middle of a patent's place among those of its cohort that have the indicator."""
    place = pl.col(name).rank("average").over(COHORT)
    return (place - 0.5) / pl.col(name).count().over(COHORT)


def _turned(name: str, weight: float) -> pl.Expr:
    percentile = pl.col(f"{name}_percentile")
    return percentile if weight > 0 else 1 - percentile
