"""The reference loan that a plan itself suggests: its highest rate on the day, the newest LPR."""

from datetime import date
from decimal import Decimal

from zhidai.core.policy.rates import CeilingFormula
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Scheme

BASIS_POINTS_OF_ONE = Decimal(10_000)
LPR_WHERE_UNKNOWN = Decimal("0.03")
MARGIN_WHERE_UNKNOWN = Decimal("0.01")


def lpr_of(reference: ReferenceTables, on: date) -> Decimal:
    """The newest LPR published by a day; an assumption before the first."""
    quote = reference.lpr_on(on)
    return LPR_WHERE_UNKNOWN if quote is None else quote.one_year


def lpr_five_years_of(reference: ReferenceTables, on: date) -> Decimal:
    """The newest quote for five years and more published by a day; assumed as is `lpr_of`."""
    quote = reference.lpr_on(on)
    return LPR_WHERE_UNKNOWN if quote is None else quote.over_five_years


def highest_rate(scheme: Scheme, on: date, lpr: Decimal) -> Decimal:
    """The ceiling of the plan's first rate rule; without one, the LPR and a per cent."""
    if not scheme.rate_ceilings:
        return lpr + MARGIN_WHERE_UNKNOWN
    ceiling = scheme.rate_ceilings[0]
    number = scheme.value(ceiling.parameter, on).amount
    if ceiling.formula is CeilingFormula.LPR_PLUS:
        return lpr + number / BASIS_POINTS_OF_ONE
    if ceiling.formula is CeilingFormula.LPR_TIMES:
        return lpr * number
    if ceiling.formula is CeilingFormula.BENCHMARK_TIMES and ceiling.benchmark is not None:
        return scheme.value(ceiling.benchmark, on).amount * number
    return number
