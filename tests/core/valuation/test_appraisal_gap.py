"""Appraisers' reports beside the internal value: every yuan of the gap has a cause, or is said to
have none.
"""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.money import half_up_to_fen
from zhidai.core.registers.patent_numbers import parse_patent_number
from zhidai.core.valuation.appraisal import Cause, Comparison, compare
from zhidai.core.valuation.appraisal_file import AppraisalReport, Method, StatedParameters
from zhidai.core.valuation.appraisal_findings import Subject
from zhidai.core.valuation.appraisers import by_appraiser, by_patent
from zhidai.core.valuation.basis import (
    Basis,
    Part,
    Timing,
    differing,
    internal_basis,
    mixed,
    worth,
)
from zhidai.core.valuation.income import Prospects
from zhidai.core.valuation.shapley import in_whole_fen, shapley
from zhidai.core.valuation.value import Economics, Patent, score_income, value
from zhidai.reference.valuation_parameters import valuation_parameters

ON = date(2024, 6, 30)
PARAMETERS = valuation_parameters()
# Six months of the paid year and nine whole years of the term are left; every fee is paid for sure,
# so that a report in our own words comes to our own value.
BASIS = Basis(
    revenue=8_000_000.0,
    royalty=0.0375,
    tax=0.25,
    growth=0.0,
    obsolescence=0.08,
    discount=0.18,
    life=9.5,
    chances=None,
    timing=Timing.MID_YEAR,
    first_year=0.5,
)
OURS = StatedParameters(
    revenue=Decimal(8_000_000),
    royalty_rate=Decimal("0.0375"),
    growth=Decimal(0),
    technology_share=Decimal(1),
    life_years=Decimal("9.5"),
    discount=Decimal("0.18"),
    tax=Decimal("0.25"),
    obsolescence=Decimal("0.08"),
    timing=Timing.MID_YEAR,
)


def yuan(amount: float) -> Decimal:
    return half_up_to_fen(Decimal(repr(amount)))


def subject(**changes: object) -> Subject:
    known = Subject(
        internal=yuan(worth(BASIS)),
        p10=Decimal("200000.00"),
        p90=Decimal("99999999.00"),
        basis=BASIS,
        royalty=Decimal("0.0375"),
        revenue=Decimal(8_000_000),
        expires_on=date(2033, 12, 30),
        term_months=114,
        on=ON,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def report(*, value: Decimal | None = None, appraiser: str = "示例评估公司(虚构)",
           **changes: object) -> AppraisalReport:  # fmt: skip
    """A report whose value follows from its parameters unless it says another."""
    stated = replace(OURS, **changes)  # type: ignore[arg-type]
    theirs = replace(
        BASIS,
        revenue=float(stated.revenue),
        royalty=float(stated.royalty_rate),
        tax=float(stated.tax),
        growth=float(stated.growth),
        discount=float(stated.discount),
        life=float(stated.life_years),
        timing=stated.timing,
    )
    return AppraisalReport(
        appraiser=appraiser,
        report_number="PG-2024-001",
        patent=parse_patent_number("201510000001.0"),
        on=ON,
        method=Method.INCOME,
        value=yuan(worth(theirs)) if value is None else value,
        parameters=stated,
    )


def amounts(found: Comparison) -> dict[Cause, Decimal]:
    return {part.cause: part.amount for part in found.parts}


def codes(found: Comparison) -> set[str]:
    return {one.code for one in found.findings}


def test_a_report_in_our_own_words_has_no_gap_and_no_finding() -> None:
    found = compare(report(), subject())

    assert (found.gap, found.parts, found.findings) == (Decimal(0), (), ())
    assert found.ratio == 1


@pytest.mark.parametrize(
    ("fault", "cause", "code"),
    [
        ({"royalty_rate": Decimal("0.075")}, Cause.ROYALTY, "appraisal_royalty_outside_range"),
        ({"life_years": Decimal(12)}, Cause.LIFE, "appraisal_life_beyond_term"),
        ({"discount": Decimal("0.13")}, Cause.DISCOUNT, "appraisal_discount_low"),
        ({"discount": Decimal("0.23")}, Cause.DISCOUNT, "appraisal_discount_high"),
        ({"growth": Decimal("0.06")}, Cause.GROWTH, "appraisal_growth_high"),
        ({"revenue": Decimal(10_000_000)}, Cause.REVENUE, "appraisal_revenue_differs"),
        ({"tax": Decimal(0)}, Cause.TAX, "appraisal_before_tax"),
    ],
)
def test_a_planted_fault_is_found_and_takes_the_whole_gap(
    fault: dict[str, Decimal], cause: Cause, code: str
) -> None:
    found = compare(report(**fault), subject())

    assert found.gap != 0
    assert amounts(found) == {cause: found.gap}
    assert codes(found) == {code}
    assert found.parts[0].if_corrected == found.internal


def test_three_faults_at_once_are_each_found_and_add_up_to_the_gap() -> None:
    faults = {
        "royalty_rate": Decimal("0.075"),
        "life_years": Decimal(12),
        "discount": Decimal("0.13"),
    }

    found = compare(report(**faults), subject())

    assert set(amounts(found)) == {Cause.ROYALTY, Cause.LIFE, Cause.DISCOUNT}
    assert sum(amounts(found).values()) == found.gap
    assert codes(found) == {
        "appraisal_royalty_outside_range",
        "appraisal_life_beyond_term",
        "appraisal_discount_low",
    }


def test_parts_are_the_mean_over_all_orders_of_putting_the_faults_in() -> None:
    theirs = replace(BASIS, royalty=0.075, life=12.0, discount=0.13)
    causes = differing(BASIS, theirs)
    assert set(causes) == {Part.ROYALTY, Part.LIFE, Part.DISCOUNT}

    found = shapley(causes, lambda parts: worth(mixed(BASIS, theirs, parts)))

    by_hand = dict.fromkeys(causes, 0.0)
    orders = list(itertools.permutations(causes))
    for order in orders:
        now = BASIS
        for cause in order:
            then = mixed(now, theirs, frozenset({cause}))
            by_hand[cause] += (worth(then) - worth(now)) / len(orders)
            now = then
    assert found == pytest.approx(by_hand)


def test_the_worked_example_of_the_document() -> None:
    faults = {
        "royalty_rate": Decimal("0.075"),
        "life_years": Decimal(12),
        "discount": Decimal("0.13"),
    }

    found = compare(report(value=Decimal("3000000.00"), **faults), subject())

    assert found.internal == Decimal("817115.10")
    assert found.reproduced == Decimal("1999855.20")
    assert amounts(found) == {
        Cause.ROYALTY: Decimal("904687.03"),
        Cause.DISCOUNT: Decimal("199970.81"),
        Cause.LIFE: Decimal("78082.26"),
        Cause.UNEXPLAINED: Decimal("1000144.80"),
    }


def test_what_the_parameters_do_not_give_is_named_as_unexplained() -> None:
    own = report().value

    at_one_per_cent = compare(report(value=yuan(float(own) / 0.99) - Decimal("0.02")), subject())
    beyond = compare(report(value=yuan(float(own) / 0.99) + Decimal("0.02")), subject())

    assert set(amounts(at_one_per_cent)) == {Cause.UNEXPLAINED}
    assert codes(at_one_per_cent) == set()
    assert codes(beyond) == {"appraisal_not_reproducible"}


@pytest.mark.parametrize(
    ("change", "code", "is_found"),
    [
        ({"discount": Decimal("0.16")}, "appraisal_discount_low", False),
        ({"discount": Decimal("0.1599")}, "appraisal_discount_low", True),
        ({"discount": Decimal("0.20")}, "appraisal_discount_high", False),
        ({"discount": Decimal("0.2001")}, "appraisal_discount_high", True),
        ({"growth": Decimal("0.05")}, "appraisal_growth_high", False),
        ({"growth": Decimal("0.0501")}, "appraisal_growth_high", True),
        ({"royalty_rate": Decimal("0.05625")}, "appraisal_royalty_outside_range", False),
        ({"royalty_rate": Decimal("0.05626")}, "appraisal_royalty_outside_range", True),
        ({"royalty_rate": Decimal("0.01875")}, "appraisal_royalty_outside_range", False),
        ({"royalty_rate": Decimal("0.01874")}, "appraisal_royalty_outside_range", True),
        ({"revenue": Decimal(9_600_000)}, "appraisal_revenue_differs", False),
        ({"revenue": Decimal("9600000.01")}, "appraisal_revenue_differs", True),
        ({"life_years": Decimal("9.5")}, "appraisal_life_beyond_term", False),
        ({"life_years": Decimal("9.51")}, "appraisal_life_beyond_term", True),
    ],
)
def test_a_finding_begins_just_beyond_its_bound(
    change: dict[str, Decimal], code: str, is_found: bool
) -> None:
    found = compare(report(**change), subject())

    assert (code in codes(found)) is is_found


def test_a_report_is_good_for_a_year_to_the_day() -> None:
    last, after = date(2025, 6, 30), date(2025, 7, 1)

    assert codes(compare(report(), subject(on=last))) == set()
    assert codes(compare(report(), subject(on=after))) == {"appraisal_out_of_date"}


def test_a_value_above_our_range_is_said_to_be() -> None:
    own = report().value

    assert codes(compare(report(), subject(p90=own))) == set()
    assert codes(compare(report(), subject(p90=own - Decimal("0.01")))) == {"appraisal_above_range"}


def test_by_another_approach_the_gap_is_that_approach() -> None:
    other = replace(report(value=Decimal("900000.00")), method=Method.COST, parameters=None)

    found = compare(other, subject())

    assert amounts(found) == {Cause.METHOD: found.gap}
    assert codes(found) == {"appraisal_not_by_income"}
    assert found.reproduced is None


def test_a_patent_not_in_force_is_worth_nothing_whatever_the_report_says() -> None:
    dead = subject(internal=Decimal("0.00"), p10=Decimal(0), p90=Decimal(0), basis=None,
                   term_months=0)  # fmt: skip

    found = compare(report(), dead)

    assert amounts(found) == {Cause.NOT_IN_FORCE: found.appraised}
    assert "appraisal_patent_not_in_force" in codes(found)
    assert found.ratio is None


def test_a_patent_valued_by_scores_is_set_against_a_report_by_its_income() -> None:
    lump = replace(BASIS, income=225_000.0, revenue=0.0, royalty=0.0)

    found = compare(
        report(royalty_rate=Decimal("0.075")),
        subject(basis=lump, revenue=None, internal=yuan(worth(lump))),
    )

    assert amounts(found) == {Cause.INCOME: found.gap}
    assert found.parts[0].internal == Decimal(225_000)
    assert found.parts[0].stated == Decimal(450_000)


def test_our_basis_is_worth_what_our_valuation_says() -> None:
    for economics in (None, Economics(attributable_revenue=5e6, royalty_rate=0.03, growth=0.0312)):
        patent = Patent(
            kind="invention",
            owner_type="enterprise",
            scores={"legal": 50.0, "technical": 80.0, "economic": 40.0},
            prospects=Prospects(months_left=7, kept=(0.95, 0.9, 0.8, 0.6)),
            economics=economics,
        )
        found = value(patent, 100_000.0, PARAMETERS)
        income = score_income(patent, 100_000.0, PARAMETERS)

        basis = internal_basis(patent, income, PARAMETERS)

        assert worth(basis) == pytest.approx(found.mean, rel=1e-12)


def test_without_a_chance_of_lapse_a_life_beyond_the_term_is_worth_the_last_chance() -> None:
    basis = replace(BASIS, chances=(0.9, 0.5), life=2.5)

    longer = worth(replace(basis, life=3.5)) - worth(basis)

    last = basis.yearly_income * basis.factor**3.0
    assert longer == pytest.approx(0.5 * last)


rates = st.integers(0, 40).map(lambda percent: percent / 100)
bases = st.builds(
    Basis,
    revenue=st.integers(0, 10**9).map(float),
    royalty=rates,
    technology_share=rates,
    tax=rates,
    growth=rates,
    obsolescence=rates,
    discount=rates,
    life=st.integers(1, 240).map(lambda months: months / 12),
    chances=st.one_of(st.none(), st.just((0.9, 0.7, 0.4))),
    timing=st.sampled_from(Timing),
    first_year=st.just(7 / 12),
)


@settings(max_examples=60, deadline=None)
@given(ours=bases, theirs=bases)
def test_parts_add_up_to_the_gap_to_the_fen_and_what_is_the_same_has_none(
    ours: Basis, theirs: Basis
) -> None:
    causes = differing(ours, theirs)
    total = yuan(worth(theirs)) - yuan(worth(ours))

    exact = shapley(causes, _mixing(ours, theirs))
    parts = in_whole_fen({one: Decimal(repr(part)) for one, part in exact.items()}, total)

    assert sum(parts.values(), Decimal(0)) == total
    assert all(part == part.quantize(Decimal("0.01")) for part in parts.values())
    assert all(getattr(ours, cause) != getattr(theirs, cause) for cause in parts)


def _mixing(ours: Basis, theirs: Basis) -> Callable[[frozenset[Part]], float]:
    return lambda parts: worth(mixed(ours, theirs, parts))


def test_statistics_of_an_appraiser_by_hand() -> None:
    dear, cheap = "贵评估(虚构)", "廉评估(虚构)"
    twice = compare(report(appraiser=dear, royalty_rate=Decimal("0.075")), subject())
    four = compare(report(appraiser=dear, royalty_rate=Decimal("0.15")), subject())
    half = compare(report(appraiser=cheap, royalty_rate=Decimal("0.01875")), subject())

    records = {one.appraiser: one for one in by_appraiser([twice, four, half])}
    (patent,) = by_patent([twice, four, half])

    assert records[dear].reports == 2
    assert (records[dear].lowest_ratio, records[dear].median_ratio) == (2, 3)
    assert records[dear].highest_ratio == 4
    assert records[dear].spread == Decimal("1.6325")  # e ^ (ln 2 / sqrt 2)
    assert records[dear].findings == {"appraisal_royalty_outside_range": 2}
    assert records[cheap].spread is None
    assert records[cheap].findings == {}
    assert (patent.reports, patent.apart) == (3, 8)


def test_a_discount_stated_as_ours_is_no_cause() -> None:
    assert PARAMETERS.discount == 0.18  # of five parts, added up as they are written
