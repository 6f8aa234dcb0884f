"""Loans drawn at random, in every way of repayment, with what happened to them."""

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import EventKind, LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import LoanState
from zhidai.core.lending.terms import DayCount, LoanTerms, Repayment, Settlement
from zhidai.core.money import from_fen, to_fen
from zhidai.engine.book_day_counts import DAY_COUNTS
from zhidai.engine.book_replay import KINDS

REFUSED = 0.02  # how often an event is made that cannot be


@dataclass(frozen=True, kw_only=True)
class Made:
    """A loan of a random book."""

    terms: LoanTerms
    events: tuple[LoanEvent, ...]


def made(chance: random.Random, *, kinds: Collection[EventKind] = KINDS) -> Made:
    """A loan drawn in parts and paid late, early, in part, twice, or not at all.

    With repayments alone all of it is as it could have happened; else now and then it is not.
    """
    drawn_on = date(2020, 10, 1) + timedelta(days=chance.randrange(500))
    day_count = chance.choice(DAY_COUNTS)
    most = 10_000_000 if day_count is DayCount.ACT_ACT else 1_000_000_000  # what columns hold
    principal = chance.choice([7, 100, 12_345, most // 10 * 3, most])
    days = chance.choice([1, 20, 31, 180, 365, 366])
    repayment = chance.choice(list(Repayment))
    instalments = chance.choice([1, 2, 3, 12]) if days > 31 else 1
    in_parts = repayment is Repayment.INTEREST_THEN_INSTALMENTS
    is_drawn_at_once = repayment is Repayment.EQUAL_TOTAL_INSTALMENTS
    terms = LoanTerms(
        principal=from_fen(principal),
        commitment=None
        if is_drawn_at_once
        else chance.choice([None, from_fen(principal), from_fen(principal * 3 + 1)]),
        annual_rate=Decimal(chance.choice(["0", "0.0385", "0.0485", "0.123456"])),
        drawn_on=drawn_on,
        due_on=drawn_on + timedelta(days=days),
        repayment=repayment,
        instalments=instalments if in_parts else 0,
        day_count=day_count,
        settlement=chance.choice(list(Settlement)),
        due_day_counts_as=chance.choice([0, 1]),
    )
    events: list[LoanEvent] = []
    day = drawn_on
    for number in range(chance.randrange(12)):
        day += timedelta(days=chance.choice([0, 1, 20, 31, 45]))
        event = _event(chance, terms, events, day, number, kinds)
        if event is not None:
            events.append(event)
    chance.shuffle(events)
    return Made(terms=terms, events=tuple(events))


def _event(
    chance: random.Random,
    terms: LoanTerms,
    before: list[LoanEvent],
    day: date,
    number: int,
    among: Collection[EventKind],
) -> LoanEvent | None:
    try:
        state = replay(terms, before, on=day)
    except BadInput:
        return None
    refused = REFUSED if len(among) > 1 else 0
    kinds = [EventKind.CLAIM_PAYMENT, EventKind.RECOVERY]
    left = to_fen(terms.committed - state.principal_lent)
    if (left and day < terms.due_on) or chance.random() < refused:
        kinds += [EventKind.DRAWDOWN] * 3
    kinds = [*[EventKind.REPAYMENT] * 5, *kinds]
    kind = chance.choice([one for one in kinds if one in among])
    amount = _amount(chance, kind, state, left, refused=refused)
    if amount <= 0:
        return None
    split = {}
    if kind is EventKind.RECOVERY and state.subrogated:
        to_payers = min(to_fen(state.subrogated), amount // 2 + 1)
        split = {"bank": from_fen(amount), "guarantor": from_fen(to_payers)}
        amount += to_payers
    return LoanEvent(
        id=str(number),
        kind=kind,
        amount=from_fen(amount),
        effective_on=day,
        recorded_at=datetime(day.year, day.month, day.day, number, tzinfo=UTC),
        split=split,
    )


def _amount(
    chance: random.Random, kind: EventKind, state: LoanState, left: int, *, refused: float
) -> int:
    """In fen; of a recovery what goes to the bank. Now and then a fen more than can be."""
    balance, due = to_fen(state.principal_balance), to_fen(state.interest_due)
    most, choices = {
        EventKind.DRAWDOWN: (left, [left, left // 2 + 1]),
        EventKind.CLAIM_PAYMENT: (balance, [balance, balance // 3]),
    }.get(kind, (to_fen(state.owed_to_bank), [due, due + 1, balance // 2, balance + due + 1]))
    if chance.random() < refused:
        return most + 1
    return min(most, chance.choice([*choices, most]))
