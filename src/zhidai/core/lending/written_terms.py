"""The terms of a loan as a file writes them: text values, read with the dated tables they need."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.calendar import WorkingDays, parse_day
from zhidai.core.errors import bad_input
from zhidai.core.lending.file_fields import Fields
from zhidai.core.lending.terms import (
    Allocation,
    DayCount,
    LoanTerms,
    PrepaymentInterest,
    Repayment,
    Rounding,
    Settlement,
    WorkingDayRule,
)
from zhidai.core.money import parse_yuan
from zhidai.core.policy.quantity import Unit, in_unit, parse_quantity

_NEEDED = ("principal", "annual_rate", "drawn_on", "due_on")
OPTIONAL_TERMS = (
    "day_count",
    "settlement",
    "due_day_counts_as",
    "repayment",
    "instalments",
    "allocation",
    "rounding",
    "prepayment_interest",
    "working_day_rule",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTables:
    """The dated tables that terms may need: `zhidai.reference.loan_tables` has the public ones."""

    working_days: WorkingDays | None = None


NO_TABLES = LoanTables()


def parse_rate(text: str) -> Decimal:
    """A yearly rate as a fraction of one: 4.85%, 4.85%/年. Bad input: `loan_rate_not_percent`."""
    quantity = parse_quantity(text)
    if quantity.unit not in (Unit.RATIO, Unit.RATE):
        raise bad_input("loan_rate_not_percent", text=text)
    return in_unit(quantity, Unit.RATE).amount


def read_terms(written: object, tables: LoanTables = NO_TABLES) -> LoanTerms:
    """The terms of a loan in JSON values; bad input as for `read_loan`."""
    fields = Fields.of(written, place="terms", needed=_NEEDED, optional=OPTIONAL_TERMS)
    return LoanTerms(
        principal=parse_yuan(fields.text("principal")),
        annual_rate=parse_rate(fields.text("annual_rate")),
        drawn_on=parse_day(fields.text("drawn_on")),
        due_on=parse_day(fields.text("due_on")),
        day_count=fields.choice("day_count", DayCount.ACT_360),
        settlement=fields.choice("settlement", Settlement.TWENTIETH),
        due_day_counts_as=int(fields.one_of("due_day_counts_as", ("0", "1"))),
        repayment=fields.choice("repayment", Repayment.BULLET_MONTHLY_INTEREST),
        instalments=fields.count("instalments"),
        allocation=fields.choice("allocation", Allocation.INTEREST_FIRST),
        rounding=fields.choice("rounding", Rounding.EACH_PERIOD),
        prepayment_interest=fields.choice("prepayment_interest", PrepaymentInterest.TO_THE_DAY),
        working_day_rule=fields.choice("working_day_rule", WorkingDayRule.NONE),
        calendar=tables.working_days if "working_day_rule" in fields.values else None,
    )
