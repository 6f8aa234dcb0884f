"""Size of an enterprise: both limits for medium and small, one below for not large."""

from decimal import Decimal

import pytest

from zhidai.core.registers.enterprise_size import SizeAnswer, SizeClass, SizeMeasure, size_class
from zhidai.reference.enterprise_sizes import size_standards

EMPLOYEES, REVENUE, ASSETS = SizeMeasure.EMPLOYEES, SizeMeasure.REVENUE, SizeMeasure.ASSETS


def _industrial(employees: str | None, revenue: str | None) -> SizeAnswer:
    known = {EMPLOYEES: employees, REVENUE: revenue}
    measures = {name: None if value is None else Decimal(value) for name, value in known.items()}
    return size_class(size_standards()["工业"], measures)


@pytest.mark.parametrize(
    ("employees", "revenue", "size"),
    [
        ("1000", "400000000", SizeClass.LARGE),
        ("999", "400000000", SizeClass.MEDIUM),
        ("1000", "399999999.99", SizeClass.MEDIUM),
        ("300", "20000000", SizeClass.MEDIUM),
        ("299", "20000000", SizeClass.SMALL),
        ("300", "19999999.99", SizeClass.SMALL),
        ("5000", "5000000", SizeClass.SMALL),
        ("20", "3000000", SizeClass.SMALL),
        ("19", "400000000", SizeClass.MICRO),
        ("20", "2999999.99", SizeClass.MICRO),
    ],
)
def test_each_class_begins_at_both_of_its_limits(
    employees: str, revenue: str, size: SizeClass
) -> None:
    assert _industrial(employees, revenue) == SizeAnswer(size=size)


def test_a_missing_measure_is_asked_for_only_if_it_matters() -> None:
    assert _industrial("120", None) == SizeAnswer(size=None, missing=(REVENUE,))
    assert _industrial(None, None) == SizeAnswer(size=None, missing=(EMPLOYEES, REVENUE))
    assert _industrial("19", None).size is SizeClass.MICRO


def test_an_industry_with_one_measure_needs_only_that() -> None:
    farming = size_standards()["农林牧渔业"]

    assert size_class(farming, {REVENUE: Decimal(5_000_000)}).size is SizeClass.MEDIUM
    assert size_class(farming, {EMPLOYEES: Decimal(5)}).missing == (REVENUE,)


def test_the_row_for_other_industries_is_marked_unconfirmed() -> None:
    unconfirmed = [name for name, row in size_standards().items() if not row.confirmed]

    assert unconfirmed == ["其他未列明行业"]
    other = size_standards()["其他未列明行业"]
    assert not size_class(other, {EMPLOYEES: Decimal(50)}).confirmed
    assert len(size_standards()) == 16
