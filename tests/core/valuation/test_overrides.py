"""Values that officers set against the model: how they lean, and what asks for a second look."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.valuation.overrides import Override, override_findings, override_report


def override(
    value: str, *, by: str = "赵一(虚构)", reason: str = "已有两家企业书面询价"
) -> Override:
    return Override(
        patent_number="201510000001.0",
        on=date(2024, 6, 30),
        internal=Decimal("100.00"),
        value=Decimal(value),
        by=by,
        reason=reason,
    )


def test_officers_stand_by_name_with_how_they_lean_by_hand() -> None:
    other = "钱二(虚构)"

    found = override_report(
        [override("150.00"), override("120.00"), override("90.00"), override("60.00", by=other)]
    )

    first, second = sorted(found.officers, key=lambda one: -one.overrides)
    assert (first.by, first.raised, first.lowered) == ("赵一(虚构)", 2, 1)
    assert (first.lowest_ratio, first.median_ratio, first.highest_ratio) == (
        Decimal("0.9"), Decimal("1.2"), Decimal("1.5"),
    )  # fmt: skip
    assert first.added == Decimal("60.00")
    assert (second.by, second.added) == (other, Decimal("-40.00"))
    assert (found.overrides, found.median_ratio, found.added) == (
        4, Decimal("1.05"), Decimal("20.00"),
    )  # fmt: skip
    assert found.findings == ()


@pytest.mark.parametrize(
    ("value", "is_large"),
    [("49.99", True), ("50.00", False), ("200.00", False), ("200.01", True), ("0.00", True)],
)
def test_an_override_is_large_beyond_half_and_double(value: str, is_large: bool) -> None:
    codes = [one.code for one in override_findings(override(value))]

    assert codes == (["override_large"] if is_large else [])


@pytest.mark.parametrize(
    ("reason", "is_enough"), [("一二三四五六七", False), ("一二三四五六七八", True)]
)
def test_a_reason_of_a_few_characters_says_little(reason: str, is_enough: bool) -> None:
    codes = [one.code for one in override_findings(override("110.00", reason=reason))]

    assert codes == ([] if is_enough else ["override_hardly_reasoned"])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (["110.00"] * 4, None),
        (["110.00"] * 5, "override_always_up"),
        (["90.00"] * 5, "override_always_down"),
        (["110.00"] * 4 + ["100.00"], None),
    ],
)
def test_an_officer_who_always_goes_one_way_is_told_from_five_on(
    values: list[str], code: str | None
) -> None:
    found = override_report([override(value) for value in values])

    assert [one.code for one in found.findings] == ([code] if code else [])


@settings(max_examples=40)
@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=30))
def test_every_override_is_in_one_band_and_one_record(values: list[int]) -> None:
    listed = [
        override(str(Decimal(fen).scaleb(-2)), by="赵一" if fen % 2 else "钱二") for fen in values
    ]

    found = override_report(listed)

    assert sum(band.overrides for band in found.bands) == len(values)
    assert sum(one.overrides for one in found.officers) == len(values)
    assert sum(one.added for one in found.officers) == found.added
