"""What a change of a scheme moves: every figure of the x-ray, or that it cannot be computed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyEffect, money_effect
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.working_days import working_days
from zhidai.schemes.reader import shipped
from zhidai.wording.differences import money_notes, money_rows


def with_value(scheme: Scheme, name: str, amount: str, since: date | None = None) -> Scheme:
    parameter = scheme.parameters[name]
    first = parameter.values[0]
    quantity = replace(first.value, amount=Decimal(amount))
    dated = replace(first, value=quantity, since=since or first.since)
    changed = replace(parameter, values=(dated,))
    return replace(scheme, parameters=MappingProxyType({**scheme.parameters, name: changed}))


def effect_of(before: Scheme, after: Scheme) -> MoneyEffect:
    return money_effect(before, after, reference=reference_tables(), working_days=working_days())


@pytest.mark.parametrize(
    ("scheme_id", "parameter", "amount", "figure", "moved"),
    [
        ("ganzhou-2020", "claim_grace", "40", "days_to_pay", ("25", "40")),
        ("ganzhou-2020", "claim_grace", "40", "interest_unshared", None),
        ("ganzhou-2020", "overdue_days_for_claim", "90", "claim_day", ("60", "90")),
        ("ganzhou-2020", "pledge_ratio_max", "0.7", "pledge_ratio", ("0.8", "0.7")),
        ("ganzhou-2020", "loan_amount_max", "5000000", "largest_loan", ("10000000", "5000000")),
        ("ganzhou-2020", "loan_amount_max", "5000000", "one_loan_trips", None),
        ("ganzhou-2020", "enterprise_year_max", "20000000", "enterprise_year", None),
        ("ganzhou-2020", "loan_term_max", "2", "longest_days", ("365", "730")),
        ("qinglan-2021", "guaranteed_claim_overdue", "60", "claim_day", ("45", "60")),
    ],
)
def test_what_moves_in_the_x_ray_moves_in_the_difference(
    scheme_id: str, parameter: str, amount: str, figure: str, moved: tuple[str, str] | None
) -> None:
    before = shipped(scheme_id)

    found = effect_of(before, with_value(before, parameter, amount))

    (one,) = [one for one in found.changes if one.figure == figure]
    assert not found.not_computed
    assert moved is None or (one.old, one.new) == tuple(map(Decimal, moved))


def test_the_share_of_a_party_without_income_is_said() -> None:
    before = shipped("qinglan-2021")
    fund, bank = "guaranteed_share_fund", "guaranteed_share_bank"
    more = before.parameters[fund].values[0].value.amount + Decimal("0.05")
    less = before.parameters[bank].values[0].value.amount - Decimal("0.05")

    found = effect_of(before, with_value(with_value(before, fund, f"{more}"), bank, f"{less}"))

    assert ("share", "compensation_fund") in {(one.figure, one.of) for one in found.changes}


def test_where_the_x_ray_refuses_it_is_said_and_not_that_nothing_moves() -> None:
    before = shipped("ganzhou-2020")
    after = with_value(before, "claim_grace", "40", since=date(2099, 1, 1))

    found = effect_of(before, after)

    assert [one.code for one in found.not_computed] == ["parameter_not_yet_in_force"]
    notes = money_notes(found, "en")
    assert notes[0] == "What it moves in money cannot be computed:"
    assert "no figure" not in " ".join(notes)


def test_nothing_moves_where_nothing_changed() -> None:
    scheme = shipped("ganzhou-2020")

    assert effect_of(scheme, scheme) == MoneyEffect()
    assert money_notes(MoneyEffect(), "en") == [
        "On the reference loan no figure of the x-ray moves."
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_figure_has_a_name_and_a_value(language: str) -> None:
    before, after = shipped("ganzhou-2020"), shipped("qinglan-2021")

    rows = list(money_rows(effect_of(before, after).changes, (before, after), language))

    assert all(all(row) for row in rows)
    assert not any("{" in cell for row in rows for cell in row)
