"""How a case ends before its loan is drawn, and that it does not end afterwards."""

from datetime import date

import pytest
from tests.cast import (
    Cast,
    do,
    open_indirect,
    walk_to,
)
from tests.services.casework_cast import open_tasks
from tests.services.refusals import refused

from zhidai.db.cases.models import Case
from zhidai.db.rights.models import Pledge
from zhidai.services.cases.commands import refuse_task, withdraw_case
from zhidai.services.history.queries import timeline

pytestmark = pytest.mark.django_db


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
