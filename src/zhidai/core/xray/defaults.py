"""The reference loan that a plan itself suggests: its highest rate on the day, the newest LPR."""

from datetime import date
from decimal import Decimal

from zhidai.core.policy.reference_tables import LprQuote, ReferenceTables
from zhidai.core.policy.scheme import Scheme
from zhidai.core.subsidies.rate_ceiling import lowest_ceiling

LPR_WHERE_UNKNOWN = Decimal("0.03")
MARGIN_WHERE_UNKNOWN = Decimal("0.01")


def quote_of(reference: ReferenceTables, on: date) -> LprQuote:
    """The newest LPR published by a day; an assumption before the first."""
    quote = reference.lpr_on(on)
    if quote is not None:
        return quote
    return LprQuote(since=on, one_year=LPR_WHERE_UNKNOWN, over_five_years=LPR_WHERE_UNKNOWN)


def highest_rate(scheme: Scheme, on: date, lpr: LprQuote, *, due_on: date) -> Decimal:
    """The lowest of the plan's ceilings: lent, and subsidised whole; without one, the one-year LPR
    and a per cent.
    """
    lowest = lowest_ceiling(scheme, on, lpr, due_on=due_on)
    return lpr.one_year + MARGIN_WHERE_UNKNOWN if lowest is None else lowest
