"""A ceiling of a year over interest of several is applied once, and never in silence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from zhidai.core.errors import Reason
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.quantity import parse_quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.core.subsidies.expected_cost import expected_subsidies
from zhidai.core.subsidies.inputs import SubsidyRates
from zhidai.core.subsidies.rooms import untouched
from zhidai.core.subsidies.settings import settings_from
from zhidai.core.subsidies.yearly_ceilings import QUESTION, bearing, labels_of, may_bear
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import xray
from zhidai.schemes.check import check_scheme
from zhidai.schemes.findings import Severity
from zhidai.schemes.reader import shipped
from zhidai.wording.speech import sentence

DAY = date(2021, 3, 1)


def with_value(scheme: Scheme, name: str, written: str) -> Scheme:
    parameter = scheme.parameters[name]
    value = replace(parameter.values[0], value=parse_quantity(written))
    changed = {**scheme.parameters, name: replace(parameter, values=(value,))}
    return replace(scheme, parameters=MappingProxyType(changed))


def of_two_years() -> Scheme:
    """Qinglan's plan with the city's interest for two years: 300,000 an enterprise and year."""
    scheme = with_value(shipped("qinglan-2021"), "city_interest_months_max", "24个月")
    return with_value(scheme, "city_interest_share", "50%")


def said(scheme: Scheme, *, amount: int, until: date) -> tuple[list[Decimal], list[Reason]]:
    terms = LoanTerms(
        principal=Decimal(amount), annual_rate=Decimal("0.0385"), drawn_on=DAY, due_on=until
    )
    settings = settings_from(scheme, DAY, lambda _: False)
    lines = expected_subsidies(
        terms,
        fees={},
        settings=settings,
        rates=SubsidyRates(lpr=lambda _: Decimal("0.0385")),
        taken=untouched(settings),
    ).lines
    return [one.amount for one in lines], list(bearing(lines, settings, terms, labels_of(scheme)))


@pytest.mark.parametrize(
    ("amount", "until", "clauses"),
    [
        (8_000_000, date(2023, 3, 1), ["8.1"]),  # 312,277.78 of two years, held to 300,000
        (7_600_000, date(2023, 3, 1), []),  # 296,663.89: not held
        (8_000_000, date(2022, 3, 1), []),  # of one year
    ],
)
def test_a_subsidy_of_two_years_under_one_years_ceiling_is_said(
    amount: int, until: date, clauses: list[str]
) -> None:
    _, found = said(of_two_years(), amount=amount, until=until)

    assert [one.clause for one in found] == clauses
    for one in found:
        assert "city's interest subsidy" in sentence(one, "en")
        assert "年度上限" in sentence(one, "zh-hans")


def test_what_is_paid_is_still_one_years_ceiling() -> None:
    amounts, _ = said(of_two_years(), amount=8_000_000, until=date(2023, 3, 1))

    assert amounts == [Decimal("300000.00")]


def test_several_subsidies_under_one_ceiling_of_a_year_are_said_too() -> None:
    scheme = with_value(of_two_years(), "all_subsidies_max", "20万元")

    amounts, found = said(scheme, amount=8_000_000, until=date(2023, 3, 1))

    assert amounts == [Decimal("200000.00")]
    assert [one.clause for one in found] == ["8.6"]


def test_the_check_names_each_such_ceiling_until_the_scheme_asks_the_question() -> None:
    asking = of_two_years()
    others = {name: one for name, one in asking.interpretations.items() if name != QUESTION}
    silent = replace(asking, interpretations=MappingProxyType(others))

    def named(plan: Scheme) -> list[str | None]:
        warned = [one for one in check_scheme(plan, on=None) if one.severity is Severity.WARNING]
        codes = [one.reason for one in warned]
        return [one.clause for one in codes if one.code == "check_ceiling_of_one_year"]

    assert named(silent) == ["8.1", "8.6"]
    assert named(asking) == []
    assert list(may_bear(with_value(silent, "loan_term_max", "12个月"))) == []
    assert list(may_bear(shipped("ganzhou-2020"))) == []


def test_the_xray_says_it_of_the_loans_that_it_shows() -> None:
    plan = of_two_years()

    found = xray(plan, Premises(on=DAY), route="guaranteed")
    short = xray(with_value(plan, "loan_term_max", "12个月"), Premises(on=DAY), route="guaranteed")

    assert any(one.code == "xray_held_by_one_year" for one in found.left_out)
    assert not any(one.code == "xray_held_by_one_year" for one in short.left_out)
