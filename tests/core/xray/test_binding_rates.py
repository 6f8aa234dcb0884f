"""From which rate the cap of a subsidy binds, where it is the lower of two amounts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from tests.core.xray.plan_changes import with_value

from zhidai.core.policy.caps import Cap, CapScope
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.costs import SubsidyMoney
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import xray
from zhidai.schemes.reader import shipped

PREMISES = Premises(on=date(2021, 3, 1))


def capped(most: str) -> Scheme:
    """The district pays the lower of 20 % of the interest paid and 1 % of the loan, up to a cap."""
    scheme = shipped("qinglan-2021")
    like = scheme.parameters["guarantee_fee_subsidy_max"]
    known = MappingProxyType(
        {**scheme.parameters, "district_max": replace(like, name="district_max")}
    )
    cap = Cap(clause="8.2", scope=CapScope.LOAN, parameter="district_max")
    subsidies = tuple(
        replace(one, caps=(cap,)) if one.id == "district_interest" else one
        for one in scheme.subsidies
    )
    changed = replace(scheme, parameters=known, subsidies=subsidies, subsidy_caps=())
    return with_value(changed, "district_max", most)


def district(most: str, rate: str) -> SubsidyMoney:
    found = xray(capped(most), replace(PREMISES, rate=Decimal(rate)), route="insured")
    (one,) = [each for each in found.subsidies if each.id == "district_interest"]
    return one


@pytest.mark.parametrize("rate", ["0.05", "0.10", "0.20"])
def test_a_cap_above_the_fixed_amount_binds_at_no_rate(rate: str) -> None:
    assert district("50000", rate).binds_from_rate is None  # 1 % of 3,000,000 is 30,000


@pytest.mark.parametrize("rate", ["0.02", "0.05", "0.20"])
def test_a_cap_below_it_binds_from_the_same_rate_whatever_the_loans_own(rate: str) -> None:
    found = district("20000", rate).binds_from_rate

    assert found is not None
    assert round(found, 5) == Decimal("0.03288")  # 20,000 x 360 / (20 % x 3,000,000 x 365)


@pytest.mark.parametrize(("rate", "binds"), [("0.0328", False), ("0.0330", True)])
def test_just_below_that_rate_it_does_not_bind_and_just_above_it_does(
    rate: str, *, binds: bool
) -> None:
    assert (district("20000", rate).amount == 20_000) is binds
