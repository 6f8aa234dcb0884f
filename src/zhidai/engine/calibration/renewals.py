"""Renewals on record as intervals of survival: which fee anniversary was missed, or kept so far.

The gazette names a lapse about fourteen months late; the legal end is the anniversary of the unpaid
fee (`core.registers.annual_fees.effective_lapse`). A patent whose fee was paid on an anniversary is
known to be kept until just before the next one.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from zhidai.core.errors import BadInput, Reason, bad_input
from zhidai.core.registers.annual_fees import effective_lapse, fee_due_on, fee_year_on
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on
from zhidai.core.valuation.lapse import COVARIATES

Floats = npt.NDArray[np.float64]
ALIASES = {
    "application_number": ("application_number", "patent_number", "申请号", "专利号"),
    "main_ipc": ("main_ipc", "主分类号"),
    "filing_date": ("filing_date", "申请日"),
    "grant_date": ("grant_date", "授权公告日", "授权日"),
    "lapse_date": ("lapse_date", "失效公告日", "终止公告日"),
    "applicants": ("applicants", "申请人数量"),
    "university_applicants": ("university_applicants", "高校申请人数量"),
    "individual_applicants": ("individual_applicants", "个人申请人数量"),
    "inventors": ("inventors", "发明人数量"),
    "claims": ("claims", "权利要求数量"),
    "domestic": ("domestic", "国内"),
}
_NEEDED = ("filing_date", "grant_date", "lapse_date")
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
    """Granted inventions of a frame. Bad input: `renewals_column_missing`, `renewals_empty`."""
    names = {one: _found(frame, known) for one, known in ALIASES.items()}
    for needed in _NEEDED:
        if names[needed] is None:
            raise bad_input("renewals_column_missing", column=needed)
    rows, rejected = [], []
    for number, row in enumerate(frame.iter_rows(named=True), start=2):
        cells = {one: _text(row.get(name)) if name else "" for one, name in names.items()}
        try:
            rows.append(_read(cells, observed_until=observed_until))
        except BadInput as refused:
            rejected.append(RejectedRenewal(row=number, reasons=refused.reasons))
    if not rows:
        raise bad_input("renewals_empty")
    kept, missed, observed, covariates, sections = zip(*rows, strict=True)
    found = Renewals(
        kept=np.array(kept),
        missed=np.array(missed),
        observed=np.array(observed),
        covariates=np.array(covariates),
        sections=sections,
    )
    return found, rejected


def _found(frame: pl.DataFrame, known: tuple[str, ...]) -> str | None:
    return next((name for name in known if name in frame.columns), None)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


_Row = tuple[float, float, float, tuple[float, ...], str]


def _read(cells: dict[str, str], *, observed_until: date) -> _Row:
    filed, granted = _day(cells, "filing_date"), _day(cells, "grant_date")
    ends = expires_on(PatentKind.INVENTION, filed)
    if not filed < granted < ends:
        raise bad_input("renewals_days_out_of_order", first=filed, second=granted)
    if granted > observed_until:
        raise bad_input("renewals_granted_after_observation", granted=granted, until=observed_until)
    until = min(observed_until, ends)
    missed_on = None
    if cells["lapse_date"]:
        gazetted = _day(cells, "lapse_date")
        if gazetted <= granted:
            raise bad_input("renewals_days_out_of_order", first=granted, second=gazetted)
        lapse = effective_lapse(
            filed_on=filed, granted_on=granted, gazetted_on=gazetted, ends_on=ends
        )
        missed_on = None if lapse.fee_year is None else lapse.on
        until = lapse.on
    kept_on = _last_paid(filed, granted, missed_on, until)
    return (
        _years(granted, kept_on),
        float("inf") if missed_on is None else _years(granted, missed_on),
        _years(granted, until),
        _covariates(cells, examination_years=_years(filed, granted)),
        cells["main_ipc"][:1].upper(),
    )


def _last_paid(filed: date, granted: date, missed_on: date | None, until: date) -> date:
    """The last fee anniversary known to be paid; the grant where there is none yet."""
    year = fee_year_on(filed, until if missed_on is None else missed_on)
    last = fee_due_on(filed, year if missed_on is None else year - 1)
    return max(last, granted)


def _covariates(cells: dict[str, str], *, examination_years: float) -> tuple[float, ...]:
    universities = _count(cells, "university_applicants")
    individuals = _count(cells, "individual_applicants")
    values = {
        "log_claims": _log(_count(cells, "claims")),
        "log_inventors": _log(_count(cells, "inventors")),
        "log_applicants": _log(_count(cells, "applicants")),
        "domestic": _count(cells, "domestic"),
        "owner_university": None if universities is None else float(universities > 0),
        "owner_individual": None if individuals is None else float(individuals > 0),
        "examination_years": examination_years,
    }
    return tuple(
        np.nan if values[name] is None else float(values[name] or 0.0) for name in COVARIATES
    )


def _count(cells: dict[str, str], name: str) -> float | None:
    if not cells[name]:
        return None
    try:
        number = float(cells[name])
    except ValueError:
        number = -1.0
    if not 0 <= number < 10_000:
        raise bad_input("renewals_number_unreadable", column=name, text=cells[name][:40])
    return number


def _log(count: float | None) -> float | None:
    return None if count is None else float(np.log1p(count))


def _day(cells: dict[str, str], name: str) -> date:
    try:
        return date.fromisoformat(cells[name][:10])
    except ValueError:
        raise bad_input("renewals_day_unreadable", column=name, text=cells[name][:40]) from None


def _years(since: date, until: date) -> float:
    return (until - since).days / DAYS_A_YEAR
