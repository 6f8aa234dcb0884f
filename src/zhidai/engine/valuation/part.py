"""One part of a book: so many of its rows, one after the other.

Parts are the unit of work of any executor. Which patents make a part follows from the book alone,
so neither their number of workers nor where they run can change a figure. What a part needs of the
others, its cohorts' percentiles, the base of incomes and the typical patents, comes to it.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters
from zhidai.core.valuation.status import Status
from zhidai.core.valuation.value import EXTRA_LIFE_YEARS, PARTS
from zhidai.engine.valuation.bridge import USUAL, logarithms, parts_in_fen, usual_first
from zhidai.engine.valuation.cohorts import Cohorts
from zhidai.engine.valuation.earning import EarningColumns, earning
from zhidai.engine.valuation.floors import revealed_floor
from zhidai.engine.valuation.indicators import COHORT, with_scores
from zhidai.engine.valuation.prospects import Flags, Floats, Ints, ProspectColumns, prospects
from zhidai.engine.valuation.reading import ROW
from zhidai.engine.valuation.valuing import UnitColumns, units

_UNCALIBRATED, _NO_GRANT_DAY, _NO_ECONOMICS = 0.7, 0.9, 0.8  # what lowers confidence (ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPart:
    """A part before the base is known. counted: patents that have not ended, without economics,
    of_base_one: the sum of their values if the base were one. table: what the values are made of,
    row by row, in columns that can be laid aside.
    """

    table: pl.DataFrame
    counted: int
    of_base_one: float
    with_economics: int
    royalty_by_default: int
    uncalibrated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedPart:
    """The table of a part, and what the summary needs of it."""

    table: pl.DataFrame
    alive: int  # in force or pending
    pending: int
    value_fen: int
    liquidation_fen: int


def scored_part(
    book: pl.DataFrame,
    cohorts: Cohorts,
    on: date,
    parameters: ValuationParameters,
    *,
    with_bridge: bool,
) -> ScoredPart:
    """Scores, prospects, income, and what a yuan of it is worth."""
    scored = with_scores(book, cohorts, parameters.indicators)
    left = prospects(scored, on=on, model=parameters.lapse)
    earned = earning(scored, left, parameters)
    found = units(left, earned.returns, parameters)
    counted = left.alive & ~earned.known
    calibrated = _is_calibrated(scored, parameters)
    table = _laid_aside(scored, left, earned, found).with_columns(
        confidence=_confidence(scored, left, calibrated),
        is_calibrated=pl.Series(calibrated),
        renewal_floor=revealed_floor(scored, left, on=on, parameters=parameters),
    )
    if with_bridge:
        table = table.with_columns(
            **{USUAL: usual_first(left, earned, parameters)}, kind=scored["kind"]
        )
    return ScoredPart(
        table=table,
        counted=int(counted.sum()),
        of_base_one=float((earned.by_scores * earned.worth)[counted].sum()),
        with_economics=int(earned.known.sum()),
        royalty_by_default=int((earned.known & earned.by_default).sum()),
        uncalibrated=int((~calibrated).sum()),
    )


def _laid_aside(
    scored: pl.DataFrame, left: ProspectColumns, earned: EarningColumns, found: UnitColumns
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            ROW: scored[ROW],
            "patent_number": scored["patent_number"],
            COHORT: scored[COHORT].cast(pl.UInt32),
            **{f"{name}_score": scored[f"{name}_score"] for name in DIMENSIONS},
            "alive": left.alive,
            "status": left.status,
            "saved": pl.Series(np.where(earned.known, earned.saved, np.nan)).fill_nan(None),
            "by_scores": earned.by_scores,
            "worth": earned.worth,
            "p10": found.p10,
            "p50": found.p50,
            "p90": found.p90,
            "sale": found.sale,
            "expected_remaining_years": found.expected_remaining_years,
            "lapse_probability_1y": found.lapse_probability_1y,
            "lapse_probability_3y": found.lapse_probability_3y,
        }
    )


def valued_part(
    part: ScoredPart,
    parameters: ValuationParameters,
    base: float,
    typical_first: Floats | None,
) -> ValuedPart:
    """The values of a scored part. typical_first: what a yuan of yearly income of each cohort's
    typical patent is worth, for the bridge; None without one.
    """
    scored = part.table
    alive = scored["alive"].to_numpy()
    by_scores = base * scored["by_scores"].to_numpy()
    saved = scored["saved"].to_numpy()
    income = np.where(np.isnan(saved), by_scores, saved)
    mean = np.where(alive, income * scored["worth"].to_numpy(), 0.0)
    cost = parameters.liquidation.cost_fixed
    liquidation = np.maximum(income * scored["sale"].to_numpy() - cost, 0.0)
    mean_fen, liquidation_fen = _fen(mean), _fen(liquidation)
    table = scored.select(
        "patent_number",
        *(pl.col(f"{name}_score").round(4) for name in DIMENSIONS),
        score=_score(scored, parameters),
        expected_remaining_years="expected_remaining_years",
        lapse_probability_1y="lapse_probability_1y",
        lapse_probability_3y="lapse_probability_3y",
        value_mean=_yuan(mean_fen),
        **{f"value_{name}": _yuan(_fen(income * scored[name].to_numpy())) for name in _RANGE},
        liquidation_value=_yuan(liquidation_fen),
        pledge_ratio=_pledge_ratio(scored, mean, liquidation, parameters),
        confidence="confidence",
        renewal_floor=_known_yuan(scored["renewal_floor"]),
        status="status",
        is_calibrated="is_calibrated",
        parameters=pl.lit(parameters.version),
        is_indicative=pl.lit(parameters.is_indicative),
    )
    if typical_first is not None:
        typical = typical_first[scored[COHORT].to_numpy()]
        logs = logarithms(scored, income, by_scores, typical, parameters)
        steps = parts_in_fen(logs, mean_fen, base * typical, alive)
        table = table.with_columns(
            _yuan(steps[name]).alias(f"bridge_{name}") for name in ("typical", *PARTS)
        )
    return ValuedPart(
        table=table,
        alive=int(alive.sum()),
        pending=int((scored["status"] == Status.PENDING).sum()),
        value_fen=int(mean_fen.sum()),
        liquidation_fen=int(liquidation_fen.sum()),
    )


_RANGE = ("p10", "p50", "p90")


def _score(scored: pl.DataFrame, parameters: ValuationParameters) -> pl.Series:
    total = sum(parameters.effects.values())
    parts = (scored[f"{name}_score"] * (parameters.effects[name] / total) for name in DIMENSIONS)
    return pl.Series(np.round(sum(parts), 4))


def _pledge_ratio(
    scored: pl.DataFrame, mean: Floats, liquidation: Floats, parameters: ValuationParameters
) -> pl.Series:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.minimum(parameters.pledge_ratio_cap, liquidation / mean)
    years = scored["expected_remaining_years"].to_numpy()
    ratio = np.minimum(ratio, years / (parameters.loan_years + EXTRA_LIFE_YEARS))
    return pl.Series(np.where(mean > 0, ratio, 0.0))


def _confidence(book: pl.DataFrame, left: ProspectColumns, calibrated: Flags) -> pl.Series:
    """From 0 to 1: how much of what the value rests on was there."""
    confidence: Floats = 0.5 + 0.5 * book["known"].to_numpy()
    confidence = confidence * np.where(calibrated, 1.0, _UNCALIBRATED)
    confidence = confidence * np.where(left.granted, 1.0, _NO_GRANT_DAY)
    has_economics = book["attributable_revenue"].is_not_null().to_numpy()
    return pl.Series(np.round(confidence * np.where(has_economics, 1.0, _NO_ECONOMICS), 4))


def _is_calibrated(book: pl.DataFrame, parameters: ValuationParameters) -> Flags:
    kinds = book["kind"].is_in(sorted(parameters.lapse.calibrated_kinds))
    sections = book["section"].is_in(sorted(parameters.lapse.calibrated_sections))
    flags: Flags = (kinds & sections).to_numpy()
    return flags


def _known_yuan(estimate: pl.Series) -> pl.Series:
    """In whole fen where there is one. Not by polars: it multiplies by 0.01, which is no hundredth
    to the last place.
    """
    return pl.Series(np.floor(estimate.to_numpy() * 100 + 0.5) / 100).fill_nan(None)


def _fen(yuan: Floats) -> Ints:
    """Half up to the fen: the one place where an estimate becomes money."""
    fen: Ints = np.floor(yuan * 100 + 0.5).astype(np.int64)
    return fen


def _yuan(fen: Ints) -> pl.Series:
    """Yuan with two places; an estimate, and therefore a number (docs/adr/0008)."""
    return pl.Series(fen / 100)
