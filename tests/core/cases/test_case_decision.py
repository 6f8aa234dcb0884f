"""The decision function on the Ganzhou scheme's own routes."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from zhidai.core.cases.case import (
    Accepted,
    CaseSnapshot,
    CompleteTask,
    Declined,
    RefuseTask,
    Withdraw,
)
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.decide import decide
from zhidai.core.cases.status import CaseStatus
from zhidai.core.cases.tasks import current_step, opened_by
from zhidai.core.policy.exceptions import AllowedException
from zhidai.core.policy.facts import read_facts
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import shipped, shipped_folder

ON = date(2021, 3, 1)
SCHEME = shipped("ganzhou-2020")
INDIRECT = SCHEME.routes["indirect"]
BEFORE_CONTRACT = frozenset(
    {
        "file_patents", "accept_filing", "apply_for_appraisal", "preliminary_appraisal",
        "bank_visit", "guarantor_visit", "appraiser_visit", "fix_collateral_value", "bank_approval",
        "guarantor_approval", "formal_report",
    }
)  # fmt: skip
CONTRACT = {
    "number": "HT-1",
    "amount": "300万元",
    "rate": "4.85%",
}


def eligible(**changes: dict[str, Any]) -> dict[str, Any]:
    """The facts of the scheme's own eligible example, with some of them changed."""
    example = shipped_folder("ganzhou-2020").joinpath("examples/eligible_indirect.yaml")
    facts: dict[str, Any] = deepcopy(yaml.safe_load(example.read_text(encoding="utf-8"))["facts"])
    facts["bank"]["approved_amount"] = "300万元"
    facts["guarantor"]["approved_amount"] = "300万元"
    for subject, answers in changes.items():
        facts.setdefault(subject, {}).update(answers)
    return facts


def now(facts: dict[str, Any], on: date = ON, **more: Any) -> Circumstances:
    return Circumstances(
        scheme=SCHEME,
        facts=read_facts(SCHEME, facts),
        reference=reference_tables(),
        on=on,
        **more,
    )


def case(
    *done: str, open_tasks: tuple[str, ...] = (), papers: tuple[tuple[str, str], ...] = ()
) -> CaseSnapshot:
    return CaseSnapshot(
        number="ZD2021-00001",
        status=CaseStatus.OPEN,
        route=INDIRECT,
        done=frozenset(done),
        open=frozenset(open_tasks),
        papers=frozenset(papers),
    )


def sign(facts: dict[str, Any], **more: Any) -> Accepted | Declined:
    """Sign the loan contract in a case that has come that far."""
    contracts = ("sign_loan_contract", "sign_guarantee_agreement", "sign_pledge_contract")
    signing = case(*BEFORE_CONTRACT, open_tasks=contracts, papers=(("bank", "loan_contract"),))
    return decide(
        signing, CompleteTask(task="sign_loan_contract", party="bank"), now(facts, **more)
    )


def codes(decision: object) -> set[tuple[str, str | None]]:
    assert isinstance(decision, Declined), decision
    return {(one.code, one.clause) for one in decision.reasons}


def test_a_new_case_opens_with_the_enterprises_filing_alone() -> None:
    opened = opened_by(INDIRECT, done=frozenset(), known=frozenset(), on=ON)

    assert [task.definition.id for task in opened] == ["file_patents"]


def test_the_three_visits_run_side_by_side_and_approvals_wait_for_all_of_them() -> None:
    done = {"file_patents", "accept_filing", "apply_for_appraisal", "preliminary_appraisal"}
    visits = {"bank_visit", "guarantor_visit", "appraiser_visit"}

    side_by_side = opened_by(INDIRECT, done=done, known=done, on=ON)
    after_two = opened_by(
        INDIRECT, done=done | {"bank_visit", "guarantor_visit"}, known=done | visits, on=ON
    )
    after_all = opened_by(INDIRECT, done=done | visits, known=done | visits, on=ON)

    assert {task.definition.id for task in side_by_side} == visits
    assert after_two == ()
    assert {task.definition.id for task in after_all} == {"fix_collateral_value"}


def test_bank_and_guarantor_approve_side_by_side_once_the_collateral_value_is_fixed() -> None:
    done = BEFORE_CONTRACT - {"bank_approval", "guarantor_approval", "formal_report"}

    opened = opened_by(INDIRECT, done=done, known=done, on=ON)

    assert {task.definition.id for task in opened} == {"bank_approval", "guarantor_approval"}


def test_nobody_approves_before_both_values_are_known() -> None:
    waiting = case(
        *(BEFORE_CONTRACT - {"bank_approval", "guarantor_approval", "formal_report"}),
        open_tasks=("guarantor_approval",),
    )
    facts = eligible()
    del facts["valuation"]["market_value"]

    decision = decide(
        waiting, CompleteTask(task="guarantor_approval", party="guarantor"), now(facts)
    )

    assert ("fact_needed", "6.1.4") in codes(decision)


def test_an_optional_task_is_offered_and_never_waited_for() -> None:
    done = BEFORE_CONTRACT | {
        "sign_loan_contract", "sign_guarantee_agreement", "sign_pledge_contract"
    }  # fmt: skip

    opened = {task.definition.id for task in opened_by(INDIRECT, done=done, known=done, on=ON)}

    assert opened == {"entrust_registration", "register_pledge"}


def test_an_option_not_taken_lapses_with_the_task_it_was_for() -> None:
    contracts = {"sign_loan_contract", "sign_guarantee_agreement", "sign_pledge_contract"}
    waiting = case(
        *BEFORE_CONTRACT,
        *contracts,
        open_tasks=("entrust_registration", "register_pledge"),
        papers=(("guarantor", "registration_notice"),),
    )
    registration = {"number": "Y1", "registered_on": "2021-03-01", "filed_by": "pledgee"}
    facts = eligible(contract=CONTRACT, registration=registration)

    decision = decide(waiting, CompleteTask(task="register_pledge", party="guarantor"), now(facts))

    assert isinstance(decision, Accepted)
    assert decision.lapsed == ("entrust_registration",)


def test_a_service_target_does_not_count_the_day_it_starts_on() -> None:
    (accept,) = opened_by(INDIRECT, done={"file_patents"}, known={"file_patents"}, on=ON)

    assert accept.target_on == date(2021, 3, 4)


def test_the_current_step_is_the_first_with_something_left() -> None:
    step = current_step(INDIRECT, {"file_patents", "accept_filing"})

    assert step is not None
    assert step.clause == "6.1.2"


def test_a_contract_within_everything_is_accepted_and_opens_nothing_alone() -> None:
    decision = sign(eligible(contract=CONTRACT))

    assert isinstance(decision, Accepted)
    assert decision.closed == "sign_loan_contract"
    assert decision.opened == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"contract": {**CONTRACT, "amount": "300.01万元"}}, ("contract_above_approval", "6.1.6")),
        ({"contract": {**CONTRACT, "rate": "4.86%"}}, ("rule_broken", "4.3")),
        (
            {"contract": CONTRACT, "valuation": {"formal_value": "374.99万元"}},
            ("exception_needed", "4.2"),
        ),
        ({"contract": CONTRACT, "record": {"breaker_tripped": True}}, ("rule_broken", "8.2")),
        (
            {"contract": CONTRACT, "record": {"excluded": True, "excluded_until": "2024-01-01"}},
            ("rule_broken", "8.5"),
        ),
        (
            {
                "contract": {**CONTRACT, "amount": "1000.01万元"},
                "valuation": {"appraised_value": "2000万元", "market_value": "2000万元"},
            },
            ("request_above_limit", "1"),
        ),
        ({"contract": {**CONTRACT, "amount": "0元"}}, ("amount_of_nothing", "6.1.6")),
        ({"contract": {**CONTRACT, "rate": "4.84995%"}}, ("rate_too_fine", "6.1.6")),
    ],
)
def test_signing_is_refused_with_the_clause(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    decision = sign(eligible(**changes))

    assert expected in codes(decision)


def test_a_smaller_contract_is_judged_by_itself_and_not_by_what_was_asked() -> None:
    asked_for_more = eligible(
        contract=CONTRACT,
        request={"amount": "900万元", "rate": "4.90%"},
        record={"drawn_this_year": "700万元"},
    )

    assert isinstance(sign(asked_for_more), Accepted)


def test_an_exception_covers_what_was_allowed_and_nothing_beyond() -> None:
    allowed = AllowedException(
        rule="pledge_ratio", reason="x", allowed_by="某人", party="某行", up_to=Decimal("0.86")
    )
    at_85 = eligible(contract=CONTRACT, valuation={"market_value": "350万元"})
    at_100 = eligible(contract=CONTRACT, valuation={"formal_value": "300万元"})

    assert isinstance(sign(at_85, exceptions=(allowed,)), Accepted)
    assert ("exception_needed", "4.2") in codes(sign(at_100, exceptions=(allowed,)))


@pytest.mark.parametrize(("fee", "passes"), [("3万元", True), ("30000.01元", False)])
def test_a_fee_reaches_its_ceiling_and_does_not_pass_it(fee: str, passes: bool) -> None:
    waiting = case(
        *BEFORE_CONTRACT,
        open_tasks=("sign_guarantee_agreement",),
        papers=(("guarantor", "guarantee_agreement"),),
    )
    facts = eligible(contract={**CONTRACT, "guarantee_number": "BZ-1", "guarantee_fee": fee})

    decision = decide(
        waiting, CompleteTask(task="sign_guarantee_agreement", party="guarantor"), now(facts)
    )

    assert isinstance(decision, Accepted) is passes
    if not passes:
        assert ("fee_above_ceiling", "9.3") in codes(decision)


def test_an_application_is_not_withdrawn_once_the_pledge_is_registered() -> None:
    registered = case(*BEFORE_CONTRACT, "register_pledge")

    decision = decide(registered, Withdraw(party="enterprise", grounds="x"), now(eligible()))

    assert codes(decision) == {("withdrawal_after_registration", None)}


def test_a_formal_value_exactly_at_the_ratio_still_covers_the_contract() -> None:
    decision = sign(eligible(contract=CONTRACT, valuation={"formal_value": "375万元"}))

    assert isinstance(decision, Accepted)


def test_the_rate_may_reach_the_ceiling_and_not_pass_it() -> None:
    assert isinstance(sign(eligible(contract={**CONTRACT, "rate": "4.85%"})), Accepted)
    assert isinstance(sign(eligible(contract={**CONTRACT, "rate": "4.8501%"})), Declined)


def test_a_breach_in_principle_needs_its_recorded_exception() -> None:
    thin = eligible(contract=CONTRACT, valuation={"market_value": "374万元"})
    allowed = AllowedException(
        rule="pledge_ratio", reason="反担保充足", allowed_by="某人", party="某行"
    )

    without = sign(thin)
    with_one = sign(thin, exceptions=(allowed,))

    assert ("exception_needed", "4.2") in codes(without)
    assert isinstance(with_one, Accepted)


def test_a_missing_paper_and_a_missing_fact_are_both_named_at_once() -> None:
    signing = case(*BEFORE_CONTRACT, open_tasks=("sign_guarantee_agreement",))
    facts = eligible(contract={"guarantee_number": "BZ-1"})

    decision = decide(
        signing, CompleteTask(task="sign_guarantee_agreement", party="guarantor"), now(facts)
    )

    assert {code for code, _ in codes(decision)} == {"paper_needed", "fact_needed"}


@pytest.mark.parametrize(
    ("task", "party", "code"),
    [
        ("bank_approval", "guarantor", "task_of_another_party"),
        ("disburse", "bank", "task_not_open_yet"),
        ("file_patents", "enterprise", "task_already_done"),
    ],
)
def test_a_task_that_is_not_to_be_done_is_refused(task: str, party: str, code: str) -> None:
    waiting = case("file_patents", open_tasks=("accept_filing",))

    decision = decide(waiting, CompleteTask(task=task, party=party), now(eligible()))

    assert {found for found, _ in codes(decision)} == {code}


def test_only_an_approval_can_be_refused_and_only_with_grounds() -> None:
    waiting = case("file_patents", open_tasks=("accept_filing", "apply_for_appraisal"))

    refused = decide(
        waiting,
        RefuseTask(task="accept_filing", party="bureau", grounds="材料不实"),
        now(eligible()),
    )
    without = decide(
        waiting,
        RefuseTask(task="accept_filing", party="bureau", grounds=" \u200b"),
        now(eligible()),
    )
    not_one = decide(
        waiting,
        RefuseTask(task="apply_for_appraisal", party="enterprise", grounds="x"),
        now(eligible()),
    )

    assert isinstance(refused, Accepted)
    assert refused.status is CaseStatus.REFUSED
    assert codes(without) == {("grounds_needed", None)}
    assert {code for code, _ in codes(not_one)} == {"task_cannot_be_refused"}


def test_an_application_is_withdrawn_by_its_enterprise_while_nothing_is_drawn() -> None:
    waiting = case("file_patents")
    take_back = Withdraw(party="enterprise", grounds="不再需要")

    withdrawn = decide(waiting, take_back, now(eligible()))
    by_bank = decide(waiting, replace(take_back, party="bank"), now(eligible()))
    too_late = decide(replace(waiting, status=CaseStatus.RUNNING), take_back, now(eligible()))

    assert isinstance(withdrawn, Accepted)
    assert codes(by_bank) == {("only_the_enterprise_withdraws", None)}
    assert codes(too_late) == {("case_not_open", None)}


def drawdown(drawn: date, due: date, on: date = date(2021, 3, 30)) -> Accepted | Declined:
    done = frozenset(task.id for step in INDIRECT.steps[:7] for task in step.tasks)
    waiting = case(
        *done,
        "confirm_guarantee",
        open_tasks=("disburse",),
        papers=(("bank", "disbursement_voucher"),),
    )
    facts = eligible(
        contract={**CONTRACT, "due_on": due.isoformat()},
        disbursement={"drawn_on": drawn.isoformat(), "amount": "300万元"},
    )
    return decide(waiting, CompleteTask(task="disburse", party="bank"), now(facts, on))


def test_a_loan_of_exactly_one_year_is_drawn_and_one_day_more_is_not() -> None:
    drawn = date(2021, 3, 30)

    assert isinstance(drawdown(drawn, date(2022, 3, 30)), Accepted)
    assert ("term_out_of_bounds", "1") in codes(drawdown(drawn, date(2022, 3, 31)))
    assert ("term_out_of_bounds", "1") in codes(drawdown(drawn, drawn))


def test_a_drawdown_is_recorded_on_its_own_day() -> None:
    yesterday = drawdown(date(2021, 3, 29), date(2022, 3, 29))

    assert ("drawdown_on_another_day", "6.1.8") in codes(yesterday)
