"""Values of many patents: `core.valuation.value` on columns, held to it by tests within 1e-9.

All of it but a factor, the yearly income, is worked out before the income is known, since what a
book's patents earn follows from all of them. Patents are taken part by part as they stand in the
book, so that neither the number of threads nor anything else but a patent's own row, its part and
the tables of outcomes can change a figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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
from zhidai.engine.valuation.prospects import Floats, Ints, ProspectColumns

LARGEST_GROUP = 4_096  # patents whose distributions fit the processor's cache


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnColumns:
    """How the income of each patent goes on from year to year, whatever it is."""

    factor: Floats  # yearly, rounded growth
    level_sd: Floats
    transferability: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitColumns:
    """What a yuan of yearly income comes to, 0 for patents not in force; years, chances. sale: of
    a forced sale, before its fixed cost.
    """

    p10: Floats
    p50: Floats
    p90: Floats
    sale: Floats
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


def units(
    left: ProspectColumns, returns: ReturnColumns, parameters: ValuationParameters
) -> UnitColumns:
    """The values of a part, of each patent per yuan of its yearly income."""
    kept, alive = left.kept, left.alive
    # A term that ends before the j-th anniversary has no j-th lapse: the last one counts.
    terms = (kept > 0).sum(axis=1)
    p10, p50, p90, later_p10 = _quantiles(left, returns, parameters)
    return UnitColumns(
        p10=p10,
        p50=p50,
        p90=p90,
        sale=_sale(kept[:, 0], later_p10, returns, parameters),
        expected_remaining_years=np.where(alive, left.months_left / MONTHS + kept.sum(axis=1), 0.0),
        lapse_probability_1y=np.where(alive, _lapse(kept, terms, 1), 1.0),
        lapse_probability_3y=np.where(alive, _lapse(kept, terms, 3), 1.0),
    )


def _lapse(kept: Floats, terms: Ints, years: int) -> Floats:
    place = np.minimum(terms, years) - 1
    chance = 1.0 - kept[np.arange(len(kept)), np.maximum(place, 0)]
    return np.where(terms > 0, chance, 0.0)


def _sale(
    kept: Floats, later_p10: Floats, returns: ReturnColumns, parameters: ValuationParameters
) -> Floats:
    """A year on, of a patent kept until then: its P10 by then, less what a forced sale costs."""
    terms = parameters.liquidation
    grown = later_p10 * (returns.factor * (1 + parameters.discount))
    gross = kept * grown * returns.transferability * (1 - terms.fire_sale_discount)
    sale: Floats = gross * terms.chance_of_sale * (1 - terms.cost_share)
    return sale


def _quantiles(
    left: ProspectColumns, returns: ReturnColumns, parameters: ValuationParameters
) -> Floats:
    """P10, P50, P90 of the value, and P10 a year on of those then kept; [quantile, patent]."""
    found = np.zeros((len(QUANTILES) + 1, len(left.alive)))
    chances = np.empty(
        (MOST_YEARS + 2, LARGEST_GROUP)
    )  # to be kept past 0, 1, 2, ... anniversaries
    chances[0], chances[-1] = 1.0, 0.0
    for law, months, rows in _groups(left, returns):
        table = outcome_table(law[0], parameters.volatility, law[1])[months - 1]
        at = chances[:, : len(rows)]
        at[1:-1] = left.kept.T[:, rows]
        weights = at[:-1] - at[1:]  # of exactly 0, 1, 2, ... further full years
        for place, chance in enumerate(QUANTILES):
            found[place, rows] = np.exp(_places(weights, table, chance, np.full(len(rows), chance)))
        low = QUANTILES[0]
        later = _places(weights[1:], table[:-1], low, low * at[1])
        found[-1, rows] = np.where(at[1] > 0, np.exp(later), 0.0)
    return found


def _groups(
    left: ProspectColumns, returns: ReturnColumns
) -> Iterator[tuple[tuple[float, float], int, Ints]]:
    """Patents in force that share a table of outcomes: by law and months left of the fee year."""
    alive = np.flatnonzero(left.alive)
    for level_sd in np.unique(returns.level_sd[alive]).tolist():
        of_level = alive[returns.level_sd[alive] == level_sd]
        place = np.unique(returns.factor[of_level], return_inverse=True)[1]
        key = place * MONTHS + left.months_left[of_level] - 1
        order = np.argsort(key, kind="stable")
        ends = np.flatnonzero(np.diff(key[order])) + 1
        for rows in np.split(of_level[order], ends):
            law = (float(returns.factor[rows[0]]), float(level_sd))
            for first in range(0, len(rows), LARGEST_GROUP):
                some = rows[first : first + LARGEST_GROUP]
                yield law, int(left.months_left[some[0]]), some


def _places(weights: Floats, table: Floats, chance: float, reached: Floats) -> Floats:
    """Where on the coarse grid each mixture of the table's rows reaches a chance, straight between
    two points. weights: [row, patent]; their sum x `chance` is what is to be reached.

    No mixture reaches it before the first of its rows, nor after the last: the points between
    suffice.
    """
    crossed = (table < chance).sum(axis=1)
    lowest, highest = int(crossed.min()), int(crossed.max())
    first, last = max(lowest - 1, 0), min(highest + 1, table.shape[1])
    near = np.ascontiguousarray(table[:, first:last].T) @ weights
    above = (near < reached).sum(axis=0, dtype=np.int64)
    inside = np.clip(above, 1, max(len(near) - 1, 1))
    each = np.arange(weights.shape[1])
    low, high = near[inside - 1, each], near[np.minimum(inside, len(near) - 1), each]
    part = (reached - low) / np.maximum(high - low, 1e-300)
    places: Floats = COARSE_LOW + COARSE * (first + inside - 1 + part)
    if lowest == 0:
        places = np.where(above == 0, COARSE_LOW, places)
    if highest == table.shape[1]:
        places = np.where(above == len(near), COARSE_HIGH, places)
    return places
