"""How long owners keep a patent: the chance of an unpaid annual fee, by age and by what it is.

A patent ends early only on an anniversary of its filing, when the fee for the next year is not
paid. The chance follows a log-logistic law of the years since grant,

    S(t) = 1 / (1 + (t / scale)^shape),   ln scale = intercept + sum of coefficient x covariate,

whose hazard rises and falls again: few give up at once, most between the fifth and the tenth year,
and what was kept longer is worth keeping. Source of the form: the accelerated failure time model
(Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data); of the parameters: the
dated table `lapse_model`, which names its data.

Estimates are floats (docs/adr/0008): they say what is likely, and become money once, at the end.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

COVARIATES = (
    "log_claims",
    "log_inventors",
    "log_applicants",
    "domestic",
    "owner_university",
    "owner_individual",
    "examination_years",
)
# Years from filing to grant where a grant date is not known (assumed).
ASSUMED_EXAMINATION_YEARS = {"invention": 3.0, "utility_model": 0.75, "design": 0.75}


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseModel:
    """Fitted parameters. `centre` is each covariate's mean in the data; a missing covariate counts
    as that, and the intercept is of a patent that is so in all. calibrated_kinds and
    calibrated_sections say for what the data speak; kind_scale multiplies the scale of kinds they
    say nothing of (assumed).
    """

    shape: float
    intercept: float
    coefficients: Mapping[str, float]
    centre: Mapping[str, float]
    kind_scale: Mapping[str, float]
    source: str
    fitted_on: str
    calibrated_kinds: frozenset[str]
    calibrated_sections: frozenset[str]

    def is_calibrated(self, kind: str, section: str | None) -> bool:
        """Whether the data behind the parameters are of such patents."""
        return kind in self.calibrated_kinds and section in self.calibrated_sections


def log_scale(model: LapseModel, covariates: Mapping[str, float | None], kind: str) -> float:
    """ln of the scale in years."""
    total = model.intercept + math.log(model.kind_scale.get(kind, 1.0))
    for name, coefficient in model.coefficients.items():
        value = covariates.get(name)
        if value is not None:
            total += coefficient * (value - model.centre[name])
    return total


def survival(shape: float, log_scale: float, years: float) -> float:
    """The chance of still being kept `years` after grant; 1 at the grant."""
    if years <= 0:
        return 1.0
    return 1.0 / (1.0 + math.exp(shape * (math.log(years) - log_scale)))


def kept_at_anniversaries(
    shape: float, log_scale: float, *, years_since_grant: float, to_next: float, count: int
) -> tuple[float, ...]:
    """The chance, seen from today, of still being kept after each coming fee anniversary.

    years_since_grant: today, not below 0; to_next: years until the next anniversary (0 < .. <= 1);
    count: anniversaries before the end of the term. Today's fee year is paid: until the next
    anniversary the patent is kept for sure.
    """
    first = years_since_grant + to_next - 1.0
    now = survival(shape, log_scale, max(first, 0.0))
    return tuple(
        survival(shape, log_scale, years_since_grant + to_next + place) / now
        for place in range(count)
    )


def lapse_probability(kept: tuple[float, ...], years: int) -> float:
    """The chance of a lapse at one of the next `years` anniversaries."""
    if not kept or years <= 0:
        return 0.0
    return 1.0 - kept[min(years, len(kept)) - 1]


def expected_remaining_years(kept: tuple[float, ...], to_next: float) -> float:
    """Years from today until the lapse or the end of the term, on average."""
    return to_next + math.fsum(kept)
