"""A change that leaves the reference loan as it was is still said where it moves other loans."""

from decimal import Decimal

import pytest
from tests.core.xray.plan_changes import effect_of, with_value

from zhidai.core.xray.difference import MoneyChange
from zhidai.core.xray.premises import Premises
from zhidai.core.xray.xray import xray
from zhidai.schemes.reader import shipped
from zhidai.wording.differences import money_rows
from zhidai.wording.xray import sections

QINGLAN = shipped("qinglan-2021")
PREMISES = Premises(on=QINGLAN.in_force_from)


def moved(parameter: str, amount: str) -> list[MoneyChange]:
    return list(effect_of(QINGLAN, with_value(QINGLAN, parameter, amount)).changes)


def test_more_months_of_interest_move_the_loans_of_two_years() -> None:
    found = moved("city_interest_months_max", "24")

    (one, *_) = [each for each in found if each.figure == "borrower_bears"]
    assert one.of.endswith("/730")
    assert one.old is not None
    assert one.new is not None
    assert one.new < one.old - 100_000
    ((figure, *_),) = money_rows([one], (QINGLAN, QINGLAN), "en")
    assert figure.startswith("Borne where it moves most: ")
    assert "yuan for 730 days" in figure


def test_a_budget_says_how_many_reference_loans_it_pays() -> None:
    found = {one.figure: one for one in moved("city_interest_year_max", "80000")}

    pays = found["budget_loans"]
    assert pays.of == "city_interest"
    assert pays.old is not None
    assert pays.old > 100
    assert pays.new == 1
    assert "borrower_bears" in found  # a larger loan is held down by the budget itself


@pytest.mark.parametrize(("budget", "loans"), [("8000000", 113), ("70262.50", 1), ("70000", 0)])
def test_a_budget_below_one_loans_subsidy_pays_none_whole(budget: str, loans: int) -> None:
    scheme = with_value(QINGLAN, "city_interest_year_max", budget)
    found = xray(scheme, PREMISES, route="insured")

    (city,) = [one for one in found.subsidies if one.id == "city_interest"]
    assert city.budget_loans == loans
    notes = [note for section in sections(found, scheme, "en") for note in section.notes]
    assert any(note.endswith(f"pays {loans} whole reference loans.") for note in notes)


def test_a_ceiling_over_several_subsidies_is_said_by_its_yuan() -> None:
    before = QINGLAN.value("all_subsidies_max", PREMISES.on).amount
    (one,) = [each for each in moved("all_subsidies_max", "1000000") if each.figure == "shared_cap"]

    assert (one.old, one.new) == (before, Decimal(1_000_000))
