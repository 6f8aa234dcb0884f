"""Money and the breaker under two hands at once."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.concurrency.desk import Town
from tests.concurrency.orders import (
    PINE,
    SPRING,
    THREE_MILLION,
    lent,
    of_case,
    one_won,
    opened,
    task,
    task_of,
)

MOST_OF_THE_LOAN = "200万元"


@pytest.fixture
def overdue(town: Town) -> str:
    """The loan is overdue on 2021-05-25; nobody has looked at the ratio yet."""
    case = town.stand_at(lent)
    town.do("set_day", day="2021-05-25")
    return case


@pytest.fixture
def ready_to_draw(town: Town) -> str:
    """The case of another enterprise."""
    return town.stand_at(another_waits_for_its_drawdown)


def another_waits_for_its_drawdown(town: Town) -> str:
    """An enterprise has its loan, and another one's case is about to be drawn."""
    town.stand_at(lent)
    case = opened(town, who=SPRING)
    town.do("walk_to", case=case, task="disburse", amount=THREE_MILLION)
    return case


def test_a_drawdown_waits_for_a_trip_being_written_and_is_then_refused(
    town: Town, ready_to_draw: str, tmp_path: Path
) -> None:
    town.do("set_day", day="2021-05-25")
    _, arguments = task(ready_to_draw, "disburse", who="bank", key="draw")
    told = str(tmp_path / "drawdown")

    trip, drawdown = town.at_once(
        ("trip", {"other": told}), ("draw_while_tripped", {**arguments, "told": told})
    )

    assert trip.answer is True
    assert drawdown.is_refused
    assert "8.2" in drawdown.clauses
    found = town.look()
    assert found["tripped"]
    assert len(found["loans"]) == 1
    assert task_of(found, ready_to_draw, "disburse") == "open"


@pytest.mark.parametrize("head_start", [0, 0.1, 0.3, 1.0])
def test_a_drawdown_while_the_date_moves_into_a_trip_never_comes_after_it(
    town: Town, ready_to_draw: str, head_start: float
) -> None:
    town.do("set_day", day="2021-03-21")
    name, arguments = task(ready_to_draw, "disburse", who="bank", key="draw")

    moved, drawdown = town.at_once(
        ("move_date", {"to": "2021-03-22", "after": head_start}), (name, arguments)
    )

    assert moved.is_done
    found = town.look()
    assert found["tripped"]
    drawn = [loan for loan in found["loans"] if loan["case__number"] == ready_to_draw]
    assert bool(drawn) == drawdown.is_done
    if drawn:
        assert _drawn_at(found, ready_to_draw) < _tripped_at(found)
    else:
        assert "8.2" in drawdown.clauses


def test_two_repayments_that_together_exceed_the_debt_do_not_both_count(
    town: Town, overdue: str
) -> None:
    loan = town.look()["loans"][0]["key"]

    outcomes = town.at_once(
        ("repay", {"loan": loan, "amount": MOST_OF_THE_LOAN, "key": "officer"}),
        ("repay", {"loan": loan, "amount": MOST_OF_THE_LOAN, "key": "approver"}),
    )

    _, loser = one_won(outcomes)
    assert outcomes[loser].codes == ("repayment_above_debt",)
    assert [paid["amount"] for paid in town.look()["payments"]] == [200_000_000]


def test_a_payment_pressed_twice_is_recorded_once(town: Town, overdue: str) -> None:
    loan = town.look()["loans"][0]["key"]
    same = ("repay", {"loan": loan, "amount": "1万元", "key": "pressed twice"})

    first, second = town.at_once(same, same)

    assert first.is_done
    assert first.answer == second.answer
    assert [paid["amount"] for paid in town.look()["payments"]] == [1_000_000]


def test_of_two_claims_for_one_loan_one_is_started(town: Town, overdue: str) -> None:
    town.do("set_day", day="2021-07-20")
    loan = town.look()["loans"][0]["key"]

    outcomes = town.at_once(
        ("claim", {"loan": loan, "key": "officer"}), ("claim", {"loan": loan, "key": "approver"})
    )

    _, loser = one_won(outcomes)
    assert "7.2" in outcomes[loser].clauses
    found = town.look()
    assert [claim["loan__key"] for claim in found["claims"]] == [loan]
    assert len([one for one in of_case(found, overdue) if one["kind"] == "claim.started"]) == 1


def test_two_people_moving_the_date_do_the_work_of_each_day_once(town: Town, overdue: str) -> None:
    outcomes = town.at_once(
        ("move_date", {"to": "2021-05-28"}), ("move_date", {"to": "2021-05-28"})
    )

    assert any(outcome.is_done for outcome in outcomes)
    kinds = [event["kind"] for event in town.look()["events"]]
    assert kinds.count("loan.overdue") == 1
    assert kinds.count("breaker.tripped") == 1


def test_the_second_case_of_another_enterprise_is_not_held_up(town: Town) -> None:
    cases = {who: opened(town, who=who, key="open") for who in (PINE, SPRING)}
    for case in cases.values():
        town.do("walk_to", case=case, task="disburse", amount=THREE_MILLION)

    outcomes = town.at_once(
        *(task(case, "disburse", who="bank", key=f"draw {case}") for case in cases.values())
    )

    assert all(outcome.is_done for outcome in outcomes)
    drawn = {loan["case__number"] for loan in town.look()["loans"]}
    assert drawn == set(cases.values())


def _drawn_at(found: dict[str, Any], case: str) -> datetime:
    return _at(one for one in of_case(found, case) if one["task"] == "disburse")


def _tripped_at(found: dict[str, Any]) -> datetime:
    return _at(one for one in found["events"] if one["kind"] == "breaker.tripped")


def _at(events: Any) -> datetime:
    (one,) = events
    return datetime.fromisoformat(one["recorded_at"])


def test_a_closing_never_overtakes_a_booking_of_its_period(town: Town) -> None:
    town.stand_at(lent)
    loan = town.look()["loans"][0]["key"]
    town.do("move_date", to="2021-04-01")
    booking = {"loan": loan, "amount": "8000元", "effective_on": "2021-03-21"}

    booked, closed = town.at_once(
        ("book", {**booking, "hold_seconds": 0.6}),
        ("close_books", {"through": "2021-03-31", "key": "close", "after": 0.2}),
    )

    found = town.look()
    assert booked.is_done
    # SQLite lets the closing wait for the booking; PostgreSQL asks to try again.
    assert closed.kind in ("done", "in progress")
    assert found["closed"] == (["2021-03-31"] if closed.is_done else [])
    assert ["2021-03-21", "2021-03-21"] in [one[:2] for one in found["booked"]]
