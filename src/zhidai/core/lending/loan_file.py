"""A loan written down: terms and events as JSON values, read strictly into the core's own.

    {"terms": {"principal": "1000万元", "annual_rate": "4.85%", "drawn_on": "2021-03-01",
               "due_on": "2022-03-01", "day_count": "ACT/360", "settlement": "twentieth",
               "due_day_counts_as": "0"},
     "events": [{"id": "R-1", "kind": "repayment", "amount": "26944.44",
                 "effective_on": "2021-03-21", "recorded_at": "2021-03-21T16:00:00+08:00"}],
     "other_credits": [{"balance": "500万元", "class": "substandard"}]}

Every value is text; money takes every form of `zhidai.core.money.parse_yuan`. Terms with a default
(`OPTIONAL_TERMS`) may be left out; which fields an event has, `written_events` says kind by kind.
`other_credits` is what the borrower owes the same bank besides, each with the class it has on its
own; it may be left out too.
"""

from dataclasses import dataclass

from zhidai.core.errors import bad_input
from zhidai.core.lending.classification import Credit, RiskClass
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.file_fields import Fields, parse_instant
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.lending.written_events import read_event
from zhidai.core.lending.written_rates import parse_rate
from zhidai.core.lending.written_terms import (
    NO_TABLES,
    OPTIONAL_TERMS,
    LoanTables,
    read_terms,
)
from zhidai.core.money import parse_yuan

__all__ = [
    "OPTIONAL_TERMS",
    "LoanTables",
    "WrittenLoan",
    "parse_instant",
    "parse_rate",
    "read_loan",
    "read_terms",
]

_LOAN = ("terms", "events")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLoan:
    """What a loan file says."""

    terms: LoanTerms
    events: tuple[LoanEvent, ...]
    other_credits: tuple[Credit, ...] = ()


def read_loan(written: object, tables: LoanTables = NO_TABLES) -> WrittenLoan:
    """The loan in JSON values.

    Bad input: `loan_field_missing`, `loan_field_unknown`, `loan_field_not_text`,
    `loan_field_not_choice`, `loan_field_not_instant`, `loan_file_not_object`,
    `loan_file_not_list`, and those of money, rates, days, terms and events.
    """
    loan = Fields.of(written, place="loan", needed=_LOAN, optional=("other_credits",))
    events = _list(loan.values["events"], "events")
    others = _list(loan.values.get("other_credits", []), "other_credits")
    return WrittenLoan(
        terms=read_terms(loan.values["terms"], tables),
        events=tuple(read_event(one, place=f"events[{place}]") for place, one in enumerate(events)),
        other_credits=tuple(
            _credit(one, place=f"other_credits[{place}]") for place, one in enumerate(others)
        ),
    )


def _credit(written: object, *, place: str) -> Credit:
    fields = Fields.of(written, place=place, needed=("balance", "class"))
    return Credit(
        balance=fields.read("balance", parse_yuan),
        risk_class=RiskClass(fields.one_of("class", tuple(RiskClass))),
    )


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise bad_input("loan_file_not_list", place=place)
    return value
