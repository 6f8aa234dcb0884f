"""What other readings move, against worked figures and against the model run under them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhidai.core.guarantees.loss_sharing import share_loss
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.reading_effects import Effect, Moved
from zhidai.core.xray.xray import xray
from zhidai.reference.working_days import working_days
from zhidai.schemes.reader import shipped, shipped_schemes

PREMISES = Premises(on=date(2021, 3, 1))
GANZHOU = "ganzhou-2020"
Moves = dict[tuple[str, str], tuple[Effect, ...]]


def moves_of(scheme: Scheme, premises: Premises = PREMISES) -> Moves:
    return {
        (question.id, reading.id): reading.effects
        for question in xray(scheme, premises).questions
        for reading in question.readings
    }


@pytest.fixture(scope="module")
def moves() -> Moves:
    return moves_of(shipped(GANZHOU))


@pytest.mark.parametrize(
    ("question", "reading", "of", "yuan"),
    [
        # 10,000,000 for each further loan; the year's room is no larger than one loan's ceiling
        ("amount_ceiling_scope", "per_loan_only", Moved.MAY_BORROW, "10000000"),
        ("year_of_the_ceiling", "rolling_twelve_months", Moved.MAY_BORROW, "-10000000"),
        ("pending_applications", "do_not_reserve", Moved.MAY_BORROW, "3000000"),
        # 3,000,000 x (4.65 % - 3.85 %) x 365 / 360
        ("lpr_tenor", "five_years", Moved.INTEREST, "24333.33"),
        ("formal_report_lower", "approved_value_stands", Moved.LOAN_PER_MILLION, "800000"),
        ("direct_route_appraiser", "bank_decides", Moved.FEES, "-30000"),
        ("direct_route_appraiser", "bank_decides", Moved.SUBSIDIES, "-15000"),
        # 3,000,000 x 80 % x 2.5 % / 360, a day sooner
        ("sixty_days_counted", "due_day", Moved.BANK_WAITS, "-166.67"),
        ("claim_amount", "paid_in_full_first", Moved.PAYERS_ADVANCE, "600000"),
        # 3,000,000 x 4.85 % x (60 + 25) / 360 x 80 %
        ("loss_base", "principal_and_interest", Moved.BANK_BEARS, "-27483.33"),
        # 3,000,000 x (1 - 20 % recovered) x 80 %
        ("direct_route_losses", "same_shares", Moved.BANK_BEARS, "-1920000"),
        ("npl_ratio_scope", "each_bank", Moved.TRIPS_BELOW, "60000000"),
        ("breaker_and_approved_loans", "approved_continue", Moved.DRAWN_WHILE_STOPPED, "3000000"),
        # 500,000 + 150,000, both for the life of the enterprise, and nothing for fees beside
        ("after_the_trial", "contracts_only", Moved.SUBSIDIES, "-148016.67"),
    ],
)
def test_a_reading_moves_what_is_worked_out_by_hand(
    moves: Moves, question: str, reading: str, of: Moved, yuan: str
) -> None:
    found = {effect.of: effect.money for effect in moves[question, reading]}

    assert found[of] == Decimal(yuan)


def test_the_bank_gets_back_more_while_the_appraiser_owes_its_tenth(moves: Moves) -> None:
    """Oracle: 20 % of 3,000,000 recovered and split 20 : 70 instead of 20 : 70 : 10."""
    recovered = Decimal(600_000)
    among_all = {"bank": Decimal("0.2"), "guarantor": Decimal("0.7"), "appraiser": Decimal("0.1")}
    of_nine = {"bank": Decimal(2) / 9, "guarantor": 1 - Decimal(2) / 9}

    (effect,) = moves["recovery_shares", "amounts_paid"]

    more = share_loss(recovered, of_nine)["bank"] - share_loss(recovered, among_all)["bank"]
    assert (effect.of, effect.money) == (Moved.BANK_GETS_BACK, more)


def test_ceilings_for_each_loan_let_an_enterprise_have_them_once_more(moves: Moves) -> None:
    (effect,) = moves["subsidy_ceilings_period", "per_loan"]

    assert (effect.of, effect.money) == (Moved.SUBSIDIES_AGAIN, Decimal(650_000))


def test_twenty_five_working_days_are_five_weeks(moves: Moves) -> None:
    found = {effect.of: effect for effect in moves["claim_grace_days", "working_days"]}

    assert found[Moved.GRACE_DAYS].days == 10
    assert found[Moved.BANK_WAITS].money == Decimal("1666.67")


def test_working_days_are_counted_by_the_calendar_where_one_is_given() -> None:
    found = xray(shipped(GANZHOU), PREMISES, working_days=working_days())

    (effects,) = [
        reading.effects
        for question in found.questions
        if question.id == "claim_grace_days"
        for reading in question.readings
        if reading.id == "working_days"
    ]
    # from Friday 30 April 2021: off until 5 May, worked on Saturday 8 May, the 25th is 8 June
    assert [(one.of, one.days, one.money) for one in effects] == [
        (Moved.GRACE_DAYS, 14, None),
        (Moved.BANK_WAITS, None, Decimal("2333.33")),
    ]


def test_where_the_code_runs_on_several_readings_the_difference_is_played_out(
    moves: Moves,
) -> None:
    fee = {one.of: one.money for one in moves["fee_ceiling_short_term", "full_year"]}
    claim = {one.of: one.days for one in moves["sixty_days_counted", "due_day"]}
    bad = {one.of: one.days for one in moves["overdue_from_one_day", "sixty_days"]}

    # two fees of half a year, subsidised by a half each, at the ceiling of a whole year
    assert fee[Moved.SUBSIDIES_HALF_TERM] == Decimal("15041.10")
    assert claim[Moved.CLAIM_DAYS] == -1
    assert bad[Moved.BREAKER_DAYS] == 59


@pytest.mark.parametrize("scheme_id", shipped_schemes())
def test_the_reading_chosen_moves_nothing_and_no_effect_is_nothing(scheme_id: str) -> None:
    scheme = shipped(scheme_id)

    for question in xray(scheme, replace(PREMISES, on=scheme.in_force_from)).questions:
        for reading in question.readings:
            assert not (reading.is_chosen and reading.effects)
            assert all(effect.money or effect.days for effect in reading.effects)


def test_a_reading_of_what_the_scheme_has_not_moves_nothing() -> None:
    scheme = replace(shipped(GANZHOU), breakers=(), claim_triggers=(), limits=(), subsidies=())

    moves = moves_of(replace(scheme, subsidy_caps=()))

    moved = {question for (question, _), effects in moves.items() if effects}
    assert moved == {"lpr_tenor"}


def test_what_an_amount_moves_grows_with_the_reference_loan(moves: Moves) -> None:
    twice = moves_of(shipped(GANZHOU), replace(PREMISES, amount=PREMISES.amount * 2))

    for key in (("claim_amount", "paid_in_full_first"), ("direct_route_losses", "same_shares")):
        (before,), (after,) = moves[key], twice[key]
        assert before.money is not None
        assert after.money == before.money * 2
