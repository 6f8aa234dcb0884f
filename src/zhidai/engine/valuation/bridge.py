"""From the cohort's typical patent to this one, part by part in yuan, summing to the fen.

The twin of `core.valuation.value.bridge`; parts are rounded by largest remainder, so that typical
and parts add up to the value as it is shown.
"""

import numpy as np
import polars as pl

from zhidai.core.valuation.parameters import DIMENSIONS, ValuationParameters, yearly_factor
from zhidai.core.valuation.value import MIDDLE, PARTS, SCORE_SD
from zhidai.engine.valuation.earning import EarningColumns
from zhidai.engine.valuation.indicators import COHORT
from zhidai.engine.valuation.prospects import Flags, Floats, Ints, ProspectColumns
from zhidai.engine.valuation.valuing import first_moments

USUAL = "usual"  # what a yuan of yearly income is worth at the growth that all share


def parts_in_fen(
    logs: dict[str, Floats], mean_fen: Ints, typical: Floats, alive: Flags
) -> dict[str, Ints]:
    """`typical` and each of PARTS in fen; the life takes all of a patent that has ended."""
    typical_fen = np.floor(typical * 100 + 0.5).astype(np.int64)
    whole = (mean_fen - typical_fen).astype(np.float64)
    total = np.sum([logs[name] for name in PARTS], axis=0)
    steps = np.array([_share(logs[name], total, whole, mean_fen) for name in PARTS])
    alone = ~alive | (mean_fen <= 0) | (typical_fen <= 0)
    steps[:, alone] = 0.0
    steps[PARTS.index("life"), alone] = whole[alone]
    fen = np.floor(steps).astype(np.int64)
    missing = (mean_fen - typical_fen) - fen.sum(axis=0)
    order = np.argsort(-(steps - fen), axis=0, kind="stable")
    rank = np.argsort(order, axis=0, kind="stable")
    fen += rank < missing[None, :]
    return {"typical": typical_fen, **{name: fen[place] for place, name in enumerate(PARTS)}}


def _share(log: Floats, total: Floats, whole: Floats, mean_fen: Ints) -> Floats:
    """L(V, V0) x ln of the factor, with L = (V - V0) / sum of the logs; V where they are equal."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithmic = np.where(np.abs(total) > 1e-12, whole / total, mean_fen.astype(np.float64))
    share: Floats = logarithmic * log
    return share


def usual_first(
    left: ProspectColumns, earned: EarningColumns, parameters: ValuationParameters
) -> pl.Series:
    """What a yuan of yearly income is worth at the growth that all share; empty for patents that
    have ended, which make no typical one.
    """
    factor = yearly_factor(parameters)
    usual, other = earned.worth.copy(), np.flatnonzero(earned.factor != factor)
    usual[other] = first_moments(
        left.months_left[other], left.kept[other], np.full(len(other), factor)
    )
    return pl.Series(np.where(left.alive, usual, np.nan)).fill_nan(None)


def typical_firsts(usual: pl.DataFrame, count: int) -> Floats:
    """Of each cohort's typical patent: the middle of USUAL; 1 where all have ended."""
    found = np.ones(count)
    middle = usual.drop_nulls().group_by(COHORT).agg(pl.col(USUAL).median())
    found[middle[COHORT].to_numpy()] = middle[USUAL].to_numpy()
    return found


def logarithms(
    scored: pl.DataFrame,
    income: Floats,
    by_scores: Floats,
    typical_first: Floats,
    parameters: ValuationParameters,
) -> dict[str, Floats]:
    """The logarithm of each part's factor. by_scores: the income that scores alone speak for."""
    kinds = scored["kind"].replace_strict(dict(parameters.kind_factor), return_dtype=pl.Float64)
    logs = {"kind": np.log(kinds.to_numpy())}
    for name in DIMENSIONS:
        score = scored[f"{name}_score"].to_numpy()
        logs[name] = parameters.effects[name] * (score - MIDDLE) / SCORE_SD
    with np.errstate(divide="ignore"):
        logs["life"] = np.log(scored["worth"].to_numpy() / typical_first)
        logs["income"] = np.log(np.where(income > 0, income, 1.0) / by_scores)
    return logs
