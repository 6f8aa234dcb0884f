"""The pledge is realised in order: notice, sale, money."""

from datetime import date

import pytest

from zhidai.core.errors import Reason
from zhidai.core.guarantees.disposal import (
    DisposalKind,
    DisposalStep,
    RecoveryKind,
    disposal_refusals,
    recovery_refusals,
)

CLAIMED, NOTICE_ON, TODAY = date(2021, 5, 20), date(2021, 7, 1), date(2021, 8, 1)
NOTICE = DisposalStep(kind=DisposalKind.NOTICE, held_on=NOTICE_ON)


def against(kind: str, on: date, *earlier: DisposalStep) -> list[str]:
    step = DisposalStep(kind=DisposalKind(kind), held_on=on)
    found = disposal_refusals(step, earlier, claimed_on=CLAIMED, today=TODAY, clause="7.3")
    return [each.code for each in found]


@pytest.mark.parametrize("sale", ["auction", "transfer"])
def test_a_sale_follows_the_notice_on_its_day_at_the_earliest(sale: str) -> None:
    assert against(sale, NOTICE_ON) == ["disposal_needs_notice"]
    assert against(sale, date(2021, 6, 30), NOTICE) == ["disposal_needs_notice"]
    assert against(sale, NOTICE_ON, NOTICE) == []


def test_a_lawsuit_needs_no_notice() -> None:
    assert against("lawsuit", CLAIMED) == []


def test_no_step_lies_before_the_claim_or_after_today() -> None:
    assert against("notice", date(2021, 5, 19)) == ["disposal_before_claim"]
    assert against("notice", CLAIMED) == []
    assert against("notice", TODAY) == []
    assert against("notice", date(2021, 8, 2)) == ["disposal_in_future"]


@pytest.mark.parametrize("kind", ["auction", "transfer"])
def test_money_of_a_sale_needs_that_sale(kind: str) -> None:
    sold = DisposalStep(kind=DisposalKind(kind), held_on=TODAY)
    other = "transfer" if kind == "auction" else "auction"

    def money(on: date, *steps: DisposalStep) -> tuple[Reason, ...]:
        return recovery_refusals(RecoveryKind(kind), steps, received_on=on, clause="7.3")

    (found,) = money(TODAY, NOTICE, DisposalStep(kind=DisposalKind(other), held_on=TODAY))
    assert (found.code, found.clause) == (f"recovery_needs_{kind}", "7.3")
    assert money(date(2021, 7, 31), NOTICE, sold) != ()
    assert money(TODAY, NOTICE, sold) == ()


@pytest.mark.parametrize("kind", ["enforcement", "repayment", "other"])
def test_other_money_needs_no_sale(kind: str) -> None:
    assert recovery_refusals(RecoveryKind(kind), (), received_on=TODAY, clause="7.3") == ()
