"""Of several rate ceilings the lowest holds: for the default reference loan and the difference."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from tests.core.xray.plan_changes import effect_of, with_value

from zhidai.core.policy.rates import AboveCeiling, CeilingFormula, Tenor
from zhidai.core.policy.reference_tables import LprQuote
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.defaults import highest_rate
from zhidai.core.xray.difference import MoneyChange
from zhidai.schemes.reader import shipped

DAY, DUE = date(2021, 3, 1), date(2022, 3, 1)
QUOTE = LprQuote(since=DAY, one_year=Decimal("0.0385"), over_five_years=Decimal("0.0465"))


def with_fixed(rate: str, above: AboveCeiling = AboveCeiling.INELIGIBLE) -> Scheme:
    """Ganzhou, whose ceiling is the LPR and 100 basis points, with a fixed ceiling behind it."""
    scheme = shipped("ganzhou-2020")
    fixed = replace(scheme.parameters["guarantee_fee_max"], name="rate_max")
    (by_lpr,) = scheme.rate_ceilings
    further = replace(
        by_lpr, id="fixed", formula=CeilingFormula.FIXED, parameter="rate_max", above=above
    )
    both = replace(
        scheme,
        parameters=MappingProxyType({**scheme.parameters, "rate_max": fixed}),
        rate_ceilings=(by_lpr, further),
    )
    return with_value(both, "rate_max", rate)


def moved(before: Scheme, after: Scheme) -> dict[str, MoneyChange]:
    return {one.figure: one for one in effect_of(before, after).changes}


@pytest.mark.parametrize("above", list(AboveCeiling))
@pytest.mark.parametrize(("fixed", "lowest"), [("0.042", "0.042"), ("0.06", "0.0485")])
def test_the_default_reference_loan_is_at_the_lowest_of_the_ceilings(
    fixed: str, lowest: str, above: AboveCeiling
) -> None:
    assert highest_rate(with_fixed(fixed, above), DAY, QUOTE, due_on=DUE) == Decimal(lowest)


def test_a_ceiling_by_the_five_year_lpr_counts_by_that_lpr() -> None:
    scheme = shipped("ganzhou-2020")
    (by_lpr,) = scheme.rate_ceilings
    five = replace(scheme, rate_ceilings=(replace(by_lpr, tenor=Tenor.FIVE_YEARS),))

    assert highest_rate(five, DAY, QUOTE, due_on=DUE) == Decimal("0.0565")


def test_a_move_of_the_lower_ceiling_moves_the_figures_of_the_difference() -> None:
    found = moved(with_fixed("0.042"), with_fixed("0.039"))

    rate = found["highest_rate"]
    assert (rate.old, rate.new) == (Decimal("0.042"), Decimal("0.039"))
    assert {"net_cost", "income"} <= found.keys()


def test_a_ceiling_that_becomes_one_of_subsidies_alone_is_no_highest_rate_of_a_loan() -> None:
    before, after = with_fixed("0.042"), with_fixed("0.042", AboveCeiling.SUBSIDISED_AT_CEILING)

    found = moved(before, after)

    assert (found["highest_rate"].old, found["highest_rate"].new) == (
        Decimal("0.042"),
        Decimal("0.0485"),
    )
    assert (found["subsidised_rate"].old, found["subsidised_rate"].new) == (None, Decimal("0.042"))
