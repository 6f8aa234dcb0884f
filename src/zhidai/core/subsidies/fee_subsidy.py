"""The highest fee that is subsidised.

Ganzhou plan 9.3: guarantee and appraisal fee each at most amount x 1 % a year; what was paid above
the ceiling is the enterprise's own cost. How the ceiling runs for terms under a year is an open
reading (`fee_ceiling_short_term`).
"""

from datetime import date
from decimal import Decimal

from zhidai.core.calendar import add_months
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.money import down_to_fen
from zhidai.core.subsidies.settings import FeeCeilingReading, SubsidySettings

DAYS_A_YEAR = 365
MONTHS_A_YEAR = 12


def fee_ceiling(
    principal: Decimal,
    *,
    yearly_rate: Decimal,
    drawn_on: date,
    due_on: date,
    reading: FeeCeilingReading,
) -> Decimal:
    """The highest fee in yuan, rounded down: amount x rate x years.

    `pro_rata`: by days, min(days, 365) / 365, so that a year with a leap day is one year; of a
    longer term every whole year counts as one and the days beyond are counted so.
    `full_year`: every year begun counts in full.
    """
    days = days_of_ceiling(drawn_on, due_on, reading)
    return down_to_fen(principal * yearly_rate * days / DAYS_A_YEAR)


def yearly_fee(terms: LoanTerms, rate: Decimal, reading: FeeCeilingReading) -> Decimal:
    """The same for a loan's own term: what a fee of so much a year comes to."""
    return fee_ceiling(
        terms.principal,
        yearly_rate=rate,
        drawn_on=terms.drawn_on,
        due_on=terms.due_on,
        reading=reading,
    )


def highest_fees(terms: LoanTerms, settings: SubsidySettings) -> dict[str, Decimal]:
    """Of a loan, the ceiling of each fee that has one in the plan; yuan by the fee's name."""
    reading = settings.fee_ceiling_reading
    return {fee: yearly_fee(terms, rate, reading) for fee, rate in settings.fee_ceilings.items()}


def days_of_ceiling(drawn_on: date, due_on: date, reading: FeeCeilingReading) -> int:
    """For how many days of a year of 365 the ceiling runs."""
    years = 0
    while add_months(drawn_on, (years + 1) * MONTHS_A_YEAR) <= due_on:
        years += 1
    beyond = (due_on - add_months(drawn_on, years * MONTHS_A_YEAR)).days
    if reading is FeeCeilingReading.FULL_YEAR:
        return (years + (1 if beyond else 0)) * DAYS_A_YEAR
    return years * DAYS_A_YEAR + min(beyond, DAYS_A_YEAR)
