"""The numbers that supervision runs on, taken from a scheme on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.scheme import Scheme

SUBSTANDARD_FROM = 91  # more than 90 days overdue, 2023 No. 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioSettings:
    """npl_ratio_max: fraction of one, itself still allowed; exclusion_years: whole years.

    from_overdue_day: the overdue day from which a loan's balance counts as non-performing.
    """

    npl_ratio_max: Decimal
    exclusion_years: int
    from_overdue_day: int
    npl_clause: str
    exclusion_clause: str


def settings_from(scheme: Scheme, on: date) -> PortfolioSettings:
    """The supervision numbers of a scheme in force on a day."""
    return PortfolioSettings(
        npl_ratio_max=scheme.value("npl_ratio_max", on).amount,
        exclusion_years=int(scheme.value("exclusion_years", on).amount),
        from_overdue_day=reading_chosen(
            scheme,
            "overdue_from_one_day",
            {"one_day": 1, "sixty_days": 60, "supervisory_classes": SUBSTANDARD_FROM},
            default=1,
        ),
        npl_clause=scheme.parameters["npl_ratio_max"].clause,
        exclusion_clause=scheme.parameters["exclusion_years"].clause,
    )
