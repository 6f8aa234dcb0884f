"""Loans that by their term have no rate ceiling, and ceilings that are of no loan, are said."""

from dataclasses import replace

import pytest

from zhidai.core.policy.quantity import parse_quantity
from zhidai.core.policy.scheme import DatedValue, Parameter, Scheme
from zhidai.schemes.ceiling_terms import terms_without_ceiling
from zhidai.schemes.reader import shipped


def of_terms(*terms: tuple[str | None, str | None]) -> Scheme:
    """Ganzhou with a ceiling for each pair of over and at most."""
    scheme = shipped("ganzhou-2020")
    (ceiling,) = scheme.rate_ceilings
    like = scheme.parameters["interest_subsidy_term_max"]

    def term(written: str) -> Parameter:
        value = DatedValue(since=scheme.in_force_from, value=parse_quantity(written))
        return replace(like, name=written, unit=value.value.unit, values=(value,))

    named = {one: term(one) for pair in terms for one in pair if one is not None}
    ceilings = tuple(replace(ceiling, term_over=over, term_max=most) for over, most in terms)
    return replace(
        scheme, rate_ceilings=ceilings, parameters={**scheme.parameters, **named}, rules=()
    )


def told(scheme: Scheme) -> list[tuple[str, object, object]]:
    return [
        (one.code, one.parameters.get("over"), one.parameters.get("most"))
        for one in terms_without_ceiling(scheme)
    ]


UNCOVERED, LONGER = "check_rate_terms_uncovered", "check_rate_longer_uncovered"
NO_TERM = "check_rate_of_no_term"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([(None, "1年"), ("1年", None)], []),
        ([(None, "1年"), ("12个月", None)], []),
        ([(None, "2年"), ("1年", None)], []),
        ([(None, None), (None, "1年")], []),
        ([(None, "1年"), ("5年", None)], [(UNCOVERED, "12", "60")]),
        ([("1年", None)], [(UNCOVERED, "0", "12")]),
        ([(None, "1年")], [(LONGER, "12", None)]),
        ([(None, None), ("1年", "1年")], [(NO_TERM, None, None)]),
        ([("1年", "1年")], [(NO_TERM, None, None)]),
    ],
)
def test_terms_without_a_ceiling_and_ceilings_without_a_term_are_said(
    terms: list[tuple[str | None, str | None]], expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert told(of_terms(*terms)) == expected


def test_nothing_is_said_of_terms_longer_than_the_plan_lends() -> None:
    scheme = of_terms((None, "1年"))
    lends = replace(scheme, rules=shipped("ganzhou-2020").rules)
    longest = replace(scheme, rate_ceilings=of_terms((None, "3年")).rate_ceilings)

    assert told(lends) == []
    assert told(replace(longest, parameters=of_terms((None, "3年")).parameters)) != []


def test_shipped_schemes_have_a_ceiling_for_all_that_they_lend() -> None:
    assert told(shipped("ganzhou-2020")) == told(shipped("qinglan-2021")) == []
