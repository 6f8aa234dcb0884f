"""The contract's schedule: when interest falls due, for how many days, and how much.

interest = principal x annual rate x units / units in a year (of the day count: mostly days),
rounded once for each instalment, half up to the fen. Instalments carry their own rounding; the
last does not make up for the others.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.lending.due_days import DueDays
from zhidai.core.lending.terms import DayCount, LoanTerms
from zhidai.core.money import half_up_to_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One due day. Interest is for the days from `begins_on` up to the day before `due_on`."""

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
    """All instalments if everything is paid on its due day; the last carries the principal."""
    instalments: list[Instalment] = []
    begins_on = terms.drawn_on
    for due_on in DueDays.of(terms).up_to_maturity():
        instalments.append(_instalment(terms, begins_on, due_on, number=len(instalments) + 1))
        begins_on = due_on
    return tuple(instalments)


def _instalment(terms: LoanTerms, begins_on: date, due_on: date, *, number: int) -> Instalment:
    interest = exact_interest(
        terms.principal * terms.day_count.units(begins_on, due_on),
        annual_rate=terms.annual_rate,
        day_count=terms.day_count,
    )
    return Instalment(
        number=number,
        begins_on=begins_on,
        due_on=due_on,
        days=terms.day_count.days(begins_on, due_on),
        interest=half_up_to_fen(interest),
        principal=terms.principal if due_on == terms.matures_on else Decimal("0.00"),
    )
