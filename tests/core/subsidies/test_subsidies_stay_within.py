"""Whatever was paid: no line, level or sum of the fictional city's subsidies passes a ceiling."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.calendar import WorkingDays
from zhidai.core.errors import BadInput
from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.quantity import parse_quantity
from zhidai.core.policy.rates import AboveCeiling, CeilingFormula, RateCeiling, Tenor
from zhidai.core.policy.reference_tables import LprQuote
from zhidai.core.policy.scheme import Scheme, Test
from zhidai.core.subsidies.applying import (
    claim_clause,
    clauses_of_amounts,
    papers_asked,
    paying_levels,
)
from zhidai.core.subsidies.claim import compute_subsidies
from zhidai.core.subsidies.inputs import EarlierGrant, SubsidyInputs, SubsidyRates
from zhidai.core.subsidies.interest_subsidy import PaidInterest
from zhidai.core.subsidies.publicity import stated_until
from zhidai.core.subsidies.rate_ceiling import highest_subsidised
from zhidai.core.subsidies.rooms import GrantOfBank, GrantsOfBanks, are_shared_by_loans
from zhidai.core.subsidies.settings import SubsidySettings, settings_from
from zhidai.schemes.reader import shipped

DRAWN, DUE = date(2026, 3, 2), date(2027, 3, 2)
QINGLAN = shipped("qinglan-2021")
FEES = ("guarantee_fee", "appraisal_fee", "insurance_premium", "registration_fee")
FEN = st.integers(0, 10**8).map(lambda fen: Decimal(fen) / 100)
SHARES = {
    "guarantee_fee": "0.50", "appraisal_fee": "0.45",
    "insurance_premium": "0.40", "registration_fee": "0.80",
}  # fmt: skip
MOST = {
    ("city", "interest"): 300_000, ("province", "insurance_premium"): 60_000,
    ("city", "guarantee_fee"): 80_000, ("city", "appraisal_fee"): 20_000,
    ("district", "registration_fee"): 2_000,
}  # fmt: skip


def first_pledge(_: Test) -> bool:
    return True


def of_qinglan(scheme: Scheme = QINGLAN) -> SubsidySettings:
    return settings_from(scheme, DRAWN, first_pledge)


@settings(max_examples=120, deadline=None)
@given(
    principal=st.integers(1, 10**9).map(lambda fen: Decimal(fen) / 100),
    interest=FEN,
    fees=st.tuples(FEN, FEN, FEN, FEN),
    earlier=st.lists(st.tuples(st.sampled_from(sorted(MOST)), FEN), max_size=3),
    of_others=FEN,
    lpr=st.integers(1, 90).map(lambda tenths: Decimal(tenths) / 1000),
)
def test_no_subsidy_passes_its_ceiling_by_rounding_or_otherwise(
    principal: Decimal,
    interest: Decimal,
    fees: tuple[Decimal, ...],
    earlier: list[tuple[tuple[str, str], Decimal]],
    of_others: Decimal,
    lpr: Decimal,
) -> None:
    paid = dict(zip(FEES, fees, strict=True))
    before = tuple(
        EarlierGrant(level=level, item=item, amount=amount, drawn_on=DRAWN)
        for (level, item), amount in earlier
    )
    inputs = SubsidyInputs(
        principal=principal,
        drawn_on=DRAWN,
        due_on=DUE,
        closed_on=DUE,
        interest=(PaidInterest(begins_on=DRAWN, ends_on=DUE, paid=interest),),
        fees_paid=paid,
        earlier=before,
        rates=SubsidyRates(lpr=lambda _: lpr),
        taken={("city_interest", CapScope.SCHEME_YEAR): of_others},
    )

    found = compute_subsidies(inputs, of_qinglan())

    assert found.total_of(item="interest") <= interest * Decimal("0.75")
    city = found.total_of(level="city", item="interest")
    assert city <= principal * lpr * 365 / 360 * Decimal("0.60")
    assert city <= max(8_000_000 - of_others, 0)
    district = found.total_of(level="district", item="interest")
    assert district <= min(interest * Decimal("0.20"), principal * Decimal("0.01"))
    for item, share in SHARES.items():
        assert found.total_of(item=item) <= paid[item] * Decimal(share)
    granted = sum((one.amount for one in before), Decimal(0))
    assert found.total <= max(450_000 - granted, 0)
    for (level, item), most in MOST.items():
        used = sum(
            (one.amount for one in before if (one.level, one.item) == (level, item)), Decimal(0)
        )
        of_loan = item in ("guarantee_fee", "appraisal_fee")
        assert found.total_of(level=level, item=item) <= max(most - (0 if of_loan else used), 0)
    for line in found.lines:
        assert line.amount == line.amount.quantize(Decimal("0.01")) >= 0


def test_a_plan_by_which_a_level_pays_twice_for_a_cost_is_an_error() -> None:
    city, *others = QINGLAN.subsidies
    twice = replace(QINGLAN, subsidies=(city, replace(city, id="city_again"), *others))

    with pytest.raises(BadInput) as told:
        of_qinglan(twice)

    assert told.value.reasons[0].code == "subsidy_twice_by_one_level"


def grant(bank: str, amount: int, *, on: date = DRAWN, level: str = "city") -> GrantOfBank:
    one = EarlierGrant(level=level, item="interest", amount=Decimal(amount), drawn_on=on)
    return GrantOfBank(bank=bank, grant=one)


def test_a_years_total_counts_the_grants_of_that_year_and_of_that_bank() -> None:
    found = of_qinglan()
    city = found.subsidies[0]
    both = replace(city, caps=(*city.caps, replace(city.caps[1], scope=CapScope.BANK_YEAR)))
    of_both = replace(found, subsidies=(both, *found.subsidies[1:]))
    others = [
        grant("one", 1), grant("two", 10), grant("one", 100, level="district"),
        grant("one", 1000, on=date(2025, 12, 31)),
    ]  # fmt: skip

    taken = GrantsOfBanks(others).taken(of_both, bank="one", drawn_on=DRAWN)

    assert taken == {
        ("city_interest", CapScope.BANK_YEAR): 1,
        ("city_interest", CapScope.SCHEME_YEAR): 11,
    }


def test_nothing_is_added_up_where_no_ceiling_is_shared_by_loans() -> None:
    ganzhou = settings_from(shipped("ganzhou-2020"), date(2021, 3, 1))

    assert not are_shared_by_loans(ganzhou)
    assert GrantsOfBanks([grant("one", 1)]).taken(ganzhou, bank="one", drawn_on=DRAWN) == {}


CALENDAR = WorkingDays(
    holidays=frozenset({date(2026, 10, day) for day in (1, 2, 5, 6, 7)}),
    makeup_days=frozenset({date(2026, 10, 10)}),
    known_from=date(2026, 1, 1),
    known_until=date(2026, 12, 31),
)


@pytest.mark.parametrize(
    ("periods", "until"),
    [
        (("5个工作日",), "2026-10-13"),  # 30 September; 8, 9, 10 (made up), 12, 13 October
        (("5天",), "2026-10-05"),
        (("5天", "5个工作日", "7天"), "2026-10-13"),
        ((), None),
    ],
)
def test_the_longest_of_the_stated_periods_holds(
    periods: tuple[str, ...], until: str | None
) -> None:
    stated = [parse_quantity(one) for one in periods]

    last = stated_until(date(2026, 9, 30), stated, CALENDAR)

    assert last == (None if until is None else date.fromisoformat(until))


LPR = LprQuote(since=DRAWN, one_year=Decimal("0.03"), over_five_years=Decimal("0.035"))


@pytest.mark.parametrize(
    ("formula", "parameter", "rate"),
    [
        (CeilingFormula.LPR_TIMES, "rate_factor_max", None),
        (CeilingFormula.FIXED, "all_interest_share_max", "0.75"),
    ],
)
def test_the_ceiling_of_a_subsidised_rate_is_found_by_its_formula(
    formula: CeilingFormula, parameter: str, rate: str | None
) -> None:
    one = replace(QINGLAN.rate_ceilings[0], formula=formula, parameter=parameter)
    factor = QINGLAN.value("rate_factor_max", DRAWN).amount

    found = highest_subsidised(replace(QINGLAN, rate_ceilings=(one,)), DRAWN, LPR, due_on=DUE)

    assert found == (Decimal("0.03") * factor if rate is None else Decimal(rate))


def test_points_are_added_to_the_lpr_of_the_tenor_and_the_lowest_ceiling_holds() -> None:
    plan, on = shipped("ganzhou-2020"), date(2021, 3, 1)
    lpr_plus = replace(plan.rate_ceilings[0], above=AboveCeiling.SUBSIDISED_AT_CEILING)
    longer = replace(lpr_plus, id="longer", tenor=Tenor.FIVE_YEARS)

    def ceiling(*ceilings: RateCeiling) -> Decimal | None:
        return highest_subsidised(
            replace(plan, rate_ceilings=ceilings), on, LPR, due_on=date(2022, 3, 1)
        )

    assert ceiling(longer) == Decimal("0.045")
    assert ceiling(longer, lpr_plus) == Decimal("0.04")
    assert ceiling(*plan.rate_ceilings) is None  # a loan above it is not drawn


def test_the_clause_the_papers_and_the_payers_are_the_plans_own() -> None:
    ganzhou = shipped("ganzhou-2020")

    assert (claim_clause(QINGLAN), claim_clause(ganzhou)) == ("8.7", "9.3")
    assert clauses_of_amounts(ganzhou) == ("4.3", "9.3")
    assert list(paying_levels(QINGLAN)) == ["province", "city", "district"]
    assert [paper.id for paper in papers_asked(QINGLAN, {"interest"})] == [
        "subsidy_application", "fee_receipts"
    ]  # fmt: skip
    assert [paper.id for paper in papers_asked(ganzhou, {"interest", "guarantee_fee"})] == [
        "subsidy_application", "interest_receipts", "repayment_proof", "guarantee_fee_invoice"
    ]  # fmt: skip


def test_what_is_too_late_takes_nothing_with_it_that_is_in_time() -> None:
    city, district, *_ = of_qinglan().subsidies
    lasting = replace(district, claim_within=None)
    inputs = SubsidyInputs(
        principal=Decimal(1_000_000),
        drawn_on=DRAWN,
        due_on=DUE,
        closed_on=DUE,
        interest=(PaidInterest(begins_on=DRAWN, ends_on=DUE, paid=Decimal(40_000)),),
        fees_paid={},
        rates=SubsidyRates(lpr=lambda _: Decimal("0.03")),
        taken={("city_interest", CapScope.SCHEME_YEAR): Decimal(0)},
    )

    found = compute_subsidies(
        inputs, SubsidySettings(subsidies=(city, lasting)), on=DUE + timedelta(days=91)
    )

    assert [line.level for line in found.lines] == ["district"]
