"""Maximum likelihood for survival laws of patents, and two plain baselines to hold them against.

Likelihood of a patent: missed at anniversary b after the last paid one a, S(a) - S(b); kept so
far, S(last paid anniversary). Everything is deterministic.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm

from zhidai.engine.calibration.renewals import Floats, Renewals

_SMALL = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Covariates made ready: missing ones at their mean, all centred."""

    centre: Floats

    @classmethod
    def of(cls, renewals: Renewals) -> "Design":
        with np.errstate(all="ignore"):
            counted = (~np.isnan(renewals.covariates)).sum(axis=0)
            total = np.nansum(renewals.covariates, axis=0)
        return cls(centre=np.where(counted > 0, total / np.maximum(counted, 1), 0.0))

    def matrix(self, renewals: Renewals) -> Floats:
        known = np.where(np.isnan(renewals.covariates), self.centre, renewals.covariates)
        centred: Floats = known - self.centre
        return centred


Law = Callable[[float, Floats, Floats], Floats]  # shape, log scale, years -> S


def log_logistic(shape: float, log_scale: Floats, years: Floats) -> Floats:
    """1 / (1 + (t / scale)^shape)."""
    z = shape * (np.log(np.maximum(years, _SMALL)) - log_scale)
    survival: Floats = 1.0 / (1.0 + np.exp(np.minimum(z, 700.0)))
    return survival


def weibull(shape: float, log_scale: Floats, years: Floats) -> Floats:
    """exp(-(t / scale)^shape): a hazard that only rises or only falls."""
    z = shape * (np.log(np.maximum(years, _SMALL)) - log_scale)
    survival: Floats = np.exp(-np.exp(np.minimum(z, 700.0)))
    return survival


def log_normal(shape: float, log_scale: Floats, years: Floats) -> Floats:
    """1 - Phi(shape x ln(t / scale))."""
    z = shape * (np.log(np.maximum(years, _SMALL)) - log_scale)
    survival: Floats = norm.sf(z)
    return survival


LAWS: dict[str, Law] = {"log_logistic": log_logistic, "weibull": weibull, "log_normal": log_normal}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A law with its parameters; coefficients belong to the centred covariates."""

    law: str
    shape: float
    intercept: float
    coefficients: Floats
    design: Design
    log_likelihood: float

    def survival(self, renewals: Renewals, years: Floats) -> Floats:
        """S at a number of years since grant, for each patent."""
        scale = self.intercept + self.design.matrix(renewals) @ self.coefficients
        return LAWS[self.law](self.shape, scale, years)


def fit(
    renewals: Renewals, *, law: str = "log_logistic", columns: tuple[int, ...] | None = None
) -> Fitted:
    """Maximum likelihood by BFGS from a plain start; `columns` picks some of the covariates."""
    design = Design.of(renewals)
    matrix = design.matrix(renewals)
    used = np.array(range(matrix.shape[1]) if columns is None else columns, np.int64)
    chosen = matrix[:, used]
    lapsed, survive = renewals.has_lapsed, LAWS[law]
    missed = np.where(lapsed, renewals.missed, 1.0)

    def loss(parameters: Floats) -> float:
        shape, scale = np.exp(parameters[0]), parameters[1] + chosen @ parameters[2:]
        kept = survive(shape, scale, renewals.kept)
        kept = np.where(renewals.kept <= 0, 1.0, kept)
        gone = np.where(lapsed, survive(shape, scale, missed), 0.0)
        return float(-np.log(np.maximum(kept - gone, _SMALL)).sum())

    start = np.concatenate([[0.6, 2.3], np.zeros(len(used))])
    found = minimize(loss, start, method="BFGS", options={"gtol": 1e-4, "maxiter": 500})
    coefficients = np.zeros(matrix.shape[1])
    coefficients[used] = found.x[2:]
    return Fitted(
        law=law,
        shape=float(np.exp(found.x[0])),
        intercept=float(found.x[1]),
        coefficients=coefficients,
        design=design,
        log_likelihood=-float(found.fun),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cox:
    """Proportional hazards on anniversaries, with Breslow's baseline: the usual plain model."""

    coefficients: Floats
    design: Design
    times: Floats
    hazard: Floats  # cumulative baseline at `times`

    def survival(self, renewals: Renewals, years: Floats) -> Floats:
        """S at a number of years since grant, for each patent."""
        risk = np.exp(self.design.matrix(renewals) @ self.coefficients)
        place = np.searchsorted(self.times, years, side="right")
        cumulative = np.concatenate([[0.0], self.hazard])[place]
        survival: Floats = np.exp(-cumulative * risk)
        return survival


def fit_cox(renewals: Renewals) -> Cox:
    """Partial likelihood with Breslow's ties, a little ridge, Newton's method by BFGS."""
    design = Design.of(renewals)
    matrix = design.matrix(renewals)
    lapsed = renewals.has_lapsed
    ends = np.where(lapsed, renewals.missed, renewals.kept)
    order = np.argsort(-ends, kind="stable")
    matrix, ends, lapsed = matrix[order], ends[order], lapsed[order]
    # The risk set of a time reaches to the last row with that time.
    last = np.searchsorted(-ends, -ends, side="right") - 1

    def loss(beta: Floats) -> tuple[float, Floats]:
        score = matrix @ beta
        weight = np.exp(score)
        total = np.cumsum(weight)[last]
        mean = np.cumsum(weight[:, None] * matrix, axis=0)[last] / total[:, None]
        value = -(score - np.log(total))[lapsed].sum() + 0.5e-3 * float(beta @ beta)
        slope = -(matrix - mean)[lapsed].sum(axis=0) + 1e-3 * beta
        return float(value), slope

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="BFGS")
    weight = np.exp(matrix @ found.x)
    total = np.cumsum(weight)[last]
    steps = np.where(lapsed, 1.0 / total, 0.0)[::-1]
    return Cox(coefficients=found.x, design=design, times=ends[::-1], hazard=np.cumsum(steps))
