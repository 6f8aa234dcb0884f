"""The terms of a loan as a file writes them: text values, read with the dated tables they need.

`contract_on` is the day of the contract, whose LPR holds; without it the day of the drawdown.
"""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.calendar import WorkingDays, parse_day
from zhidai.core.errors import bad_input
from zhidai.core.lending.file_fields import Fields
from zhidai.core.lending.terms import (
    Allocation,
    Compounding,
    DayCount,
    LoanTerms,
    PrepaymentInterest,
    Repayment,
    Rounding,
    Settlement,
    WorkingDayRule,
)
from zhidai.core.lending.written_rates import LprOn, parse_rate, rate_of_contract
from zhidai.core.money import parse_yuan

_NEEDED = ("principal", "annual_rate", "drawn_on", "due_on")
OPTIONAL_TERMS = (
    "contract_on",
    "day_count",
    "settlement",
    "due_day_counts_as",
    "repayment",
    "instalments",
    "allocation",
    "rounding",
    "prepayment_interest",
    "overdue_markup",
    "misuse_markup",
    "compounding",
    "commitment",
    "working_day_rule",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTables:
    """The dated tables that terms may need: `zhidai.reference.loan_tables` has the public ones."""

    working_days: WorkingDays | None = None
    lpr: LprOn | None = None


NO_TABLES = LoanTables()


def read_terms(written: object, tables: LoanTables = NO_TABLES) -> LoanTerms:
    """The terms of a loan in JSON values; bad input as for `read_loan`."""
    fields = Fields.of(written, place="terms", needed=_NEEDED, optional=OPTIONAL_TERMS)
    drawn_on = fields.read("drawn_on", parse_day)
    signed = "contract_on" in fields.values
    contract_on = fields.read("contract_on", parse_day) if signed else drawn_on
    if contract_on > drawn_on:
        raise bad_input("loan_contract_after_drawn", contract_on=contract_on, drawn_on=drawn_on)
    return LoanTerms(
        principal=fields.read("principal", parse_yuan),
        annual_rate=fields.read(
            "annual_rate",
            lambda text: rate_of_contract(text, contract_on=contract_on, lpr=tables.lpr),
        ),
        drawn_on=drawn_on,
        due_on=fields.read("due_on", parse_day),
        day_count=fields.choice("day_count", DayCount.ACT_360),
        settlement=fields.choice("settlement", Settlement.TWENTIETH),
        due_day_counts_as=int(fields.one_of("due_day_counts_as", ("0", "1"))),
        repayment=fields.choice("repayment", Repayment.BULLET_MONTHLY_INTEREST),
        instalments=fields.count("instalments"),
        allocation=fields.choice("allocation", Allocation.INTEREST_FIRST),
        rounding=fields.choice("rounding", Rounding.EACH_PERIOD),
        prepayment_interest=fields.choice("prepayment_interest", PrepaymentInterest.TO_THE_DAY),
        overdue_markup=_markup(fields, "overdue_markup"),
        misuse_markup=_markup(fields, "misuse_markup"),
        compounding=fields.choice("compounding", Compounding.NONE),
        commitment=fields.read("commitment", parse_yuan) if "commitment" in fields.values else None,
        working_day_rule=fields.choice("working_day_rule", WorkingDayRule.NONE),
        calendar=tables.working_days if "working_day_rule" in fields.values else None,
    )


def _markup(fields: Fields, name: str) -> Decimal:
    return fields.read(name, parse_rate) if name in fields.values else Decimal(0)
