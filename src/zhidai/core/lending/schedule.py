"""The contract's schedule: when interest falls due, for how many days, and how much.

interest = balance x annual rate x units / units in a year (of the day count: mostly days), rounded
once for each instalment, half up to the fen. By the default rounding the last instalment does not
make up for the others; `Rounding.CARRIED` rounds the total once.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.interest import ZERO, Earned
from zhidai.core.lending.principal_plan import PrincipalPlan
from zhidai.core.lending.terms import DayCount, LoanTerms, Rounding


class Instalment(NamedTuple):
    """One due day. Interest is for the days from `begins_on` up to the day before `due_on`.

    A tuple: a forecast over a book makes a dozen for each loan.
    """

    number: int
    begins_on: date
    due_on: date
    days: int
    interest: Decimal
    principal: Decimal


def exact_interest(yuan_units: Decimal, *, annual_rate: Decimal, day_count: DayCount) -> Decimal:
    """Unrounded interest in yuan on a sum of balance x units of the day count."""
    return yuan_units * annual_rate / day_count.units_in_year


def contract_schedule(terms: LoanTerms) -> tuple[Instalment, ...]:
    """All instalments if everything is paid on its due day."""
    due_days = DueDays.of(terms)
    principal = {part.due_on: part.amount for part in PrincipalPlan.of(terms, due_days).parts}
    earned = Earned(day_count=terms.day_count, rounding=terms.rounding)
    balance, begins_on = terms.principal, terms.drawn_on
    instalments: list[Instalment] = []
    of_units: dict[int, Decimal] = {}  # interest on the balance, which months as long share
    for due_on in due_days.up_to_maturity():
        units = terms.day_count.units(begins_on, due_on)
        if units not in of_units:
            earned.add(balance, units=units, rate=terms.annual_rate)
            of_units[units] = earned.settle().interest
        instalment = Instalment(
            number=len(instalments) + 1,
            begins_on=begins_on,
            due_on=due_on,
            days=terms.day_count.days(begins_on, due_on),
            interest=of_units[units],
            principal=principal.get(due_on, ZERO),
        )
        instalments.append(instalment)
        if instalment.principal or terms.rounding is Rounding.CARRIED:
            of_units.clear()
        balance, begins_on = balance - instalment.principal, due_on
    return tuple(instalments)
