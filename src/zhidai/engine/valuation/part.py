"""One part of a book: whole cohorts, so that percentiles and typical patents need no other part.

Parts are the unit of work of any executor. Which patents make a part follows from the book alone,
so neither their number of workers nor where they run can change a figure.
"""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import polars as pl

from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters
from zhidai.core.valuation.value import PARTS
from zhidai.engine.valuation.bridge import logarithms, parts_in_fen
from zhidai.engine.valuation.earning import EarningColumns, earning
from zhidai.engine.valuation.floors import revealed_floor
from zhidai.engine.valuation.indicators import COHORT, with_scores
from zhidai.engine.valuation.prospects import Flags, Floats, Ints, ProspectColumns, prospects
from zhidai.engine.valuation.reading import ROW
from zhidai.engine.valuation.valuing import BLOCK, IncomeColumns, ValueColumns, values

_KEPT = (
    ROW,
    "patent_number",
    "kind",
    "section",
    COHORT,
    "filing_date",
    "fee_paid_until",
    "attributable_revenue",
    "known",
    *(f"{name}_score" for name in DIMENSIONS),
)
PART = 32_768  # patents, more only where one cohort is larger
_UNCALIBRATED, _NO_GRANT_DAY, _NO_ECONOMICS = 0.7, 0.9, 0.8  # what lowers confidence (ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPart:
    """A part before the base is known. counted: patents in force without economics of their own,
    of_base_one: the sum of their values if the base were one.
    """

    book: pl.DataFrame
    left: ProspectColumns
    earned: EarningColumns
    counted: int
    of_base_one: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedPart:
    """The table of a part with the row of each patent, and what the summary needs of it."""

    table: pl.DataFrame
    in_force: int
    value_fen: int
    liquidation_fen: int
    with_economics: int
    uncalibrated: int


def parts_of(book: pl.DataFrame) -> list[pl.DataFrame]:
    """The book in parts, each cohort in one: the cohorts by name, filled up to PART patents."""
    if book.is_empty():
        return [book]
    sizes = book.group_by(COHORT).agg(pl.len().alias("size")).sort(COHORT)
    places = (sizes["size"].cum_sum() - sizes["size"]) // PART
    where = sizes.select(COHORT, place=places)
    placed = book.join(where, on=COHORT, maintain_order="left")
    return [part.drop("place") for part in placed.partition_by("place", maintain_order=True)]


def scored_part(book: pl.DataFrame, on: date, parameters: ValuationParameters) -> ScoredPart:
    """Scores, prospects and income of a part."""
    scored = with_scores(book, parameters.indicators)
    left = prospects(scored, on=on, model=parameters.lapse)
    earned = earning(scored, left, parameters)
    counted = left.in_force & ~earned.known
    return ScoredPart(
        book=scored.select(_KEPT),
        left=left,
        earned=earned,
        counted=int(counted.sum()),
        of_base_one=float((earned.by_scores * earned.worth)[counted].sum()),
    )


def valued_part(
    part: ScoredPart, on: date, parameters: ValuationParameters, base: float, *, with_bridge: bool
) -> ValuedPart:
    """The values of a part."""
    found = _in_blocks(part.left, part.earned.on_base(base), parameters)
    alive = part.left.in_force
    mean_fen = _fen(np.where(alive, found.mean, 0.0))
    liquidation_fen = _fen(np.where(alive, found.liquidation, 0.0))
    floor = revealed_floor(part.book, part.left, on=on, parameters=parameters)
    table = _table(
        part, found, mean_fen=mean_fen, liquidation_fen=liquidation_fen, parameters=parameters
    ).with_columns(renewal_floor=(floor * 100 + 0.5).floor() / 100)
    if with_bridge:
        logs, typical = logarithms(part.book, part.left, part.earned, base, parameters)
        steps = parts_in_fen(logs, mean_fen, typical, alive)
        table = table.with_columns(
            _yuan(steps[name]).alias(f"bridge_{name}") for name in ("typical", *PARTS)
        )
    return ValuedPart(
        table=table,
        in_force=int(alive.sum()),
        value_fen=int(mean_fen.sum()),
        liquidation_fen=int(liquidation_fen.sum()),
        with_economics=int(part.earned.known.sum()),
        uncalibrated=int((~_is_calibrated(part.book, parameters)).sum()),
    )


def _in_blocks(
    left: ProspectColumns, earned: IncomeColumns, parameters: ValuationParameters
) -> ValueColumns:
    """Those in force in blocks that fit the processor's cache; the others are worth nothing."""
    alive = np.flatnonzero(left.in_force)
    parts = []
    for at in range(0, len(alive), BLOCK):
        rows = alive[at : at + BLOCK]
        block = IncomeColumns(
            **{each.name: getattr(earned, each.name)[rows] for each in fields(IncomeColumns)}
        )
        parts.append(values(left.months_left[rows], left.kept[rows], block, parameters))
    return ValueColumns(
        **{
            each.name: _spread(alive, [getattr(part, each.name) for part in parts], left)
            for each in fields(ValueColumns)
        }
    )


def _spread(alive: Ints, parts: list[Floats], left: ProspectColumns) -> Floats:
    """Figures of those in force at their places in the part, 0 elsewhere."""
    whole = np.zeros(len(left.in_force))
    if parts:
        whole[alive] = np.concatenate(parts)
    return whole


def _table(
    part: ScoredPart,
    found: ValueColumns,
    *,
    mean_fen: Ints,
    liquidation_fen: Ints,
    parameters: ValuationParameters,
) -> pl.DataFrame:
    book, alive = part.book, part.left.in_force
    total = sum(parameters.effects.values())
    score = sum(book[f"{name}_score"] * (parameters.effects[name] / total) for name in DIMENSIONS)
    return pl.DataFrame(
        {
            ROW: book[ROW],
            "patent_number": book["patent_number"],
            **{f"{name}_score": book[f"{name}_score"].round(4) for name in DIMENSIONS},
            "score": np.round(score, 4),
            "expected_remaining_years": np.where(alive, found.expected_remaining_years, 0.0),
            "lapse_probability_1y": np.where(alive, found.lapse_probability_1y, 1.0),
            "lapse_probability_3y": np.where(alive, found.lapse_probability_3y, 1.0),
            "value_mean": _yuan(mean_fen),
            "value_p10": _yuan(_fen(np.where(alive, found.p10, 0.0))),
            "value_p50": _yuan(_fen(np.where(alive, found.p50, 0.0))),
            "value_p90": _yuan(_fen(np.where(alive, found.p90, 0.0))),
            "liquidation_value": _yuan(liquidation_fen),
            "pledge_ratio": np.where(alive, found.pledge_ratio, 0.0),
            "confidence": _confidence(book, part.left, parameters),
        }
    )


def _confidence(
    book: pl.DataFrame, left: ProspectColumns, parameters: ValuationParameters
) -> Floats:
    """From 0 to 1: how much of what the value rests on was there."""
    confidence: Floats = 0.5 + 0.5 * book["known"].to_numpy()
    confidence = confidence * np.where(_is_calibrated(book, parameters), 1.0, _UNCALIBRATED)
    confidence = confidence * np.where(left.granted, 1.0, _NO_GRANT_DAY)
    has_economics = book["attributable_revenue"].is_not_null().to_numpy()
    rounded: Floats = np.round(confidence * np.where(has_economics, 1.0, _NO_ECONOMICS), 4)
    return rounded


def _is_calibrated(book: pl.DataFrame, parameters: ValuationParameters) -> Flags:
    kinds = book["kind"].is_in(sorted(parameters.lapse.calibrated_kinds))
    sections = book["section"].is_in(sorted(parameters.lapse.calibrated_sections))
    flags: Flags = (kinds & sections).to_numpy()
    return flags


def _fen(yuan: Floats) -> Ints:
    """Half up to the fen: the one place where an estimate becomes money."""
    fen: Ints = np.floor(yuan * 100 + 0.5).astype(np.int64)
    return fen


def _yuan(fen: Ints) -> pl.Series:
    """Yuan with two places; an estimate, and therefore a number (docs/adr/0008)."""
    return pl.Series(fen / 100)
