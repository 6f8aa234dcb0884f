"""Three years from the claim payment, the last day included."""

import pytest
from tests.core.lending.loan_cast import day

from zhidai.core.portfolio.exclusions import excluded_until, exclusion


@pytest.mark.parametrize(
    ("on", "excluded"),
    [
        ("2022-05-23", False),
        ("2022-05-24", True),
        ("2025-05-24", True),
        ("2025-05-25", False),
    ],
)
def test_the_exclusion_holds_from_the_payment_to_the_corresponding_day(
    on: str, excluded: bool
) -> None:
    assert exclusion(day("2022-05-24"), months=36).is_excluded(day(on)) is excluded


def test_a_claim_paid_on_a_leap_day_ends_on_the_last_day_of_february() -> None:
    assert excluded_until(day("2024-02-29"), months=36) == day("2027-02-28")
