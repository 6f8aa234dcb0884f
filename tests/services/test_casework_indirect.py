"""The indirect route from filing to drawdown, walked through the services."""

from datetime import date

import pytest
from tests.cast import (
    ROLES,
    STORY,
    Cast,
    do,
    enter_patent,
    open_indirect,
    state_day,
    walk_to,
)
from tests.services.casework_cast import INDIRECT_IN_ORDER, open_tasks
from tests.services.refusals import bad_input_told, refused

from zhidai.core.registers.patent_numbers import check_digit_of
from zhidai.db.cases.models import Case
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan
from zhidai.db.rights.models import Pledge
from zhidai.services.cases.commands import complete_task
from zhidai.services.cases.queries import case_view, to_dos
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db


def test_a_case_goes_from_filing_to_drawdown_by_the_right_parties_in_the_printed_order(
    cast: Cast,
) -> None:
    number = open_indirect(cast)

    for task, role in INDIRECT_IN_ORDER:
        assert task in open_tasks(number)
        assert [due.task for due in to_dos(cast.team[role])].count(task) == 1
        do(cast, number, task)

    case = Case.objects.get(number=number)
    loan = Loan.objects.get(case=case)
    assert (case.status, case.granted_amount) == ("running", 300_000_000)
    assert (loan.key, loan.principal, loan.annual_rate) == ("HT-2021-001", 300_000_000, 48_500)
    assert (loan.drawn_on, loan.due_on) == (date(2021, 3, 1), date(2022, 3, 1))
    assert (loan.guarantee_fee, loan.appraisal_fee) == (3_000_000, 3_000_000)
    assert Pledge.objects.get(case=case).pledgee_id == cast.guarantor.party_id


def test_each_task_by_a_party_it_does_not_belong_to_is_refused_and_changes_nothing(
    cast: Cast,
) -> None:
    number = open_indirect(cast)

    for task, owner in INDIRECT_IN_ORDER:
        before = Event.objects.count()
        for role in ROLES:
            if role == owner:
                continue
            with refused() as told:
                complete_task(
                    cast.team[role], number, task, facts={}, uploads=(), key=f"{task}{role}"
                )
            assert {code for code, _ in told.codes} == {"task_of_another_party"}
        with pytest.raises(NotFound):
            complete_task(cast.other_bank, number, task, facts={}, uploads=(), key=f"{task}-other")
        assert Event.objects.count() == before
        do(cast, number, task)


def test_a_foreign_case_is_answered_like_a_missing_one(cast: Cast) -> None:
    number = open_indirect(cast)

    for stranger in (cast.other_bank, cast.other_enterprise):
        with pytest.raises(NotFound):
            case_view(stranger, number)
        with pytest.raises(NotFound):
            case_view(stranger, "ZD2021-99999")


def test_approvals_run_side_by_side_and_both_are_needed_before_the_grant(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "bank_approval")

    assert open_tasks(number) == {"bank_approval", "guarantor_approval"}
    do(cast, number, "guarantor_approval", changed={"guarantor.approved_amount": "250万元"})
    assert Case.objects.get(number=number).granted_on is None
    assert open_tasks(number) == {"bank_approval"}
    with refused() as told:
        do(cast, number, "formal_report")
    do(cast, number, "bank_approval")

    assert told.codes == {("task_not_open_yet", "6.1.5")}
    assert Case.objects.get(number=number).granted_amount == 250_000_000  # the lower of the two
    assert open_tasks(number) == {"formal_report"}


def test_two_cases_on_one_patent_the_second_meets_the_pledge_before_it_signs(cast: Cast) -> None:
    first = open_indirect(cast, key="first")
    second = open_indirect(cast, key="second")
    walk_to(cast, second, "bank_approval")
    walk_to(cast, first, "confirm_guarantee")

    with refused() as told:
        do(cast, second, "bank_approval")

    assert ("rule_broken_for_patent", "5.1.2") in told.codes


def test_a_missing_paper_and_a_missing_fact_are_both_named_and_nothing_is_kept(cast: Cast) -> None:
    number = open_indirect(cast)

    with refused() as told:
        do(
            cast,
            number,
            "file_patents",
            changed={"request.purpose": ""},
            without=frozenset({"annual_fee_receipts"}),
        )

    assert {code for code, _ in told.codes} == {"paper_needed", "fact_needed"}
    assert not Case.objects.get(number=number).documents.exists()
    assert "term" not in Case.objects.get(number=number).facts["request"]


def test_a_fact_missing_about_a_patent_is_asked_for_while_it_can_still_be_given(
    cast: Cast,
) -> None:
    bare = f"201819999902.{check_digit_of('201819999902')}"
    enter_patent(cast.enterprise, bare, filing_date=date(2018, 3, 15), clear_title="")
    number = open_indirect(cast, rights=(bare,))

    with refused() as told:
        do(cast, number, "file_patents")
    do(cast, number, "file_patents", changed={f"patents.{bare}": {"clear_title": True}})

    assert told.codes == {("patent_fact_needed", "5.1.2")}
    assert "accept_filing" in open_tasks(number)


def test_an_answer_nobody_asked_for_is_bad_input_by_name(cast: Cast) -> None:
    number = open_indirect(cast)

    with bad_input_told() as told:
        do(cast, number, "file_patents", changed={"valuation.appraised_value": "900万元"})

    assert {code for code, _ in told.codes} == {"fact_not_asked"}


def test_what_is_left_to_do_on_a_running_loan_can_be_done_after_the_trial(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "confirm_repayment_funds")
    state_day(date(2023, 10, 9))

    do(cast, number, "confirm_repayment_funds", story=STORY)

    assert "confirm_repayment_funds" not in open_tasks(number)
