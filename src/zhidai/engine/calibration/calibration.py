"""The whole calibration: fit, hold out, compare with plain models, say for what the data speak."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from zhidai.core.calendar import add_months
from zhidai.core.registers.annual_fees import SOONEST_GAZETTE_MONTHS
from zhidai.core.valuation.lapse import COVARIATES
from zhidai.engine.calibration.fitting import fit, fit_cox
from zhidai.engine.calibration.renewals import RejectedRenewal, Renewals, read_renewals
from zhidai.engine.calibration.scores import Foretold, Quality, counting_rejected, folds_of, quality

LATEST_GAZETTE_MONTHS = SOONEST_GAZETTE_MONTHS + 2  # the gazette of a lapse comes within these
FEWEST_OF_A_SECTION = 200  # patents from which a section counts as calibrated
_CLAIMS_ONLY = (COVARIATES.index("log_claims"),)
MODELS: dict[str, Callable[[Renewals], Foretold]] = {
    "log_logistic": lambda part: fit(part).survival,
    "cox": lambda part: fit_cox(part).survival,
    "claims_only": lambda part: fit(part, columns=_CLAIMS_ONLY).survival,
    "weibull": lambda part: fit(part, law="weibull").survival,
    "log_normal": lambda part: fit(part, law="log_normal").survival,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What `value calibrate` finds. Rejected rows are all named; nothing is fitted to them, and in
    the figures of quality they count as failures.
    """

    rows: int
    patents: int
    rejected: tuple[RejectedRenewal, ...]
    lapsed: int
    observed_until: date
    shape: float
    intercept: float
    coefficients: dict[str, float]
    centre: dict[str, float]
    log_likelihood: dict[str, float]
    quality: dict[str, Quality]
    sections: tuple[str, ...]


def calibrate(
    frame: pl.DataFrame,
    *,
    gazetted_until: date,
    folds: int = 5,
    after_each: Callable[[], None] = lambda: None,
) -> Calibration:
    """Fit and judge. A lapse is gazetted up to fourteen months late, so that survival is only
    known that long before the last gazette. Bad input: `renewals_...`.
    """
    until = add_months(gazetted_until, -LATEST_GAZETTE_MONTHS)
    renewals, rejected = read_renewals(frame, observed_until=until)
    fitted = fit(renewals)
    numbers = folds_of(len(renewals), folds)
    found: dict[str, Quality] = {}
    for name, model in MODELS.items():
        parts = []
        for fold in range(folds):
            others = renewals.of(np.flatnonzero(numbers != fold))
            parts.append((np.flatnonzero(numbers == fold), model(others)))
            after_each()
        figures = quality(renewals, parts)
        found[name] = counting_rejected(figures, used=len(renewals), rejected=len(rejected))
    return Calibration(
        rows=len(frame),
        patents=len(renewals),
        rejected=tuple(rejected),
        lapsed=int(renewals.has_lapsed.sum()),
        observed_until=until,
        shape=fitted.shape,
        intercept=fitted.intercept,
        coefficients=_named(fitted.coefficients),
        centre=_named(fitted.design.centre),
        log_likelihood={law: fit(renewals, law=law).log_likelihood for law in _LAWS},
        quality=found,
        sections=_sections(renewals),
    )


_LAWS = ("log_logistic", "weibull", "log_normal")


def _named(values: "np.typing.NDArray[np.float64]") -> dict[str, float]:
    return {name: float(value) for name, value in zip(COVARIATES, values, strict=True)}


def _sections(renewals: Renewals) -> tuple[str, ...]:
    counted = Counter(renewals.sections)
    return tuple(sorted(s for s, count in counted.items() if s and count >= FEWEST_OF_A_SECTION))
