"""Replay: any day, any order of entry, to the fen."""

from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import DRAWN_ON, DUE_ON, day, event, loan, recorded, repayment

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.state import InstalmentStatus, LoanState, LoanStatus
from zhidai.core.lending.terms import LoanTerms, Settlement

TEN_MILLION = Decimal("10000000.00")
FIRST_INTEREST = Decimal("26944.44")  # 20 days of 10,000,000 at 4.85 % over 360


def paid_on_time(terms: LoanTerms) -> list[LoanEvent]:
    return [repayment(due.interest + due.principal, due.due_on) for due in contract_schedule(terms)]


def on(text: str, *events: LoanEvent, terms: LoanTerms | None = None) -> LoanState:
    return replay(terms or loan(), events, on=day(text))


def code_of(refused: pytest.ExceptionInfo[BadInput]) -> str:
    return refused.value.reasons[0].code


def test_a_loan_paid_on_its_due_days_is_closed_on_the_last() -> None:
    terms = loan()

    state = replay(terms, paid_on_time(terms), on=DUE_ON)

    assert state.status is LoanStatus.CLOSED
    assert state.closed_on == DUE_ON
    assert state.principal_repaid == TEN_MILLION
    assert state.interest_paid == Decimal("491736.13")
    assert state.owed_in_total == 0
    assert {due.status for due in state.instalments} == {InstalmentStatus.PAID}


def test_interest_accrues_from_the_first_day_to_the_day_before() -> None:
    assert on("2021-03-01").interest_accrued == 0
    assert on("2021-03-02").interest_accrued == Decimal("1347.22")
    assert on("2021-03-20").interest_accrued == Decimal("25597.22")


def test_interest_is_due_on_the_21st_and_overdue_the_day_after() -> None:
    due, overdue = on("2021-03-21"), on("2021-03-22")

    assert (due.interest_due, due.overdue_days, due.status) == (
        FIRST_INTEREST,
        0,
        LoanStatus.RUNNING,
    )
    assert (overdue.overdue_days, overdue.status) == (1, LoanStatus.OVERDUE)
    assert overdue.overdue_since == day("2021-03-22")


def test_a_due_day_may_itself_be_overdue_day_one_by_its_term() -> None:
    terms = LoanTerms(
        principal=TEN_MILLION,
        annual_rate=Decimal("0.0485"),
        drawn_on=DRAWN_ON,
        due_on=DUE_ON,
        due_day_counts_as=1,
    )

    assert on("2021-03-20", terms=terms).overdue_days == 0
    assert on("2021-03-21", terms=terms).overdue_days == 1


def test_the_claim_may_start_on_overdue_day_sixty() -> None:
    assert on("2021-05-19").days_until_claim(60) == 1
    assert on("2021-05-20").days_until_claim(60) == 0
    assert on("2021-05-20").overdue_days == 60
    assert on("2021-03-21").days_until_claim(60) is None


def test_unpaid_principal_is_overdue_from_the_day_after_maturity() -> None:
    terms = loan()
    interest_only = [repayment(due.interest, due.due_on) for due in contract_schedule(terms)]

    on_the_day = replay(terms, interest_only, on=DUE_ON)
    day_after = replay(terms, interest_only, on=DUE_ON + timedelta(days=1))

    assert (on_the_day.principal_overdue, on_the_day.overdue_days) == (0, 0)
    assert (day_after.principal_overdue, day_after.overdue_days) == (TEN_MILLION, 1)


def test_overdue_principal_goes_on_bearing_the_contract_rate() -> None:
    terms = loan()
    interest_only = [repayment(due.interest, due.due_on) for due in contract_schedule(terms)]

    state = replay(terms, interest_only, on=day("2022-03-11"))

    assert state.interest_accrued == Decimal("13472.22")  # 10 days


def test_money_goes_to_the_oldest_interest_first() -> None:
    state = on("2021-04-25", repayment("30000.00", "2021-04-22"))

    first, second = state.instalments[:2]
    assert (first.status, first.paid_on) == (InstalmentStatus.PAID, day("2021-04-22"))
    assert second.paid == Decimal("30000.00") - FIRST_INTEREST
    assert second.status is InstalmentStatus.OVERDUE
    assert state.overdue_since == day("2021-04-22")


def test_a_prepayment_pays_the_period_first_and_lowers_the_interest_of_later_days() -> None:
    prepaid = repayment("4000000.00", "2021-03-11")

    before, due = on("2021-03-11", prepaid), on("2021-03-21", prepaid)

    # 10 days on 10,000,000 and 10 days on 6,021,584.63: 13,472.222 + 8,112.413
    assert before.interest_in_advance == Decimal("21584.63")
    assert before.principal_balance == TEN_MILLION - (Decimal("4000000.00") - Decimal("21584.63"))
    assert due.instalments[0].interest == Decimal("21584.63")
    assert due.instalments[0].status is InstalmentStatus.PAID
    assert due.interest_in_advance == 0


def test_a_fen_more_than_the_months_interest_does_not_make_the_borrower_overdue() -> None:
    terms = loan("3000000.00")  # 20 days at 4.85 % are 8,083.33

    state = on("2021-03-22", repayment("8083.34", "2021-03-20"), terms=terms)

    assert (state.status, state.overdue_days) == (LoanStatus.RUNNING, 0)
    assert state.instalments[0].status is InstalmentStatus.PAID
    assert state.principal_balance == Decimal("2999999.99")


def test_from_maturity_on_what_is_left_of_a_payment_is_principal_at_once() -> None:
    terms = loan()
    interest_only = [repayment(due.interest, due.due_on) for due in contract_schedule(terms)]

    state = replay(terms, [*interest_only, repayment("100.00", DUE_ON, number="late")], on=DUE_ON)

    assert state.interest_in_advance == 0
    assert state.principal_balance == TEN_MILLION - 100


def test_money_kept_that_a_claim_payment_made_needless_goes_to_the_principal() -> None:
    early = repayment("20000.00", "2021-03-02")
    claimed = event("claim_payment", "8000000.00", "2021-03-03")
    little = repayment("1000.00", "2021-03-04")

    state = on("2021-03-21", early, claimed, little)

    assert state.interest_in_advance == 0
    assert state.instalments[0].status is InstalmentStatus.PAID
    assert state.interest_paid + state.principal_repaid == Decimal("21000.00")


def test_full_prepayment_takes_interest_to_the_day() -> None:
    owed = TEN_MILLION + Decimal("13472.22")

    state = on("2021-06-01", repayment(owed, "2021-03-11"))

    assert state.status is LoanStatus.CLOSED
    assert state.closed_on == day("2021-03-11")
    assert state.interest_paid == Decimal("13472.22")


def test_all_principal_without_the_interest_to_the_day_leaves_that_much_owed() -> None:
    state = on("2021-03-11", repayment(TEN_MILLION, "2021-03-11"))

    assert state.interest_paid == Decimal("13472.22")
    assert state.principal_balance == Decimal("13472.22")
    assert state.status is LoanStatus.RUNNING


def test_a_month_of_interest_paid_a_day_early_is_kept_for_the_due_day() -> None:
    early = repayment(FIRST_INTEREST, "2021-03-20")

    before, after = on("2021-03-20", early), on("2021-03-22", early)

    assert before.interest_in_advance == FIRST_INTEREST
    assert before.principal_balance == TEN_MILLION
    assert after.interest_in_advance == 0
    assert after.interest_paid == FIRST_INTEREST
    assert after.status is LoanStatus.RUNNING


def test_what_was_kept_counts_when_the_loan_is_paid_off() -> None:
    early = repayment("20000.00", "2021-03-10")
    rest = repayment(TEN_MILLION - Decimal("6527.78"), "2021-03-11")

    state = on("2021-03-11", early, rest)

    assert state.status is LoanStatus.CLOSED
    assert state.interest_paid == Decimal("13472.22")
    assert [(a.interest, a.in_advance, a.principal) for a in state.allocations] == [
        (0, Decimal("20000.00"), 0),
        (Decimal("13472.22"), Decimal("-20000.00"), TEN_MILLION),
    ]


def test_one_fen_too_much_is_refused_by_name() -> None:
    too_much = TEN_MILLION + Decimal("13472.23")

    with pytest.raises(BadInput) as refused:
        on("2021-03-11", repayment(too_much, "2021-03-11", number="R-1"))

    assert code_of(refused) == "loan_overpaid"
    assert refused.value.reasons[0].parameters["event"] == "R-1"
    assert refused.value.reasons[0].parameters["excess"] == Decimal("0.01")


def test_money_after_the_loan_is_closed_is_refused() -> None:
    terms = loan()

    with pytest.raises(BadInput) as refused:
        replay(terms, [*paid_on_time(terms), repayment("1.00", "2022-04-01")], on=day("2022-05-01"))

    assert code_of(refused) == "loan_overpaid"


def test_an_event_before_drawdown_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        on("2021-04-01", repayment("1.00", "2021-02-28"))

    assert code_of(refused) == "loan_event_before_drawdown"


def test_a_loan_has_no_state_before_it_is_drawn() -> None:
    with pytest.raises(BadInput) as refused:
        on("2021-02-28")

    assert code_of(refused) == "loan_not_drawn_yet"


def test_an_event_entered_twice_is_refused() -> None:
    once = repayment("1.00", "2021-03-21", number="R-1")

    with pytest.raises(BadInput) as refused:
        on("2021-04-01", once, once)

    assert code_of(refused) == "loan_event_twice"


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1.001", "Infinity"])
def test_impossible_amounts_are_bad_input(amount: str) -> None:
    with pytest.raises(BadInput) as refused:
        repayment(amount, "2021-03-21")

    assert code_of(refused) == "loan_event_amount_invalid"


def test_a_split_must_sum_to_the_amount() -> None:
    with pytest.raises(BadInput) as refused:
        event("recovery", "10.00", "2022-06-01", split={"bank": "3.00", "guarantor": "6.99"})

    assert code_of(refused) == "loan_event_split_not_summing"


def test_a_back_dated_repayment_needs_no_repair() -> None:
    late_entry = recorded(repayment(FIRST_INTEREST, "2021-03-21"), hours=24 * 365)
    second = repayment("41763.89", "2021-04-21")

    state = on("2021-04-30", second, late_entry)

    assert state.status is LoanStatus.RUNNING
    assert [due.paid_on for due in state.instalments[:2]] == [day("2021-03-21"), day("2021-04-21")]


def test_what_was_known_then_is_told_from_what_is_known_now() -> None:
    entered_late = event(
        "repayment",
        FIRST_INTEREST,
        "2021-03-21",
        recorded_at=datetime(2021, 4, 2, 1, tzinfo=UTC),
    )

    then = replay(
        loan(),
        [entered_late],
        on=day("2021-04-01"),
        known_at=datetime(2021, 4, 1, 15, 59, tzinfo=UTC),
    )
    now = replay(loan(), [entered_late], on=day("2021-04-01"))

    assert (then.status, then.overdue_days) == (LoanStatus.OVERDUE, 11)
    assert (now.status, now.overdue_days) == (LoanStatus.RUNNING, 0)


def test_a_claim_payment_moves_debt_from_the_bank_to_the_payers() -> None:
    terms = loan()
    interest_only = [repayment(due.interest, due.due_on) for due in contract_schedule(terms)]
    paid = event(
        "claim_payment",
        "8000000.00",
        "2022-05-24",
        split={"guarantor": "7000000.00", "appraiser": "1000000.00"},
    )

    state = replay(terms, [*interest_only, paid], on=day("2022-05-24"))

    assert state.principal_balance == Decimal("2000000.00")
    assert state.subrogated == Decimal("8000000.00")
    assert state.principal_unpaid == TEN_MILLION
    assert state.status is LoanStatus.OVERDUE
    assert state.interest_due == Decimal("109125.00")  # 81 days of 10,000,000 since maturity


def test_a_recovery_goes_back_by_its_split_and_closes_the_loan_in_the_end() -> None:
    terms = loan()
    history = [
        *(repayment(due.interest, due.due_on) for due in contract_schedule(terms)),
        event("claim_payment", "8000000.00", "2022-03-01"),
        event(
            "recovery",
            "10000000.00",
            "2022-03-02",
            split={"bank": "2000000.00", "guarantor": "7000000.00", "appraiser": "1000000.00"},
        ),
    ]

    before_interest = replay(terms, history, on=day("2022-03-02"))
    one_day = repayment("269.44", "2022-03-03")  # 2,000,000 for the day after maturity
    after = replay(terms, [*history, one_day], on=day("2022-03-03"))

    assert before_interest.principal_unpaid == 0
    assert before_interest.interest_due == Decimal("269.44")
    assert (after.status, after.closed_on) == (LoanStatus.CLOSED, day("2022-03-03"))


def test_more_claim_money_than_principal_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        on("2022-06-01", event("claim_payment", "10000000.01", "2022-05-24"))

    assert code_of(refused) == "loan_overpaid"


AMOUNTS = st.integers(1, 200_000_000).map(lambda fen: Decimal(fen) / 100)
DAYS_IN = st.integers(0, 420)
REPAYMENTS = st.lists(st.tuples(DAYS_IN, AMOUNTS), min_size=1, max_size=5)
SETTLEMENTS = st.sampled_from(Settlement)


def drawn(pairs: list[tuple[int, Decimal]]) -> list[LoanEvent]:
    return [
        repayment(amount, DRAWN_ON + timedelta(days=after), number=f"R-{number}")
        for number, (after, amount) in enumerate(pairs)
    ]


@settings(max_examples=80, deadline=None)
@given(pairs=REPAYMENTS, settlement=SETTLEMENTS, data=st.data())
def test_the_order_of_entry_never_changes_the_result(
    pairs: list[tuple[int, Decimal]], settlement: Settlement, data: st.DataObject
) -> None:
    terms, events = loan(settlement=settlement), drawn(pairs)
    shuffled = data.draw(st.permutations(events))
    entered = [recorded(one, hours=place) for place, one in enumerate(shuffled)]
    until = DRAWN_ON + timedelta(days=430)

    assert replay(terms, events, on=until) == replay(terms, entered, on=until)


@settings(max_examples=80, deadline=None)
@given(pairs=REPAYMENTS, after=DAYS_IN, settlement=SETTLEMENTS)
def test_money_in_equals_money_used(
    pairs: list[tuple[int, Decimal]], after: int, settlement: Settlement
) -> None:
    until = DRAWN_ON + timedelta(days=after)
    events = drawn(pairs)

    state = replay(loan(settlement=settlement), events, on=until)

    received = sum((one.amount for one in events if one.effective_on <= until), Decimal(0))
    used = state.interest_paid + state.interest_in_advance + state.principal_repaid
    assert used == received
    assert state.principal_repaid + state.principal_balance == TEN_MILLION
    for one in state.allocations:
        amount = next(entry.amount for entry in events if entry.id == one.event)
        assert one.interest + one.in_advance + one.principal == amount


@settings(max_examples=60, deadline=None)
@given(pairs=REPAYMENTS, after=st.integers(0, 700), settlement=SETTLEMENTS)
def test_principal_repaid_equals_principal_lent_once_closed(
    pairs: list[tuple[int, Decimal]], after: int, settlement: Settlement
) -> None:
    terms, events = loan(settlement=settlement), drawn(pairs)
    last = max(DRAWN_ON + timedelta(days=after), *(one.effective_on for one in events))
    owed = replay(terms, events, on=last).owed_to_bank

    closed = replay(terms, [*events, repayment(owed, last, number="last")], on=last)

    assert closed.status is LoanStatus.CLOSED
    assert closed.principal_repaid == TEN_MILLION
    assert closed.owed_in_total == 0


@settings(max_examples=80, deadline=None)
@given(pairs=REPAYMENTS, after=st.integers(0, 500), settlement=SETTLEMENTS)
def test_a_day_without_events_adds_a_day_of_interest_and_changes_nothing_else(
    pairs: list[tuple[int, Decimal]], after: int, settlement: Settlement
) -> None:
    terms, today = loan(settlement=settlement), DRAWN_ON + timedelta(days=after)
    tomorrow = today + timedelta(days=1)
    events = [one for one in drawn(pairs) if one.effective_on != tomorrow]

    first, second = replay(terms, events, on=today), replay(terms, events, on=tomorrow)

    assert second.principal_balance == first.principal_balance
    earned = second.owed_to_bank - first.owed_to_bank
    one_day = first.principal_balance * terms.annual_rate / 360
    if not first.interest_in_advance:
        assert abs(earned - one_day) <= Decimal("0.01")
    if first.overdue_days:
        assert second.overdue_days == first.overdue_days + 1
    settled = [due for due in first.instalments if due.due_on <= today]
    assert [due.interest for due in second.instalments[: len(settled)]] == [
        due.interest for due in settled
    ]


@settings(max_examples=60, deadline=None)
@given(
    after=st.integers(1, 19),
    amount=st.integers(5_000_000, 900_000_000).map(lambda fen: Decimal(fen) / 100),
)
def test_interest_is_what_a_count_of_the_days_one_by_one_gives(after: int, amount: Decimal) -> None:
    terms = loan()
    prepaid = repayment(amount, DRAWN_ON + timedelta(days=after))

    state = replay(terms, [prepaid], on=DUE_ON)

    for due in state.instalments:
        earned = Decimal(0)
        for number in range((due.due_on - due.begins_on).days):
            today = due.begins_on + timedelta(days=number)
            repaid = state.principal_repaid if today >= prepaid.effective_on else 0
            balance = TEN_MILLION - repaid
            earned += balance * terms.annual_rate
        assert due.interest == (earned / 360).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@settings(max_examples=100, deadline=None)
@given(after=st.integers(0, 365), extra=st.integers(0, 50_000_000))
def test_who_pays_what_is_due_and_more_is_never_overdue_on_the_next_due_day(
    after: int, extra: int
) -> None:
    terms, today = loan("3000000.00"), DRAWN_ON + timedelta(days=min(after, 364))
    owed = replay(terms, [], on=today).interest_due
    due = next(each for each in contract_schedule(terms) if each.due_on > today)
    paid = repayment(owed + due.interest + Decimal(extra) / 100, today)

    state = replay(terms, [paid], on=due.due_on)

    assert state.interest_due == 0


def test_expected_instalments_hold_if_nothing_else_happens() -> None:
    state = on("2021-03-12", repayment("4000000.00", "2021-03-11"))

    assert {due.status for due in state.instalments} == {InstalmentStatus.EXPECTED}
    assert state.instalments[0].interest == Decimal("21584.63")
    assert state.instalments[-1].due_on == DUE_ON
    assert date(2022, 2, 21) in {due.due_on for due in state.instalments}
