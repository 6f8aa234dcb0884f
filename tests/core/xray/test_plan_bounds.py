"""How far a plan goes: rules for one route only, several ceilings, rooms of every kind."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from tests.core.xray.plan_changes import effect_of, with_value

from zhidai.core.policy.breakers import BreakerMetric
from zhidai.core.policy.fact_tests import Is
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import Xray, xray
from zhidai.schemes.reader import shipped

PREMISES = Premises(on=date(2021, 3, 1))


def with_another(scheme: Scheme, like: str, name: str, amount: str) -> Scheme:
    copied = replace(scheme.parameters[like], name=name)
    known = MappingProxyType({**scheme.parameters, name: copied})
    return with_value(replace(scheme, parameters=known), name, amount)


def with_limit(formula: str, amount: str) -> Scheme:
    """Qinglan with one more ceiling of a formula."""
    scheme = with_another(shipped("qinglan-2021"), "loan_amount_max", "further_max", amount)
    further = replace(scheme.limits[0], id="further", formula=formula, parameter="further_max")
    return replace(scheme, limits=(*scheme.limits, further))


def guaranteed_for_six_months() -> Scheme:
    """Qinglan with a shorter term for guaranteed loans."""
    scheme = with_another(shipped("qinglan-2021"), "loan_term_max", "guaranteed_term_max", "6")
    (term,) = [one for one in scheme.rules if one.id == "loan_term"]
    shorter = replace(
        term,
        id="guaranteed_term",
        when=Is(fact="request.route", content="guaranteed"),
        test=replace(term.test, parameter="guaranteed_term_max"),
    )
    return replace(scheme, rules=(*scheme.rules, shorter))


def trips(found: Xray) -> dict[str, Decimal | None]:
    return {one.code: one.money for one in found.tensions if "trips" in one.code}


@pytest.mark.parametrize(("route", "days"), [("insured", 730), ("guaranteed", 184)])
def test_a_term_for_one_route_bounds_no_other(route: str, days: int) -> None:
    found = xray(guaranteed_for_six_months(), PREMISES, route=route)

    assert found.bounds.longest_days == days
    assert max(one.days for one in found.borrower) == days


def test_the_difference_cuts_the_reference_loan_by_the_routes_own_term() -> None:
    before = shipped("qinglan-2021")

    found = effect_of(before, guaranteed_for_six_months())

    moved = {one.on.old for one in found.changes if one.figure == "longest_days" and one.on}
    assert moved == {"guaranteed"}


@pytest.mark.parametrize(
    "formula", ["lifetime_room", "bank_year_room", "scheme_year_room", "pool_room"]
)
def test_no_loan_is_larger_than_a_room(formula: str) -> None:
    found = xray(with_limit(formula, "3000000"), PREMISES)

    assert found.bounds.largest_loan == 3_000_000
    assert max(one.amount for one in found.borrower) == 3_000_000
    assert trips(found) == {"one_loan_trips_its_bank": 50_000_000}  # / 6 %
    assert [one.most for one in found.bounds.rooms] == [3_000_000]


def test_of_several_ceilings_the_lowest_stands_in_a_tension() -> None:
    found = xray(with_limit("fixed_cap", "20000000"), PREMISES)

    assert found.bounds.largest_loan == 8_000_000
    assert "loan_takes_the_year" not in {one.code for one in found.tensions}


def test_a_room_that_moves_is_said() -> None:
    found = effect_of(with_limit("pool_room", "90000000"), with_limit("pool_room", "80000000"))

    assert [(one.figure, one.old, one.new) for one in found.changes] == [
        ("room", 90_000_000, 80_000_000)
    ]


def test_where_only_paid_claims_count_a_loan_trips_by_what_is_paid_for_it() -> None:
    scheme = shipped("ganzhou-2020")
    (breaker,) = scheme.breakers
    by_claims = replace(breaker, metric=BreakerMetric.COMPENSATED_PRINCIPAL)
    changed = replace(scheme, breakers=(by_claims,))

    found = xray(changed, PREMISES)
    assert trips(found) == {"one_claim_trips": 160_000_000}  # 80 % of 10m / 5 %
    assert [one.from_overdue_day for one in found.stops] == [None]
    moved = {one.figure for one in effect_of(scheme, changed).changes}
    assert "counted_from_day" in moved  # a figure of the old plan alone
    (days,) = [
        one for one in effect_of(scheme, changed).changes if one.figure == "counted_from_day"
    ]
    assert days.new is None
