"""A loan larger than a whole room is ruled out, whatever was drawn of the room before."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhidai.core.evidence import FactValue
from zhidai.core.lending.terms import LoanTerms
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.loan_asked import against_loan
from zhidai.core.policy.scheme import Scheme
from zhidai.core.screening.screen import Screener
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import shipped

FORMULAS = ["yearly_room", "lifetime_room", "bank_year_room", "scheme_year_room", "pool_room"]


def with_a_room_alone(formula: str) -> Scheme:
    scheme = shipped("qinglan-2021")
    (room,) = (one for one in scheme.limits if one.id == "enterprise_year")
    rules = tuple(one for one in scheme.rules if "amount" not in one.id)
    return replace(scheme, rules=rules, limits=(replace(room, formula=formula),))


def against(scheme: Scheme, amount: Decimal) -> list[str]:
    terms = LoanTerms(
        principal=amount,
        annual_rate=Decimal("0.03"),
        drawn_on=date(2021, 9, 1),
        due_on=date(2022, 9, 1),
    )
    return [one.rule for one in against_loan(scheme, terms, reference=reference_tables())]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_loan_larger_than_the_whole_room_is_ruled_out(formula: str) -> None:
    scheme = with_a_room_alone(formula)
    most = scheme.parameters["enterprise_year_max"].values[-1].value.amount

    assert "enterprise_year" not in against(scheme, most)
    assert "enterprise_year" in against(scheme, most + Decimal("0.01"))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_register_with_a_larger_amount_than_the_whole_room_is_screened_out(formula: str) -> None:
    scheme = with_a_room_alone(formula)
    most = scheme.parameters["enterprise_year_max"].values[-1].value.amount
    tested = Screener(
        scheme, on=date(2021, 9, 1), reference=reference_tables(), told=("request.amount",)
    )

    def broken(amount: Decimal) -> list[str]:
        facts = CaseFacts(values={"request.amount": FactValue(content=amount)})
        return [one.rule for one in tested.screen(facts).broken]

    assert broken(most) == []
    assert broken(most + Decimal("0.01")) == ["enterprise_year"]
