"""`core.dashboards.values` on columns: what a pledge is worth, and what it brought."""

from collections.abc import Iterator

import polars as pl

from zhidai.core.dashboards.figures import Figure, Measure
from zhidai.core.money import from_fen
from zhidai.core.statistics.figures import cut_to_millionth
from zhidai.engine.statistics.columns import Schema
from zhidai.engine.statistics.lines import Ids, line_columns

# A loan by its key, its appraiser by its code, values in fen and null where nobody gave one.
PLEDGE_VALUES: Schema = {
    "loan": pl.String,
    "appraiser": pl.String,
    "appraised": pl.Int64,
    "accepted": pl.Int64,
    "internal": pl.Int64,
    "realised": pl.Int64,
}


def values_by_appraiser(values: pl.DataFrame) -> tuple[Figure, ...]:
    """By appraiser: sums, and each value over the appraised one of the same loans."""
    names = sorted(values["appraiser"].unique().to_list())
    return tuple(
        figure
        for name in names
        for figure in _figures(name, values.filter(pl.col("appraiser") == name))
    )


def _figures(name: str, own: pl.DataFrame) -> Iterator[Figure]:
    """A pledge that was not disposed of lacks nothing: it is not left out of what was realised."""
    disposed = own.filter(pl.col("realised").is_not_null())
    yield _sum(Measure.APPRAISED, name, own, "appraised")
    yield _sum(Measure.ACCEPTED, name, own, "accepted")
    yield _over_appraised(Measure.ACCEPTED_RATIO, name, own, "accepted")
    yield _sum(Measure.INTERNAL, name, own, "internal")
    yield _over_appraised(Measure.INTERNAL_RATIO, name, own, "internal")
    yield _sum(Measure.REALISED, name, disposed, "realised")
    yield _over_appraised(Measure.REALISED_RATIO, name, disposed, "realised")


def _sum(measure: Measure, name: str, own: pl.DataFrame, value: str) -> Figure:
    """None where no loan has the value: nothing is not zero."""
    stated = own.filter(pl.col(value).is_not_null())
    return Figure(
        measure=measure,
        of=name,
        value=from_fen(_total(stated, value)) if len(stated) else None,
        counted=_ids(stated, value),
        left_out=len(own) - len(stated),
    )


def _over_appraised(measure: Measure, name: str, own: pl.DataFrame, value: str) -> Figure:
    """Σ value / Σ appraised of the loans with both, cut to the millionth."""
    both = own.filter(pl.col(value).is_not_null() & (pl.col("appraised") > 0))
    ratio = None
    if len(both):
        part, whole = from_fen(_total(both, value)), from_fen(_total(both, "appraised"))
        ratio = cut_to_millionth(part / whole)
    return Figure(
        measure=measure,
        of=name,
        value=ratio,
        counted=_ids(both, value, "appraised"),
        left_out=len(own) - len(both),
    )


def _total(frame: pl.DataFrame, name: str) -> int:
    return int(frame[name].sum())


def _ids(frame: pl.DataFrame, part: str, whole: str | None = None) -> Ids:
    return Ids(
        length=len(frame), read=lambda: line_columns(frame, line="loan", part=part, whole=whole)
    )
