"""From the values to the drawdown: what amounts, rates and days are held to."""

import pytest
from tests.cast import (
    Cast,
    do,
    open_indirect,
    walk_to,
)
from tests.services.casework_cast import open_tasks
from tests.services.conftest import Blocker
from tests.services.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def number(cast: Cast, django_db_blocker: Blocker) -> str:
    """A case whose collateral value is about to be fixed."""
    with django_db_blocker.unblock():
        opened = open_indirect(cast)
        walk_to(cast, opened, "fix_collateral_value")
    return opened


def test_registration_waits_for_all_three_contracts_and_not_for_the_option(
    cast: Cast, number: str
) -> None:
    walk_to(cast, number, "sign_loan_contract")

    do(cast, number, "sign_guarantee_agreement")
    do(cast, number, "sign_pledge_contract")
    assert open_tasks(number) == {"sign_loan_contract", "entrust_registration"}
    do(cast, number, "sign_loan_contract")
    do(cast, number, "register_pledge")

    assert open_tasks(number) == {"confirm_guarantee"}  # the option lapsed with what it was for


def test_the_amount_is_held_to_the_collateral_value_in_principle(cast: Cast, number: str) -> None:
    low = {"valuation.market_value": "3749999.99元"}  # 80 % is below 3,000,000
    do(cast, number, "fix_collateral_value", changed=low)

    with refused() as told:
        do(cast, number, "bank_approval")
    do(cast, number, "bank_approval", changed={"bank.approved_amount": "2999999.99元"})

    assert told.codes == {("exception_needed", "4.2")}


def test_the_contract_is_held_to_the_formal_value_where_it_came_out_lower(
    cast: Cast, number: str
) -> None:
    walk_to(cast, number, "formal_report")
    do(cast, number, "formal_report", changed={"valuation.formal_value": "3749999.99元"})

    with refused() as told:
        do(cast, number, "sign_loan_contract")
    do(cast, number, "sign_loan_contract", changed={"contract.amount": "2999999.99元"})

    assert told.codes == {("exception_needed", "4.2")}


def test_the_contract_stays_within_what_both_approved(cast: Cast, number: str) -> None:
    walk_to(cast, number, "bank_approval")
    do(cast, number, "bank_approval")
    do(cast, number, "guarantor_approval", changed={"guarantor.approved_amount": "250万元"})
    do(cast, number, "formal_report", changed={"contract.appraisal_fee": "25000元"})

    with refused() as told:
        do(cast, number, "sign_loan_contract")

    assert {code for code, _ in told.codes} == {"contract_above_approval"}


def test_a_rate_one_hundredth_above_lpr_plus_100_basis_points_is_refused(
    cast: Cast, number: str
) -> None:
    walk_to(cast, number, "sign_loan_contract")

    with refused() as told:
        do(cast, number, "sign_loan_contract", changed={"contract.rate": "4.86%"})
    do(cast, number, "sign_loan_contract", changed={"contract.rate": "4.85%"})

    assert told.codes == {("rule_broken", "4.3")}


def test_a_drawdown_is_recorded_on_its_own_day_for_the_amount_of_the_contract(
    cast: Cast, number: str
) -> None:
    walk_to(cast, number, "disburse")

    with refused() as told:
        do(
            cast,
            number,
            "disburse",
            changed={
                "disbursement.drawn_on": "2021-02-28",
                "disbursement.amount": "299万元",
                "contract.due_on": "2022-03-02",
            },
        )

    assert {code for code, _ in told.codes} == {
        "drawdown_on_another_day",
        "drawn_other_than_contracted",
        "term_out_of_bounds",
    }


def test_a_registration_is_not_recorded_before_its_day(cast: Cast, number: str) -> None:
    walk_to(cast, number, "register_pledge")

    with refused() as told:
        do(cast, number, "register_pledge", changed={"registration.registered_on": "2021-03-02"})

    assert told.codes == {("registered_in_the_future", "6.1.7")}
