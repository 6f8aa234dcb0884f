"""Of every patent on a day: has it ended, how much of the fee year is left, is it kept then.

The twins of `core.valuation.lapse` on columns.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from zhidai.core.valuation.income import MONTHS, MOST_YEARS
from zhidai.core.valuation.lapse import ASSUMED_EXAMINATION_YEARS, LapseModel
from zhidai.core.valuation.status import Status
from zhidai.engine.valuation.standing import status_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
DAYS_A_YEAR = 365.25
_ALIVE = [str(one) for one in Status if one.is_alive]
_LAST_COMMON = 28  # the last day that every month has


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectColumns:
    """kept: [patent, j] the chance to be kept past the (j+1)-th anniversary; 0 after the term. All
    patents of one anniversary lie together, since they are worked on together.
    """

    status: pl.Series  # `Status` of each
    alive: Flags  # in force, or an application under way
    months_left: Ints
    kept: Floats
    granted: Flags  # a day of grant is known


def prospects(book: pl.DataFrame, *, on: date, model: LapseModel) -> ProspectColumns:
    """What was known on the day: a lapse or grant dated later has not happened yet."""
    months = months_between(book["filing_date"], on)
    months_left = MONTHS - months % MONTHS
    to_end = _months_until(book["expiry_date"], on)
    months_left = np.minimum(months_left, np.maximum(to_end, 1))
    years = np.clip((to_end - months_left) // MONTHS, 0, MOST_YEARS)
    since_grant, granted = _years_since_grant(book, on)
    to_next = months_left / MONTHS
    scale = _log_scale(book, model, since_grant=since_grant, granted=granted, on=on)
    first = since_grant + to_next - 1.0
    now = _survival(model.shape, scale, np.maximum(first, 0.0))
    kept = np.zeros((MOST_YEARS, len(book)))
    for place in range(int(years.max(initial=0))):
        chance = _survival(model.shape, scale, since_grant + to_next + place) / now
        kept[place] = np.where(place < years, chance, 0.0)
    status = status_of(book, on)
    return ProspectColumns(
        status=status,
        alive=status.is_in(_ALIVE).to_numpy(),
        months_left=months_left,
        kept=kept.T,
        granted=granted,
    )


def _survival(shape: float, scale: Floats, years: Floats) -> Floats:
    with np.errstate(divide="ignore"):
        z = shape * (np.log(years) - scale)
    survival: Floats = 1.0 / (1.0 + np.exp(np.where(years > 0, z, -np.inf)))
    return survival


def _log_scale(
    book: pl.DataFrame, model: LapseModel, *, since_grant: Floats, granted: Flags, on: date
) -> Floats:
    kinds = book["kind"].replace_strict(dict(model.kind_scale), default=1.0)
    total = model.intercept + np.log(kinds.cast(pl.Float64).to_numpy())
    owner = pl.col("owner")
    known = book.select(
        log_claims=pl.col("claims").log1p(),
        log_inventors=pl.col("inventors").log1p(),
        log_applicants=pl.col("applicants").log1p(),
        domestic=pl.col("domestic"),
        owner_university=owner.is_in(["university", "institute"]).cast(pl.Float64),
        owner_individual=(owner == "individual").cast(pl.Float64),
        examination_years=(pl.col("grant_date") - pl.col("filing_date")).dt.total_days()
        / DAYS_A_YEAR,
    )
    for name, coefficient in model.coefficients.items():
        value = known[name].fill_null(model.centre[name]).to_numpy()
        if name == "examination_years":  # a grant that is still to come says nothing yet
            value = np.where(granted, value, model.centre[name])
        total = total + coefficient * (value - model.centre[name])
    scale: Floats = total
    return scale


def _years_since_grant(book: pl.DataFrame, on: date) -> tuple[Floats, Flags]:
    granted_on = book["grant_date"]
    granted = (granted_on <= on).fill_null(value=False).to_numpy()
    assumed = book["kind"].replace_strict(ASSUMED_EXAMINATION_YEARS, default=3.0).to_numpy()
    age = (pl.Series([on]) - book["filing_date"]).dt.total_days().to_numpy() / DAYS_A_YEAR
    since = (pl.Series([on]) - granted_on).dt.total_days().fill_null(0).to_numpy() / DAYS_A_YEAR
    years: Floats = np.maximum(np.where(granted, since, age - assumed), 0.0)
    return years, granted


def months_between(since: pl.Series, on: date) -> Ints:
    """Full months from a day to the day asked about."""
    months = (on.year - since.dt.year()) * MONTHS + (on.month - since.dt.month().cast(pl.Int32))
    return _months(months - (_day_of(since) > min(on.day, _LAST_COMMON)).cast(pl.Int32))


def _months_until(until: pl.Series, on: date) -> Ints:
    """Months up to a day, one that has begun counted in full, as the fee year's last one is."""
    months = (until.dt.year() - on.year) * MONTHS + (until.dt.month().cast(pl.Int32) - on.month)
    return _months(months + (_day_of(until) > min(on.day, _LAST_COMMON)).cast(pl.Int32))


def _day_of(days: pl.Series) -> pl.Series:
    """The day of the month; the 29th to 31st as the 28th, so that each has all anniversaries."""
    return days.dt.day().clip(upper_bound=_LAST_COMMON)


def _months(count: pl.Series) -> Ints:
    found: Ints = count.cast(pl.Int64).to_numpy()
    return found
