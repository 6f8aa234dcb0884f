"""A reference loan above a plan's rate or fee ceiling: what is not subsidised, and what is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhidai.core.xray.costs import SubsidyMoney
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import Xray, xray
from zhidai.schemes.reader import shipped
from zhidai.wording.xray import sections

PREMISES = Premises(on=date(2021, 3, 1))
AT_EIGHT = replace(PREMISES, rate=Decimal("0.08"), days=180)


def subsidy(found: Xray, name: str) -> SubsidyMoney:
    (one,) = [each for each in found.subsidies if each.id == name]
    return one


def test_interest_above_the_ceiling_is_subsidised_as_if_at_it() -> None:
    found = xray(shipped("qinglan-2021"), AT_EIGHT, route="insured")

    # 20 % x 3,000,000 x 1.3 x 3.85 % x 180 / 360, each month cut to the fen
    assert abs(subsidy(found, "district_interest").amount - 15_015) < 1


@pytest.mark.parametrize(("rate", "net"), [("0.05005", "0"), ("0.08", "0.02995")])
def test_the_borrower_bears_all_interest_above_it(rate: str, net: str) -> None:
    at_ceiling = replace(PREMISES, days=180, rate=Decimal("0.05005"))
    scheme = shipped("qinglan-2021")
    lowest = xray(scheme, at_ceiling, route="insured").reference.net

    found = xray(scheme, replace(AT_EIGHT, rate=Decimal(rate)), route="insured").reference.net

    assert abs(found - lowest - 3_000_000 * Decimal(net) * 180 / 360) < 1


def test_the_cap_of_a_fee_subsidy_binds_by_the_fee_that_counts() -> None:
    premises = replace(PREMISES, fees={"guarantee_fee": Decimal("0.05")})

    found = subsidy(xray(shipped("ganzhou-2020"), premises), "guarantee_fee")

    assert (found.amount, found.binds_from_amount) == (15_000, 10_000_000)


@pytest.mark.parametrize(
    ("scheme_id", "rate", "said"),
    [
        ("ganzhou-2020", "0.0485", ()),
        ("ganzhou-2020", "0.06", ("The plan lends at 4.85% at most",)),
        ("qinglan-2021", "0.06", ("Interest above 5.005% a year is not subsidised.",)),
    ],
)
def test_a_rate_above_the_ceiling_is_said(scheme_id: str, rate: str, said: tuple[str, ...]) -> None:
    scheme = shipped(scheme_id)

    found = xray(scheme, replace(PREMISES, rate=Decimal(rate)))

    notes = sections(found, scheme, "en")[0].notes
    assert [one for one in notes if "The plan lends at" in one or "Interest above" in one] == [
        note for note in notes for start in said if note.startswith(start)
    ]
    assert sum(note.startswith(start) for note in notes for start in said) == len(said)


def test_a_ratio_over_several_subsidies_is_of_all_interest_paid() -> None:
    premises = replace(PREMISES, rate=Decimal("0.03"), days=730)

    found = xray(shipped("qinglan-2021"), premises, route="insured")

    # 75 % of 182,500 holds 70,262.50 of twelve months' LPR and 30,000 of the district
    assert subsidy(found, "city_interest").amount == Decimal("70262.50")
    assert subsidy(found, "district_interest").amount == 30_000


def test_within_a_year_the_ratio_still_holds_them_down() -> None:
    premises = replace(PREMISES, rate=Decimal("0.02"))

    found = xray(shipped("qinglan-2021"), premises, route="insured")

    interest = sum(one.amount for one in found.subsidies if one.item == "interest")
    assert abs(interest - Decimal("0.75") * 3_000_000 * Decimal("0.02") * 365 / 360) < 1
