"""Values of many patents: `core.valuation.value` on columns, held to it by tests within 1e-9.

Patents are taken in blocks of a fixed size in the book's order, so that neither the number of
threads nor anything else but a patent's own row and the tables of outcomes can change a figure.
"""

from dataclasses import dataclass, replace

import numpy as np

from zhidai.core.valuation.income import (
    COARSE,
    COARSE_HIGH,
    COARSE_LOW,
    MONTHS,
    MOST_YEARS,
    QUANTILES,
    outcome_table,
)
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.value import EXTRA_LIFE_YEARS
from zhidai.engine.valuation.prospects import Floats, Ints

BLOCK = 16_384
STRIDE = 22  # divides the 440 steps of the coarse grid


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeColumns:
    """What each patent earns in a year, and how that goes on."""

    income: Floats
    factor: Floats  # yearly, rounded growth
    level_sd: Floats
    transferability: Floats
    worth: Floats  # of a yuan of it: the first moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueColumns:
    """Yuan, years, chances."""

    mean: Floats
    p10: Floats
    p50: Floats
    p90: Floats
    liquidation: Floats
    pledge_ratio: Floats
    expected_remaining_years: Floats
    lapse_probability_1y: Floats
    lapse_probability_3y: Floats


def first_moments(months_left: Ints, kept: Floats, factor: Floats) -> Floats:
    """E Y, what a yuan of yearly income is worth: the j-th year's share of it by the chance that
    the patent is kept that long, which is the scalar core's sum over the lapse year turned around.
    """
    f = months_left / MONTHS
    years, yearly = np.zeros(len(f)), np.ones(len(f))
    for place in range(MOST_YEARS):
        yearly = yearly * factor
        years += kept[:, place] * yearly
    first: Floats = f * factor ** (f / 2) + factor ** (f - 0.5) * years
    return first


def values(
    months_left: Ints,
    kept: Floats,
    earned: IncomeColumns,
    parameters: ValuationParameters,
) -> ValueColumns:
    """The values of one block."""
    mean = earned.income * earned.worth
    p10, p50, p90 = _quantiles(months_left, kept, earned, parameters)
    left = months_left / MONTHS + kept.sum(axis=1)
    sale = _liquidation(months_left, kept, earned, parameters)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.minimum(parameters.pledge_ratio_cap, sale / mean)
    ratio = np.minimum(ratio, left / (parameters.loan_years + EXTRA_LIFE_YEARS))
    # A term that ends before the j-th anniversary has no j-th lapse: the last one counts.
    terms = (kept > 0).sum(axis=1)
    return ValueColumns(
        mean=mean,
        p10=p10,
        p50=p50,
        p90=p90,
        liquidation=sale,
        pledge_ratio=np.where(mean > 0, ratio, 0.0),
        expected_remaining_years=left,
        lapse_probability_1y=_lapse(kept, terms, 1),
        lapse_probability_3y=_lapse(kept, terms, 3),
    )


def _lapse(kept: Floats, terms: Ints, years: int) -> Floats:
    place = np.minimum(terms, years) - 1
    chance = 1.0 - kept[np.arange(len(kept)), np.maximum(place, 0)]
    return np.where(terms > 0, chance, 0.0)


def _weights(kept: Floats) -> Floats:
    """The chance of exactly 0, 1, 2, ... further full years."""
    size = len(kept)
    chances = np.concatenate([np.ones((size, 1)), kept, np.zeros((size, 1))], axis=1)
    exact: Floats = chances[:, :-1] - chances[:, 1:]
    return exact


def _quantiles(
    months_left: Ints,
    kept: Floats,
    earned: IncomeColumns,
    parameters: ValuationParameters,
    chances: tuple[float, ...] = QUANTILES,
) -> tuple[Floats, ...]:
    weights = _weights(kept)
    found = np.zeros((len(chances), len(kept)))
    laws = np.column_stack([earned.factor, earned.level_sd])
    for law in np.unique(laws, axis=0):
        table = outcome_table(float(law[0]), parameters.volatility, float(law[1]))
        of_law = (laws == law).all(axis=1)
        for months in range(1, MONTHS + 1):
            which = np.flatnonzero(of_law & (months_left == months))
            if which.size:
                found[:, which] = np.exp(_places(weights[which], table[months - 1], chances))
    with_income = np.where(earned.income > 0, earned.income, 0.0)
    return tuple(with_income * one for one in found)


def _places(weights: Floats, table: Floats, chances: tuple[float, ...]) -> Floats:
    """Where each distribution reaches each chance, straight between two points of the grid.

    Only every STRIDE-th point is worked out for all; then those between the two that enclose the
    chance, for the patents that share them.
    """
    rough = weights @ table[:, ::STRIDE]
    places = np.empty((len(chances), len(weights)))
    for row, chance in enumerate(chances):
        steps = (rough < chance).sum(axis=1)
        for step in np.unique(steps).tolist():
            rows = np.flatnonzero(steps == step)
            if step in (0, rough.shape[1]):
                places[row, rows] = COARSE_HIGH if step else COARSE_LOW
                continue
            first = (step - 1) * STRIDE
            near = weights[rows] @ table[:, first : first + STRIDE + 1]
            places[row, rows] = COARSE_LOW + COARSE * (first + _inside(near, chance))
    return places


def _inside(near: Floats, chance: float) -> Floats:
    """Steps from the first of these points to where the chance is reached, which is among them."""
    above = np.clip((near < chance).sum(axis=1), 1, near.shape[1] - 1)
    rows = np.arange(len(near))
    low, high = near[rows, above - 1], near[rows, above]
    inside: Floats = above - 1 + (chance - low) / np.maximum(high - low, 1e-300)
    return inside


def _liquidation(
    months_left: Ints, kept: Floats, earned: IncomeColumns, parameters: ValuationParameters
) -> Floats:
    sale = parameters.liquidation
    alive = kept[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        later = np.where(alive[:, None] > 0, kept / alive[:, None], 0.0)
    then = np.concatenate([later[:, 1:], np.zeros((len(kept), 1))], axis=1)
    grown = replace(earned, income=earned.income * earned.factor * (1 + parameters.discount))
    (low,) = _quantiles(months_left, then, grown, parameters, QUANTILES[:1])
    gross = alive * low * earned.transferability
    gross = gross * (1 - sale.fire_sale_discount) * sale.chance_of_sale
    net = np.maximum(gross * (1 - sale.cost_share) - sale.cost_fixed, 0.0)
    return np.where(alive > 0, net, 0.0)
