"""What a change of a scheme moves: every figure of the x-ray, or that it cannot be computed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyEffect, OnRoutes, money_effect
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


def test_a_third_left_over_by_a_sum_is_no_other_third() -> None:
    plan, ratio, third = shipped("qinglan-2021"), "pledge_ratio_invention_max", Decimal(1) / 3
    before = with_value(plan, ratio, str(third))
    noise = with_value(plan, ratio, str(third + Decimal("3e-28")))
    other = with_value(plan, ratio, str(third + Decimal("1e-9")))

    assert effect_of(before, noise) == MoneyEffect()
    assert effect_of(before, other) != MoneyEffect()


def test_a_ceiling_by_grade_or_by_kind_is_said() -> None:
    before = shipped("qinglan-2021")
    after = with_value(
        with_value(before, "grade_c_amount", "1500000"), "pledge_ratio_trademark_max", "0.25"
    )

    found = effect_of(before, after)

    rows = list(money_rows(found.changes, (before, after), "en"))
    assert [one.of for one in found.changes] == ["grade_c_amount", "pledge_ratio_trademark_max"]
    assert [row[2] for row in rows] == ["1,500,000", "25.00%"]
    assert rows[0][0].startswith("Ceiling for some cases: ")


def test_a_figure_that_moves_on_one_route_alone_names_it() -> None:
    before = shipped("qinglan-2021")

    found = effect_of(before, with_value(before, "guaranteed_claim_overdue", "60"))

    (one,) = [one for one in found.changes if one.figure == "claim_day"]
    assert one.on == OnRoutes(old="guaranteed", new="guaranteed")
    (row,) = money_rows([one], (before, before), "en")
    assert row == ("Overdue day from which a claim may start (Guaranteed)", "45", "60")


def test_where_one_routes_x_ray_is_refused_that_route_is_named_beside_the_others_figures() -> None:
    before = shipped("qinglan-2021")
    later = with_value(before, "insured_claim_after", "30", since=date(2099, 1, 1))
    after = with_value(later, "npl_stop", "0.07")

    found = effect_of(before, after)

    (note,) = money_notes(found, (before, after), "en")
    assert "for Insured: " in note
    assert {one.figure for one in found.changes} >= {"line"}


def test_routes_of_another_name_stand_beside_the_likest() -> None:
    before, after = shipped("ganzhou-2020"), shipped("qinglan-2021")

    found = effect_of(before, after)

    ways = {(one.on.old, one.on.new) for one in found.changes if one.on is not None}
    assert ways == {("indirect", "insured"), ("indirect", "guaranteed")}
    (line,) = [one for one in found.changes if one.figure == "line"]
    assert (line.old, line.new) == (Decimal("0.05"), Decimal("0.06"))
    assert len(found.changes) < 130


def test_where_the_x_ray_refuses_it_is_said_and_not_that_nothing_moves() -> None:
    before = shipped("ganzhou-2020")
    after = with_value(before, "claim_grace", "40", since=date(2099, 1, 1))

    found = effect_of(before, after)

    (only,) = found.not_computed
    assert [one.code for one in only.reasons] == ["parameter_not_yet_in_force"]
    notes = money_notes(found, (before, after), "en")
    assert notes[0].startswith("What it moves in money cannot be computed: ")
    assert "no figure" not in " ".join(notes)


def test_nothing_moves_where_nothing_changed() -> None:
    scheme = shipped("ganzhou-2020")

    assert effect_of(scheme, scheme) == MoneyEffect()
    assert money_notes(MoneyEffect(), (scheme, scheme), "en") == [
        "On the reference loan no figure of the x-ray moves."
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_figure_has_a_name_and_a_value(language: str) -> None:
    before, after = shipped("ganzhou-2020"), shipped("qinglan-2021")

    rows = list(money_rows(effect_of(before, after).changes, (before, after), language))

    assert all(all(row) for row in rows)
    assert not any("{" in cell for row in rows for cell in row)
