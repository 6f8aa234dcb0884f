"""A plan that shares only what the IP secures, with caps on its fund: each party's true part."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.xray.plan_changes import effect_of, with_value

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.loss_base import parts_of_claim
from zhidai.core.guarantees.loss_sharing import split_by_weights
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.common_fractions import quotient, summing_to_one
from zhidai.core.policy.losses import LossModel
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.loss_parts import IpShare, LossCap, LossParts
from zhidai.core.xray.loss_reach import cap_reaches
from zhidai.core.xray.parties import ModelMoney, PartyMoney
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.tensions import Tension, cap_tensions
from zhidai.core.xray.xray import Xray, xray
from zhidai.schemes.reader import shipped
from zhidai.wording.xray import sections

QINGLAN = "qinglan-2021"
CAPS_TITLES = ("How far the caps on compensation reach", "补偿上限能覆盖多少损失")
PREMISES = Premises(on=date(2021, 3, 1), rate=Decimal("0.05005"))
SHARES = {
    "insurer": Decimal("0.5"),
    "compensation_fund": Decimal("0.3"),
    "bank": Decimal("0.2"),
}


def only_model(found: Xray) -> ModelMoney:
    (model,) = found.models
    return model


def parties(found: Xray) -> dict[str, PartyMoney]:
    return {one.party: one for one in only_model(found).parties}


def tension(found: Xray, code: str) -> Tension:
    (one,) = [each for each in found.tensions if each.code == code]
    return one


def with_scope(scope: CapScope) -> Scheme:
    """Qinglan with one cap alone, for each loan or enterprise."""
    scheme = shipped(QINGLAN)
    models = tuple(
        replace(
            model,
            caps=tuple(
                replace(cap, scope=scope) for cap in model.caps if cap.scope is CapScope.BANK_YEAR
            ),
        )
        for model in scheme.loss_models
    )
    return replace(scheme, loss_models=models)


@pytest.fixture(scope="module")
def insured() -> Xray:
    return xray(shipped(QINGLAN), PREMISES, route="insured")


def test_at_the_plans_least_ip_share_the_bank_bears_more_than_half(insured: Xray) -> None:
    found = parties(insured)

    assert only_model(insured).ip_share is IpShare.LEAST
    assert {name: (one.stated, one.share, one.bears) for name, one in found.items()} == {
        "insurer": (Decimal("0.5"), Decimal("0.3"), 900_000),
        "compensation_fund": (Decimal("0.3"), Decimal("0.18"), 540_000),
        "bank": (Decimal("0.2"), Decimal("0.52"), 1_560_000),
    }
    even = found["bank"].break_even[0].value
    assert even is not None
    assert round(even, 4) == Decimal("0.0482")  # 2.505 % / 52 %
    at_line = found["bank"].at_lines[0].results[0].value
    assert at_line == Decimal("-0.00615")  # 25,050 - 31,200 per million


def test_the_claim_asks_for_less_than_half_of_the_principal(insured: Xray) -> None:
    found = tension(insured, "payers_bear_less_than_all")

    assert (found.figures["asked"], found.money) == (Decimal("0.48"), 1_560_000)


def test_interest_is_unshared_under_every_base(insured: Xray) -> None:
    days = insured.bounds.claim_day or 0
    days += insured.bounds.days_to_pay or 0

    found = tension(insured, "interest_unshared")

    assert found.figures["days"] == days
    assert found.money == round(Decimal(3_000_000) * Decimal("0.05005") * days / 360, 2)


def test_what_a_fund_pays_after_the_disposal_is_said(insured: Xray) -> None:
    found = tension(insured, "paid_after_disposal")

    assert (found.figures["of_all"], found.money) == (1_440_000, 270_000)  # half of the 540,000


@pytest.mark.parametrize(
    ("share", "source", "bank"),
    [
        ("1", IpShare.GIVEN, "0.2"),
        ("0.8", IpShare.GIVEN, "0.36"),
        ("0.6", IpShare.GIVEN, "0.52"),
        ("0.59", IpShare.TOO_SMALL, "1"),
    ],
)
def test_an_ip_share_that_is_given_replaces_the_least(
    share: str, source: IpShare, bank: str
) -> None:
    premises = replace(PREMISES, ip_share=Decimal(share))

    found = xray(shipped(QINGLAN), premises, route="insured")

    assert only_model(found).ip_share is source
    assert parties(found)["bank"].share == Decimal(bank)


def test_an_ip_share_that_no_model_asks_for_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        xray(shipped("ganzhou-2020"), replace(PREMISES, ip_share=Decimal("0.8")))

    assert [one.code for one in refused.value.reasons] == ["xray_ip_share_unread"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_premises_say_which_ip_share_was_taken(insured: Xray, language: str) -> None:
    premises = sections(insured, shipped(QINGLAN), language)[0]

    assert any("60.00%" in row[1] for row in premises.rows)


def test_a_cap_says_how_much_of_lost_principal_it_covers(insured: Xray) -> None:
    by_scope = {one.scope: one for one in only_model(insured).caps}
    bank = by_scope[CapScope.BANK_YEAR]

    assert bank.covers is not None
    assert round(bank.covers) == 27_777_778  # 5,000,000 / 18 %
    assert bank.loans == 9
    assert round(bank.books["bank_npl_ratio"]) == 462_962_963  # / 6 %
    assert by_scope[CapScope.POOL_BALANCE].most == 50_000_000


@pytest.mark.parametrize(
    "scope", [CapScope.LOAN, CapScope.ENTERPRISE_YEAR, CapScope.ENTERPRISE_LIFE]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_cap_for_each_loan_or_enterprise_is_no_pool(scope: CapScope, language: str) -> None:
    scheme = with_scope(scope)

    found = xray(scheme, PREMISES, route="insured")

    (cap,) = only_model(found).caps
    assert cap.covers is not None
    assert round(cap.covers) == 27_777_778
    assert (cap.loans, dict(cap.books), cap.cuts) == (None, {}, False)
    (table,) = [one for one in sections(found, scheme, language) if one.title in CAPS_TITLES]
    assert table.rows[0][-3:-1] == ("-", "-")
    (note,) = table.notes
    assert "anew" in note or "重新计算" in note


def test_a_cap_for_each_loan_that_cuts_the_reference_loan_off_is_said() -> None:
    scheme = with_scope(CapScope.LOAN)
    big = replace(PREMISES, amount=Decimal(30_000_000))

    found = xray(scheme, big, route="insured")

    assert [one.cuts for one in only_model(found).caps] == [True]
    assert any(
        "cuts off" in note
        for one in sections(found, scheme, "en")
        for note in one.notes + one.formulas
    )


def test_a_cap_for_each_loan_is_named_so_in_a_difference() -> None:
    before = with_scope(CapScope.LOAN)

    found = effect_of(before, with_value(before, "fund_bank_year_max", "4000000"))

    figures = {one.figure for one in found.changes}
    assert "cap_covers_alone" in figures
    assert "cap_covers" not in figures


@pytest.mark.parametrize("first", ["compensation_fund", "bank"])
@pytest.mark.parametrize(
    ("part", "shared", "cap", "amount"),
    [
        (Fraction(1, 6), "1", 500_000, 3_000_000),
        (Fraction(3, 7), "0.6", 1_800_000, 7_000_000),
        (Fraction(1, 3), "0.653", 653_000, 3_000_000),
        (Fraction(2, 3), "1", 2_000_000, 3_000_000),
    ],
)
def test_a_cap_of_exactly_a_fraction_of_a_loan_covers_that_loan(
    part: Fraction, shared: str, cap: int, amount: int, first: str
) -> None:
    shares = {"compensation_fund": quotient(part), "bank": quotient(1 - part)}
    ordered = {first: shares[first], **shares}
    limit = LossCap(
        scope=CapScope.BANK_YEAR, clause="5", party="compensation_fund", most=Decimal(cap)
    )
    parts = LossParts(
        shared=Decimal(shared),
        stated=summing_to_one(ordered),
        ip_share=IpShare.GIVEN,
        caps=(limit,),
    )
    premises = replace(PREMISES, amount=Decimal(amount))

    (reach,) = cap_reaches(parts, premises, {"line": Decimal("0.05")})

    assert (reach.covers, reach.loans, reach.cuts) == (amount, 1, False)
    assert reach.books == {"line": 20 * amount}
    model = shipped(QINGLAN).loss_models[0]
    assert list(cap_tensions(model, parts, premises, None)) == []
    beyond = replace(premises, amount=Decimal(amount + 700))
    assert len(list(cap_tensions(model, parts, beyond, None))) == 1


@pytest.mark.parametrize(
    ("alone", "loans", "covers"),
    [
        (None, 16, 50_000_000),  # 20,000,000 / 40 %
        (CapScope.LOAN, 25, 75_000_000),  # each loan takes 800,000, not 1,200,000
        (CapScope.ENTERPRISE_YEAR, 25, 75_000_000),
        (CapScope.BANK_YEAR, 16, 50_000_000),  # used up by many too: no loan is cut
    ],
)
def test_a_pool_reaches_farther_where_each_loan_takes_no_more_than_its_own_cap(
    alone: CapScope | None, loans: int, covers: int
) -> None:
    def cap(scope: CapScope, most: int) -> LossCap:
        return LossCap(scope=scope, clause="5", party="fund", most=Decimal(most))

    own = () if alone is None else (cap(alone, 800_000),)
    parts = LossParts(
        shared=Decimal(1),
        stated={"fund": Decimal("0.4"), "bank": Decimal("0.6")},
        ip_share=None,
        caps=(*own, cap(CapScope.POOL_BALANCE, 20_000_000)),
    )

    *_, pool = cap_reaches(parts, PREMISES, {"line": Decimal("0.04")})

    assert (pool.loans, pool.covers, pool.books["line"]) == (loans, covers, 25 * covers)


def test_a_pool_smaller_than_its_part_of_one_loan_is_a_tension() -> None:
    scheme = shipped("example-portfolio-pledge")
    premises = replace(PREMISES, on=scheme.in_force_from)

    found = tension(xray(scheme, premises), "cap_below_one_loan")

    assert (found.party, found.money) == ("compensation_fund", 120_000_000)
    assert found.figures == {"loan": 800_000_000, "part": 320_000_000, "room": 200_000_000}


def test_of_a_loan_beyond_the_pool_the_bank_bears_what_is_cut_off() -> None:
    scheme = shipped("example-portfolio-pledge")
    premises = replace(PREMISES, on=scheme.in_force_from, amount=Decimal(800_000_000))

    found = parties(xray(scheme, premises))

    assert (found["compensation_fund"].share, found["bank"].share) == (
        Decimal("0.25"),
        Decimal("0.75"),
    )


def test_an_agreement_may_move_the_banks_share_within_its_bounds() -> None:
    found = only_model(xray(shipped(QINGLAN), PREMISES, route="guaranteed")).agreed

    assert [(one.party, one.stated, one.share, one.bears) for one in found] == [
        ("bank", Decimal("0.15"), Decimal("0.49"), 1_470_000),
        ("bank", Decimal("0.30"), Decimal("0.58"), 1_740_000),
    ]


@pytest.mark.parametrize(
    ("parameter", "amount", "figure"),
    [
        ("fund_bank_year_max", "500000", "bears"),
        ("fund_bank_year_max", "4000000", "cap_covers"),
        ("fund_year_max", "14000000", "cap_covers"),
        ("fund_size", "40000000", "cap_covers"),
        ("fund_advance", "0.4", "paid_after_disposal"),
        ("ip_share_min", "0.59", "share"),
        ("bank_share_min", "0.1", "agreed_least"),
        ("bank_share_max", "0.35", "agreed_most"),
    ],
)
def test_caps_pools_advances_and_bounds_move_money(
    parameter: str, amount: str, figure: str
) -> None:
    before = shipped(QINGLAN)

    found = effect_of(before, with_value(before, parameter, amount))

    assert figure in {one.figure for one in found.changes}


def test_a_lower_cap_says_what_more_the_bank_bears() -> None:
    before = shipped(QINGLAN)

    found = effect_of(before, with_value(before, "fund_bank_year_max", "500000"))

    on_insured = [
        (one.of, one.old, one.new)
        for one in found.changes
        if one.figure == "bears" and one.on is not None and one.on.old == "insured"
    ]
    assert on_insured == [
        ("compensation_fund", 540_000, 500_000),
        ("bank", 1_560_000, 1_600_000),
    ]


@settings(max_examples=60)
@given(
    hundreds=st.integers(100, 100_000),
    secured=st.integers(0, 100),
    cap=st.integers(0, 3_000_000),
    recovered=st.integers(0, 100),
)
def test_the_closed_form_is_what_a_claim_played_out_comes_to(
    hundreds: int, secured: int, cap: int, recovered: int
) -> None:
    """The claim is shared to the fen within the cap; what is recovered goes back by its parts."""
    amount, shared = Decimal(hundreds * 100), Decimal(secured) / 100
    caps = (
        LossCap(
            scope=CapScope.BANK_YEAR, clause="5.3", party="compensation_fund", most=Decimal(cap)
        ),
    )
    parts = LossParts(shared=shared, stated=SHARES, ip_share=IpShare.GIVEN, caps=caps)
    paid = parts_of_claim(
        amount, base=amount * shared, shares=SHARES, room={"compensation_fund": Decimal(cap)}
    )
    back = split_by_weights(amount * recovered / 100, paid)

    for party, part in parts.borne(amount).items():
        lost = part * amount * (100 - recovered) / 100
        assert abs(lost - (paid[party] - back[party])) <= Decimal("0.02")


def test_a_book_of_lost_loans_uses_a_cap_up_where_the_closed_form_says(insured: Xray) -> None:
    """Claims of one bank played out one after the other until the fund's year is used up."""
    left, whole = Decimal(5_000_000), 0
    while left >= 540_000:
        parts = parts_of_claim(
            Decimal(3_000_000),
            base=Decimal(1_800_000),
            shares=SHARES,
            room={"compensation_fund": left},
        )
        left -= parts["compensation_fund"]
        whole += 1

    (cap,) = [one for one in only_model(insured).caps if one.scope is CapScope.BANK_YEAR]
    assert cap.loans == whole


def test_a_party_that_the_model_does_not_name_bears_nothing() -> None:
    model: LossModel = shipped(QINGLAN).loss_models[0]

    assert set(parties(xray(shipped(QINGLAN), PREMISES, route="insured"))) == set(model.shares)
