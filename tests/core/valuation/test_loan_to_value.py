"""A loan beside the value of its pledge: at the limit is allowed, one fen beyond is not."""

from datetime import date
from decimal import Decimal

import pytest

from zhidai.core.valuation.loan_to_value import Coverage, below_since

JULY, OCTOBER = date(2021, 7, 1), date(2021, 10, 1)


def coverage(
    unpaid: str, value: str, *, at_most: str | None = "0.8", known: bool = True
) -> Coverage:
    return Coverage(
        unpaid=Decimal(unpaid),
        value=Decimal(value),
        liquidation=Decimal(value) / 4,
        at_most=None if at_most is None else Decimal(at_most),
        is_complete=known,
    )


@pytest.mark.parametrize(
    ("unpaid", "above"), [("799999.99", False), ("800000.00", False), ("800000.01", True)]
)
def test_exactly_the_schemes_ratio_is_allowed(unpaid: str, above: bool) -> None:
    found = coverage(unpaid, "1000000.00")

    assert found.is_above_ratio is above
    assert (found.loan_to_value or 0) > Decimal("0.8") or not above


@pytest.mark.parametrize(
    ("value", "below"), [("999999.99", True), ("1000000.00", False), ("1000000.01", False)]
)
def test_a_value_of_exactly_the_loan_still_covers_it(value: str, below: bool) -> None:
    assert coverage("1000000.00", value).is_below_loan is below


def test_nothing_has_no_ratio_and_a_scheme_without_one_is_never_exceeded() -> None:
    assert coverage("1.00", "0").loan_to_value is None
    assert not coverage("1000000.00", "1.00", at_most=None).is_above_ratio


def test_a_run_below_the_loan_begins_once_and_an_incomplete_value_says_nothing() -> None:
    below, covered = coverage("100.00", "99.99"), coverage("100.00", "100.00")

    assert below_since(JULY, below, before=None) == JULY
    assert below_since(OCTOBER, below, before=JULY) == JULY
    assert below_since(OCTOBER, covered, before=JULY) is None
    assert below_since(JULY, coverage("100.00", "1.00", known=False), before=None) is None
