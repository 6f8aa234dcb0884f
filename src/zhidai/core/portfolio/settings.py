"""The numbers that supervision runs on, taken from a scheme on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.errors import bad_input
from zhidai.core.lending.classification import RiskClass, first_overdue_day
from zhidai.core.policy.breakers import Breaker, BreakerMetric, BreakerScope, Resume
from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.readings import reading_chosen
from zhidai.core.policy.sanctioning import EXCLUSION, is_against_enterprise
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Comparison

SUBSTANDARD_FROM = first_overdue_day(RiskClass.SUBSTANDARD)  # 2023 No. 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLine:
    """One breaker of a scheme on a day. threshold, warning: fractions of one.

    line_itself_trips: whether the ratio stops business at the line already (达到) or only above it
    (超过); warns_at_line likewise. from_overdue_day: the overdue day from which a loan's balance
    counts as non-performing; None where only claims that were paid count: days bring nothing in.
    """

    rule: str
    clause: str
    metric: BreakerMetric
    threshold: Decimal
    line_itself_trips: bool
    warning: Decimal | None
    warns_at_line: bool
    from_overdue_day: int | None
    scope: BreakerScope
    resume: Resume

    @property
    def counted_from(self) -> int:
        """The overdue day, of a line that counts loans in arrears. Else `breaker_counts_claims`."""
        if self.from_overdue_day is None:
            raise bad_input("breaker_counts_claims", clause=self.clause)
        return self.from_overdue_day


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioSettings:
    """npl_ratio_max: fraction of one; the rest as in `StopLine`."""

    npl_ratio_max: Decimal
    line_itself_trips: bool
    warning_ratio: Decimal | None
    from_overdue_day: int
    npl_clause: str
    scope: BreakerScope


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionTerms:
    """For how long an enterprise is shut out after a claim was paid for it, and by which clause."""

    months: int
    clause: str


def settings_from(scheme: Scheme, on: date) -> PortfolioSettings:
    """The supervision numbers of a scheme of one breaker in force on a day.

    Bad input: `breaker_not_in_scheme`, `breaker_more_than_one`, `breaker_counts_claims`.
    """
    line = _line(scheme, breaker_of(scheme), on)
    return PortfolioSettings(
        npl_ratio_max=line.threshold,
        line_itself_trips=line.line_itself_trips,
        warning_ratio=line.warning,
        from_overdue_day=line.counted_from,
        npl_clause=line.clause,
        scope=line.scope,
    )


def stop_lines(scheme: Scheme, on: date) -> tuple[StopLine, ...]:
    """Every breaker of a scheme on a day; none: new business never stops of itself."""
    return tuple(_line(scheme, breaker, on) for breaker in scheme.breakers)


def watches_arrears(scheme: Scheme) -> bool:
    """Whether a breaker of the scheme counts loans in arrears."""
    return any(one.metric is not BreakerMetric.COMPENSATED_PRINCIPAL for one in scheme.breakers)


def arrears_lines(scheme: Scheme, on: date) -> tuple[StopLine, ...]:
    """Those of its breakers that count loans in arrears, which is all that casework watches."""
    return tuple(one for one in stop_lines(scheme, on) if one.from_overdue_day is not None)


def _line(scheme: Scheme, breaker: Breaker, on: date) -> StopLine:
    warning = None if breaker.warning is None else scheme.parameters[breaker.warning]
    return StopLine(
        rule=breaker.id,
        clause=breaker.clause,
        metric=breaker.metric,
        threshold=scheme.value(breaker.parameter, on).amount,
        line_itself_trips=scheme.parameters[breaker.parameter].compare is Comparison.AT_LEAST,
        warning=None if warning is None else scheme.value(warning.name, on).amount,
        warns_at_line=warning is not None and warning.compare is Comparison.AT_LEAST,
        from_overdue_day=_from_overdue_day(scheme, breaker),
        scope=breaker.scope,
        resume=breaker.resume,
    )


def breaker_of(scheme: Scheme) -> Breaker:
    """The one breaker of a scheme."""
    if not scheme.breakers:
        raise bad_input("breaker_not_in_scheme", scheme=scheme.id)
    if len(scheme.breakers) > 1:
        names = ", ".join(one.id for one in scheme.breakers)
        raise bad_input("breaker_more_than_one", scheme=scheme.id, parts=names)
    return scheme.breakers[0]


def exclusion_of(scheme: Scheme, on: date) -> ExclusionTerms | None:
    """What shuts an enterprise out after a claim was paid for it; None: nothing does."""
    for one in scheme.sanctions:
        if is_against_enterprise(one, EXCLUSION) and one.lasts is not None:
            months = int(in_unit(scheme.value(one.lasts, on), Unit.MONTHS).amount)
            return ExclusionTerms(months=months, clause=one.clause)
    return None


def _from_overdue_day(scheme: Scheme, breaker: Breaker) -> int | None:
    if breaker.metric is BreakerMetric.COMPENSATED_PRINCIPAL:
        return None
    if breaker.metric is BreakerMetric.FIVE_CLASS_NPL:
        return SUBSTANDARD_FROM
    return reading_chosen(
        scheme,
        "overdue_from_one_day",
        {"one_day": 1, "sixty_days": 60, "supervisory_classes": SUBSTANDARD_FROM},
        default=1,
    )
