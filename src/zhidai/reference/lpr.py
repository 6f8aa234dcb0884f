"""The loan prime rate (LPR): the quote in force on a day, and whether it is confirmed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from zhidai.core.errors import bad_input
from zhidai.reference.table import origin_of, read_table


class Tenor(StrEnum):
    """The two published quotes."""

    ONE_YEAR = "one_year"
    OVER_FIVE_YEARS = "over_five_years"


@dataclass(frozen=True, slots=True, kw_only=True)
class LprQuote:
    """One quote: a fraction a year, the day it was published, and whether it is confirmed."""

    rate: Decimal
    since: date
    confirmed: bool  # false beyond the last day for which the table was held against a source


@cache
def lpr_changes(tenor: Tenor = Tenor.ONE_YEAR) -> tuple[tuple[date, Decimal], ...]:
    """The days on which a quote was published with a change in either tenor, oldest first."""
    quotes = read_table("lpr")["quotes"]
    return tuple((day, _fraction(quotes[day][tenor.value])) for day in sorted(quotes))


def lpr_confirmed_until() -> date:
    """The last day for which the quotes were held against a source."""
    until = origin_of("lpr").confirmed_until
    if until is None:
        raise AssertionError("the LPR table names no last confirmed day")
    return until


def lpr_on(day: date, *, tenor: Tenor = Tenor.ONE_YEAR) -> LprQuote:
    """The newest quote published on or before a day; bad input before the first one."""
    past = [(since, rate) for since, rate in lpr_changes(tenor) if since <= day]
    if not past:
        raise bad_input("lpr_before_first_quote", day=day, first=lpr_changes(tenor)[0][0])
    since, rate = past[-1]
    return LprQuote(rate=rate, since=since, confirmed=day <= lpr_confirmed_until())


def lpr_published_on(day: date, *, tenor: Tenor = Tenor.ONE_YEAR) -> LprQuote:
    """As `lpr_on`, for a contract: a day beyond the table is refused (`lpr_not_published`)."""
    quote = lpr_on(day, tenor=tenor)
    if not quote.confirmed:
        raise bad_input("lpr_not_published", day=day, until=lpr_confirmed_until())
    return quote


def _fraction(percentage: str) -> Decimal:
    return Decimal(percentage.removesuffix("%")) / 100
