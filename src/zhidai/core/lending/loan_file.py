"""A loan written down: terms and events as JSON values, read strictly into the core's own.

    {"terms": {"principal": "1000万元", "annual_rate": "4.85%", "drawn_on": "2021-03-01",
               "due_on": "2022-03-01", "day_count": "ACT/360", "settlement": "twentieth",
               "due_day_counts_as": "0"},
     "events": [{"id": "R-1", "kind": "repayment", "amount": "26944.44",
                 "effective_on": "2021-03-21", "recorded_at": "2021-03-21T16:00:00+08:00"}]}

Every value is text; money takes every form of `zhidai.core.money.parse_yuan`. Terms with a default
(`OPTIONAL_TERMS`) and an event's `split` may be left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from zhidai.core.calendar import WorkingDays, parse_day
from zhidai.core.errors import bad_input
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.terms import DayCount, LoanTerms, Settlement, WorkingDayRule
from zhidai.core.money import parse_yuan
from zhidai.core.policy.quantity import Unit, in_unit, parse_quantity

Choice = TypeVar("Choice", bound=StrEnum)

_LOAN = ("terms", "events")
_TERMS = ("principal", "annual_rate", "drawn_on", "due_on")
OPTIONAL_TERMS = ("day_count", "settlement", "due_day_counts_as", "working_day_rule")
_EVENT = ("id", "kind", "amount", "effective_on", "recorded_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTables:
    """The dated tables that terms may need: `zhidai.reference.loan_tables` has the public ones."""

    working_days: WorkingDays | None = None


NO_TABLES = LoanTables()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLoan:
    """What a loan file says."""

    terms: LoanTerms
    events: tuple[LoanEvent, ...]


def read_loan(written: object, tables: LoanTables = NO_TABLES) -> WrittenLoan:
    """The loan in JSON values.

    Bad input: `loan_field_missing`, `loan_field_unknown`, `loan_field_not_text`,
    `loan_field_not_choice`, `loan_field_not_instant`, `loan_file_not_object`,
    `loan_file_not_list`, and those of money, rates, days, terms and events.
    """
    loan = _Fields.of(written, place="loan", needed=_LOAN)
    events = loan.values["events"]
    if not isinstance(events, list):
        raise bad_input("loan_file_not_list", place="events")
    return WrittenLoan(
        terms=read_terms(loan.values["terms"], tables),
        events=tuple(_event(one, place=f"events[{place}]") for place, one in enumerate(events)),
    )


def parse_rate(text: str) -> Decimal:
    """A yearly rate as a fraction of one: 4.85%, 4.85%/年. Bad input: `loan_rate_not_percent`."""
    quantity = parse_quantity(text)
    if quantity.unit not in (Unit.RATIO, Unit.RATE):
        raise bad_input("loan_rate_not_percent", text=text)
    return in_unit(quantity, Unit.RATE).amount


def read_terms(written: object, tables: LoanTables = NO_TABLES) -> LoanTerms:
    """The terms of a loan in JSON values; bad input as for `read_loan`."""
    fields = _Fields.of(written, place="terms", needed=_TERMS, optional=OPTIONAL_TERMS)
    return LoanTerms(
        principal=parse_yuan(fields.text("principal")),
        annual_rate=parse_rate(fields.text("annual_rate")),
        drawn_on=parse_day(fields.text("drawn_on")),
        due_on=parse_day(fields.text("due_on")),
        day_count=fields.choice("day_count", DayCount.ACT_360),
        settlement=fields.choice("settlement", Settlement.TWENTIETH),
        due_day_counts_as=int(fields.one_of("due_day_counts_as", ("0", "1"))),
        working_day_rule=fields.choice("working_day_rule", WorkingDayRule.NONE),
        calendar=tables.working_days if "working_day_rule" in fields.values else None,
    )


def _event(written: object, *, place: str) -> LoanEvent:
    fields = _Fields.of(written, place=place, needed=_EVENT, optional=("split",))
    split = _Fields.of(fields.values.get("split", {}), place=f"{place}.split", needed=None)
    return LoanEvent(
        id=fields.text("id"),
        kind=EventKind(fields.one_of("kind", tuple(EventKind))),
        amount=parse_yuan(fields.text("amount")),
        effective_on=parse_day(fields.text("effective_on")),
        recorded_at=parse_instant(fields.text("recorded_at"), field="recorded_at", place=place),
        split={party: parse_yuan(split.text(party)) for party in split.values},
    )


def parse_instant(text: str, *, field: str, place: str) -> datetime:
    """An instant with its time zone, in ISO 8601. Bad input: `loan_field_not_instant`."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise bad_input("loan_field_not_instant", place=place, field=field, text=text[:40])
    return instant


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fields:
    """One object of the file, with the name of its place for messages."""

    values: Mapping[str, object]
    place: str

    @classmethod
    def of(
        cls,
        written: object,
        *,
        place: str,
        needed: tuple[str, ...] | None,
        optional: tuple[str, ...] = (),
    ) -> "_Fields":
        """Checks names; with `needed` None any name may stand there."""
        if not isinstance(written, Mapping):
            raise bad_input("loan_file_not_object", place=place)
        if needed is not None:
            known = (*needed, *optional)
            for name in written:
                if name not in known:
                    raise bad_input(
                        "loan_field_unknown",
                        place=place,
                        field=str(name)[:40],
                        known=", ".join(known),
                    )
            for name in needed:
                if name not in written:
                    raise bad_input("loan_field_missing", place=place, field=name)
        return cls(values=written, place=place)

    def text(self, name: str) -> str:
        value = self.values[name]
        if not isinstance(value, str):
            raise bad_input("loan_field_not_text", place=self.place, field=name)
        return value

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        """The first choice where the field is left out."""
        if name not in self.values:
            return known[0]
        text = self.text(name)
        if text not in known:
            raise bad_input(
                "loan_field_not_choice",
                place=self.place,
                field=name,
                text=text[:40],
                known=", ".join(known),
            )
        return text

    def choice(self, name: str, default: Choice) -> Choice:
        kind = type(default)
        if name not in self.values:
            return default
        return kind(self.one_of(name, tuple(kind)))
