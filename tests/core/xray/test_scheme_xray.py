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
from zhidai.core.policy.breakers import BreakerScope
from zhidai.core.policy.fact_tests import Compare, Is
from zhidai.core.policy.losses import LossBase
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.strength import Comparison
from zhidai.core.xray.loss_parts import LossParts
from zhidai.core.xray.parties import party_money
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import Xray, xray
from zhidai.reference.working_days import working_days
from zhidai.schemes.reader import shipped, shipped_schemes
from zhidai.wording.xray import sections

PREMISES = Premises(on=date(2021, 3, 1))
SHARES = {"guarantor": Decimal("0.7"), "bank": Decimal("0.2"), "appraiser": Decimal("0.1")}
FEES = {"guarantee_fee": Decimal("0.01"), "appraisal_fee": Decimal("0.01")}
EARNS = {"guarantor": "guarantee_fee", "appraiser": "appraisal_fee"}
CENT = Decimal("0.0001")


def all_shared(shares: dict[str, Decimal]) -> LossParts:
    return LossParts(shared=Decimal(1), stated=shares, ip_share=None, caps=())


@pytest.fixture(scope="module")
def ganzhou() -> Xray:
    return xray(shipped("ganzhou-2020"), PREMISES)


def party(found: Xray, name: str) -> list[Decimal | None]:
    (model,) = found.models
    (one,) = [each for each in model.parties if each.party == name]
    return [None if each.value is None else each.value.quantize(CENT) for each in one.break_even]


def test_the_guarantor_breaks_even_at_1_43_per_cent_before_recoveries(ganzhou: Xray) -> None:
    assert party(ganzhou, "guarantor") == [
        Decimal("0.0143"), Decimal("0.0190"), Decimal("0.0286"), Decimal("0.0571"), None,
    ]  # fmt: skip


def test_at_the_line_only_the_guarantor_is_under_water_until_much_is_recovered(
    ganzhou: Xray,
) -> None:
    (model,) = ganzhou.models
    at_line = {one.party: [each.value for each in one.at_lines[0].results] for one in model.parties}

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


def with_two_of_each(scheme: Scheme) -> Scheme:
    """A second breaker at 3 %; first pledges shared 60 : 30 : 10, others 70 : 20 : 10."""
    (model,), (breaker,) = scheme.loss_models, scheme.breakers
    first = Is(fact="enterprise.pledged_before", content=False)
    shares = {"guarantor": "guarantor_first", "bank": "bank_first", "appraiser": "appraiser_share"}
    pledged = replace(model, id="first", when=first, shares=MappingProxyType(shares))
    again = replace(model, id="again", when=replace(first, content=True))
    lower = replace(breaker, id="bank_line", parameter="bank_line_max", scope=BreakerScope.BANK)
    for name, like, amount in (
        ("guarantor_first", model.shares["guarantor"], "0.6"),
        ("bank_first", model.shares["bank"], "0.3"),
        ("appraiser_share", model.shares["appraiser"], "0.1"),
        ("bank_line_max", breaker.parameter, "0.03"),
    ):
        copied = replace(scheme.parameters[like], name=name)
        known = MappingProxyType({**scheme.parameters, name: copied})
        scheme = with_value(replace(scheme, parameters=known), name, amount)
    return replace(scheme, loss_models=(pledged, again), breakers=(breaker, lower))


@pytest.fixture(scope="module")
def two_of_each() -> Xray:
    return xray(with_two_of_each(shipped("ganzhou-2020")), PREMISES)


def test_each_loss_model_and_each_breaker_has_its_own_figures(two_of_each: Xray) -> None:
    first, again = two_of_each.models
    shares = [{one.party: one.share for one in model.parties} for model in (first, again)]
    guarantor = first.parties[0]

    assert [model.model for model in two_of_each.models] == ["first", "again"]
    assert [one["guarantor"] for one in shares] == [Decimal("0.6"), Decimal("0.7")]
    assert [one.breaker for one in guarantor.at_lines] == ["npl_ratio", "bank_line"]
    assert [one.results[0].value for one in guarantor.at_lines] == [
        Decimal("-0.020"),  # 1 % - 60 % x 5 %
        Decimal("-0.008"),  # 1 % - 60 % x 3 %
    ]


def test_tensions_and_readings_name_the_model_or_breaker_that_they_are_of(
    two_of_each: Xray,
) -> None:
    left = {
        one.of: one.money for one in two_of_each.tensions if one.code == "payers_bear_less_than_all"
    }
    trips = {one.of: one.code for one in two_of_each.tensions if "trips" in one.code}
    effects = {
        (question.id, effect.under): effect.money
        for question in two_of_each.questions
        for reading in question.readings
        for effect in reading.effects
        if effect.under
    }

    assert left == {"loss_models/first": 900_000, "loss_models/again": 600_000}
    assert trips == {
        "breakers/npl_ratio": "one_loan_trips",
        "breakers/bank_line": "one_loan_trips_its_bank",
    }
    assert effects["claim_amount", "loss_models/first"] == 900_000
    assert effects["npl_ratio_scope", "breakers/bank_line"] == 100_000_000  # 3,000,000 / 3 %


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_of_several_each_section_says_which_it_is_of(two_of_each: Xray, language: str) -> None:
    scheme = with_two_of_each(shipped("ganzhou-2020"))

    titles = [one.title for one in sections(two_of_each, scheme, language)]

    assert sum(" · " in title for title in titles) == 2 + 4


def test_a_route_that_shares_no_losses_is_x_rayed_without_parties() -> None:
    found = xray(shipped("ganzhou-2020"), PREMISES, route="direct")

    assert (found.route, found.models) == ("direct", ())
    assert found.stops


@pytest.mark.parametrize(
    ("scheme", "route", "rate", "net", "back"),
    [
        ("ganzhou-2020", "direct", "0.0485", "44504.18", "133016.67"),
        # 152,235.40 of interest by months, less 70,262.50 of the city and 30,000 of the district
        ("qinglan-2021", "insured", "0.05005", "51972.90", "100262.50"),
    ],
)
def test_no_guarantee_fee_is_charged_or_subsidised_where_nobody_guarantees(
    scheme: str, route: str, rate: str, net: str, back: str
) -> None:
    premises = replace(PREMISES, rate=Decimal(rate))

    found = xray(shipped(scheme), premises, route=route)

    assert "guarantee_fee" not in {one.item for one in found.subsidies}
    assert (found.reference.net, found.reference.back) == (Decimal(net), Decimal(back))


def test_a_cap_binds_by_the_months_whose_interest_is_subsidised() -> None:
    scheme = shipped("qinglan-2021")
    premises = replace(PREMISES, amount=Decimal(8_000_000), days=730)

    (city,) = [
        one
        for one in xray(scheme, premises, route="insured").subsidies
        if one.id == "city_interest"
    ]

    assert city.amount < 300_000  # its ceiling of a year
    assert city.binds_from_amount is not None
    assert round(city.binds_from_amount) == 12_809_109  # 300,000 x 360 / (60 % x 3.85 % x 365)


@pytest.mark.parametrize(
    ("amount", "models"),
    [(2_999_999, ["small"]), (3_000_000, ["small"]), (3_000_001, ["large"])],
)
def test_a_loss_model_that_is_not_of_the_reference_loan_is_not_put_on_it(
    amount: int, models: list[str]
) -> None:
    scheme = shipped("ganzhou-2020")
    (model,) = scheme.loss_models
    copied = replace(scheme.parameters["loan_amount_max"], name="small_max")
    known = MappingProxyType({**scheme.parameters, "small_max": copied})
    scheme = with_value(replace(scheme, parameters=known), "small_max", "3000000")
    tests = {"small": Comparison.AT_MOST, "large": Comparison.MORE_THAN}
    by_amount = tuple(
        replace(
            model,
            id=name,
            when=Compare(fact="request.amount", compare=compare, parameter="small_max"),
        )
        for name, compare in tests.items()
    )

    found = xray(replace(scheme, loss_models=by_amount), replace(PREMISES, amount=Decimal(amount)))

    assert [one.model for one in found.models] == models


def test_where_the_credit_goes_by_grade_its_largest_row_is_the_largest_loan() -> None:
    scheme = shipped("qinglan-2021")

    bounds = xray(scheme, replace(PREMISES, on=date(2021, 3, 1))).bounds

    assert bounds.largest_loan == max(one.most for one in bounds.by_case if one.most > 1)
    assert {one.limit for one in bounds.by_case} >= {"credit_by_grade"}


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
    assert bool(found.models) == bool(scheme.loss_models)


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
    found = party_money(all_shared(SHARES), ceilings=FEES, lines={}, premises=premises, earns=EARNS)

    for one in found:
        assert one.expected == results[one.party] / (principal * loans)


@settings(max_examples=40)
@given(share=st.integers(1, 100), fee=st.integers(0, 500), recovered=st.integers(0, 99))
def test_at_the_break_even_rate_income_is_what_is_lost(
    share: int, fee: int, recovered: int
) -> None:
    shares = {"guarantor": Decimal(share) / 100, "bank": 1 - Decimal(share) / 100}
    ceilings = {"guarantee_fee": Decimal(fee) / 10_000}

    (one, _) = party_money(
        all_shared(shares), ceilings=ceilings, lines={}, premises=PREMISES, earns=EARNS
    )

    for each in one.break_even:
        if each.value is not None:
            lost = Fraction(each.value) * Fraction(one.share) * (1 - Fraction(each.recovery))
            assert abs(lost - Fraction(one.income)) < Fraction(1, 10**20)
