"""Drawdowns, extension, penalty, misuse, compounding, waiver, write-off, pause and reversal."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.core.lending.loan_cast import DUE_ON, day, event, loan, repayment

from zhidai.core.errors import BadInput
from zhidai.core.lending.events import EventKind, LoanEvent, Part
from zhidai.core.lending.replay import replay
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.state import LoanState, LoanStatus
from zhidai.core.lending.terms import Compounding, LoanTerms, Repayment

TEN_MILLION = Decimal("10000000.00")
HALF, WHOLE = Decimal("0.5"), Decimal(1)


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


# Drawdowns


def test_a_further_drawdown_bears_interest_from_its_day() -> None:
    terms = loan("4000000.00", commitment=TEN_MILLION)

    state = on("2021-03-21", happened("drawdown", "2021-03-11", "6000000.00"), terms=terms)

    # 20 days of 4,000,000 and 10 days of 6,000,000: 140,000,000 yuan days
    assert state.interest_due == Decimal("18861.11")
    assert (state.principal_balance, state.principal_lent) == (TEN_MILLION, TEN_MILLION)
    assert state.schedule[-1].principal == Decimal("4000000.00")  # as agreed at drawdown


def test_a_further_drawdown_is_spread_over_the_instalments_to_come() -> None:
    terms = loan(
        "3000000.00",
        commitment=Decimal("3100000.00"),
        repayment=Repayment.INTEREST_THEN_INSTALMENTS,
        instalments=3,
    )

    state = on("2022-02-01", happened("drawdown", "2022-01-21", "100000.00"), terms=terms)

    amounts = [part.amount for part in state.principal_instalments]
    assert amounts == [Decimal("1000000.00"), Decimal("1050000.00"), Decimal("1050000.00")]


def test_drawdowns_stop_at_the_commitment_and_before_maturity() -> None:
    terms = loan("4000000.00", commitment=TEN_MILLION)
    last_fen = happened("drawdown", "2021-04-01", "6000000.00")
    too_much = happened("drawdown", "2021-04-01", "6000000.01")

    assert on("2021-04-01", last_fen, terms=terms).principal_lent == TEN_MILLION
    code, said = refused(terms, too_much)
    assert (code, said["commitment"]) == ("loan_drawdown_beyond_commitment", TEN_MILLION)
    assert refused(loan(), happened("drawdown", "2021-04-01", "0.01"))[0] == code
    late = happened("drawdown", "2022-03-01", "1.00")
    assert refused(terms, late)[0] == "loan_drawdown_after_maturity"


# Extension


def test_an_extended_loan_is_not_overdue_at_its_old_maturity() -> None:
    terms = loan()
    extended = extension("2022-02-25", "2022-09-01", annual_rate=Decimal("0.05"))

    state = replay(terms, [*interest_paid(terms), extended], on=day("2022-03-21"))

    assert (state.status, state.principal_overdue) == (LoanStatus.RUNNING, 0)
    assert state.due_on == day("2022-09-01")
    assert state.interest_due == Decimal("27777.78")  # 20 days at the 5 % agreed
    assert state.instalments[-1].due_on == day("2022-09-01")


def test_interest_to_the_old_due_day_still_falls_due_on_it() -> None:
    extended = extension("2021-08-01", "2022-09-01")
    terms = loan(repayment=Repayment.SINGLE_PAYMENT)

    state = on("2022-03-02", extended, terms=terms)

    assert state.interest_due == Decimal("491736.11")
    assert (state.overdue_days, state.principal_overdue) == (1, 0)


@pytest.mark.parametrize(("agreed_on", "taken"), [("2022-03-01", True), ("2022-03-02", False)])
def test_an_extension_is_agreed_on_the_due_day_at_the_latest(agreed_on: str, taken: bool) -> None:
    terms, asked = loan(), extension(agreed_on, "2022-09-01")

    if taken:
        state = replay(terms, [*interest_paid(terms), asked], on=day("2022-03-10"))
        assert state.overdue_days == 0
    else:
        assert refused(terms, asked, on=day("2022-03-10"))[0] == "loan_extension_too_late"


def test_an_extension_goes_further_than_the_present_due_day() -> None:
    first = extension("2021-04-01", "2022-06-01")
    second = extension("2021-05-01", "2022-06-01", number="again")

    assert refused(loan(), extension("2021-04-01", "2022-03-01"))[0] == "loan_extension_not_later"
    assert refused(loan(), first, second)[0] == "loan_extension_not_later"


def test_an_extension_moves_the_last_instalment_alone() -> None:
    terms = loan(repayment=Repayment.INTEREST_THEN_INSTALMENTS, instalments=2)

    state = on("2021-04-01", extension("2021-04-01", "2022-06-01"), terms=terms)

    assert [part.due_on for part in state.principal_instalments] == [
        day("2022-02-21"),
        day("2022-06-01"),
    ]


# Penalty and compound interest


def test_overdue_principal_bears_the_penalty_rate_from_its_due_day() -> None:
    terms = loan(overdue_markup=HALF)

    state = replay(terms, interest_paid(terms), on=day("2022-03-11"))

    assert state.interest_accrued == Decimal("20208.33")  # 10 days of 10,000,000 at 7.275 %
    expected = replay(terms, interest_paid(terms), on=day("2022-03-21"))
    assert (expected.penalty_due, expected.interest_due) == (
        Decimal("40416.67"),
        Decimal("40416.67"),
    )


def test_only_the_overdue_instalment_bears_the_penalty_rate() -> None:
    terms = loan(
        repayment=Repayment.INTEREST_THEN_INSTALMENTS, instalments=2, overdue_markup=Decimal("0.3")
    )

    state = replay(terms, interest_paid(terms), on=DUE_ON)

    last = state.instalments[-1]  # 8 days: 5,000,000 at 4.85 % and 5,000,000 at 6.305 %
    assert (last.interest, last.penalty) == (Decimal("5388.89"), Decimal("7005.56"))


def test_misused_funds_bear_their_rate_and_overdue_ones_not_both() -> None:
    terms = loan(overdue_markup=HALF, misuse_markup=WHOLE)
    misused = happened("misuse", "2021-03-11", "4000000.00")

    first = on("2021-03-21", misused, terms=terms).instalments[0]
    late = replay(terms, [*interest_paid(terms), misused], on=day("2022-03-01"))
    after = replay(
        terms,
        [*interest_paid(terms), misused, repayment(late.interest_due, DUE_ON, number="all")],
        on=day("2022-03-11"),
    )

    # 10 days of 10,000,000 and 10 of 6,000,000 at 4.85 %; 10 days of 4,000,000 at 9.7 %
    assert (first.interest, first.penalty) == (Decimal("21555.56"), Decimal("10777.78"))
    # after maturity 4,000,000 at 9.7 % and 6,000,000 at 7.275 % for 10 days
    assert after.interest_accrued == Decimal("22902.78")


def test_a_misused_part_is_taken_to_be_overdue_first() -> None:
    terms = loan(
        repayment=Repayment.INTEREST_THEN_INSTALMENTS,
        instalments=2,
        overdue_markup=HALF,
        misuse_markup=WHOLE,
    )
    misused = happened("misuse", "2022-02-21", "4000000.00")

    last = replay(terms, [*interest_paid(terms), misused], on=DUE_ON).instalments[-1]

    # 8 days: 4,000,000 at 9.7 %, 1,000,000 of the 5,000,000 overdue at 7.275 %, 5,000,000 at 4.85 %
    assert (last.interest, last.penalty) == (Decimal("5388.89"), Decimal("10238.89"))


def test_a_misuse_ends_with_its_last_day_and_may_concern_the_whole_loan() -> None:
    terms = loan(misuse_markup=HALF)
    misused = happened("misuse", "2021-03-01", until=day("2021-03-10"))

    first = on("2021-03-21", misused, terms=terms).instalments[0]

    # 10 days at 7.275 % and 10 days at 4.85 %
    assert (first.penalty, first.interest) == (Decimal("20208.33"), Decimal("13472.22"))


def test_a_misuse_without_an_agreed_rate_is_refused() -> None:
    assert refused(loan(), happened("misuse", "2021-03-11"))[0] == "loan_misuse_unpriced"


def test_unpaid_interest_compounds_where_that_is_agreed() -> None:
    terms = loan(compounding=Compounding.UNPAID_INTEREST)

    state = on("2021-04-21", terms=terms)

    second = state.instalments[1]  # 31 days of 10,000,000; 31 days of 26,944.44
    assert (second.interest, second.compound) == (Decimal("41763.89"), Decimal("112.53"))
    assert state.compound_due == Decimal("112.53")
    assert on("2021-04-21").compound_due == 0


def test_compound_interest_does_not_compound_and_follows_the_penalty_rate() -> None:
    terms = loan(compounding=Compounding.UNPAID_INTEREST, overdue_markup=HALF)

    third = on("2021-05-21", terms=terms).instalments[2]
    after = on("2022-03-21", terms=terms).instalments[-1]

    # 30 days of 26,944.44 + 41,763.89, without the 112.53
    assert third.compound == Decimal("277.70")
    # 20 days of the 491,736.13 of the whole term at 7.275 %
    assert after.compound == Decimal("1987.43")


def test_money_pays_interest_before_penalty_and_penalty_before_compound_interest() -> None:
    terms = loan(compounding=Compounding.UNPAID_INTEREST, misuse_markup=HALF)
    misused = happened("misuse", "2021-03-21", "1000000.00")
    paid = repayment("70000.00", "2021-04-21")

    second = on("2021-04-21", misused, paid, terms=terms).instalments[1]

    # 9,000,000 and 1,000,000 at 7.275 % for 31 days, 26,944.44 at 4.85 %
    assert (second.interest, second.penalty, second.compound) == (
        Decimal("37587.50"),
        Decimal("6264.58"),
        Decimal("112.53"),
    )
    assert second.paid == Decimal("43055.56")  # what the first month has left of the money
    assert second.paid_interest == second.interest
    assert second.unpaid == Decimal("909.05")


@pytest.mark.parametrize(
    ("term", "markup", "taken"),
    [
        ("overdue_markup", "0", True),
        ("overdue_markup", "0.29", False),
        ("overdue_markup", "0.3", True),
        ("overdue_markup", "0.5", True),
        ("overdue_markup", "0.51", False),
        ("misuse_markup", "0.49", False),
        ("misuse_markup", "0.5", True),
        ("misuse_markup", "1", True),
        ("misuse_markup", "1.01", False),
        ("misuse_markup", "-0.5", False),
    ],
)
def test_markups_stay_between_their_lines(term: str, markup: str, taken: bool) -> None:
    if taken:
        assert loan(**{term: Decimal(markup)})
        return
    with pytest.raises(BadInput) as found:
        loan(**{term: Decimal(markup)})
    assert found.value.reasons[0].code == "loan_markup_out_of_range"


# Waiver, write-off


def test_a_waiver_takes_off_interest_and_a_payment_of_the_same_day_pays_the_rest() -> None:
    terms = loan(overdue_markup=HALF)
    late = day("2022-03-11")
    waived = happened("waiver", "2022-03-11", "20208.33", part=Part.PENALTY)

    state = replay(terms, [*interest_paid(terms), waived, repayment(TEN_MILLION, late)], on=late)

    assert (state.status, state.closed_on) == (LoanStatus.CLOSED, late)
    assert (state.interest_waived, state.principal_repaid) == (Decimal("20208.33"), TEN_MILLION)


def test_waived_principal_is_no_principal_repaid() -> None:
    terms = loan()
    waived = happened("waiver", "2022-03-01", "1000000.00", part=Part.PRINCIPAL)
    rest = repayment("9000000.00", DUE_ON)

    state = replay(terms, [*interest_paid(terms), waived, rest], on=DUE_ON)

    assert state.status is LoanStatus.CLOSED
    assert (state.principal_repaid, state.principal_waived) == (
        Decimal("9000000.00"),
        Decimal("1000000.00"),
    )


@pytest.mark.parametrize(
    ("part", "owed"),
    [("interest", "26944.44"), ("penalty", "0.00"), ("compound", "0.00"), ("principal", "1E+7")],
)
def test_no_more_is_waived_or_written_off_than_is_owed(part: str, owed: str) -> None:
    fen_more = str(Decimal(owed) + Decimal("0.01"))

    for kind in ("waiver", "write_off"):
        code, said = refused(loan(), happened(kind, "2021-03-21", fen_more, part=Part(part)))
        assert code == f"loan_{kind}_above_owed"
        assert said["owed"] == Decimal(owed)


def test_what_is_written_off_leaves_the_books_and_is_owed_all_the_same() -> None:
    terms = loan()
    written_off = happened("write_off", "2022-12-01", "10000000.00")
    history = [*interest_paid(terms), written_off]

    at_once, later = (replay(terms, history, on=day(t)) for t in ("2022-12-01", "2023-12-01"))

    assert (at_once.principal_balance, at_once.principal_written_off) == (0, TEN_MILLION)
    assert later.interest_due == at_once.interest_due  # nothing accrues off the books
    assert later.principal_unpaid == later.principal_overdue == TEN_MILLION
    assert (later.status, later.closed_on) == (LoanStatus.OVERDUE, None)


def test_money_after_a_write_off_goes_to_the_books_first_and_then_to_what_is_off_them() -> None:
    terms = loan()
    interest = replay(terms, interest_paid(terms), on=day("2022-12-01")).owed_to_bank - TEN_MILLION
    history = [
        *interest_paid(terms),
        happened("write_off", "2022-12-01", "10000000.00"),
        event("repayment", interest + Decimal("4000000.00"), "2023-02-01"),
    ]

    part = replay(terms, history, on=day("2023-02-01"))
    last = event("repayment", "6000000.00", "2023-03-01", number="last")
    closed = replay(terms, [*history, last], on=day("2023-03-01"))

    assert part.interest_due == 0
    assert part.recovered_after_write_off == Decimal("4000000.00")
    assert part.principal_written_off == Decimal("6000000.00")
    assert (closed.status, closed.owed_in_total) == (LoanStatus.CLOSED, 0)
    too_much = event("repayment", "6000000.01", "2023-03-01", number="last")
    assert refused(terms, *history, too_much, on=day("2023-03-01"))[0] == "loan_overpaid"


def test_a_recovery_goes_to_all_principal_before_interest_on_the_books_or_off_them() -> None:
    terms = loan()
    history = [
        *interest_paid(terms),
        happened("write_off", "2022-12-01", "4000000.00"),
        event("recovery", "9000000.00", "2023-02-01"),
    ]

    state = replay(terms, history, on=day("2023-02-01"))

    assert (state.principal_balance, state.principal_written_off) == (0, Decimal("1000000.00"))
    assert state.interest_due > 0
    (use,) = (each for each in state.allocations if each.event.startswith("recovery"))
    assert (use.principal, use.written_off) == (Decimal("6000000.00"), Decimal("3000000.00"))


def test_interest_can_be_written_off_too_and_is_recovered_last() -> None:
    off = happened("write_off", "2021-04-01", "26944.44", part=Part.INTEREST)

    state = on("2021-04-01", off)

    assert (state.interest_due, state.interest_written_off) == (0, Decimal("26944.44"))
    assert state.owed_in_total == state.owed_to_bank + Decimal("26944.44")


# Pause


def test_days_of_a_pause_are_not_counted_as_overdue() -> None:
    paused = happened("pause", "2021-04-01", until=day("2021-04-30"))

    before, inside, last, after = (
        on(text, paused) for text in ("2021-03-31", "2021-04-01", "2021-04-30", "2021-05-01")
    )

    assert [each.overdue_days for each in (before, inside, last, after)] == [10, 10, 10, 11]
    assert (last.paused_days, last.overdue_since) == (30, day("2021-03-22"))
    assert last.interest_due == on("2021-04-30").interest_due  # contract interest runs on


def test_what_falls_due_in_a_pause_is_overdue_from_the_day_after_it() -> None:
    paused = happened("pause", "2021-03-10", until=day("2021-03-31"))

    inside, after = on("2021-03-31", paused), on("2021-04-01", paused)

    assert (inside.overdue_days, inside.status) == (0, LoanStatus.RUNNING)
    assert (after.overdue_days, after.overdue_since) == (1, day("2021-04-01"))


def test_pauses_that_overlap_count_once() -> None:
    first = happened("pause", "2021-04-01", until=day("2021-04-20"))
    second = happened("pause", "2021-04-10", until=day("2021-04-30"))

    assert on("2021-05-01", first, second).overdue_days == 11


def test_neither_penalty_nor_compound_interest_is_earned_in_a_pause() -> None:
    terms = loan(overdue_markup=HALF, compounding=Compounding.UNPAID_INTEREST)
    paused = happened("pause", "2022-03-01", until=day("2022-03-10"))

    state = replay(terms, [*interest_paid(terms), paused], on=day("2022-03-21"))

    last = state.instalments[-1]  # 10 days at 4.85 %, then 10 at 7.275 %
    assert (last.interest, last.penalty, last.compound) == (
        Decimal("13472.22"),
        Decimal("20208.33"),
        0,
    )


# Reversal


def reversal(of: str, on_day: str = "2021-06-01", **others: Any) -> LoanEvent:
    return happened("reversal", on_day, reverses=of, **others)


def test_a_reversed_event_leaves_no_trace() -> None:
    wrong = repayment("4000000.00", "2021-03-11", number="R-1")

    assert on("2021-05-01", wrong, reversal("R-1")) == on("2021-05-01")
    assert on("2021-05-01", wrong, reversal("R-1")).allocations == ()


def test_before_its_reversal_was_recorded_the_event_was_known() -> None:
    wrong = repayment("26944.44", "2021-03-21", number="R-1")
    taken_back = reversal("R-1")
    history = [wrong, taken_back]

    then = replay(
        loan(), history, on=day("2021-04-01"), known_at=taken_back.recorded_at - timedelta(hours=1)
    )
    now = replay(loan(), history, on=day("2021-04-01"), known_at=taken_back.recorded_at)

    assert (then.overdue_days, now.overdue_days) == (0, 11)


def test_an_impossible_event_can_be_reversed() -> None:
    too_much = repayment("99999999.00", "2021-03-11", number="R-1")
    too_early = repayment("1.00", "2021-02-01", number="R-2")

    both = (reversal("R-1"), reversal("R-2", number="second"))
    assert on("2021-05-01", too_much, too_early, *both) == on("2021-05-01")


@pytest.mark.parametrize("kind", ["extension", "pause", "write_off", "drawdown"])
def test_every_kind_of_event_can_be_reversed(kind: str) -> None:
    made = {
        "extension": extension("2021-04-01", "2022-09-01"),
        "pause": happened("pause", "2021-04-01", until=day("2021-04-30")),
        "write_off": happened("write_off", "2021-04-01", "1.00"),
        "drawdown": happened("drawdown", "2021-04-01", "1.00"),
    }[kind]
    terms = loan(commitment=Decimal("20000000.00"))

    with_it = replay(terms, [made], on=day("2022-06-01"))
    without = replay(terms, [made, reversal(made.id)], on=day("2022-06-01"))

    assert without == replay(terms, [], on=day("2022-06-01"))
    assert with_it != without


def test_reversals_of_nothing_and_twice_are_refused() -> None:
    once = repayment("1.00", "2021-03-21", number="R-1")
    first, second = reversal("R-1", number="V-1"), reversal("R-1", number="V-2")

    assert refused(loan(), reversal("R-9"))[0] == "loan_reversal_of_nothing"
    assert refused(loan(), once, first, reversal("V-1", number="V-3"))[0] == (
        "loan_reversal_of_nothing"
    )
    assert refused(loan(), once, first, second)[0] == "loan_reversed_twice"
    early = reversal("R-1", recorded_at=once.recorded_at - timedelta(seconds=1))
    assert refused(loan(), once, early)[0] == "loan_reversal_recorded_before"


# Events that cannot be


@pytest.mark.parametrize(
    ("kind", "others", "code"),
    [
        ("drawdown", {"amount": "0.00"}, "loan_event_amount_invalid"),
        ("waiver", {"amount": "-1.00"}, "loan_event_amount_invalid"),
        ("write_off", {"amount": "1.001"}, "loan_event_amount_invalid"),
        ("misuse", {"amount": "-1.00"}, "loan_event_amount_invalid"),
        ("pause", {"amount": "1.00", "until": date(2021, 5, 1)}, "loan_event_amount_not_wanted"),
        ("reversal", {"amount": "1.00", "reverses": "R-1"}, "loan_event_amount_not_wanted"),
        ("reversal", {}, "loan_reversal_of_nothing"),
        ("pause", {}, "loan_event_without_day"),
        ("pause", {"until": date(2021, 3, 31)}, "loan_event_ends_before"),
        ("misuse", {"until": date(2021, 3, 31)}, "loan_event_ends_before"),
        ("extension", {"consents": ("bank",)}, "loan_event_without_day"),
        ("extension", {"due_on": date(2022, 9, 1)}, "loan_extension_without_consent"),
        (
            "extension",
            {"due_on": date(2022, 9, 1), "consents": ("bank", "")},
            "loan_extension_without_consent",
        ),
        (
            "extension",
            {"due_on": date(2022, 9, 1), "consents": ("bank",), "annual_rate": Decimal(5)},
            "loan_rate_invalid",
        ),
    ],
)
def test_events_that_cannot_be_are_bad_input(kind: str, others: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as found:
        happened(kind, "2021-04-01", **others)

    assert found.value.reasons[0].code == code


def test_a_commitment_below_the_first_drawdown_is_bad_input() -> None:
    assert loan(commitment=TEN_MILLION).committed == TEN_MILLION
    with pytest.raises(BadInput) as found:
        loan(commitment=TEN_MILLION - Decimal("0.01"))
    assert found.value.reasons[0].code == "loan_commitment_below_principal"
