"""The x-ray against a book that is played out loan by loan, and its worked figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.loss_sharing import share_loss
from zhidai.core.policy.losses import LossBase
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.parties import party_money
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import Xray, xray
from zhidai.reference.working_days import working_days
from zhidai.schemes.reader import shipped, shipped_schemes

PREMISES = Premises(on=date(2021, 3, 1))
SHARES = {"guarantor": Decimal("0.7"), "bank": Decimal("0.2"), "appraiser": Decimal("0.1")}
FEES = {"guarantee_fee": Decimal("0.01"), "appraisal_fee": Decimal("0.01")}
CENT = Decimal("0.0001")


@pytest.fixture(scope="module")
def ganzhou() -> Xray:
    return xray(shipped("ganzhou-2020"), PREMISES)


def party(found: Xray, name: str) -> list[Decimal | None]:
    (one,) = [each for each in found.parties if each.party == name]
    return [None if each.value is None else each.value.quantize(CENT) for each in one.break_even]


def test_the_guarantor_breaks_even_at_1_43_per_cent_before_recoveries(ganzhou: Xray) -> None:
    assert party(ganzhou, "guarantor") == [
        Decimal("0.0143"), Decimal("0.0190"), Decimal("0.0286"), Decimal("0.0571"), None,
    ]  # fmt: skip


def test_at_the_line_only_the_guarantor_is_under_water_until_much_is_recovered(
    ganzhou: Xray,
) -> None:
    at_line = {one.party: [each.value for each in one.at_line] for one in ganzhou.parties}

    assert [value is not None and value < 0 for value in at_line["guarantor"]] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert all(value is not None and value > 0 for value in at_line["appraiser"])


def test_the_borrowers_cost_is_that_of_the_loan_command(ganzhou: Xray) -> None:
    (one,) = [
        each for each in ganzhou.borrower if (each.amount, each.days) == (Decimal(3_000_000), 365)
    ]

    assert (one.paid, one.back, one.net) == (
        Decimal("207520.85"),
        Decimal("148016.67"),
        Decimal("59504.18"),
    )


def test_caps_bind_where_the_closed_form_says(ganzhou: Xray) -> None:
    found = {one.id: one for one in ganzhou.subsidies}

    beneficiary = found["beneficiary_interest"].binds_from_amount
    assert beneficiary is not None
    assert round(beneficiary) == 10_168_055  # 150,000 x 360 / (30 % x 4.85 % x 365)
    assert found["guarantee_fee"].binds_from_amount == 10_000_000


@pytest.mark.parametrize(("more", "binds"), [(-1000, False), (1000, True)])
def test_just_below_that_amount_the_cap_does_not_bind_and_just_above_it_does(
    ganzhou: Xray, *, more: int, binds: bool
) -> None:
    (one,) = [each for each in ganzhou.subsidies if each.id == "beneficiary_interest"]
    assert one.binds_from_amount is not None
    amount = (one.binds_from_amount + more).quantize(Decimal("0.01"))

    (again,) = [
        each
        for each in xray(shipped("ganzhou-2020"), replace(PREMISES, amount=amount)).subsidies
        if each.id == "beneficiary_interest"
    ]

    assert (again.amount == 150_000) is binds


def test_tensions_name_their_clauses_and_money(ganzhou: Xray) -> None:
    found = {one.code: one for one in ganzhou.tensions}

    assert found["interest_unshared"].clauses == ("8.1", "7.2")
    assert found["interest_unshared"].money == Decimal("34354.17")  # 3m x 4.85 % x 85 / 360
    assert found["payers_bear_less_than_all"].money == Decimal(600_000)
    assert found["one_loan_trips"].money == Decimal(200_000_000)
    assert "shares_differ_from_all" not in found  # 50 % + 30 % = 80 %


def test_a_plan_whose_shares_do_not_meet_the_ceiling_over_all_is_told() -> None:
    scheme = shipped("ganzhou-2020")
    ratio = scheme.parameters["province_subsidy_ratio"]
    dated = replace(ratio.values[0], value=replace(ratio.values[0].value, amount=Decimal("0.6")))
    changed = replace(
        scheme, parameters={**scheme.parameters, ratio.name: replace(ratio, values=(dated,))}
    )

    codes = [one.code for one in xray(changed, PREMISES).tensions]

    assert "shares_differ_from_all" in codes


def test_fifteen_working_days_after_ninety_are_counted_by_the_calendar() -> None:
    scheme = shipped("qinglan-2021")
    models = tuple(replace(one, base=LossBase.PRINCIPAL) for one in scheme.loss_models)
    changed = with_value(replace(scheme, loss_models=models), "guaranteed_claim_overdue", "90")
    premises = replace(PREMISES, on=date(2021, 2, 1))

    found = xray(changed, premises, route="guaranteed", working_days=working_days())

    # day 90 is Sunday 2 May; off until 5 May, worked on Saturday 8 May: the 15th is 25 May
    assert (found.bounds.claim_day, found.bounds.days_to_pay) == (90, 23)
    weekends = xray(changed, premises, route="guaranteed")
    assert weekends.bounds.days_to_pay == 19  # Friday 21 May
    (unshared,) = [one for one in found.tensions if one.code == "interest_unshared"]
    assert unshared.figures["days"] == 113


def test_no_loan_is_shown_that_the_plan_does_not_lend(ganzhou: Xray) -> None:
    scheme = shipped("ganzhou-2020")
    changed = with_value(with_value(scheme, "loan_amount_max", "2000000"), "loan_term_max", "2")

    found = xray(changed, PREMISES)

    assert {one.amount for one in found.borrower} == {500_000, 1_000_000, 2_000_000}
    assert {one.days for one in found.borrower} == {90, 180, 270, 365, 730}
    assert found.reference.amount == PREMISES.amount  # beyond the plan, and said to be
    assert {one.days for one in ganzhou.borrower} == {90, 180, 270, 365}
    assert max(one.amount for one in ganzhou.borrower) == 10_000_000


def test_a_breaker_of_each_bank_speaks_of_the_banks_own_book() -> None:
    scheme = shipped("qinglan-2021")

    codes = {one.code for one in xray(scheme, replace(PREMISES, on=date(2021, 3, 1))).tensions}

    assert "one_loan_trips_its_bank" in codes
    assert "one_loan_trips" not in codes


def with_value(scheme: Scheme, name: str, amount: str) -> Scheme:
    parameter = scheme.parameters[name]
    quantity = replace(parameter.values[0].value, amount=Decimal(amount))
    dated = replace(parameter.values[0], value=quantity)
    changed = replace(parameter, values=(dated,))
    return replace(scheme, parameters=MappingProxyType({**scheme.parameters, name: changed}))


@pytest.mark.parametrize("scheme_id", shipped_schemes())
def test_every_shipped_scheme_can_be_x_rayed(scheme_id: str) -> None:
    scheme = shipped(scheme_id)

    found = xray(scheme, replace(PREMISES, on=scheme.in_force_from))

    assert found.borrower
    assert bool(found.parties) == bool(scheme.loss_models)


def test_a_premise_out_of_range_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        Premises(on=date(2021, 3, 1), recovery=Decimal("1.2"))

    assert refused.value.reasons[0].code == "xray_premise_out_of_range"


@settings(max_examples=25)
@given(failing=st.integers(0, 40), recovered=st.integers(0, 10))
def test_the_closed_form_is_what_a_book_of_a_thousand_loans_comes_to(
    failing: int, recovered: int
) -> None:
    """Each loan played out: the fee comes in, a lost one is shared, a part of it is recovered."""
    loans, principal = 1000, Decimal(1_000_000)
    recovery = Decimal(recovered) / 10
    results = dict.fromkeys(SHARES, Decimal(0))
    income = {"guarantor": Decimal("0.01"), "bank": Decimal("0.0235"), "appraiser": Decimal("0.01")}
    for number in range(loans):
        for name in results:
            results[name] += principal * income[name]
        if number < failing:
            for name, lost in share_loss(principal * (1 - recovery), SHARES).items():
                results[name] -= lost

    premises = replace(PREMISES, default_rate=Decimal(failing) / loans, recovery=recovery)
    found = party_money(SHARES, ceilings=FEES, line=None, premises=premises)

    for one in found:
        assert one.expected == results[one.party] / (principal * loans)


@settings(max_examples=40)
@given(share=st.integers(1, 100), fee=st.integers(0, 500), recovered=st.integers(0, 99))
def test_at_the_break_even_rate_income_is_what_is_lost(
    share: int, fee: int, recovered: int
) -> None:
    shares = {"guarantor": Decimal(share) / 100, "bank": 1 - Decimal(share) / 100}
    ceilings = {"guarantee_fee": Decimal(fee) / 10_000}

    (one, _) = party_money(shares, ceilings=ceilings, line=None, premises=PREMISES)

    for each in one.break_even:
        if each.value is not None:
            lost = Fraction(each.value) * Fraction(one.share) * (1 - Fraction(each.recovery))
            assert abs(lost - Fraction(one.income)) < Fraction(1, 10**20)
