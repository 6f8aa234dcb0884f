"""How far a plan goes with one loan, and when its money is asked for.

The largest loan is the lowest of the ceiling of one loan, every room (of a year, a life, a bank,
the programme or a fund) with nothing taken of it, and the largest row of a table; where a case's
own facts pick the number (its grade, its kind of right, its revenue), every number that they may
pick stands under `by_case`. Days are counted for a loan that falls due on the x-ray's day and is
not paid.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from zhidai.core.calendar import WorkingDays, add_months, period_end, period_end_in_working_days
from zhidai.core.guarantees.claim import GraceDays
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.policy.fact_tests import Compare
from zhidai.core.policy.limits import parameters_of
from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.scheme import Limit, Scheme
from zhidai.core.policy.strength import Comparison
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.reference_loan import on_every_loan_of

WEEKENDS_OFF = WorkingDays(  # where no calendar is given
    holidays=frozenset(), makeup_days=frozenset(), known_from=date.max, known_until=date.min
)
_TERM = "request.term"
_ROOMS = ("lifetime_room", "bank_year_room", "scheme_year_room", "pool_room")
_OF_EVERY_LOAN = ("fixed_cap", "yearly_room", *_ROOMS)
_SAID = frozenset({*_OF_EVERY_LOAN, "value_times_ratio"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCeiling:
    """A number that a limit takes for some cases: yuan, or a ratio of what a fact says."""

    limit: str
    parameter: str
    unit: Unit
    most: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Yuan, days and fractions of one. None: the plan states none, or facts of a case pick it.
    rooms: of a life, a bank's or the programme's year, or a fund, as the plan states them.

    highest_rate: above it no loan is made. by_term: the ceilings of a rate that are of some terms
    alone, by their ids. days_to_pay: from the start of a claim until the payers
    must have paid, in calendar days.
    """

    largest_loan: Decimal | None
    highest_rate: Decimal | None
    by_term: Mapping[str, Decimal]
    enterprise_year: Decimal | None
    longest_days: int | None
    pledge_ratio: Decimal | None
    claim_day: int | None
    days_to_pay: int | None
    by_case: tuple[CaseCeiling, ...]
    rooms: tuple[CaseCeiling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LowestLimit:
    """The limit of a formula that binds, with its clause; yuan or a ratio."""

    clause: str
    most: Decimal


def lowest_limit(scheme: Scheme, premises: Premises, formula: str) -> LowestLimit | None:
    """Of the limits of a formula the one with the lowest parameter."""
    found = (
        LowestLimit(clause=one.clause, most=scheme.value(one.parameter, premises.on).amount)
        for one in scheme.limits
        if one.formula == formula and one.parameter is not None
    )
    return min(found, key=lambda one: one.most, default=None)


def limit_of(scheme: Scheme, premises: Premises, formula: str) -> Decimal | None:
    """The lowest parameter of the limits of a formula."""
    found = lowest_limit(scheme, premises, formula)
    return None if found is None else found.most


def largest_loan(scheme: Scheme, premises: Premises) -> Decimal | None:
    """What one loan may be at most."""
    found = [limit_of(scheme, premises, one) for one in _OF_EVERY_LOAN]
    for limit in scheme.limits:
        if limit.table is not None:
            found.append(max(one.most for one in _ceilings(scheme, premises, limit)))
    return min((one for one in found if one is not None), default=None)


def by_case(scheme: Scheme, premises: Premises) -> tuple[CaseCeiling, ...]:
    """The numbers of the limits that have no bound of their own above."""
    return tuple(
        one
        for limit in scheme.limits
        if limit.formula not in _SAID
        for one in _ceilings(scheme, premises, limit)
    )


def rooms(scheme: Scheme, premises: Premises) -> tuple[CaseCeiling, ...]:
    """The rooms beside that of an enterprise's year."""
    return tuple(
        one
        for limit in scheme.limits
        if limit.formula in _ROOMS
        for one in _ceilings(scheme, premises, limit)
    )


def _ceilings(scheme: Scheme, premises: Premises, limit: Limit) -> Iterator[CaseCeiling]:
    for name in parameters_of(scheme, limit):
        value = scheme.value(name, premises.on)
        yield CaseCeiling(limit=limit.id, parameter=name, unit=value.unit, most=value.amount)


def longest_days(scheme: Scheme, premises: Premises, route: str | None) -> int | None:
    """The longest term that the rules of the plan allow to every loan of a route, drawn on the
    x-ray's day. A rule for some loans only counts where the route alone says that it is asked.
    """
    asked = on_every_loan_of(scheme, premises, route)
    found = []
    for rule in scheme.rules:
        test = rule.test
        if isinstance(test, Compare) and (test.fact, test.compare) == (_TERM, Comparison.AT_MOST):
            if rule.when is not None and not asked(rule.when):
                continue
            most = scheme.value(test.parameter, premises.on)
            if most.unit is Unit.DAYS:
                found.append(int(most.amount))
            else:
                due = add_months(premises.on, int(in_unit(most, Unit.MONTHS).amount))
                found.append((due - premises.on).days)
    return min(found, default=None)


def days_to_pay(claims: ClaimSettings, on: date, working_days: WorkingDays) -> int:
    """Calendar days of the grace period of a claim made on its first day; overdue from `on`."""
    start = on + timedelta(days=claims.overdue_days)
    if claims.grace_counts is GraceDays.WORKING:
        end = period_end_in_working_days(start, working_days, days=claims.grace_days).on
    else:
        end = period_end(start, days=claims.grace_days)
    return (end - start).days
