"""Single payment and instalments; allocation, rounding and prepayment as terms."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.lending.loan_cast import DRAWN_ON, DUE_ON, day, loan, recorded, repayment

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import LoanEvent
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.state import LoanStatus
from zhidai.core.lending.terms import (
    Allocation,
    DayCount,
    LoanTerms,
    PrepaymentInterest,
    Repayment,
    Rounding,
    Settlement,
)

TEN_MILLION = Decimal("10000000.00")


def single(**others: object) -> LoanTerms:
    return loan(repayment=Repayment.SINGLE_PAYMENT, **others)  # type: ignore[arg-type]


def in_parts(number: int, **others: object) -> LoanTerms:
    return loan(
        repayment=Repayment.INTEREST_THEN_INSTALMENTS,
        instalments=number,
        **others,  # type: ignore[arg-type]
    )


def test_a_single_payment_falls_due_once_with_all_its_interest() -> None:
    (due,) = contract_schedule(single())

    assert (due.due_on, due.days, due.interest, due.principal) == (
        DUE_ON,
        365,
        Decimal("491736.11"),
        TEN_MILLION,
    )


def test_a_single_payment_is_not_overdue_before_its_maturity() -> None:
    terms = single()

    before, day_after = (replay(terms, [], on=DUE_ON + timedelta(days=days)) for days in (-1, 1))

    assert (before.interest_due, before.overdue_days) == (0, 0)
    assert (day_after.interest_due, day_after.overdue_days) == (Decimal("491736.11"), 1)
    assert day_after.principal_overdue == TEN_MILLION


def test_an_early_part_of_a_single_payment_pays_the_interest_earned_and_then_principal() -> None:
    terms = single()  # 10 days of 10,000,000 at 4.85 % are 13,472.22
    early = repayment("1013472.22", "2021-03-11")

    state = replay(terms, [early], on=DUE_ON)

    # 9,000,000 for the other 355 days: 430,437.50; with 13,472.222 that is 443,909.72
    assert state.principal_balance == Decimal("9000000.00")
    assert state.instalments[0].interest == Decimal("443909.72")
    assert state.interest_due == Decimal("430437.50")


def test_principal_in_instalments_is_cut_down_to_the_fen_and_the_last_takes_the_rest() -> None:
    schedule = contract_schedule(in_parts(3))

    assert [due.principal for due in schedule[-3:]] == [
        Decimal("3333333.33"),
        Decimal("3333333.33"),
        Decimal("3333333.34"),
    ]
    assert {due.principal for due in schedule[:-3]} == {Decimal("0.00")}
    assert [due.due_on for due in schedule[-3:]] == [
        day("2022-01-21"),
        day("2022-02-21"),
        DUE_ON,
    ]
    # 31 days of 6,666,666.67 and 8 of 3,333,333.34 at 4.85 % over 360
    assert [due.interest for due in schedule[-2:]] == [Decimal("27842.59"), Decimal("3592.59")]


def test_an_unpaid_instalment_is_overdue_from_the_day_after() -> None:
    terms = in_parts(3)
    interest = [repayment(due.interest, due.due_on) for due in contract_schedule(terms)[:-2]]

    on_the_day = replay(terms, interest, on=day("2022-01-21"))
    day_after = replay(terms, interest, on=day("2022-01-22"))

    assert (on_the_day.principal_overdue, on_the_day.overdue_days) == (0, 0)
    assert day_after.principal_overdue == Decimal("3333333.33")
    assert day_after.overdue_since == day("2022-01-22")
    assert [part.unpaid for part in day_after.principal_instalments] == [
        Decimal("3333333.33"),
        Decimal("3333333.33"),
        Decimal("3333333.34"),
    ]


def test_an_instalment_paid_a_day_early_does_not_make_the_payer_overdue() -> None:
    terms = in_parts(3)
    schedule = contract_schedule(terms)
    events = [repayment(due.interest + due.principal, due.due_on) for due in schedule[:-3]]
    due = schedule[-3]
    early = repayment(due.interest + due.principal, due.due_on - timedelta(days=1))

    state = replay(terms, [*events, early], on=due.due_on + timedelta(days=1))

    assert (state.status, state.overdue_days) == (LoanStatus.RUNNING, 0)
    assert state.principal_instalments[0].unpaid == 0


def test_more_instalments_than_due_days_are_refused() -> None:
    assert len(contract_schedule(in_parts(13))) == 13
    with pytest.raises(BadInput) as refused:
        contract_schedule(in_parts(14))

    assert refused.value.reasons[0].code == "loan_instalments_too_many"
    assert refused.value.reasons[0].parameters["due_days"] == 13


@pytest.mark.parametrize(
    ("repayment_kind", "number", "code"),
    [
        ("interest_then_instalments", 0, "loan_instalments_missing"),
        ("bullet_monthly_interest", 3, "loan_instalments_not_wanted"),
        ("single_payment", 1, "loan_instalments_not_wanted"),
    ],
)
def test_instalments_stand_where_they_belong(repayment_kind: str, number: int, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        loan(repayment=Repayment(repayment_kind), instalments=number)

    assert refused.value.reasons[0].code == code


@pytest.mark.parametrize(
    ("order", "interest", "principal"),
    [
        # At the end of 2022-03-01 interest of 8 days, 10,777.78, and 10,000,000 are due.
        (Allocation.INTEREST_FIRST, "10777.78", "4989222.22"),
        (Allocation.OLDEST_FIRST, "10777.78", "4989222.22"),
        (Allocation.PRINCIPAL_FIRST, "0.00", "5000000.00"),
    ],
)
def test_what_is_paid_first_is_a_term(order: Allocation, interest: str, principal: str) -> None:
    terms = loan(allocation=order)
    before = [repayment(due.interest, due.due_on) for due in contract_schedule(terms)[:-1]]

    state = replay(terms, [*before, repayment("5000000.00", DUE_ON, number="part")], on=DUE_ON)

    part = state.allocations[-1]
    assert (part.interest, part.principal) == (Decimal(interest), Decimal(principal))


def test_oldest_first_pays_an_old_instalment_before_newer_interest() -> None:
    by_day = in_parts(3, allocation=Allocation.OLDEST_FIRST)
    by_kind = in_parts(3)
    schedule = contract_schedule(by_day)
    before = [repayment(due.interest, due.due_on) for due in schedule[:-3]]
    oldest = schedule[-3]  # its interest is 41,763.89; a month later 41,763.89 more is due
    part = repayment(oldest.interest + oldest.principal, "2022-02-21", number="part")

    first = replay(by_day, [*before, part], on=day("2022-02-21")).allocations[-1]
    second = replay(by_kind, [*before, part], on=day("2022-02-21")).allocations[-1]

    assert (first.interest, first.principal) == (oldest.interest, oldest.principal)
    assert second.interest == oldest.interest * 2


def test_principal_first_pays_everything_off_with_the_interest_to_the_day() -> None:
    terms = loan(allocation=Allocation.PRINCIPAL_FIRST)
    interest = [repayment(due.interest, due.due_on) for due in contract_schedule(terms)[:-1]]
    late = day("2022-03-11")
    owed = replay(terms, interest, on=late).owed_to_bank

    closed = replay(terms, [*interest, repayment(owed, late, number="last")], on=late)
    with pytest.raises(BadInput) as refused:
        replay(
            terms,
            [*interest, repayment(owed + Decimal("0.01"), late, number="last")],
            on=late,
        )

    assert owed == TEN_MILLION + Decimal("10777.78") + Decimal("13472.22")  # 8 days, 10 days
    assert (closed.status, closed.principal_repaid) == (LoanStatus.CLOSED, TEN_MILLION)
    assert refused.value.reasons[0].code == "loan_overpaid"


def test_rounding_carried_on_comes_to_one_rounding_of_the_total() -> None:
    each, carried = loan(), loan(rounding=Rounding.CARRIED)

    by_each = sum(due.interest for due in contract_schedule(each))
    by_carried = sum(due.interest for due in contract_schedule(carried))

    assert (by_each, by_carried) == (Decimal("491736.13"), Decimal("491736.11"))


TIE = date(2019, 9, 8), date(2021, 5, 21)  # 18.0475 % of 3,000,000: 933,958.125 in 621 days


@settings(max_examples=40, deadline=None)
@given(
    days=st.tuples(st.dates(date(2019, 1, 1), date(2020, 1, 1)), st.integers(40, 900)).map(
        lambda found: (found[0], found[0] + timedelta(days=found[1]))
    ),
    rate=st.integers(1, 240_000),
)
@example(days=TIE, rate=180_475)
def test_carried_interest_of_any_loan_is_that_of_a_single_payment_to_the_fen(
    days: tuple[date, date], rate: int
) -> None:
    carried = loan(
        "3000000.00",
        str(Decimal(rate) / 10**6),
        drawn_on=days[0],
        due_on=days[1],
        rounding=Rounding.CARRIED,
    )

    (once,) = contract_schedule(replace(carried, repayment=Repayment.SINGLE_PAYMENT))

    assert sum(due.interest for due in contract_schedule(carried)) == once.interest
    if days == TIE:
        assert once.interest == Decimal("933958.13")


def test_interest_to_the_due_day_is_paid_for_principal_that_comes_early() -> None:
    to_the_day = loan()
    to_the_due_day = loan(prepayment_interest=PrepaymentInterest.TO_THE_DUE_DAY)
    early = repayment("4000000.00", "2021-03-11")

    less, all_of_it = (
        replay(terms, [early], on=day("2021-03-21")) for terms in (to_the_day, to_the_due_day)
    )

    assert less.instalments[0].interest == Decimal("21584.63")
    assert all_of_it.instalments[0].interest == Decimal("26944.44")  # as if nothing came early
    assert all_of_it.interest_due == 0
    assert all_of_it.principal_balance == TEN_MILLION - Decimal("4000000.00") + Decimal("26944.44")


def test_paying_everything_early_costs_the_interest_to_the_due_day_and_no_fen_more() -> None:
    terms = loan(prepayment_interest=PrepaymentInterest.TO_THE_DUE_DAY)
    owed = TEN_MILLION + Decimal("26944.44")

    closed = replay(terms, [repayment(owed, "2021-03-11")], on=day("2021-03-11"))
    short = replay(terms, [repayment(owed - Decimal("0.01"), "2021-03-11")], on=day("2021-03-21"))

    assert (closed.status, closed.interest_paid) == (LoanStatus.CLOSED, Decimal("26944.44"))
    assert (short.interest_due, short.principal_balance) == (0, Decimal("0.01"))
    with pytest.raises(BadInput):
        replay(terms, [repayment(owed + Decimal("0.01"), "2021-03-11")], on=day("2021-03-11"))


TERMS = st.builds(
    lambda kind, number, **others: loan(
        repayment=kind,
        instalments=number if kind is Repayment.INTEREST_THEN_INSTALMENTS else 0,
        **others,
    ),
    st.sampled_from(Repayment),
    st.integers(1, 12),
    settlement=st.sampled_from(Settlement),
    day_count=st.sampled_from(DayCount),
    allocation=st.sampled_from(Allocation),
    rounding=st.sampled_from(Rounding),
    prepayment_interest=st.sampled_from(PrepaymentInterest),
)
PAYMENTS = st.lists(
    st.tuples(st.integers(0, 420), st.integers(1, 150_000_000).map(lambda fen: Decimal(fen) / 100)),
    max_size=6,
)


def paid(pairs: list[tuple[int, Decimal]]) -> list[LoanEvent]:
    return [
        repayment(amount, DRAWN_ON + timedelta(days=after), number=f"R-{number}")
        for number, (after, amount) in enumerate(pairs)
    ]


@settings(max_examples=150, deadline=None)
@given(terms=TERMS, pairs=PAYMENTS, data=st.data())
def test_by_any_terms_the_order_of_entry_changes_nothing_and_money_in_is_money_used(
    terms: LoanTerms, pairs: list[tuple[int, Decimal]], data: st.DataObject
) -> None:
    events, until = paid(pairs), DRAWN_ON + timedelta(days=430)
    entered = [
        recorded(one, hours=place) for place, one in enumerate(data.draw(st.permutations(events)))
    ]

    state = replay(terms, events, on=until)

    assert state == replay(terms, entered, on=until)
    used = state.interest_paid + state.interest_in_advance + state.principal_repaid
    assert used == sum((amount for _, amount in pairs), Decimal(0))
    assert state.principal_repaid + state.principal_balance == TEN_MILLION
    assert state.principal_balance >= 0
    assert state.interest_in_advance >= 0
    assert all(0 <= due.unpaid <= due.charged for due in state.instalments)


@settings(max_examples=150, deadline=None)
@given(terms=TERMS, pairs=PAYMENTS, after=st.integers(0, 700))
def test_by_any_terms_principal_repaid_equals_principal_lent(
    terms: LoanTerms, pairs: list[tuple[int, Decimal]], after: int
) -> None:
    events = paid(pairs)
    last = max([DRAWN_ON + timedelta(days=after), *(one.effective_on for one in events)])
    state, tries = replay(terms, events, on=last), 0

    while state.status is not LoanStatus.CLOSED:  # to the due day, interest comes on top
        step = max(state.owed_to_bank, Decimal("0.01"))
        events.append(repayment(step, last, number=f"last {tries}"))
        last, tries = last + timedelta(days=40), tries + 1
        state = replay(terms, events, on=last - timedelta(days=40))
        assert tries < 30

    assert state.principal_repaid == TEN_MILLION
    assert state.owed_in_total == 0


@settings(max_examples=100, deadline=None)
@given(terms=TERMS)
def test_a_loan_paid_by_its_schedule_is_closed_with_the_schedules_interest(
    terms: LoanTerms,
) -> None:
    schedule = contract_schedule(terms)
    events = [repayment(due.interest + due.principal, due.due_on) for due in schedule]

    state = replay(terms, events, on=DUE_ON)

    assert (state.status, state.closed_on) == (LoanStatus.CLOSED, DUE_ON)
    assert state.interest_paid == sum(due.interest for due in schedule)
    assert sum(due.principal for due in schedule) == TEN_MILLION


@settings(max_examples=60, deadline=None)
@given(terms=TERMS, pairs=PAYMENTS, after=st.integers(0, 450))
def test_by_any_terms_a_day_without_events_changes_no_principal(
    terms: LoanTerms, pairs: list[tuple[int, Decimal]], after: int
) -> None:
    today = DRAWN_ON + timedelta(days=after)
    tomorrow = today + timedelta(days=1)
    events = [one for one in paid(pairs) if one.effective_on != tomorrow]

    first, second = (replay(terms, events, on=each) for each in (today, tomorrow))

    assert second.principal_balance == first.principal_balance
    assert second.interest_paid >= first.interest_paid
    if first.overdue_days:
        assert second.overdue_days == first.overdue_days + 1


@settings(max_examples=60, deadline=None)
@given(days=st.lists(st.integers(1, 364), max_size=3), rate=st.sampled_from(["0.0385", "0.0485"]))
def test_carried_rounding_never_strays_a_fen_from_the_exact_interest(
    days: list[int], rate: str
) -> None:
    terms: LoanTerms = loan(rate=rate, rounding=Rounding.CARRIED)
    pairs = [(after, Decimal("123456.78")) for after in days]

    state = replay(terms, paid(pairs), on=DUE_ON)

    exact, balance = Decimal(0), TEN_MILLION
    for number in range((DUE_ON - DRAWN_ON).days):
        today = date.fromordinal(DRAWN_ON.toordinal() + number)
        balance -= sum(one.principal for one in state.allocations if one.effective_on == today)
        exact += balance * terms.annual_rate / 360
    charged = sum((due.charged for due in state.instalments), Decimal(0))
    assert abs(charged - exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)) <= Decimal("0.01")
