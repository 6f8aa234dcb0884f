"""Loans and events written the short way, for the tests of money."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import LoanTerms, Settlement

DRAWN_ON = date(2021, 3, 1)
DUE_ON = date(2022, 3, 1)
RECORDED_AT = datetime(2021, 1, 1, 1, 0, tzinfo=UTC)
TEN_MILLION = Decimal("10000000.00")
HALF, WHOLE = Decimal("0.5"), Decimal(1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def loan(
    principal: str = "10000000.00",
    rate: str = "0.0485",
    *,
    drawn_on: date = DRAWN_ON,
    due_on: date = DUE_ON,
    settlement: Settlement = Settlement.TWENTIETH,
    **others: Any,
) -> LoanTerms:
    return LoanTerms(
        principal=Decimal(principal),
        annual_rate=Decimal(rate),
        drawn_on=drawn_on,
        due_on=due_on,
        settlement=settlement,
        **others,
    )


def event(
    kind: str,
    amount: str | Decimal,
    on: str | date,
    *,
    number: str | None = None,
    recorded_at: datetime | None = None,
    split: dict[str, str] | None = None,
) -> LoanEvent:
    effective_on = day(on) if isinstance(on, str) else on
    return LoanEvent(
        id=number or f"{kind} {effective_on} {amount}",
        kind=EventKind(kind),
        amount=Decimal(amount),
        effective_on=effective_on,
        recorded_at=recorded_at
        or datetime(effective_on.year, effective_on.month, effective_on.day, 1, tzinfo=UTC),
        split={name: Decimal(part) for name, part in (split or {}).items()},
    )


def repayment(amount: str | Decimal, on: str | date, *, number: str | None = None) -> LoanEvent:
    return event("repayment", amount, on, number=number)


def recorded(loan_event: LoanEvent, *, hours: int) -> LoanEvent:
    """The same event, recorded so many hours after a fixed instant."""
    return replace(loan_event, recorded_at=RECORDED_AT + timedelta(hours=hours))


def happened(kind: str, on: str, amount: str = "0.00", **others: Any) -> LoanEvent:
    effective_on = day(on)
    return LoanEvent(
        id=others.pop("number", f"{kind} {on}"),
        kind=EventKind(kind),
        amount=Decimal(amount),
        effective_on=effective_on,
        recorded_at=others.pop(
            "recorded_at",
            datetime(effective_on.year, effective_on.month, effective_on.day, 2, tzinfo=UTC),
        ),
        **others,
    )


def extension(on: str, to: str, **others: Any) -> LoanEvent:
    return happened("extension", on, due_on=day(to), consents=("bank", "guarantor"), **others)


def interest_paid(terms: LoanTerms) -> list[LoanEvent]:
    return [repayment(due.interest, due.due_on) for due in contract_schedule(terms)]


def refused(terms: LoanTerms, *events: LoanEvent, on: date = DUE_ON) -> tuple[str, dict[str, Any]]:
    with pytest.raises(BadInput) as found:
        replay(terms, events, on=on)
    (reason,) = found.value.reasons
    return reason.code, dict(reason.parameters)


def on(text: str, *events: LoanEvent, terms: LoanTerms | None = None) -> LoanState:
    return replay(terms or loan(), events, on=day(text))
