"""The highest rate whose interest is subsidised, where a loan above it stands all the same.

Some plans shut a loan above the ceiling out; others let it stand and subsidise it as if it were at
the ceiling (`above: subsidised_at_ceiling`). Only the second kind holds a subsidy down: under the
first no such loan is drawn.
"""

from datetime import date
from decimal import Decimal

from zhidai.core.policy.rates import AboveCeiling, CeilingFormula, RateCeiling, Tenor
from zhidai.core.policy.reference_tables import LprQuote
from zhidai.core.policy.scheme import Scheme

BASIS_POINTS_OF_ONE = 10_000


def may_hold_down(scheme: Scheme) -> bool:
    """Whether the scheme has a ceiling of that kind."""
    return any(one.above is AboveCeiling.SUBSIDISED_AT_CEILING for one in scheme.rate_ceilings)


def highest_subsidised(scheme: Scheme, on: date, lpr: LprQuote | None) -> Decimal | None:
    """The lowest of the ceilings, a fraction a year; None where none holds a subsidy down.

    on: the day whose parameters hold. lpr: in force on the contract's day; a ceiling by an LPR
    that is not known holds nothing down.
    """
    return _lowest(scheme, on, lpr, AboveCeiling.SUBSIDISED_AT_CEILING)


def highest_lent(scheme: Scheme, on: date, lpr: LprQuote | None) -> Decimal | None:
    """The lowest of the ceilings above which no loan is made; as `highest_subsidised`."""
    return _lowest(scheme, on, lpr, AboveCeiling.INELIGIBLE)


def _lowest(scheme: Scheme, on: date, lpr: LprQuote | None, above: AboveCeiling) -> Decimal | None:
    rates = (_rate(scheme, one, on, lpr) for one in scheme.rate_ceilings if one.above is above)
    return min((rate for rate in rates if rate is not None), default=None)


def _rate(scheme: Scheme, one: RateCeiling, on: date, lpr: LprQuote | None) -> Decimal | None:
    amount = scheme.value(one.parameter, on).amount
    if one.formula is CeilingFormula.FIXED:
        return amount
    if one.formula is CeilingFormula.BENCHMARK_TIMES:
        return None if one.benchmark is None else scheme.value(one.benchmark, on).amount * amount
    if lpr is None:
        return None
    quoted = lpr.one_year if one.tenor is Tenor.ONE_YEAR else lpr.over_five_years
    if one.formula is CeilingFormula.LPR_TIMES:
        return quoted * amount
    return quoted + amount / BASIS_POINTS_OF_ONE
