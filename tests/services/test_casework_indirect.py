"""The indirect route from filing to drawdown, walked through the services."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import (
    ROLES,
    STORY,
    Cast,
    do,
    enter_patent,
    make_cast,
    open_indirect,
    state_day,
    walk_to,
)
from tests.services.refusals import bad_input_told, refused

from zhidai.core.registers.patent_numbers import check_digit_of
from zhidai.db.cases.models import Case
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import Pledge
from zhidai.services.cases.commands import complete_task, refuse_task, withdraw_case
from zhidai.services.cases.queries import case_view, to_dos
from zhidai.services.history.queries import timeline, verify
from zhidai.services.refusal import NotFound

pytestmark = pytest.mark.django_db

IN_ORDER = (
    ("file_patents", "enterprise"),
    ("accept_filing", "bureau"),
    ("apply_for_appraisal", "enterprise"),
    ("preliminary_appraisal", "appraiser"),
    ("bank_visit", "bank"),
    ("guarantor_visit", "guarantor"),
    ("appraiser_visit", "appraiser"),
    ("fix_collateral_value", "bank"),
    ("bank_approval", "bank"),
    ("guarantor_approval", "guarantor"),
    ("formal_report", "appraiser"),
    ("sign_loan_contract", "bank"),
    ("sign_guarantee_agreement", "guarantor"),
    ("sign_pledge_contract", "enterprise"),
    ("register_pledge", "guarantor"),
    ("confirm_guarantee", "guarantor"),
    ("disburse", "bank"),
    ("file_papers", "guarantor"),
    ("receive_papers", "bureau"),
)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def open_tasks(number: str) -> set[str]:
    tasks = Case.objects.get(number=number).tasks.filter(status="open")
    return set(tasks.values_list("task", flat=True))


def test_a_case_goes_from_filing_to_drawdown_by_the_right_parties_in_the_printed_order(
    cast: Cast,
) -> None:
    number = open_indirect(cast)

    for task, role in IN_ORDER:
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

    for task, owner in IN_ORDER:
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


def test_registration_waits_for_all_three_contracts_and_not_for_the_option(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "sign_loan_contract")

    do(cast, number, "sign_guarantee_agreement")
    do(cast, number, "sign_pledge_contract")
    assert open_tasks(number) == {"sign_loan_contract", "entrust_registration"}
    do(cast, number, "sign_loan_contract")
    do(cast, number, "register_pledge")

    assert open_tasks(number) == {"confirm_guarantee"}  # the option lapsed with what it was for


def test_a_patent_with_2_9_years_left_is_refused_with_its_clause(cast: Cast) -> None:
    short = f"201429999921.{check_digit_of('201429999921')}"
    enter_patent(
        cast.enterprise, short, kind="utility_model", filing_date=date(2014, 1, 25),
        fee_paid_until="2022-01-25",
    )  # fmt: skip

    with refused() as told:
        open_indirect(cast, rights=(short,))

    assert told.codes == {("rule_broken_for_patent", "5.1.3.2")}
    assert short in told.in_both_languages()
    assert not Case.objects.exists()


def test_a_co_owned_patent_without_consent_is_refused_with_its_clause(cast: Cast) -> None:
    shared = f"201619999922.{check_digit_of('201619999922')}"
    enter_patent(
        cast.enterprise, shared, filing_date=date(2016, 9, 8), co_owned=True,
        co_owner_consents=False,
    )  # fmt: skip

    with refused() as told:
        open_indirect(cast, rights=(cast.right, shared))

    assert told.codes == {("rule_broken_for_patent", "5.1.3.3")}


def test_10000001_is_refused_with_both_clauses_and_10000000_is_not(cast: Cast) -> None:
    with refused() as told:
        open_indirect(cast, amount="10000001元")
    number = open_indirect(cast, amount="1000万元")

    assert told.codes == {("request_above_limit", "1"), ("request_above_limit", "4.2")}
    assert "10,000,001.00" in told.in_both_languages()
    assert Case.objects.get(number=number).amount == 1_000_000_000


def test_what_another_application_asks_for_is_reserved_until_it_ends(cast: Cast) -> None:
    other = f"201819999902.{check_digit_of('201819999902')}"
    enter_patent(cast.enterprise, other, filing_date=date(2018, 3, 15))
    first = open_indirect(cast, amount="800万元", key="first")

    with refused() as told:
        open_indirect(cast, amount="2000000.01元", rights=(other,), key="second")
    second = open_indirect(cast, amount="200万元", rights=(other,), key="third")
    withdraw_case(cast.enterprise, second, grounds="改用自有资金", key="withdraw")
    withdraw_case(cast.enterprise, first, grounds="改用自有资金", key="withdraw first")
    third = open_indirect(cast, amount="1000万元", rights=(other,), key="fourth")

    assert told.codes == {("request_above_limit", "4.2")}
    assert Case.objects.get(number=third).status == "open"


def test_a_grant_frees_the_room_that_was_asked_for_and_not_granted(cast: Cast) -> None:
    other = f"201819999902.{check_digit_of('201819999902')}"
    enter_patent(cast.enterprise, other, filing_date=date(2018, 3, 15))
    number = open_indirect(cast, amount="300万元", key="first")
    walk_to(cast, number, "formal_report")  # both approve 300万元
    lower = open_indirect(cast, amount="700万元", rights=(other,), key="second")

    with refused() as told:
        withdraw_case(cast.bank, lower, grounds="不办了", key="by the bank")
    withdraw_case(cast.enterprise, lower, grounds="不办了", key="by the enterprise")

    assert {code for code, _ in told.codes} == {"only_the_enterprise_withdraws"}
    assert Case.objects.get(number=lower).status == "withdrawn"


def test_a_pledged_patent_is_refused_by_its_rule_and_by_the_database(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "confirm_guarantee")

    with refused() as told:
        open_indirect(cast, key="again")

    assert told.codes == {("rule_broken_for_patent", "5.1.2")}
    pledged = Pledge.objects.get(case__number=number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.create(
            right=pledged.right,
            case=pledged.case,
            pledgee=pledged.pledgee,
            registration_number="Y-second",
            registered_on=date(2021, 3, 1),
        )


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


def test_the_amount_is_held_to_the_collateral_value_in_principle(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "fix_collateral_value")
    low = {"valuation.market_value": "3749999.99元"}  # 80 % is below 3,000,000
    do(cast, number, "fix_collateral_value", changed=low)

    with refused() as told:
        do(cast, number, "bank_approval")
    do(cast, number, "bank_approval", changed={"bank.approved_amount": "2999999.99元"})

    assert told.codes == {("exception_needed", "4.2")}


def test_the_contract_is_held_to_the_formal_value_where_it_came_out_lower(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "formal_report")
    do(cast, number, "formal_report", changed={"valuation.formal_value": "3749999.99元"})

    with refused() as told:
        do(cast, number, "sign_loan_contract")
    do(cast, number, "sign_loan_contract", changed={"contract.amount": "2999999.99元"})

    assert told.codes == {("exception_needed", "4.2")}


def test_the_contract_stays_within_what_both_approved(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "bank_approval")
    do(cast, number, "bank_approval")
    do(cast, number, "guarantor_approval", changed={"guarantor.approved_amount": "250万元"})
    do(cast, number, "formal_report", changed={"contract.appraisal_fee": "25000元"})

    with refused() as told:
        do(cast, number, "sign_loan_contract")

    assert {code for code, _ in told.codes} == {"contract_above_approval"}


def test_a_rate_one_hundredth_above_lpr_plus_100_basis_points_is_refused(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "sign_loan_contract")

    with refused() as told:
        do(cast, number, "sign_loan_contract", changed={"contract.rate": "4.86%"})
    do(cast, number, "sign_loan_contract", changed={"contract.rate": "4.85%"})

    assert told.codes == {("rule_broken", "4.3")}


def test_a_refused_approval_ends_the_case_with_its_grounds(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "bank_approval")

    with refused() as told:
        refuse_task(cast.bank, number, "bank_approval", grounds=" ", key="without grounds")
    refuse_task(cast.bank, number, "bank_approval", grounds="现金流不足", key="refuse")
    with refused() as later:
        do(cast, number, "guarantor_approval")

    assert {code for code, _ in told.codes} == {"grounds_needed"}
    assert {code for code, _ in later.codes} == {"case_not_open"}
    assert Case.objects.get(number=number).status == "refused"
    assert open_tasks(number) == set()
    event = timeline(f"case:{number}")[0]
    assert (event.kind, event.payload["grounds"]) == ("case.refused", "现金流不足")
    assert event.person is not None
    assert event.person.zh == "丙银行（虚构）officer"


def test_a_task_that_is_no_approval_cannot_be_refused(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "bank_visit")

    with refused() as told:
        refuse_task(cast.bank, number, "bank_visit", grounds="没空", key="refuse")

    assert {code for code, _ in told.codes} == {"task_cannot_be_refused"}


def test_once_the_pledge_is_registered_only_the_pledgee_ends_the_case_and_releases_it(
    cast: Cast,
) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "confirm_guarantee")

    with refused() as told:
        withdraw_case(cast.enterprise, number, grounds="改用自有资金", key="withdraw")
    refuse_task(cast.guarantor, number, "confirm_guarantee", grounds="企业不再需要", key="end")

    assert {code for code, _ in told.codes} == {"withdrawal_after_registration"}
    (released,) = timeline(f"case:{number}")[0].payload["pledges_released"]
    assert released == Pledge.objects.get(case__number=number).registration_number
    assert Pledge.objects.get(case__number=number).released_on == date(2021, 3, 1)
    assert open_indirect(cast, key="anew")


def test_a_drawn_loan_cannot_be_withdrawn(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "file_papers")

    with refused() as told:
        withdraw_case(cast.enterprise, number, grounds="改主意了", key="withdraw")

    assert {code for code, _ in told.codes} == {"case_not_open"}


def test_a_drawdown_is_recorded_on_its_own_day_for_the_amount_of_the_contract(cast: Cast) -> None:
    number = open_indirect(cast)
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


def test_a_registration_is_not_recorded_before_its_day(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "register_pledge")

    with refused() as told:
        do(cast, number, "register_pledge", changed={"registration.registered_on": "2021-03-02"})

    assert told.codes == {("registered_in_the_future", "6.1.7")}


def test_the_same_key_gives_the_same_answer_and_other_content_is_refused(cast: Cast) -> None:
    number = open_indirect(cast, key="same")
    events = Event.objects.count()

    assert open_indirect(cast, key="same") == number
    first = do(cast, number, "file_patents", key="filing")
    assert do(cast, number, "file_patents", key="filing") == first
    with refused() as told:
        do(cast, number, "file_patents", changed={"request.term": "11个月"}, key="filing")
    with refused() as reused:
        open_indirect(cast, amount="301万元", key="same")

    assert {code for code, _ in told.codes | reused.codes} == {"idempotency_key_reused"}
    assert Event.objects.count() == events + 1
    assert Case.objects.count() == 1


def test_a_task_done_twice_with_two_keys_counts_once(cast: Cast) -> None:
    number = open_indirect(cast)
    do(cast, number, "file_patents", key="one")

    with refused() as told:
        do(cast, number, "file_patents", key="two")

    assert told.codes == {("task_already_done", "6.1.1")}


def test_every_change_is_an_event_with_person_and_party_and_the_chain_holds(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "file_papers")

    told = timeline(f"case:{number}")

    assert [event.sequence for event in told] == list(range(len(told), 0, -1))
    assert len(told) == 1 + len(IN_ORDER) - 2
    assert all(event.person and event.party for event in told)
    assert list(verify()) == []


def test_a_tampered_event_breaks_its_chain_and_the_missing_trigger_is_named(cast: Cast) -> None:
    number = open_indirect(cast)
    event = Event.objects.get(stream__name=f"case:{number}")
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER history_event_no_update"
            + (" ON history_event" if connection.vendor == "postgresql" else "")
        )
    Event.objects.filter(pk=event.pk).update(payload={**event.payload, "amount": "1.00"})

    broken = list(verify())

    assert {(each.stream, each.what) for each in broken} == {
        ("history_event_no_update", "trigger"),
        (f"case:{number}", "hash"),
    }


def test_the_log_cannot_be_changed_or_shortened(cast: Cast) -> None:
    number = open_indirect(cast)
    events = Event.objects.filter(stream__name=f"case:{number}")

    for change in (lambda: events.update(kind="case.forgotten"), events.delete):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()

    assert events.get().kind == "case.opened"


def test_papers_of_the_dossier_cannot_be_exchanged(cast: Cast) -> None:
    number = open_indirect(cast)
    do(cast, number, "file_patents")
    papers = Case.objects.get(number=number).documents

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        papers.update(content=b"another")


def test_an_enterprise_registered_elsewhere_is_told_so_by_its_clause(cast: Cast) -> None:
    Party.objects.filter(pk=cast.enterprise.party_id).update(place="南昌市")

    with refused() as told:
        open_indirect(cast)

    assert told.codes == {("rule_broken", "5.1.1")}


def test_no_case_is_opened_once_the_trial_is_over(cast: Cast) -> None:
    state_day(date(2023, 9, 29))

    with bad_input_told() as told:
        open_indirect(cast)

    assert {code for code, _ in told.codes} == {"scheme_not_in_force_on"}


def test_what_is_left_to_do_on_a_running_loan_can_be_done_after_the_trial(cast: Cast) -> None:
    number = open_indirect(cast)
    walk_to(cast, number, "confirm_repayment_funds")
    state_day(date(2023, 10, 9))

    do(cast, number, "confirm_repayment_funds", story=STORY)

    assert "confirm_repayment_funds" not in open_tasks(number)
