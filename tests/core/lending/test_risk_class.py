"""The five classes by days overdue, just below, at and just above each line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.lending.classification import Credit, RiskClass, debtor_class, risk_class


@pytest.mark.parametrize(
    ("overdue_days", "expected"),
    [
        (0, "normal"),
        (1, "special_mention"),
        (90, "special_mention"),
        (91, "substandard"),
        (270, "substandard"),
        (271, "doubtful"),
        (360, "doubtful"),
        (361, "loss"),
    ],
)
def test_days_overdue_decide_the_class(overdue_days: int, expected: str) -> None:
    assert risk_class(overdue_days) == expected


def test_only_the_last_three_classes_are_non_performing() -> None:
    assert [risk_class(days).is_non_performing for days in (0, 90, 91, 271, 361)] == [
        False,
        False,
        True,
        True,
        True,
    ]


def credit(balance: str, name: str = "normal") -> Credit:
    return Credit(balance=Decimal(balance), risk_class=RiskClass(name))


@pytest.mark.parametrize(
    ("bad", "crosses"), [("999999.99", False), ("1000000.00", False), ("1000000.01", True)]
)
def test_more_than_a_tenth_of_a_debtors_credit_makes_all_of_it_non_performing(
    bad: str, crosses: bool
) -> None:
    good = str(Decimal("10000000.00") - Decimal(bad))

    found = debtor_class((credit(good), credit(bad, "substandard")))

    assert found.crosses is crosses
    assert found.of(RiskClass.NORMAL) == ("substandard" if crosses else "normal")
    assert found.of(RiskClass.DOUBTFUL) is RiskClass.DOUBTFUL  # never better than on its own


def test_special_mention_is_not_non_performing_and_no_credit_crosses_nothing() -> None:
    assert not debtor_class((credit("1.00"), credit("9.00", "special_mention"))).crosses
    assert not debtor_class(()).crosses
    assert not debtor_class((credit("0.00", "loss"),)).crosses


@given(st.lists(st.tuples(st.integers(0, 10**12), st.sampled_from(RiskClass)), max_size=6))
def test_the_rule_in_whole_numbers(found: list[tuple[int, RiskClass]]) -> None:
    owed = [Credit(balance=Decimal(fen) / 100, risk_class=name) for fen, name in found]
    bad = sum(fen for fen, name in found if name.is_non_performing)

    assert debtor_class(owed).crosses is (bad * 10 > sum(fen for fen, _ in found))


def test_a_credit_below_zero_is_bad_input() -> None:
    with pytest.raises(BadInput) as refused:
        credit("-0.01")

    assert refused.value.reasons[0].code == "credit_balance_negative"
