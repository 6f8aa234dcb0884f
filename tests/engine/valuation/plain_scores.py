"""The scores of a whole book in the plainest way, which the engine is held to."""

from collections.abc import Mapping

import polars as pl

from zhidai.core.valuation.parameters import DIMENSIONS
from zhidai.core.valuation.value import MIDDLE
from zhidai.engine.valuation.indicators import COHORT


def plain_scores(book: pl.DataFrame, indicators: Mapping[str, Mapping[str, float]]) -> pl.DataFrame:
    """A book with cohorts: `<dimension>_score` and `known`, the share of all weight there was."""
    scores, shares = [], []
    for dimension in DIMENSIONS:
        weights = {name: w for name, w in indicators[dimension].items() if name in book.columns}
        total = pl.sum_horizontal(_turned(name, w) * abs(w) for name, w in weights.items())
        there = pl.sum_horizontal(
            pl.col(name).is_not_null().cast(pl.Float64) * abs(w) for name, w in weights.items()
        )
        score = pl.when(there > 0).then(100 * total / there).otherwise(MIDDLE)
        scores.append(score.alias(f"{dimension}_score"))
        shares.append(there / sum(abs(w) for w in indicators[dimension].values()))
    known = pl.sum_horizontal(*shares) / len(DIMENSIONS)
    return book.with_columns(*scores, known=known)


def _turned(name: str, weight: float) -> pl.Expr:
    percentile = plain_percentile(name)
    return percentile if weight > 0 else 1 - percentile


def plain_percentile(name: str) -> pl.Expr:
    """The middle of a patent's place among those of its cohort that have the indicator."""
    place = pl.col(name).rank("average").over(COHORT)
    return (place - 0.5) / pl.col(name).count().over(COHORT)
