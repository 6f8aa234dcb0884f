"""The numbers that supervision runs on, taken from a scheme on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.policy.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioSettings:
    """npl_ratio_max: fraction of one, itself still allowed; exclusion_years: whole years."""

    npl_ratio_max: Decimal
    exclusion_years: int


def settings_from(scheme: Scheme, on: date) -> PortfolioSettings:
    """The supervision numbers of a scheme in force on a day."""
    return PortfolioSettings(
        npl_ratio_max=scheme.value("npl_ratio_max", on).amount,
        exclusion_years=int(scheme.value("exclusion_years", on).amount),
    )
