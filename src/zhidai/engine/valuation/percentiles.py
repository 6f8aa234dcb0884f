"""The percentiles of one patent among its cohort, out of a book that is kept with its values."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from zhidai.core.valuation.indicator_parts import Indicator, indicator_parts, points_of
from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters
from zhidai.core.valuation.value import MIDDLE, logarithmic_mean

_ROUNDED = 1e-4  # scores are written with four places


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


def amounts_of(
    row: Mapping[str, Any], indicators: tuple[Indicator, ...], parameters: ValuationParameters
) -> dict[str, Decimal]:
    """By name, yuan: what each of these adds to the value of a row with its bridge; those of a
    dimension sum to its part of the bridge. Nothing for a patent that is not in force or whose
    cohort has no typical patent to start from.
    """
    if row["bridge_typical"] <= 0 or row["value_mean"] <= 0:
        return {}
    return indicator_parts(
        indicators,
        {name: Decimal(f"{row[f'bridge_{name}']:.2f}") for name in DIMENSIONS},
        mean=logarithmic_mean(row["value_mean"], row["bridge_typical"]),
        parameters=parameters,
    )


def scores_differ(row: Mapping[str, Any], indicators: tuple[Indicator, ...]) -> bool:
    """Whether the scores of a valued row are others than its indicators come to: they are of
    another book, or of other weights, than it was valued with.
    """
    points = points_of(indicators)
    return any(
        abs(row[f"{name}_score"] - MIDDLE - sum(_of(name, indicators, points))) > _ROUNDED
        for name in DIMENSIONS
    )


def _of(
    dimension: str, indicators: tuple[Indicator, ...], points: Mapping[str, float]
) -> list[float]:
    return [
        points[one.name] for one in indicators if one.dimension == dimension and one.name in points
    ]


def _percentile(figure: object, among: pl.Series) -> float | None:
    """(below + (equal + 1) / 2 - 1/2) / known, as in `cohorts`."""
    if figure is None:
        return None
    known = among.drop_nulls()
    below = int((known < figure).sum())
    equal = int((known == figure).sum())
    return (below + (equal + 1) / 2 - 0.5) / len(known)
