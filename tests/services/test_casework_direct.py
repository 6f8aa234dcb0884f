"""The direct route, and exceptions from what holds in principle."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from tests.cast import (
    STORY,
    Cast,
    do,
    open_direct,
    open_indirect,
    state_day,
    walk_to,
)
from tests.services.casework_cast import open_tasks
from tests.services.conftest import Blocker
from tests.services.refusals import bad_input_told, refused

from zhidai.core.evidence import Evidence
from zhidai.db.cases.models import Case
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan
from zhidai.db.rights.models import Pledge
from zhidai.services.cases.dossier import circumstances
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.cases.queries import case_view
from zhidai.services.cases.record import agreement_shares
from zhidai.services.demonstration.walking import do_task
from zhidai.services.history.queries import timeline
from zhidai.services.refusal import NotFound
from zhidai.services.rights.commands import update_right

pytestmark = pytest.mark.django_db

TODAY = date(2021, 3, 1)
IN_ORDER = (
    "file_patents",
    "accept_filing",
    "due_diligence",
    "valuation",
    "bank_approval",
    "sign_loan_contract",
    "sign_pledge_contract",
    "register_pledge",
    "disburse",
    "confirm_repayment_funds",
)


def test_the_direct_route_goes_from_the_application_to_the_drawdown(cast: Cast) -> None:
    number = open_direct(cast)

    for task in IN_ORDER:
        assert task in open_tasks(number)
        do(cast, number, task)

    case = Case.objects.get(number=number)
    loan = Loan.objects.get(case=case)
    assert (case.status, case.granted_amount) == ("running", 300_000_000)
    assert (loan.principal, loan.guarantee_fee) == (300_000_000, 0)
    assert Pledge.objects.get(case=case).pledgee_id == cast.bank.party_id
    assert case_view(cast.bank, number).steps[-1].is_done


def test_due_diligence_and_valuation_run_side_by_side_and_the_approval_waits_for_both(
    cast: Cast,
) -> None:
    number = open_direct(cast)
    walk_to(cast, number, "valuation")

    assert open_tasks(number) == {"due_diligence", "valuation"}
    do(cast, number, "valuation")
    assert open_tasks(number) == {"due_diligence"}
    do(cast, number, "due_diligence")

    assert open_tasks(number) == {"bank_approval"}


def test_the_guarantor_has_no_part_in_the_direct_route(cast: Cast) -> None:
    number = open_direct(cast)

    with pytest.raises(NotFound):
        case_view(cast.guarantor, number)


def test_the_shares_of_a_case_are_those_of_the_agreement_all_its_lenders_signed(
    cast: Cast,
) -> None:
    indirect = Case.objects.get(number=open_indirect(cast, key="indirect"))
    direct = Case.objects.get(number=open_direct(cast, key="direct"))

    signed = {share.party_id: share.loss_share for share in agreement_shares(indirect, TODAY)}
    assert signed == {
        cast.bank.party_id: 200_000,
        cast.guarantor.party_id: 700_000,
        cast.appraiser.party_id: 100_000,
    }
    signed = {share.party_id: share.loss_share for share in agreement_shares(direct, TODAY)}
    assert signed == {cast.bank.party_id: 900_000, cast.appraiser.party_id: 100_000}


def test_a_bank_that_signed_nothing_cannot_be_chosen(cast: Cast) -> None:
    new = NewCase(
        scheme="ganzhou-2020",
        route="direct",
        amount="300万元",
        parties={"bank": cast.other_bank.party_id, "appraiser": cast.appraiser.party_id},
        rights=(cast.right,),
    )

    with refused() as told:
        open_case(cast.enterprise, new, key="open")

    assert told.codes == {("rule_broken", "notice")}


def test_only_an_enterprise_opens_a_case_and_only_on_its_own_patents(cast: Cast) -> None:
    new = NewCase(
        scheme="ganzhou-2020",
        route="direct",
        amount="300万元",
        parties={"bank": cast.bank.party_id, "appraiser": cast.appraiser.party_id},
        rights=(cast.right,),
    )

    with pytest.raises(NotFound):
        open_case(cast.bank, new, key="open")
    with bad_input_told() as told:
        open_case(cast.other_enterprise, new, key="open")

    assert {code for code, _ in told.codes} == {"right_not_owned"}


def test_an_amount_with_three_decimals_or_without_a_unit_is_bad_input(cast: Cast) -> None:
    for written in ("3000000.001元", "三百"):
        with bad_input_told() as told:
            open_direct(cast, amount=written)
        assert len(told.reasons) == 1


def test_the_bank_approves_an_exception_with_its_reason_and_the_case_goes_on(cast: Cast) -> None:
    number = open_direct(cast)
    walk_to(cast, number, "bank_approval")
    low = {"valuation.market_value": "350万元"}  # 300 / 350 is 85.7 %

    with refused() as told:
        do(cast, number, "bank_approval", changed=low)
    do(cast, number, "bank_approval", changed=low, exception="订单充足，另有应收账款")
    do(cast, number, "sign_loan_contract")

    assert told.codes == {("exception_needed", "4.2")}
    (kept,) = case_view(cast.bank, number).exceptions
    assert (kept["rule"], kept["reason"]) == ("pledge_ratio", "订单充足，另有应收账款")
    assert kept["allowed_by"] == "丙银行（虚构）approver"


def test_on_the_indirect_route_bank_and_guarantor_both_answer_for_an_exception(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "fix_collateral_value")
    low = {"valuation.market_value": "350万元"}
    do(cast, number, "fix_collateral_value", changed=low)
    do(cast, number, "bank_approval", exception="订单充足")

    with refused() as told:
        do(cast, number, "guarantor_approval")
    do(cast, number, "guarantor_approval", exception="有反担保")
    do(cast, number, "formal_report")
    do(cast, number, "sign_loan_contract")

    assert told.codes == {("exception_needed", "4.2")}


def test_a_lower_formal_value_needs_an_exception_of_bank_and_guarantor_at_signing(
    cast: Cast,
) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "formal_report")
    do(cast, number, "formal_report", changed={"valuation.formal_value": "350万元"})

    with refused() as alone:
        do(cast, number, "sign_loan_contract", exception="正式评估略低，另有应收账款")
    do(cast, number, "sign_guarantee_agreement", exception="有反担保")
    do(cast, number, "sign_loan_contract", exception="正式评估略低，另有应收账款")

    assert alone.codes == {("exception_needed", "4.2")}


def test_an_exception_for_one_value_does_not_cover_a_much_lower_one(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "fix_collateral_value")
    do(cast, number, "fix_collateral_value", changed={"valuation.market_value": "350万元"})
    do(cast, number, "bank_approval", exception="订单充足")
    do(cast, number, "guarantor_approval", exception="有反担保")
    do(cast, number, "formal_report", changed={"valuation.formal_value": "10万元"})

    with refused() as told:
        do(cast, number, "sign_loan_contract")

    assert told.codes == {("exception_needed", "4.2")}


def test_an_enterprise_cannot_except_itself(cast: Cast) -> None:
    number = open_direct(cast)

    with refused() as told:
        do(cast, number, "file_patents", exception="请通融")

    assert told.codes == {("exception_by_lender_or_guarantor", "4.2")}


def test_an_exception_is_recorded_by_an_approver_of_the_party(cast: Cast) -> None:
    number = open_direct(cast)
    walk_to(cast, number, "bank_approval")

    with refused() as told:
        do_task(cast.team, number, "bank_approval", story=STORY, exception="订单充足")

    assert told.codes == {("exception_by_an_approver", "4.2")}


@pytest.fixture(scope="class")
def about_to_be_drawn(cast: Cast, django_db_blocker: Blocker) -> Iterator[str]:
    """A case before its drawdown; gone again behind the tests of one class."""
    with django_db_blocker.unblock(), transaction.atomic():
        number = open_direct(cast)
        walk_to(cast, number, "disburse")
        yield number
        transaction.set_rollback(True)


class TestBeforeTheDrawdown:
    @pytest.mark.parametrize(
        ("declared", "clause"),
        [
            ({"under_preservation": True}, "5.1.2"),
            ({"clear_title": False}, "5.1.2"),
            ({"already_pledged": True}, "5.1.2"),
            ({"fee_paid_until": "2021-02-28"}, "5.1.3.3"),
        ],
    )
    def test_what_the_owner_declares_later_of_a_patent_stops_its_open_cases(
        self, cast: Cast, about_to_be_drawn: str, declared: dict[str, object], clause: str
    ) -> None:
        update_right(cast.enterprise, cast.right, declared, key="later")

        with refused() as told:
            do(cast, about_to_be_drawn, "disburse")

        assert ("rule_broken_for_patent", clause) in told.codes


def test_the_grounds_of_a_decision_are_kept_with_it(cast: Cast) -> None:
    number = open_direct(cast)
    walk_to(cast, number, "sign_loan_contract")

    approval = next(
        event
        for event in timeline(f"case:{number}")
        if event.payload.get("task") == "bank_approval"
    )

    trace = approval.payload["trace"]["assessment"]
    assert trace["on"] == "2021-03-01"
    answered = {finding["rule"]: finding["result"] for finding in trace["findings"]}
    assert answered["remaining_validity_invention"] == "met"


def test_what_the_platform_vouches_for_is_told_from_what_a_party_declares(cast: Cast) -> None:
    case = Case.objects.get(number=open_direct(cast))

    now = circumstances(case, TODAY)

    breaker, premises = (
        now.facts.get("record.breaker_tripped"),
        now.facts.get("enterprise.fixed_premises"),
    )
    assert breaker is not None
    assert premises is not None
    assert (breaker.evidence, premises.evidence) == (Evidence.RECORDED, Evidence.DECLARED)


def test_a_running_case_is_decided_by_the_values_of_the_day_of_acceptance(cast: Cast) -> None:
    number = open_direct(cast)
    walk_to(cast, number, "bank_approval")
    state_day(date(2021, 5, 6))

    do(cast, number, "bank_approval")

    stored = Event.objects.filter(payload__has_key="trace").latest("id").payload
    assessment = stored["trace"]["assessment"]
    assert (assessment["on"], assessment["values_on"]) == ("2021-05-06", TODAY.isoformat())
