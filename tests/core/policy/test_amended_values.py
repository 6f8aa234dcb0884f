"""A new value of a parameter that cannot be meant is refused, one that can is not."""

from datetime import date

import pytest

from zhidai.core.policy.amended_values import against_value
from zhidai.core.policy.quantity import in_unit, parse_quantity
from zhidai.core.policy.rates import margins_of
from zhidai.schemes.reader import shipped

SCHEME = shipped("ganzhou-2020")
SINCE = date(2021, 4, 1)


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("npl_ratio_max", "5%", "amended_value_unchanged"),
        ("loan_term_max", "12个月", "amended_value_unchanged"),
        ("npl_ratio_max", "400%", "amended_value_above_all"),
        ("appraiser_professionals_min", "0.5人", "amended_value_not_whole"),
        ("overdue_days_for_claim", "60.5天", "amended_value_not_whole"),
        ("loan_term_max", "0年", "amended_value_too_low"),
        ("loan_term_max", "1.55年", "amended_value_not_whole"),
        ("appraiser_professionals_min", "0人", "amended_value_too_low"),
        ("npl_ratio_max", "0%", None),
        ("npl_ratio_max", "100%", None),
        ("loan_amount_max", "800.5万元", None),
        ("rate_margin_max", "-20个基点", None),
    ],
)
def test_a_value_is_held_against_what_its_unit_can_be(
    name: str, written: str, code: str | None
) -> None:
    parameter = SCHEME.parameters[name]
    value = in_unit(parse_quantity(written), parameter.unit)

    margins = margins_of(SCHEME.rate_ceilings)

    found = against_value(parameter, value, since=SINCE, margins=margins)

    assert (None if found is None else found.code) == code
