"""Subsidies that only some borrowers get, ceilings over several, and plans not in force."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.xray.plan_changes import with_value

from zhidai.core.errors import BadInput
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.fact_tests import Is
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyCap
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.shared_caps import Member, reaching
from zhidai.core.xray.xray import Xray, xray
from zhidai.schemes.reader import shipped
from zhidai.wording.xray import sections

PREMISES = Premises(on=date(2021, 3, 1), rate=Decimal("0.05005"))
FIRST = Is(fact="enterprise.never_pledged", content=True)


def insured(scheme: Scheme, premises: Premises = PREMISES) -> Xray:
    return xray(scheme, premises, route="insured")


def codes(found: Xray) -> list[str]:
    return [one.code for one in found.left_out]


def test_a_repeat_pledgor_bears_what_the_district_pays_for_first_pledges() -> None:
    found = insured(shipped("qinglan-2021"))

    assert found.unconditional.net - found.reference.net == 30_000  # 1 % of the loan
    assert "xray_subsidy_conditional" in codes(found)


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "2.73%"), ("en", "2.73%")])
def test_the_page_says_both_costs(language: str, said: str) -> None:
    scheme = shipped("qinglan-2021")

    notes = " ".join(
        note for one in sections(insured(scheme), scheme, language) for note in one.notes
    )

    assert (said in notes, "1.73%" in notes) == (True, True)


def test_a_plan_without_conditions_says_none() -> None:
    found = xray(shipped("ganzhou-2020"), replace(PREMISES, rate=Decimal("0.0485")))

    assert found.unconditional == found.reference
    assert "xray_subsidy_conditional" not in codes(found)


def test_of_two_subsidies_for_different_borrowers_the_first_counts_and_the_other_is_named() -> None:
    scheme = shipped("qinglan-2021")
    (district,) = [one for one in scheme.subsidies if one.id == "district_interest"]
    first, again = (
        replace(district, id=name, when=replace(FIRST, content=content))
        for name, content in (("first", True), ("again", False))
    )

    found = insured(replace(scheme, subsidies=(first, again)))

    assert [one.id for one in found.subsidies] == ["first"]
    assert "xray_subsidy_beside" in codes(found)


def test_two_subsidies_that_every_loan_gets_are_refused() -> None:
    scheme = shipped("qinglan-2021")
    city = scheme.subsidies[0]

    with pytest.raises(BadInput) as refused:
        insured(replace(scheme, subsidies=(city, replace(city, id="again"))))

    assert refused.value.reasons[0].code == "subsidy_twice_by_one_level"


def test_a_ceiling_over_several_subsidies_says_from_which_amount_it_binds() -> None:
    (found,) = xray(shipped("ganzhou-2020"), replace(PREMISES, rate=Decimal("0.0485"))).shared_caps

    assert found.most == 650_000
    assert found.binds_from_amount is not None
    assert round(found.binds_from_amount) == 20_336_111  # 500,000 x 360 / (50 % x 4.85 % x 365)


@pytest.mark.parametrize(("more", "binds"), [(-10_000, False), (10_000, True)])
def test_just_below_that_amount_it_does_not_bind_and_just_above_it_does(
    more: int, *, binds: bool
) -> None:
    scheme = shipped("qinglan-2021")
    together = SubsidyCap(
        id="together",
        label=scheme.subsidies[0].label,
        clause="8.6",
        over=("city_interest", "district_interest"),
        scope=CapScope.LOAN,
        parameter="guarantee_fee_subsidy_max",
    )
    changed = with_value(
        replace(scheme, subsidy_caps=(together,)), "guarantee_fee_subsidy_max", "200000"
    )
    (shared,) = insured(changed).shared_caps
    assert shared.binds_from_amount is not None
    amount = (shared.binds_from_amount + more).quantize(Decimal("0.01"))

    found = insured(changed, replace(PREMISES, amount=amount))

    interest = sum(one.amount for one in found.subsidies if one.item == "interest")
    assert (interest == 200_000) is binds


@settings(max_examples=50)
@given(
    shares=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 40)), min_size=1, max_size=4),
    most=st.integers(1, 100),
)
def test_the_pieces_add_up_to_the_ceiling_at_that_amount(
    shares: list[tuple[int, int]], most: int
) -> None:
    members = [Member(Decimal(share) / 10, Decimal(cap)) for share, cap in shares]

    def together(amount: Decimal) -> Decimal:
        return sum(
            (min(one.most or Decimal(0), one.per_yuan * amount) for one in members), Decimal(0)
        )

    found = reaching(members, Decimal(most))

    if found is None:
        assert together(Decimal(10_000)) < most
    else:
        assert abs(together(found) - most) < Decimal("1e-18")


def test_before_it_begins_a_plan_is_not_x_rayed_and_after_its_end_it_is_said_to_be_over() -> None:
    scheme = shipped("qinglan-2021")

    with pytest.raises(BadInput) as refused:
        insured(scheme, replace(PREMISES, on=date(2021, 1, 31)))
    after = replace(PREMISES, on=date(2029, 1, 1))
    notes = sections(insured(scheme, after), scheme, "en")[0].notes

    assert refused.value.reasons[0].code == "scheme_not_in_force_on"
    assert "The plan ended on 2028-12-31; these are its last figures." in notes
