"""The five classes by days overdue, just below, at and just above each line."""

import pytest

from zhidai.core.lending.classification import risk_class


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


@pytest.mark.parametrize(("overdue_days", "expected"), [(7, "normal"), (8, "special_mention")])
def test_a_technical_lapse_is_excused_for_seven_days(overdue_days: int, expected: str) -> None:
    assert risk_class(overdue_days, technical=True) == expected


def test_only_the_last_three_classes_are_non_performing() -> None:
    assert [risk_class(days).is_non_performing for days in (0, 90, 91, 271, 361)] == [
        False,
        False,
        True,
        True,
        True,
    ]
