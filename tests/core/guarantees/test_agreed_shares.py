"""What parties may agree on: bounds below, at and above; shares that a plan fixes (Qinglan 6)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.core.xray.plan_changes import with_value

from zhidai.core.guarantees.agreed_shares import against_signing, within_bounds
from zhidai.core.policy.common_fractions import quotient
from zhidai.schemes.reader import shipped

QINGLAN, GANZHOU, DAY = shipped("qinglan-2021"), shipped("ganzhou-2020"), date(2021, 3, 1)


def shares(**percent: str) -> dict[str, Decimal]:
    return {role: Decimal(share) / 100 for role, share in percent.items()}


@pytest.mark.parametrize(
    ("bank", "guarantor", "fund", "is_open"),
    [
        ("14.9999", "45.0001", "40", False),
        ("15", "45", "40", True),
        ("20", "40", "40", True),
        ("30", "30", "40", True),
        ("30.0001", "29.9999", "40", False),
    ],
)
def test_the_banks_part_of_a_guaranteed_loan_is_agreed_within_the_bounds_of_the_plan(
    bank: str, guarantor: str, fund: str, is_open: bool
) -> None:
    signed = shares(bank=bank, guarantor=guarantor, compensation_fund=fund)

    against = against_signing(QINGLAN, "guaranteed", signed, DAY)

    assert [(one.code, one.clause) for one in against] == (
        [] if is_open else [("agreed_share_out_of_bounds", "6.2")]
    )
    assert within_bounds(QINGLAN, "guaranteed", signed, DAY) is is_open


@pytest.mark.parametrize(
    ("bank", "fund", "is_open"),
    [
        ("33.3333", "33.3334", True),
        ("33.3334", "33.3333", True),
        ("33.3332", "33.3335", False),
        ("33.3335", "33.3332", True),
    ],
)
def test_a_share_of_a_third_at_least_may_be_signed_to_the_millionth(
    bank: str, fund: str, *, is_open: bool
) -> None:
    third = str(quotient(Fraction(1, 3)))
    plan = with_value(with_value(QINGLAN, "bank_share_min", third), "bank_share_max", "0.5")
    signed = shares(bank=bank, guarantor="33.3333", compensation_fund=fund)

    assert within_bounds(plan, "guaranteed", signed, DAY) is is_open


def test_shares_that_the_plan_fixes_are_signed_as_it_states_them() -> None:
    stated = shares(insurer="50", compensation_fund="30", bank="20", appraiser="0")
    other = shares(insurer="40", compensation_fund="30", bank="20", appraiser="10")

    assert not against_signing(QINGLAN, "insured", stated, DAY)
    against = against_signing(QINGLAN, "insured", other, DAY)
    assert {one.code for one in against} == {"agreed_share_fixed"}
    assert {(one.parameters["signed"], one.parameters["stated"]) for one in against} == {
        ("40%", "50%"),
        ("10%", "0%"),
    }
    assert within_bounds(QINGLAN, "insured", other, DAY)  # the plan's own shares hold anyway


def test_a_plan_without_bounds_leaves_every_sharing_open() -> None:
    assert not against_signing(GANZHOU, "indirect", shares(guarantor="100", bank="0"), DAY)
