"""The numbers that supervision runs on, taken from a scheme on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.lending.classification import RiskClass, first_overdue_day
from zhidai.core.policy.breakers import Breaker, BreakerMetric
from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.sanctions import Sanction, SanctionCause, SanctionEffect
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Comparison

SUBSTANDARD_FROM = first_overdue_day(RiskClass.SUBSTANDARD)  # 2023 No. 1
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioSettings:
    """npl_ratio_max: fraction of one; exclusion_years: whole years.

    line_itself_trips: whether the ratio stops business at the line already (达到) or only above it
    (超过). from_overdue_day: the overdue day from which a loan's balance counts as non-performing.
    """

    npl_ratio_max: Decimal
    line_itself_trips: bool
    warning_ratio: Decimal | None
    exclusion_years: int
    from_overdue_day: int
    npl_clause: str
    exclusion_clause: str


def settings_from(scheme: Scheme, on: date) -> PortfolioSettings:
    """The supervision numbers of a scheme in force on a day.

    Bad input: `breaker_not_in_scheme`, `exclusion_not_in_scheme`, `breaker_more_than_one`.
    """
    breaker, exclusion = breaker_of(scheme), exclusion_of(scheme)
    compare = scheme.parameters[breaker.parameter].compare
    return PortfolioSettings(
        npl_ratio_max=scheme.value(breaker.parameter, on).amount,
        line_itself_trips=compare is Comparison.AT_LEAST,
        warning_ratio=None if breaker.warning is None else scheme.value(breaker.warning, on).amount,
        exclusion_years=_years(scheme, exclusion, on),
        from_overdue_day=_from_overdue_day(scheme, breaker),
        npl_clause=breaker.clause,
        exclusion_clause=exclusion.clause,
    )


def breaker_of(scheme: Scheme) -> Breaker:
    """The one breaker of a scheme."""
    if not scheme.breakers:
        raise bad_input("breaker_not_in_scheme", scheme=scheme.id)
    if len(scheme.breakers) > 1:
        names = ", ".join(one.id for one in scheme.breakers)
        raise bad_input("breaker_more_than_one", scheme=scheme.id, parts=names)
    return scheme.breakers[0]


def exclusion_of(scheme: Scheme) -> Sanction:
    """What shuts an enterprise out after a claim was paid for it."""
    for one in scheme.sanctions:
        if (one.after, one.effect) == (SanctionCause.CLAIM_PAYMENT, SanctionEffect.NO_APPLICATION):
            return one
    raise bad_input("exclusion_not_in_scheme", scheme=scheme.id)


def _years(scheme: Scheme, sanction: Sanction, on: date) -> int:
    if sanction.lasts is None:
        raise bad_input("exclusion_not_in_scheme", scheme=scheme.id)
    return int(in_unit(scheme.value(sanction.lasts, on), Unit.MONTHS).amount) // MONTHS_A_YEAR


def _from_overdue_day(scheme: Scheme, breaker: Breaker) -> int:
    if breaker.metric is BreakerMetric.FIVE_CLASS_NPL:
        return SUBSTANDARD_FROM
    return reading_chosen(
        scheme,
        "overdue_from_one_day",
        {"one_day": 1, "sixty_days": 60, "supervisory_classes": SUBSTANDARD_FROM},
        default=1,
    )
