"""Renewals on record as intervals of survival: which fee anniversary was missed, or kept so far.

The gazette names a lapse about fourteen months late; the legal end is the anniversary of the unpaid
fee (`core.registers.annual_fees.effective_lapse`). A patent whose fee was paid on an anniversary is
known to be kept until just before the next one. A lapse told on an anniversary is a legal end
itself: no gazette appears on it but by chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.registers.annual_fees import effective_lapse, fee_due_on, fee_year_on
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on
from zhidai.core.valuation.lapse import COVARIATES
from zhidai.engine.calibration.renewal_rows import RenewalRow, read_rows

Floats = npt.NDArray[np.float64]
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRenewal:
    """A row that was not used: its number in the file, and why."""

    row: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewals:
    """One row a patent. Years since grant: `kept` the last anniversary whose fee was paid (0 where
    none was due yet), `missed` the one that was not (infinite where none was).
    """

    kept: Floats
    missed: Floats
    observed: Floats  # years since grant at the end of observation or term
    covariates: Floats  # [patent, COVARIATES]
    sections: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.kept)

    @property
    def has_lapsed(self) -> npt.NDArray[np.bool_]:
        """Patents whose lapse is on record."""
        return np.isfinite(self.missed)

    def of(self, which: npt.NDArray[np.int64]) -> "Renewals":
        """Some of the patents."""
        return Renewals(
            kept=self.kept[which],
            missed=self.missed[which],
            observed=self.observed[which],
            covariates=self.covariates[which],
            sections=tuple(self.sections[place] for place in which.tolist()),
        )


def read_renewals(
    frame: pl.DataFrame, *, observed_until: date
) -> tuple[Renewals, list[RejectedRenewal]]:
    """Granted inventions of a frame; other kinds and a number's second row are rejected.

    Bad input: `renewals_column_missing`, `valuation_column_twice`, `renewals_empty`.
    """
    found, rejected = [], []
    for row in read_rows(frame):
        try:
            found.append(_read(row, observed_until=observed_until))
        except BadInput as refused:
            rejected.append(RejectedRenewal(row=row.row, reasons=refused.reasons))
    if not found:
        raise _none_used(rejected)
    kept, missed, observed, covariates, sections = zip(*found, strict=True)
    renewals = Renewals(
        kept=np.array(kept),
        missed=np.array(missed),
        observed=np.array(observed),
        covariates=np.array(covariates),
        sections=sections,
    )
    return renewals, rejected


def _none_used(rejected: list[RejectedRenewal]) -> BadInput:
    """With the reason of the first row, where there is one."""
    empty = reason("renewals_empty", rejected=len(rejected))
    if not rejected:
        return BadInput(empty)
    first = rejected[0]
    return BadInput(empty, reason("renewals_first_rejected", row=first.row), *first.reasons)


_Row = tuple[float, float, float, tuple[float, ...], str]


def _read(row: RenewalRow, *, observed_until: date) -> _Row:
    filed, granted = row.days()
    ends = expires_on(PatentKind.INVENTION, filed)
    if not filed < granted < ends:
        raise bad_input("renewals_days_out_of_order", first=filed, second=granted)
    if granted > observed_until:
        raise bad_input("renewals_granted_after_observation", granted=granted, until=observed_until)
    until = min(observed_until, ends)
    missed_on = None
    if row.lapsed_on is not None:
        if row.lapsed_on <= granted:
            raise bad_input("renewals_days_out_of_order", first=granted, second=row.lapsed_on)
        missed_on, until = _lapse(filed, granted, row.lapsed_on, ends)
    kept_on = _last_paid(filed, granted, missed_on, until)
    return (
        _years(granted, kept_on),
        float("inf") if missed_on is None else _years(granted, missed_on),
        _years(granted, until),
        _covariates(row.counts, examination_years=_years(filed, granted)),
        row.section,
    )


def _lapse(filed: date, granted: date, told_on: date, ends: date) -> tuple[date | None, date]:
    """The anniversary missed, None where no unpaid fee explains the end; and the legal end."""
    if told_on < ends and told_on == fee_due_on(filed, fee_year_on(filed, told_on)):
        return told_on, told_on
    lapse = effective_lapse(filed_on=filed, granted_on=granted, gazetted_on=told_on, ends_on=ends)
    return (None if lapse.fee_year is None else lapse.on), lapse.on


def _last_paid(filed: date, granted: date, missed_on: date | None, until: date) -> date:
    """The last fee anniversary known to be paid; the grant where there is none yet."""
    year = fee_year_on(filed, until if missed_on is None else missed_on)
    last = fee_due_on(filed, year if missed_on is None else year - 1)
    return max(last, granted)


def _covariates(
    counts: Mapping[str, float | None], *, examination_years: float
) -> tuple[float, ...]:
    values = {
        "log_claims": _log(counts["claims"]),
        "log_inventors": _log(counts["inventors"]),
        "log_applicants": _log(counts["applicants"]),
        "domestic": counts["domestic"],
        "owner_university": counts["owner_university"],
        "owner_individual": counts["owner_individual"],
        "examination_years": examination_years,
    }
    return tuple(
        np.nan if values[name] is None else float(values[name] or 0.0) for name in COVARIATES
    )


def _log(count: float | None) -> float | None:
    return None if count is None else float(np.log1p(count))


def _years(since: date, until: date) -> float:
    return (until - since).days / DAYS_A_YEAR
