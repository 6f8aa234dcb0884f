"""The highest rate of a plan: beyond which no loan stands, or no interest is subsidised.

Some plans shut a loan above the ceiling out (`above: ineligible`); others let it stand and
subsidise it as if it were at the ceiling (`above: subsidised_at_ceiling`). Only the second kind
holds a subsidy down: under the first no such loan is drawn, and no such rate agreed later. A
ceiling may be one of shorter or of longer loans alone: the term is that from `on`, the day of
drawdown, to `due_on`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.policy.quantity import Unit, in_unit
from zhidai.core.policy.rates import AboveCeiling, CeilingFormula, RateCeiling, Tenor
from zhidai.core.policy.reference_tables import LprQuote
from zhidai.core.policy.scheme import Scheme

BASIS_POINTS_OF_ONE = 10_000


def may_hold_down(scheme: Scheme) -> bool:
    """Whether the scheme has a ceiling of that kind."""
    return any(one.above is AboveCeiling.SUBSIDISED_AT_CEILING for one in scheme.rate_ceilings)


def highest_subsidised(
    scheme: Scheme, on: date, lpr: LprQuote | None, *, due_on: date
) -> Decimal | None:
    """The lowest of the ceilings, a fraction a year; None where none holds a subsidy down.

    on: the day whose parameters hold. lpr: in force on the contract's day; a ceiling by an LPR
    that is not known holds nothing down.
    """
    return _lowest(scheme, on, lpr, due_on, AboveCeiling.SUBSIDISED_AT_CEILING)


def highest_lent(scheme: Scheme, on: date, lpr: LprQuote | None, *, due_on: date) -> Decimal | None:
    """The lowest of the ceilings above which no loan is made; as `highest_subsidised`."""
    return _lowest(scheme, on, lpr, due_on, AboveCeiling.INELIGIBLE)


def lowest_ceiling(
    scheme: Scheme, on: date, lpr: LprQuote | None, *, due_on: date
) -> Decimal | None:
    """The lowest of all ceilings; as `highest_subsidised`."""
    return _lowest(scheme, on, lpr, due_on, *AboveCeiling)


def ceilings_by_term(scheme: Scheme, on: date, lpr: LprQuote | None) -> dict[str, Decimal]:
    """By its id each ceiling that is one of some terms alone, where it is known."""
    rates = {
        one.id: _rate(scheme, one, on, lpr)
        for one in scheme.rate_ceilings
        if (one.term_max, one.term_over) != (None, None)
    }
    return {name: rate for name, rate in rates.items() if rate is not None}


def _lowest(
    scheme: Scheme, on: date, lpr: LprQuote | None, due_on: date, *above: AboveCeiling
) -> Decimal | None:
    rates = (
        _rate(scheme, one, on, lpr)
        for one in scheme.rate_ceilings
        if one.above in above and _is_of(scheme, one, on, due_on)
    )
    return min((rate for rate in rates if rate is not None), default=None)


def _is_of(scheme: Scheme, one: RateCeiling, on: date, due_on: date) -> bool:
    """Whether a ceiling is one of loans of that term."""

    def ends(parameter: str) -> date:
        return add_months(on, int(in_unit(scheme.value(parameter, on), Unit.MONTHS).amount))

    is_longer = one.term_max is not None and due_on > ends(one.term_max)
    is_shorter = one.term_over is not None and due_on <= ends(one.term_over)
    return not is_longer and not is_shorter


@dataclass(frozen=True, slots=True, kw_only=True)
class HighestRate:
    """A fraction a year, and the clause that states it."""

    rate: Decimal
    clause: str


def highest_allowed(
    scheme: Scheme, on: date, lpr: LprQuote | None, *, due_on: date
) -> HighestRate | None:
    """The lowest of the ceilings above which no loan stands; None where none is known.

    on, lpr: as of `highest_subsidised`, with the LPR of the day on which the rate is agreed.
    """
    found = [
        HighestRate(rate=rate, clause=one.clause)
        for one in scheme.rate_ceilings
        if one.above is AboveCeiling.INELIGIBLE
        and _is_of(scheme, one, on, due_on)
        and (rate := _rate(scheme, one, on, lpr)) is not None
    ]
    return min(found, key=lambda one: one.rate, default=None)


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
