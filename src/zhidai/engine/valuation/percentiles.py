"""The percentiles of one patent among its cohort, out of a book that is kept with its values."""

from collections.abc import Mapping

import polars as pl

from zhidai.core.valuation.indicator_parts import Indicator
from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters


def indicators_of(
    row: Mapping[str, object], cohort: pl.DataFrame, parameters: ValuationParameters
) -> tuple[Indicator, ...]:
    """Those that the book has a column for. cohort: all patents that the row is compared with."""
    return tuple(
        Indicator(
            dimension=dimension,
            name=name,
            weight=weight,
            figure=None if row[name] is None else float(str(row[name])),
            percentile=_percentile(row[name], cohort[name]),
        )
        for dimension in DIMENSIONS
        for name, weight in parameters.indicators[dimension].items()
        if name in row
    )


def _percentile(figure: object, among: pl.Series) -> float | None:
    """(below + (equal + 1) / 2 - 1/2) / known, as in `cohorts`."""
    if figure is None:
        return None
    known = among.drop_nulls()
    below = int((known < figure).sum())
    equal = int((known == figure).sum())
    return (below + (equal + 1) / 2 - 0.5) / len(known)
