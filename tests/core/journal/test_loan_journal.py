"""The journal of a loan: every movement balanced, every balance what the replay says."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import DRAWN_ON, day, event, loan, repayment

from zhidai.core.errors import BadInput
from zhidai.core.journal.accounts import Account
from zhidai.core.journal.entries import Entry, EntryKind, legs, summed
from zhidai.core.journal.loan_books import (
    ClaimBooked,
    FeeBooked,
    LoanBooks,
    SubsidyBooked,
    entries_of,
)
from zhidai.core.journal.posting import Posting, postings_due
from zhidai.core.journal.recovery_entries import RecoveryBooked
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay

OPEN = date(2000, 1, 1)  # nothing is closed
LOSSES = {"bank": "1400000.00", "guarantor": "4900000.00", "appraiser": "700000.00"}


def books(*events: LoanEvent, on: str | date, **more: object) -> LoanBooks:
    terms = loan("7000000.00")
    until = day(on) if isinstance(on, str) else on
    return LoanBooks(
        principal=terms.principal,
        drawn_on=terms.drawn_on,
        events=events,
        state=replay(terms, events, on=until),
        **more,  # type: ignore[arg-type]
    )


def balances(*postings: Posting, on: date) -> dict[tuple[str, Account], Decimal]:
    return dict(summed(one.legs for one in postings if one.booked_on <= on))


def booked(made: LoanBooks, *earlier: Posting, open_from: date = OPEN) -> tuple[Posting, ...]:
    return (*earlier, *postings_due(entries_of(made), earlier, open_from=open_from))


def claimed() -> LoanBooks:
    """An unpaid loan, claimed, paid by both payers in part, and recovered in part."""
    events = (
        event(
            "claim_payment", "4900000", "2022-06-01", number="p1", split={"guarantor": "4900000"}
        ),
        event("claim_payment", "300000", "2022-06-02", number="p2", split={"appraiser": "300000"}),
        event(
            "recovery",
            "900000",
            "2022-09-01",
            number="r1",
            split={"bank": "270000", "guarantor": "630000"},
        ),
    )
    recovery = RecoveryBooked(
        id="r1",
        received_on=day("2022-09-01"),
        gross=Decimal(1_000_000),
        costs=Decimal(120_000),
        costs_paid=Decimal(100_000),
        shares={
            "bank": Decimal(180_000),
            "guarantor": Decimal(630_000),
            "appraiser": Decimal(90_000),
        },
        set_off={"appraiser": Decimal(90_000)},
    )
    claim = ClaimBooked(
        claimed_on=day("2022-05-06"), losses={who: Decimal(part) for who, part in LOSSES.items()}
    )
    return books(*events, on="2022-12-31", claim=claim, recoveries=(recovery,))


def test_a_loan_paid_on_its_days_leaves_income_and_cash() -> None:
    terms = loan("7000000.00")
    dues = [(one.due_on, one.interest) for one in replay(terms, (), on=DRAWN_ON).instalments]
    paid = [repayment(interest, due_on) for due_on, interest in dues]
    total = sum(interest for _, interest in dues)

    made = books(*paid, repayment("7000000", "2022-03-01", number="last"), on="2022-03-02")
    found = balances(*booked(made), on=day("2022-03-02"))

    assert found == {
        ("bank", Account.CASH): total,
        ("bank", Account.INTEREST_INCOME): -total,
        ("enterprise", Account.CASH): -total,
        ("enterprise", Account.INTEREST_EXPENSE): total,
    }


def test_interest_paid_in_advance_stands_on_the_credit_side_of_the_receivable() -> None:
    made = books(repayment("10000", "2021-03-10"), on="2021-03-15")

    found = balances(*booked(made), on=day("2021-03-15"))

    assert found["bank", Account.INTEREST_RECEIVABLE] == Decimal(-10_000)
    assert found["bank", Account.LOANS] == Decimal(7_000_000)


def test_a_claim_books_each_partys_loss_and_a_recovery_gives_part_of_it_back() -> None:
    made = claimed()

    found = balances(*booked(made), on=day("2022-12-31"))

    assert found["guarantor", Account.CLAIM_LOSS] == Decimal(4_900_000 - 630_000)
    assert found["appraiser", Account.CLAIM_LOSS] == Decimal(700_000 - 90_000)
    assert found["appraiser", Account.CLAIMS_PAYABLE] == -Decimal(700_000 - 300_000 - 90_000)
    assert found["bank", Account.LOSS_ALLOWANCE] == -Decimal(1_400_000 - 180_000)
    assert found["bank", Account.RECOVERY_COSTS] == Decimal(20_000)
    assert found["bank", Account.LOANS] == made.state.principal_balance
    assert found["enterprise", Account.OWED_TO_PAYERS] == -made.state.subrogated


def cash_moved(made: LoanBooks, party: str) -> list[tuple[str, Decimal]]:
    """Each movement of a party's cash by a recovery, by its key."""
    found = (
        (one.key.partition(":")[2], one.legs.get((party, Account.CASH)))
        for one in entries_of(made)
        if one.kind is EntryKind.RECOVERY
    )
    return [(key, amount) for key, amount in found if amount]


def test_a_recovery_moves_cash_as_a_bank_statement_has_it() -> None:
    assert cash_moved(claimed(), "bank") == [
        ("r1", Decimal(1_000_000)),
        ("r1 costs", Decimal(-120_000)),
        ("r1 guarantor", Decimal(-630_000)),
    ]
    assert cash_moved(claimed(), "guarantor") == [("r1 guarantor", Decimal(630_000))]


def test_costs_are_booked_to_whoever_advanced_them() -> None:
    made = claimed()
    by_guarantor = replace(made, recoveries=(replace(made.recoveries[0], costs_by="guarantor"),))

    found = balances(*booked(by_guarantor), on=day("2022-12-31"))

    assert cash_moved(by_guarantor, "bank") == [
        ("r1", Decimal(1_000_000)),
        ("r1 costs guarantor", Decimal(-100_000)),
        ("r1 guarantor", Decimal(-630_000)),
    ]
    assert ("bank", Account.RECOVERY_COSTS) not in found
    assert ("bank", Account.HELD_FOR_OTHERS) not in found
    assert found["guarantor", Account.RECOVERY_COSTS] == Decimal(20_000)
    assert found["bank", Account.CASH] == balances(*booked(made), on=day("2022-12-31"))[
        "bank", Account.CASH
    ] + Decimal(20_000)


def test_fees_and_subsidies_are_in_the_books_of_both_sides() -> None:
    subsidy = SubsidyBooked(
        id="1", amount=Decimal("93016.67"), granted_on=day("2022-03-05"), paid_on=None
    )
    made = books(
        on="2022-03-10",
        fees=(
            FeeBooked(id="guarantor", amount=Decimal(30_000), to="guarantor"),
            FeeBooked(id="appraiser", amount=Decimal(0), to="appraiser"),
        ),
        subsidies=(subsidy,),
    )

    found = balances(*booked(made), on=day("2022-03-10"))

    assert found["guarantor", Account.FEE_INCOME] == Decimal(-30_000)
    assert found["treasury", Account.SUBSIDIES_PAYABLE] == Decimal("-93016.67")
    assert found["enterprise", Account.SUBSIDIES_RECEIVABLE] == Decimal("93016.67")


def test_a_fee_paid_to_somebody_outside_stands_in_the_enterprise_s_books_alone() -> None:
    made = books(
        on="2021-03-10",
        fees=(
            FeeBooked(id="insurance_premium", amount=Decimal(30_000), to="insurer"),
            FeeBooked(id="registration_fee", amount=Decimal(1_500), to=None),
        ),
    )

    entries = {one.key: one for one in booked(made)}

    assert dict(entries["fee:registration_fee"].legs) == {
        ("enterprise", Account.FEE_EXPENSE): Decimal(1_500),
        ("enterprise", Account.CASH): Decimal(-1_500),
    }
    found = balances(*entries.values(), on=day("2021-03-10"))
    assert found["insurer", Account.FEE_INCOME] == Decimal(-30_000)
    assert found["enterprise", Account.FEE_EXPENSE] == Decimal(31_500)


def test_a_back_dated_repayment_reverses_what_it_changes_and_books_it_anew() -> None:
    late = repayment("200000", "2021-07-01", number="late")
    before = booked(books(late, on="2021-08-01"))

    made = books(late, repayment("100000", "2021-04-01", number="early"), on="2021-08-01")
    after = booked(made, *before)

    reversed_keys = {one.key for one in after if one.is_reversal}
    assert "repayment:late" in reversed_keys
    assert "drawdown" not in reversed_keys
    assert after[: len(before)] == before


def test_a_correction_of_a_closed_period_is_booked_in_the_open_one_and_keeps_its_day() -> None:
    before = booked(books(on="2021-08-01"))

    made = books(repayment("100000", "2021-04-01", number="early"), on="2021-08-01")
    after = booked(made, *before, open_from=day("2021-07-01"))

    added = after[len(before) :]
    corrections = [one for one in added if one.is_correction]
    assert {one.booked_on for one in corrections} == {day("2021-07-01")}
    assert min(one.effective_on for one in corrections) == day("2021-04-01")
    assert balances(*after, on=day("2021-06-30")) == balances(*before, on=day("2021-06-30"))


def test_an_entry_that_does_not_balance_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        Entry(
            key="odd",
            kind=EntryKind.FEE,
            effective_on=DRAWN_ON,
            clause=None,
            legs=legs(("bank", Account.CASH, Decimal("1.00"))),
        )

    assert refused.value.reasons[0].code == "journal_entry_unbalanced"


payments = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 60_000_000)), min_size=0, max_size=6
)


def _payable(drawn: list[tuple[int, int]]) -> list[LoanEvent]:
    """As many of the payments as the loan can take, each with its own id."""
    events: list[LoanEvent] = []
    for number, (after, fen) in enumerate(drawn):
        one = repayment(Decimal(fen) / 100, DRAWN_ON + timedelta(days=after), number=f"e{number}")
        try:
            replay(loan("7000000.00"), (*events, one), on=date(2023, 1, 1))
        except BadInput:
            continue
        events.append(one)
    return events


@settings(max_examples=40)
@given(drawn=payments, after=st.integers(0, 600))
def test_the_lenders_balances_are_what_the_replay_says_on_any_day(
    drawn: list[tuple[int, int]], after: int
) -> None:
    on = DRAWN_ON + timedelta(days=after)
    made = books(*_payable(drawn), on=on)

    found = defaultdict(Decimal, balances(*booked(made), on=on))

    state = made.state
    assert found["bank", Account.LOANS] == state.principal_balance
    assert found["bank", Account.INTEREST_RECEIVABLE] == (
        state.interest_due - state.interest_in_advance
    )
    assert found["bank", Account.LOANS] == -found["enterprise", Account.LOANS_PAYABLE]
    assert sum(found.values()) == 0


@settings(max_examples=40)
@given(drawn=payments, order=st.randoms(use_true_random=False))
def test_the_order_in_which_events_become_known_never_changes_the_balances(
    drawn: list[tuple[int, int]], order: object
) -> None:
    events = _payable(drawn)
    on = date(2022, 12, 31)
    known_at_once = balances(*booked(books(*events, on=on)), on=on)
    order.shuffle(events)  # type: ignore[attr-defined]

    standing: tuple[Posting, ...] = ()
    for number in range(len(events) + 1):
        standing = booked(books(*events[:number], on=on), *standing)

    assert balances(*standing, on=on) == known_at_once
    assert booked(books(*events, on=on), *standing) == standing
    assert all(not sum(one.legs.values()) for one in standing)


def test_legs_of_the_same_account_are_summed_and_nothing_is_left_out_of_sight() -> None:
    one = legs(("bank", Account.CASH, Decimal(3)), ("bank", Account.CASH, Decimal(-3)))

    assert dict(one) == {}
    assert dict(summed([one, one])) == {}
