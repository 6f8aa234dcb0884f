"""Cost and market approaches, and one value out of several: by hand, at the bounds, to the fen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.refusals import bad_input_told

from zhidai.core.valuation.appraisal_file import Method
from zhidai.core.valuation.approaches import (
    Comparable,
    CostInput,
    Spent,
    cost_value,
    market_findings,
    market_value,
    reconcile,
)

ON = date(2024, 6, 29)  # five times 365 days after 2019-07-01


def spent(on: date = date(2019, 7, 1), amount: str = "800000.00") -> Spent:
    return Spent(what="研发人员", on=on, amount=Decimal(amount))


def cost(*lines: Spent) -> CostInput:
    return CostInput(
        spent=lines or (spent(),),
        price_growth=Decimal("0.02"),
        profit=Decimal("0.10"),
        used_years=Decimal(6),
        left_years=Decimal(8),
    )


def sale(price: str, **adjustments: str) -> Comparable:
    return Comparable(
        what="示例交易(虚构)",
        on=date(2023, 5, 10),
        price=Decimal(price),
        adjustments={name: Decimal(text) for name, text in adjustments.items()},
    )


def test_cost_of_making_it_again_less_what_is_used_up_by_hand() -> None:
    found = cost_value(cost(), on=ON)

    assert found.replacement == Decimal("883264.64")  # 800,000 x 1.02^5
    assert found.as_new == Decimal("971591.11")  # x 1.1, of what was not yet rounded
    assert found.worn == Decimal("0.4286")
    assert found.value == Decimal("555194.92")  # x 8 / 14


def test_what_is_spent_on_the_day_counts_as_it_is_and_later_is_refused() -> None:
    today = cost_value(cost(spent(on=ON)), on=ON)

    assert today.replacement == Decimal("800000.00")
    with bad_input_told() as told:
        cost_value(cost(spent(on=date(2024, 6, 30))), on=ON)
    assert "2024-06-30" in told.in_both_languages()


def test_market_is_the_mean_of_adjusted_prices_by_hand() -> None:
    found = market_value(
        (sale("600000.00", time="0.02", scope="-0.05"), sale("500000.00"), sale("700000.00"))
    )

    assert found.adjusted == (Decimal("581400.00"), Decimal("500000.00"), Decimal("700000.00"))
    assert (found.lowest, found.highest) == (Decimal("500000.00"), Decimal("700000.00"))
    assert found.value == Decimal("593800.00")


def test_few_sales_and_sales_bent_beyond_half_or_double_are_told() -> None:
    fair = (sale("1.00", a="-0.5"), sale("1.00", a="1"), sale("1.00"))
    bent = (sale("1.00", a="-0.51"), sale("1.00", a="1", b="0.01"), sale("1.00"))

    assert market_findings(fair) == ()
    assert [one.code for one in market_findings(fair[:2])] == ["approaches_few_comparables"]
    assert [one.code for one in market_findings(bent)] == ["approaches_large_adjustment"] * 2


def test_one_value_by_stated_weights_by_hand() -> None:
    found = reconcile(
        {Method.INCOME: Decimal("676612.56"), Method.COST: Decimal("555194.92"),
         Method.MARKET: Decimal("593800.00")},
        {Method.INCOME: Decimal("0.6"), Method.COST: Decimal("0.1"),
         Method.MARKET: Decimal("0.3")},
    )  # fmt: skip

    assert found.value == Decimal("639627.03")
    assert found.parts == {
        Method.INCOME: Decimal("405967.54"),
        Method.COST: Decimal("55519.49"),
        Method.MARKET: Decimal("178140.00"),
    }
    assert found.findings == ()


def test_approaches_more_than_twice_apart_are_told_if_both_count() -> None:
    def apart(highest: str, weight: str) -> tuple[str, ...]:
        found = reconcile(
            {Method.INCOME: Decimal("100.00"), Method.COST: Decimal(highest)},
            {Method.INCOME: 1 - Decimal(weight), Method.COST: Decimal(weight)},
        )
        return tuple(one.code for one in found.findings)

    assert apart("200.00", "0.5") == ()
    assert apart("200.01", "0.5") == ("approaches_far_apart",)
    assert apart("200.01", "0") == ()


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({Method.INCOME: Decimal(1)}, "cost, income"),
        ({Method.INCOME: Decimal("0.6"), Method.COST: Decimal("0.39")}, "99%"),
        ({Method.INCOME: Decimal("0.6"), Method.MARKET: Decimal("0.4")}, "market"),
    ],
)
def test_weights_that_are_not_for_these_values_or_not_all_are_refused(
    weights: dict[Method, Decimal], said: str
) -> None:
    values = {Method.INCOME: Decimal("100.00"), Method.COST: Decimal("90.00")}

    with bad_input_told() as told:
        reconcile(values, weights)

    assert said in told.in_both_languages()


@settings(max_examples=60)
@given(
    values=st.lists(st.integers(0, 10**12), min_size=3, max_size=3),
    cuts=st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
def test_parts_of_one_value_add_up_to_the_fen_and_it_lies_between(
    values: list[int], cuts: tuple[int, int]
) -> None:
    low, high = sorted(cuts)
    shares = [Decimal(low) / 100, Decimal(high - low) / 100, Decimal(100 - high) / 100]
    money = {name: Decimal(fen).scaleb(-2) for name, fen in zip(Method, values, strict=True)}

    found = reconcile(money, dict(zip(Method, shares, strict=True)))

    assert sum(found.parts.values()) == found.value
    assert min(money.values()) <= found.value <= max(money.values())
