"""The renewal-revealed floor of each patent of a book: `core.valuation.renewal_floor` looked up."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import (
    DESIGN_15_YEARS_SINCE,
    PATENT_LAW_SINCE,
    term_years,
)
from zhidai.core.valuation.income import MONTHS
from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.core.valuation.renewal_floor import renewal_floors
from zhidai.engine.valuation.prospects import Flags, Floats, ProspectColumns, months_between
from zhidai.reference.annual_fees import fee_schedule


def revealed_floor(
    book: pl.DataFrame, left: ProspectColumns, *, on: date, parameters: ValuationParameters
) -> pl.Series:
    """Yuan; empty where no payment speaks: not in force, no day of grant known, or a fee year
    beyond the schedule. In the grace after an unpaid fee it is the year before that was paid.
    """
    year = months_between(book["filing_date"], on) // MONTHS + 1
    in_grace = (book["fee_paid_until"] < on).fill_null(value=False).to_numpy()
    paid = np.where(in_grace, year - 1, year)
    months = np.where(in_grace, 0, left.months_left)
    floor = np.full(len(book), np.nan)
    speaks = left.alive & left.granted & (paid >= 1)
    for (kind, years), of_law in _by_law(book):
        rows = np.flatnonzero(of_law & speaks & (paid <= years))
        if rows.size:
            table = _table(PatentKind(kind), years, parameters)
            floor[rows] = table[paid[rows] - 1, months[rows]]
    return pl.Series(floor).fill_nan(None)


def _by_law(book: pl.DataFrame) -> Iterator[tuple[tuple[str, int], Flags]]:
    """The patents of each kind and legal term."""
    later = (book["filing_date"] >= DESIGN_15_YEARS_SINCE).to_numpy()
    for kind in PatentKind:
        of_kind = (book["kind"] == kind.value).to_numpy()
        terms = {DESIGN_15_YEARS_SINCE: of_kind & later, PATENT_LAW_SINCE: of_kind & ~later}
        for since, of_law in terms.items():
            yield (kind.value, term_years(kind, since)), of_law


def _table(kind: PatentKind, years: int, parameters: ValuationParameters) -> Floats:
    schedule = fee_schedule()
    fees = tuple(
        float(schedule.full_fee_yuan(kind, year)) * parameters.renewal_pays_ratio
        for year in range(1, years + 1)
    )
    return renewal_floors(
        fees,
        growth=parameters.growth,
        obsolescence=parameters.obsolescence,
        discount=parameters.discount,
        volatility=parameters.volatility,
    )
