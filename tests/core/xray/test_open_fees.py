"""A fee that the plan leaves open is never a silent nought."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.core.xray.plan_changes import effect_of, with_value

from zhidai.core.xray.costs import SubsidyMoney
from zhidai.core.xray.fees import FeeFrom
from zhidai.core.xray.parties import IncomeFrom
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import Xray, xray
from zhidai.schemes.reader import shipped
from zhidai.wording.xray import sections

QINGLAN = "qinglan-2021"
PREMISES = Premises(on=date(2021, 3, 1), rate=Decimal("0.05005"))


def insured(premises: Premises = PREMISES) -> Xray:
    return xray(shipped(QINGLAN), premises, route="insured")


def subsidy(found: Xray, name: str) -> SubsidyMoney:
    (one,) = [each for each in found.subsidies if each.id == name]
    return one


def test_fees_without_a_ceiling_are_named_among_the_premises() -> None:
    assert {one.item: one.source for one in insured().fees} == {
        "insurance_premium": FeeFrom.UNKNOWN,
        "appraisal_fee": FeeFrom.UNKNOWN,
        "registration_fee": FeeFrom.UNKNOWN,
    }
    guaranteed = xray(shipped(QINGLAN), PREMISES, route="guaranteed").fees
    assert (guaranteed[0].item, guaranteed[0].source) == ("guarantee_fee", FeeFrom.CEILING)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_cost_says_what_it_leaves_out(language: str) -> None:
    made = sections(insured(), shipped(QINGLAN), language)

    notes = " ".join(note for one in made for note in one.notes)
    assert ("The true cost is higher" if language == "en" else "实际成本更高") in notes


def test_a_subsidy_of_an_open_fee_is_a_share_of_whatever_is_paid() -> None:
    found = subsidy(insured(), "province_premium")

    assert (found.is_known, found.of_paid) == (False, Decimal("0.4"))
    assert found.binds_from_paid == 150_000  # 60,000 / 40 %


def test_a_premium_that_is_given_is_paid_earned_and_subsidised() -> None:
    without, found = (
        insured(),
        insured(replace(PREMISES, fees={"insurance_premium": Decimal("0.01")})),
    )

    assert found.reference.paid - without.reference.paid == 30_000
    assert found.reference.back - without.reference.back == 12_000  # 40 %
    assert found.reference.net - without.reference.net == 18_000
    assert subsidy(found, "province_premium").binds_from_amount == 15_000_000
    insurer = found.models[0].parties[0]
    assert (insurer.party, insurer.income) == ("insurer", Decimal("0.01"))


def test_what_the_insurer_is_said_to_earn_somebody_pays() -> None:
    found = insured(replace(PREMISES, other_income={"insurer": Decimal("0.01")}))

    assert (
        found.reference
        == insured(replace(PREMISES, fees={"insurance_premium": Decimal("0.01")})).reference
    )


def test_a_registration_fee_is_given_in_yuan_and_does_not_grow_with_the_loan() -> None:
    without, found = (
        insured(),
        insured(replace(PREMISES, fees_in_yuan={"registration_fee": Decimal(500)})),
    )

    more = {one.paid - two.paid for one, two in zip(found.borrower, without.borrower, strict=True)}
    assert more == {500}
    assert subsidy(found, "district_registration_fee").is_known


def test_income_that_nothing_says_is_told_from_one_that_is_assumed() -> None:
    sources = {one.party: one.income_from for one in insured().models[0].parties}

    assert sources == {
        "insurer": IncomeFrom.NOWHERE,
        "compensation_fund": IncomeFrom.NOWHERE,
        "bank": IncomeFrom.ASSUMED,
    }


@pytest.mark.parametrize(
    ("parameter", "amount", "figure"),
    [
        ("premium_subsidy_share", "0.04", "of_paid"),
        ("appraisal_fee_subsidy_share", "0.04", "of_paid"),
        ("registration_fee_subsidy_share", "0.04", "of_paid"),
        ("premium_subsidy_max", "50000", "cap_binds_paid"),
        ("appraisal_fee_subsidy_max", "10000", "cap_binds_paid"),
        ("registration_fee_subsidy_max", "100", "cap_binds_paid"),
    ],
)
def test_a_change_of_a_subsidy_of_an_open_fee_moves_money(
    parameter: str, amount: str, figure: str
) -> None:
    before = shipped(QINGLAN)

    found = effect_of(before, with_value(before, parameter, amount))

    assert figure in {one.figure for one in found.changes}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("scheme_id", ["ganzhou-2020", QINGLAN])
def test_each_income_is_written_with_where_it_comes_from(scheme_id: str, language: str) -> None:
    scheme = shipped(scheme_id)

    made = sections(xray(scheme, PREMISES), scheme, language)

    cells = [cell for one in made for row in one.rows for cell in row]
    assert not [cell for cell in cells if "\n" in cell or "Project" in cell or "{" in cell]


def test_a_fee_that_nobody_subsidises_is_still_paid() -> None:
    scheme = replace(shipped("ganzhou-2020"), subsidies=(), subsidy_caps=())
    premises = replace(PREMISES, fees={"guarantee_fee": Decimal("0.01")})

    without, found = xray(scheme, PREMISES).reference, xray(scheme, premises).reference

    assert (found.paid - without.paid, found.back) == (30_000, 0)
