"""Shares written as thirds are held to a ceiling over all of them as the fractions they are."""

from datetime import date
from fractions import Fraction

import pytest
from tests.core.xray.plan_changes import with_value

from zhidai.core.policy.common_fractions import quotient
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import xray
from zhidai.schemes.reader import shipped

PREMISES = Premises(on=date(2021, 3, 1))


def paid_in_thirds(over_all: Fraction) -> Scheme:
    scheme = shipped("ganzhou-2020")
    thirds = {
        name: Fraction(1, 3) for name in ("province_subsidy_ratio", "beneficiary_subsidy_ratio")
    }
    for name, fraction in {**thirds, "interest_subsidy_ratio_max": over_all}.items():
        scheme = with_value(scheme, name, str(quotient(fraction)))
    return scheme


@pytest.mark.parametrize(("over_all", "differ"), [("2/3", False), ("1/2", True), ("5/7", True)])
def test_two_thirds_are_what_two_payers_of_a_third_pay(over_all: str, *, differ: bool) -> None:
    found = xray(paid_in_thirds(Fraction(over_all)), PREMISES)

    assert ("shares_differ_from_all" in {one.code for one in found.tensions}) is differ
