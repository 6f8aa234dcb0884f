"""A form begins with what the case knows by another name."""

from typing import Any

import pytest
from tests.core.cases.test_case_decision import eligible, now

from zhidai.core.cases.carried_over import carried_over, days_begun_with


def given(**changes: dict[str, Any]) -> dict[str, str]:
    facts = eligible(**changes)
    return carried_over(now(facts))


def test_approvals_and_the_rate_begin_with_what_was_asked_for() -> None:
    found = given()

    assert found["bank.approved_amount"] == found["guarantor.approved_amount"] == "request.amount"
    assert found["contract.rate"] == "request.rate"


@pytest.mark.parametrize(
    ("bank", "guarantor", "granted"),
    [
        ("200万元", "300万元", "bank.approved_amount"),
        ("300万元", "250万元", "guarantor.approved_amount"),
    ],
)
def test_a_contract_begins_with_the_lowest_approval(
    bank: str, guarantor: str, granted: str
) -> None:
    found = given(bank={"approved_amount": bank}, guarantor={"approved_amount": guarantor})

    assert found["contract.amount"] == found["disbursement.amount"] == granted


def test_a_disbursement_begins_with_the_contract() -> None:
    found = given(contract={"number": "HT-1", "amount": "300万元", "rate": "4.85%"})

    assert found["disbursement.amount"] == "contract.amount"


@pytest.mark.parametrize(
    ("term", "due"),
    [("12个月", "2022-03-01"), ("1年", "2022-03-01"), ("10个月", "2022-01-01")],
)
def test_a_drawdown_begins_with_today_and_the_end_of_its_term(term: str, due: str) -> None:
    found = days_begun_with(now(eligible(request={"term": term})))

    assert found == {"disbursement.drawn_on": "2021-03-01", "contract.due_on": due}
