"""What a deal may lose, its break-even, and the grounds on which its pledge may be refused."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.valuation.deal_risk import DealRisk, deal_risk, fee_days_within
from zhidai.core.valuation.income import Prospects
from zhidai.core.valuation.registration_grounds import (
    FACTS,
    Answer,
    AnswerSource,
    Ground,
    PledgedRight,
    registration_grounds,
)
from zhidai.core.valuation.status import Status

SHARES = {"guarantor": Decimal("0.7"), "bank": Decimal("0.2"), "appraiser": Decimal("0.1")}
PROSPECTS = Prospects(months_left=9, kept=(0.9, 0.8, 0.6))
ON, DUE = date(2024, 6, 30), date(2025, 6, 30)


def risk(
    *,
    liquidation: str = "200000.00",
    shares: Mapping[str, Decimal] = SHARES,
    prospects: Prospects | None = PROSPECTS,
    term_months: int = 12,
    default_probability: str = "0.02",
) -> DealRisk:
    return deal_risk(
        amount=Decimal("1000000.00"),
        margin=Decimal("0.0235"),
        term_months=term_months,
        default_probability=Decimal(default_probability),
        shares=shares,
        mean=Decimal("2000000.00"),
        liquidation=Decimal(liquidation),
        prospects=prospects,
    )


def test_expected_loss_is_shared_to_the_fen_by_hand() -> None:
    found = risk()

    assert found.loss_given_default == Decimal("800000.00")
    assert found.expected_loss == Decimal("16000.00")
    assert found.expected_loss_by_party == {
        "guarantor": Decimal("11200.00"),
        "bank": Decimal("3200.00"),
        "appraiser": Decimal("1600.00"),
    }
    assert (found.loan_to_value, found.loan_to_liquidation) == (Decimal("0.5"), Decimal(5))


def test_break_even_is_margin_over_what_the_bank_is_exposed_to_by_hand() -> None:
    found = risk()

    assert found.break_even == Decimal("0.1469")  # 2.35 % / (20 % x 80 %)
    assert found.break_even_unshared == Decimal("0.0294")  # 2.35 % / 80 %


def test_without_recovery_it_is_the_break_even_of_the_x_ray() -> None:
    assert risk(liquidation="0.00").break_even == Decimal("0.1175")  # docs/algorithms/xray.md


def test_where_no_loss_reaches_the_bank_there_is_no_break_even() -> None:
    covered = risk(liquidation="1000000.00")
    just_not = risk(liquidation="999999.99")
    others = risk(shares={"guarantor": Decimal(1), "bank": Decimal(0)})

    assert (covered.break_even, covered.expected_loss) == (None, Decimal("0.00"))
    assert just_not.break_even is not None
    assert others.break_even is None
    assert others.break_even_unshared == Decimal("0.0294")


def test_a_chance_of_default_over_the_term_is_never_above_one() -> None:
    assert risk(term_months=24).expected_loss == Decimal("32000.00")
    assert risk(term_months=24, default_probability="0.6").expected_loss == Decimal("800000.00")


@pytest.mark.parametrize(("months", "days"), [(8, 0), (9, 1), (20, 1), (21, 2), (33, 3), (120, 3)])
def test_a_fee_counts_from_the_month_in_which_it_falls_due(months: int, days: int) -> None:
    assert fee_days_within(PROSPECTS, months) == days


def test_lapse_within_the_term_is_that_of_its_fees() -> None:
    assert risk(term_months=8).lapse_in_term == 0
    assert risk(term_months=12).lapse_in_term == Decimal("0.1")
    assert risk(term_months=21).lapse_in_term == Decimal("0.2")
    assert risk(prospects=None).lapse_in_term == 1


@settings(max_examples=60)
@given(
    liquidation=st.integers(0, 2 * 10**8),
    percent=st.integers(0, 100),
    term=st.integers(1, 120),
)
def test_no_party_is_expected_to_lose_more_than_its_share(
    liquidation: int, percent: int, term: int
) -> None:
    found = risk(
        liquidation=str(Decimal(liquidation).scaleb(-2)),
        default_probability=str(Decimal(percent) / 100),
        term_months=term,
    )

    assert sum(found.expected_loss_by_party.values()) == found.expected_loss
    assert 0 <= found.expected_loss <= found.loss_given_default <= 1_000_000


RIGHT = PledgedRight(
    kind=PatentKind.UTILITY_MODEL,
    owner_name="示例甲公司(虚构)",
    status=Status.IN_FORCE,
    granted_on=date(2020, 11, 20),
    fee_paid_until=ON,
    expires_on=DUE,
    twin_found=False,
)
CLEAR = {
    "proceedings_suspended": False,
    "preserved": False,
    "contract_complete": True,
    "already_pledged": False,
    "invalidation_pending": False,
}


def answers(
    right: PledgedRight = RIGHT,
    facts: Mapping[str, bool] = CLEAR,
    pledgor: str = "示例甲公司（虚构）",
) -> dict[Ground, Answer]:
    found = registration_grounds(right, facts, pledgor=pledgor, on=ON, due_on=DUE)
    return {one.ground: one.answer for one in found}


def test_a_right_without_any_ground_is_clear_of_all_of_them() -> None:
    assert answers() == dict.fromkeys(Ground, Answer.CLEAR)


@pytest.mark.parametrize(
    ("change", "ground"),
    [
        ({"owner_name": "示例乙公司(虚构)"}, Ground.NOT_OWNER),
        ({"status": Status.LAPSED}, Ground.ENDED),
        ({"status": Status.PENDING}, Ground.NOT_GRANTED),
        ({"granted_on": date(2024, 7, 1)}, Ground.NOT_GRANTED),
        ({"fee_paid_until": date(2024, 6, 29)}, Ground.FEE_UNPAID),
        ({"expires_on": date(2025, 6, 29)}, Ground.TERM_BEYOND),
        ({"twin_found": True}, Ground.TWIN),
    ],
)
def test_a_ground_in_the_data_stands_in_the_way(change: dict[str, object], ground: Ground) -> None:
    found = answers(replace(RIGHT, **change))  # type: ignore[arg-type]

    assert {one for one, answer in found.items() if answer is Answer.STANDS} == {ground}


@pytest.mark.parametrize(
    ("fact", "ground"),
    [
        ("proceedings_suspended", Ground.SUSPENDED),
        ("preserved", Ground.PRESERVED),
        ("contract_complete", Ground.CONTRACT),
        ("already_pledged", Ground.ALREADY_PLEDGED),
        ("invalidation_pending", Ground.INVALIDATION),
    ],
)
def test_a_stated_ground_stands_and_one_that_nobody_stated_is_asked_for(
    fact: str, ground: Ground
) -> None:
    stated = answers(facts=CLEAR | {fact: not CLEAR[fact]})
    silent = answers(facts={name: value for name, value in CLEAR.items() if name != fact})

    assert stated[ground] is Answer.STANDS
    assert silent[ground] is Answer.UNKNOWN


def test_what_the_data_do_not_say_is_taken_from_what_is_stated() -> None:
    bare = replace(RIGHT, owner_name=None, granted_on=None, fee_paid_until=None, twin_found=None)
    facts = CLEAR | {
        "granted": True, "fees_paid": False, "co_owners_consent": True, "same_day_invention": True,
    }  # fmt: skip

    silent, told = answers(bare), answers(bare, facts)

    asked = {one for one, answer in silent.items() if answer is Answer.UNKNOWN}
    assert asked == {
        Ground.NOT_OWNER, Ground.NOT_GRANTED, Ground.FEE_UNPAID, Ground.CO_OWNERS, Ground.TWIN,
    }  # fmt: skip
    assert told[Ground.NOT_GRANTED] is Answer.CLEAR
    assert told[Ground.FEE_UNPAID] is Answer.STANDS
    assert told[Ground.CO_OWNERS] is Answer.CLEAR
    assert told[Ground.TWIN] is Answer.STANDS


def test_only_the_two_grounds_that_may_be_passed_over_are_accepted() -> None:
    facts = CLEAR | {"invalidation_pending": True, "already_pledged": True, "pledgee_accepts": True}

    found = answers(replace(RIGHT, twin_found=True), facts)

    assert found[Ground.TWIN] is found[Ground.INVALIDATION] is Answer.ACCEPTED
    assert found[Ground.ALREADY_PLEDGED] is Answer.STANDS


def test_a_stated_twin_counts_where_the_finder_found_none() -> None:
    stated = answers(facts=CLEAR | {"same_day_invention": True})
    invention = answers(replace(RIGHT, kind=PatentKind.INVENTION, twin_found=True))

    assert stated[Ground.TWIN] is Answer.STANDS
    assert invention[Ground.TWIN] is Answer.CLEAR


def test_several_owners_must_consent() -> None:
    both = replace(RIGHT, owner_name="示例甲公司(虚构);示例乙公司(虚构)")

    assert answers(both)[Ground.CO_OWNERS] is Answer.UNKNOWN
    assert answers(both)[Ground.NOT_OWNER] is Answer.CLEAR
    consent = answers(both, CLEAR | {"co_owners_consent": False})
    assert consent[Ground.CO_OWNERS] is Answer.STANDS


def test_each_answer_says_where_it_comes_from() -> None:
    found = registration_grounds(RIGHT, CLEAR, pledgor="示例甲公司(虚构)", on=ON, due_on=DUE)

    sources = {one.ground: one.source for one in found}
    assert sources[Ground.ENDED] is AnswerSource.DATA
    assert sources[Ground.PRESERVED] is AnswerSource.STATED
    assert sources[Ground.TWIN] is AnswerSource.FINDER
    assert set(CLEAR) < set(FACTS)
