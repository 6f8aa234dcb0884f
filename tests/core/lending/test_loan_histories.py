"""Random histories of every kind of event, by random terms: what always holds."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import DRAWN_ON, loan, recorded

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.journey_picture import journey_picture
from zhidai.core.guarantees.loan_journey import loan_journey
from zhidai.core.journal.accounts import Account
from zhidai.core.journal.entries import ENTERPRISE, summed
from zhidai.core.journal.loan_books import LoanBooks, entries_of
from zhidai.core.lending.account import LoanAccount
from zhidai.core.lending.course import Course, together
from zhidai.core.lending.events import BANK, EventKind, LoanEvent, Part
from zhidai.core.lending.history import events_in_effect
from zhidai.core.lending.replay import replay
from zhidai.core.lending.state import InstalmentStatus, LoanState, LoanStatus
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
from zhidai.core.money import from_fen, to_fen
from zhidai.reference.working_days import working_days

LENT = Decimal("3000000.00")
SEEDS = st.integers(0, 10**6)
EXTENDED_THEN_CALLED = 2730  # at another rate, and called before that rate began


def terms_of(chance: random.Random) -> LoanTerms:
    kind = chance.choice(list(Repayment))
    return loan(
        str(LENT),
        chance.choice(["0", "0.0385", "0.0485"]),
        repayment=kind,
        instalments=4 if kind is Repayment.INTEREST_THEN_INSTALMENTS else 0,
        settlement=chance.choice(list(Settlement)),
        day_count=chance.choice(list(DayCount)),
        allocation=chance.choice(list(Allocation)),
        rounding=chance.choice(list(Rounding)),
        prepayment_interest=chance.choice(list(PrepaymentInterest)),
        compounding=chance.choice(list(Compounding)),
        overdue_markup=Decimal(chance.choice(["0", "0.3", "0.5"])),
        misuse_markup=Decimal(chance.choice(["0.5", "1"])),
        working_day_rule=chance.choice(list(WorkingDayRule)),
        calendar=working_days(),
        commitment=None if kind is Repayment.EQUAL_TOTAL_INSTALMENTS else LENT * 2,
    )


def history_of(chance: random.Random, terms: LoanTerms) -> list[LoanEvent]:
    """Events that the loan takes, one after the other; in between some that are reversed."""
    events: list[LoanEvent] = []
    today = terms.drawn_on
    for number in range(chance.randrange(10)):
        today += timedelta(days=chance.choice([0, 1, 9, 31, 60, 120]))
        made = event_of(chance, replay(terms, events, on=today), today, str(number))
        try:
            replay(terms, [*events, made], on=today)
        except BadInput:
            continue
        events.append(made)
    return events


def event_of(chance: random.Random, state: LoanState, today: date, number: str) -> LoanEvent:
    kind = chance.choice(
        [*[EventKind.REPAYMENT] * 4, *(k for k in EventKind if k is not EventKind.REVERSAL)]
    )
    part = Part.PRINCIPAL
    if kind in (EventKind.WAIVER, EventKind.WRITE_OFF):
        part = chance.choice(list(Part))
    owed = to_fen(state.owed_in_total) or 1
    amount = from_fen(chance.choice([1, owed, owed // 2 + 1, to_fen(state.interest_due) + 1]))
    if kind in (EventKind.EXTENSION, EventKind.ACCELERATION, EventKind.PAUSE):
        amount = Decimal("0.00")
    extended = kind is EventKind.EXTENSION
    ends = kind is EventKind.PAUSE or (kind is EventKind.MISUSE and chance.random() < 0.5)
    to_payers = min(to_fen(state.subrogated), to_fen(amount) // 2)
    split = {}
    if kind is EventKind.RECOVERY and to_payers:
        split = {"bank": amount - from_fen(to_payers), "guarantor": from_fen(to_payers)}
    return LoanEvent(
        id=number,
        kind=kind,
        amount=amount,
        effective_on=today,
        recorded_at=datetime(today.year, today.month, today.day, int(number), tzinfo=UTC),
        part=part,
        split=split,
        due_on=today + timedelta(days=chance.randrange(300)) if extended else None,
        consents=("bank",) if extended else (),
        annual_rate=Decimal("0.06") if extended and chance.random() < 0.5 else None,
        until=today + timedelta(days=chance.choice([0, 10, 100])) if ends else None,
        markup=Decimal("0.8") if kind is EventKind.MISUSE and chance.random() < 0.5 else None,
    )


def made(seed: int) -> tuple[LoanTerms, list[LoanEvent], random.Random]:
    chance = random.Random(seed)  # noqa: S311 - made-up data
    terms = terms_of(chance)
    return terms, history_of(chance, terms), chance


@settings(max_examples=120, deadline=None)
@given(seed=SEEDS, after=st.integers(0, 900))
def test_every_yuan_lent_and_received_is_somewhere(seed: int, after: int) -> None:
    terms, events, _ = made(seed)
    on = DRAWN_ON + timedelta(days=after)

    state = replay(terms, events, on=on)

    received = {
        each.id: each.amount
        for each in events
        if each.effective_on <= on and each.kind in (EventKind.REPAYMENT, EventKind.RECOVERY)
    }
    used = {
        one.event: one.interest + one.in_advance + one.principal + one.subrogated + one.written_off
        for one in state.allocations
    }
    assert received == {event: used[event] for event in received}
    paid_off = sum((one.principal for one in state.allocations), Decimal(0))
    assert state.principal_lent - state.principal_waived == (
        state.principal_balance + _written_off(events, on) + paid_off
    )


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, after=st.integers(0, 900))
def test_books_and_journey_of_any_history_close_to_the_fen(seed: int, after: int) -> None:
    terms, events, _ = made(seed)
    events = _without_other_parties(events)
    on = DRAWN_ON + timedelta(days=after)
    try:
        state = replay(terms, events, on=on)
    except BadInput:
        return  # what is left out was needed by what came after
    books = LoanBooks(
        principal=terms.principal, drawn_on=terms.drawn_on, events=events, state=state
    )

    booked = summed(entry.legs for entry in entries_of(books))

    kept = state.interest_due - state.interest_in_advance
    owed = state.principal_unpaid
    interest = kept + state.interest_written_off
    assert booked.get((BANK, Account.LOANS), 0) == state.principal_balance
    assert booked.get((BANK, Account.INTEREST_RECEIVABLE), 0) == kept
    assert booked.get((ENTERPRISE, Account.LOANS_PAYABLE), 0) == -owed
    assert booked.get((ENTERPRISE, Account.INTEREST_PAYABLE), 0) == -interest
    assert booked.get((BANK, Account.WRITE_OFFS), 0) == (
        state.principal_written_off + state.interest_written_off
    )
    journey = loan_journey(books)
    assert journey.closes
    for flow in journey_picture(journey).loan:
        assert flow.amount > 0


def _without_other_parties(events: list[LoanEvent]) -> list[LoanEvent]:
    """Without claims, whose entries need the claim itself."""
    others = (EventKind.CLAIM_PAYMENT, EventKind.RECOVERY)
    return [one for one in events if one.kind not in others]


def _written_off(events: list[LoanEvent], on: date) -> Decimal:
    return sum(
        (
            each.amount
            for each in events
            if each.kind is EventKind.WRITE_OFF
            and each.part is Part.PRINCIPAL
            and each.effective_on <= on
        ),
        Decimal(0),
    )


@settings(max_examples=120, deadline=None)
@given(seed=SEEDS, after=st.integers(0, 900))
def test_no_balance_is_ever_negative(seed: int, after: int) -> None:
    terms, events, _ = made(seed)

    state = replay(terms, events, on=DRAWN_ON + timedelta(days=after))

    amounts = [
        state.principal_balance,
        state.principal_overdue,
        state.principal_written_off,
        state.interest_due,
        state.interest_accrued,
        state.interest_in_advance,
        state.interest_written_off,
        state.subrogated,
        state.penalty_due,
        state.compound_due,
        state.overdue_days,
        state.paused_days,
    ]
    assert min(amounts) >= 0
    assert state.principal_overdue <= state.principal_unpaid
    for due in state.instalments:
        assert 0 <= due.paid_interest <= due.paid <= due.charged
        assert due.unpaid >= 0
    assert sum(part.unpaid for part in state.principal_instalments) == state.principal_unpaid


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, after=st.integers(0, 900))
def test_nothing_is_kept_in_advance_that_could_pay_principal(seed: int, after: int) -> None:
    terms, events, _ = made(seed)

    state = replay(terms, events, on=DRAWN_ON + timedelta(days=after))

    assert state.principal_balance == 0 or state.owed_to_enterprise == 0
    to_come = [due for due in state.instalments if due.status is InstalmentStatus.EXPECTED]
    if state.principal_balance and to_come:
        assert state.interest_in_advance <= to_come[0].charged


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_the_order_of_entry_of_any_events_changes_nothing(seed: int) -> None:
    terms, events, chance = made(seed)
    on = DRAWN_ON + timedelta(days=700)
    shuffled = chance.sample(events, len(events))

    entered = [recorded(one, hours=place) for place, one in enumerate(shuffled)]

    assert replay(terms, entered, on=on) == replay(terms, events, on=on)


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_a_reversed_event_of_any_kind_leaves_no_trace(seed: int) -> None:
    terms, events, chance = made(seed)
    on = DRAWN_ON + timedelta(days=700)
    wrong = event_of(chance, replay(terms, events, on=on), DRAWN_ON + timedelta(days=40), "11")
    taken_back = LoanEvent(
        id="V",
        kind=EventKind.REVERSAL,
        effective_on=on,
        recorded_at=datetime(2024, 1, 1, tzinfo=UTC),
        reverses=wrong.id,
    )

    with_both = replay(terms, [wrong, taken_back, *events], on=on)

    assert with_both == replay(terms, events, on=on)
    assert with_both.allocations == replay(terms, events, on=on).allocations


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, after=st.integers(0, 900))
def test_the_next_day_without_events_goes_on_from_the_day_before(seed: int, after: int) -> None:
    terms, events, _ = made(seed)
    today = DRAWN_ON + timedelta(days=after)
    tomorrow = today + timedelta(days=1)
    events = [one for one in events if one.effective_on != tomorrow]

    first, second = (replay(terms, events, on=each) for each in (today, tomorrow))

    assert second.principal_unpaid == first.principal_unpaid
    assert second.overdue_days in (first.overdue_days, first.overdue_days + 1)
    if second.overdue_days == first.overdue_days and first.overdue_days:
        assert second.paused_days == first.paused_days + 1
    fixed = [due for due in first.instalments if due.status is not InstalmentStatus.EXPECTED]
    charged = [(due.due_on, due.interest, due.penalty, due.compound) for due in fixed]
    assert charged == [
        (due.due_on, due.interest, due.penalty, due.compound)
        for due in second.instalments[: len(fixed)]
    ]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
@example(seed=EXTENDED_THEN_CALLED)
def test_a_loan_looked_at_every_day_earns_what_it_earns_unseen(seed: int) -> None:
    terms, events, _ = made(seed)
    on = DRAWN_ON + timedelta(days=700)
    watched = Course.begun(terms)

    for group in together(events_in_effect(terms, events, on=on, known_at=None)):
        _day_by_day(watched.account, group[0].effective_on)
        watched.happen(group)
    _day_by_day(watched.account, on)

    assert watched.state(on=on) == replay(terms, events, on=on)


def _day_by_day(account: LoanAccount, until: date) -> None:
    while account.day < until:
        account.bring_to(account.day + timedelta(days=1))


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS)
def test_any_loan_can_be_paid_off_and_is_closed_then(seed: int) -> None:
    terms, events, _ = made(seed)
    last = max([DRAWN_ON + timedelta(days=500), *(one.effective_on for one in events)])
    state, tries = replay(terms, events, on=last), 0

    while state.status is not LoanStatus.CLOSED and not _is_covered(state):
        assert tries < 30
        last, tries = last + timedelta(days=40), tries + 1
        state = replay(terms, events, on=last)
        to_bank = state.owed_in_total - state.subrogated
        if not to_bank and not state.subrogated:
            to_bank = Decimal("0.01")  # interest to the due day that has not been earned yet
        shares = {EventKind.REPAYMENT: to_bank, EventKind.RECOVERY: state.subrogated}
        events += [
            LoanEvent(
                id=f"{kind} {tries}",
                kind=kind,
                amount=amount,
                effective_on=last,
                recorded_at=datetime(2025, 1, 1, tzinfo=UTC),
                split={"guarantor": amount} if kind is EventKind.RECOVERY else {},
            )
            for kind, amount in shares.items()
            if amount
        ]
        state = replay(terms, events, on=last)

    assert state.owed_in_total == 0
    assert state.principal_unpaid == 0 or _is_covered(state)


def _is_covered(state: LoanState) -> bool:
    """Money kept for interest that a claim payment made needless is enough for all that is owed."""
    return state.owed_in_total == 0 and state.interest_in_advance > 0
