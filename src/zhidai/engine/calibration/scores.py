"""How well survival was foretold: who goes first, who goes within a time, and how many.

Each figure is of patents that the model has not seen (held-out folds), its standard error from the
spread over the folds.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from zhidai.engine.calibration.renewals import Floats, Renewals

Foretold = Callable[[Renewals, Floats], Floats]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
HORIZONS = (1.0, 3.0)
START_YEARS = tuple(float(year) for year in range(1, 9))  # asked at each age of those still kept
_RISK_YEARS = 6.0  # the age at which the c-index asks for a risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A figure with its standard error; None where the folds cannot tell."""

    value: float | None
    error: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How well a model foretold. c_index: of two patents, the one said to go first did (0.5 is
    chance). auc: the same for a lapse within 1 and 3 years. slope: of what happened on what was
    said (1 is right; below 1 the model says more than it knows).
    """

    c_index: Score
    auc: dict[str, Score]
    slope: dict[str, Score]


def folds_of(count: int, folds: int) -> Places:
    """Which fold each patent is in: by a fixed shuffle, the same every time."""
    places = np.random.default_rng(20170831).permutation(count)
    numbers: Places = places % folds
    return numbers


def c_index(renewals: Renewals, risk: Floats) -> float | None:
    """Harrell's index over pairs in which one is known to have gone before the other."""
    lapsed = renewals.has_lapsed
    end = np.where(lapsed, renewals.missed, renewals.kept)
    agree = pairs = 0.0
    for place in np.flatnonzero(lapsed).tolist():
        later = end > end[place]
        pairs += later.sum()
        agree += (risk[later] < risk[place]).sum() + 0.5 * (risk[later] == risk[place]).sum()
    return None if pairs == 0 else float(agree / pairs)


def within(renewals: Renewals, *, start: float, horizon: float) -> tuple[Flags, Flags]:
    """Patents kept at `start` of which it is known whether they went in time, and whether."""
    end = start + horizon
    alive = (renewals.missed > start) & (renewals.observed >= start)
    gone = alive & (renewals.missed <= end)
    known = gone | (alive & (renewals.observed >= end))
    return known, gone


def auc(positive: Flags, risk: Floats) -> float | None:
    """The chance that one that went was said to be riskier than one that did not."""
    ones, zeros = int(positive.sum()), int((~positive).sum())
    if ones == 0 or zeros == 0:
        return None
    ranks = rankdata(risk)
    return float((ranks[positive].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def slope(positive: Flags, chance: Floats) -> float | None:
    """Logistic regression of what happened on the logit of what was said, by Newton's method."""
    if positive.all() or not positive.any() or np.ptp(chance) == 0:
        return None
    safe = np.clip(chance, 1e-6, 1 - 1e-6)
    design = np.column_stack([np.ones_like(safe), np.log(safe / (1 - safe))])
    beta = np.array([0.0, 1.0])
    for _ in range(50):
        fitted = 1 / (1 + np.exp(np.clip(-design @ beta, -700.0, 700.0)))
        weight = fitted * (1 - fitted)
        step = np.linalg.solve(
            (design * weight[:, None]).T @ design + 1e-9 * np.eye(2), design.T @ (positive - fitted)
        )
        beta = beta + step
        if np.abs(step).max() < 1e-9:
            break
    return float(beta[1])


def quality(renewals: Renewals, foretold: list[tuple[Places, Foretold]]) -> Quality:
    """The figures over folds: (patents left out, model fitted to the others)."""
    indexes: list[float | None] = []
    areas: dict[str, list[float | None]] = {_name(one): [] for one in HORIZONS}
    slopes: dict[str, list[float | None]] = {_name(one): [] for one in HORIZONS}
    for which, model in foretold:
        part = renewals.of(which)
        indexes.append(c_index(part, 1 - model(part, np.full(len(part), _RISK_YEARS))))
        for horizon in HORIZONS:
            happened, said = _asked_at_each_age(part, model, horizon)
            areas[_name(horizon)].append(auc(happened, said))
            slopes[_name(horizon)].append(slope(happened, said))
    return Quality(
        c_index=_score(indexes),
        auc={name: _score(found) for name, found in areas.items()},
        slope={name: _score(found) for name, found in slopes.items()},
    )


def counting_rejected(found: Quality, *, used: int, rejected: int) -> Quality:
    """The same with every rejected row a failure: a pair of patents with one of them counts as
    ordered wrongly, so that an index or an area is multiplied by the share of pairs without one.
    A slope asks of patents what was said of them, and stays.
    """
    rows = used + rejected
    share = used * (used - 1) / (rows * (rows - 1)) if used > 1 else 1.0
    return replace(
        found,
        c_index=_times(found.c_index, share),
        auc={name: _times(one, share) for name, one in found.auc.items()},
    )


def _times(score: Score, share: float) -> Score:
    return Score(
        value=None if score.value is None else score.value * share,
        error=None if score.error is None else score.error * share,
    )


def _asked_at_each_age(part: Renewals, model: Foretold, horizon: float) -> tuple[Flags, Floats]:
    """What happened and what was said, of every patent at every age at which it was still kept."""
    happened, said = [], []
    for start in START_YEARS:
        at = np.full(len(part), start)
        chance = 1 - model(part, at + horizon) / np.maximum(model(part, at), 1e-9)
        known, gone = within(part, start=start, horizon=horizon)
        happened.append(gone[known])
        said.append(chance[known])
    return np.concatenate(happened), np.concatenate(said)


def _name(horizon: float) -> str:
    return f"{horizon:g}y"


def _score(found: list[float | None]) -> Score:
    known = np.array([one for one in found if one is not None])
    if not len(known):
        return Score(value=None, error=None)
    error = float(known.std(ddof=1) / np.sqrt(len(known))) if len(known) > 1 else None
    return Score(value=float(known.mean()), error=error)
