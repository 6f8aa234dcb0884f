"""Who is paid when the year's budget does not hold everybody: first come by repayment day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.subsidies.budget import Approved, Standing, standings
from zhidai.core.subsidies.publicity import chosen_until
from zhidai.wording.speech import ENGLISH, sentence

DAY = date(2022, 3, 1)
PAYABLE, PUBLISHED, EXHAUSTED, BARRED = Standing


def claim(
    number: int, days: int = 0, *, province: str = "0", local: str = "0", until: date | None = None
) -> Approved:
    return Approved(
        id=number,
        repaid_on=DAY + timedelta(days=days),
        amounts={"province": Decimal(province), "beneficiary": Decimal(local)},
        public_until=until,
    )


def test_without_a_budget_everything_is_payable() -> None:
    assert standings([claim(1, province="500000")], {}, on=DAY) == {1: PAYABLE}


@pytest.mark.parametrize(
    ("budget", "standing"), [("99.99", EXHAUSTED), ("100.00", PAYABLE), ("100.01", PAYABLE)]
)
def test_a_claim_fits_up_to_the_last_fen_and_is_never_trimmed(
    budget: str, standing: Standing
) -> None:
    room = {"province": Decimal(budget)}

    assert standings([claim(1, province="100.00")], room, on=DAY) == {1: standing}


def test_whoever_repaid_first_is_paid_first_whatever_came_in_first() -> None:
    room = {"province": Decimal(100)}
    late, early = claim(1, days=5, province="80"), claim(2, days=1, province="80")

    assert standings([late, early], room, on=DAY) == {2: PAYABLE, 1: EXHAUSTED}


def test_a_smaller_later_claim_does_not_overtake_one_that_waits() -> None:
    room = {"province": Decimal(100)}
    claims = [claim(1, province="60"), claim(2, days=1, province="60"), claim(3, 2, province="10")]

    assert standings(claims, room, on=DAY) == {1: PAYABLE, 2: EXHAUSTED, 3: EXHAUSTED}


def test_a_barred_claim_holds_nothing_of_the_budget_and_lets_later_ones_pass() -> None:
    room = {"province": Decimal(100)}
    barred = replace(claim(1, province="100"), is_barred=True)

    found = standings([barred, claim(2, days=1, province="100")], room, on=DAY)

    assert found == {1: BARRED, 2: PAYABLE}


def test_one_payers_exhausted_budget_does_not_hold_up_claims_on_the_other() -> None:
    room = {"province": Decimal(50), "beneficiary": Decimal(50)}
    claims = [claim(1, province="60", local="20"), claim(2, days=1, local="50")]

    assert standings(claims, room, on=DAY) == {1: EXHAUSTED, 2: PAYABLE}


def test_a_published_claim_keeps_its_part_of_the_budget() -> None:
    room = {"province": Decimal(100)}
    published = claim(1, province="60", until=DAY)
    claims = [published, claim(2, days=1, province="60")]

    assert standings(claims, room, on=DAY) == {1: PUBLISHED, 2: EXHAUSTED}
    assert standings([published], room, on=DAY + timedelta(days=1)) == {1: PAYABLE}


@pytest.mark.parametrize(
    ("days", "until"), [(0, None), (1, date(2022, 3, 2)), (60, date(2022, 4, 30))]
)
def test_the_day_of_approval_is_not_counted(days: int, until: date | None) -> None:
    assert chosen_until(DAY, days=days) == until


@pytest.mark.parametrize("days", [-1, 61])
def test_a_publicity_period_beyond_reason_is_one_sentence(days: int) -> None:
    with pytest.raises(BadInput) as refused:
        chosen_until(DAY, days=days)

    assert sentence(refused.value.reasons[0], ENGLISH) == (
        f"A publicity period of {days} days is not possible; give 0 to 60 days."
    )


AMOUNT = st.integers(min_value=0, max_value=10_000).map(lambda fen: Decimal(fen).scaleb(-2))


@settings(max_examples=80)
@given(
    st.lists(st.tuples(st.integers(0, 9), AMOUNT, AMOUNT), max_size=12),
    AMOUNT,
    AMOUNT,
    st.randoms(use_true_random=False),
)
def test_no_budget_is_exceeded_and_the_order_of_entry_does_not_matter(
    drawn: list[tuple[int, Decimal, Decimal]], province: Decimal, local: Decimal, dice: object
) -> None:
    claims = [
        claim(number, days, province=str(one), local=str(other))
        for number, (days, one, other) in enumerate(drawn)
    ]
    room = {"province": province, "beneficiary": local}

    found = standings(claims, room, on=DAY)
    dice.shuffle(claims)  # type: ignore[attr-defined]

    assert standings(claims, room, on=DAY) == found
    for level, most in room.items():
        paid = (one.amounts[level] for one in claims if found[one.id] is PAYABLE)
        assert sum(paid, Decimal(0)) <= most
