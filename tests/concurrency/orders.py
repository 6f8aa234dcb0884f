"""What the tests tell the desks, and how they read what stands in the tables afterwards."""

from typing import Any

from tests.concurrency.desk import Outcome, Town

PINE, SPRING = "enterprise1", "enterprise3"
THREE_MILLION = "300万元"


def opened(town: Town, *, who: str = PINE, key: str = "open", route: str = "indirect") -> str:
    """The number of a case that an enterprise has just opened."""
    answer = town.do("open_case", who=who, amount=THREE_MILLION, key=key, route=route)
    return str(answer["case"])


def lent(town: Town) -> str:
    """A case whose loan of 3,000,000 is drawn on 2021-03-01; its first interest falls due on 21."""
    case = opened(town)
    town.do("walk_to", case=case, task="confirm_repayment_funds", amount=THREE_MILLION)
    return case


def task(case: str, task: str, *, who: str, key: str) -> tuple[str, dict[str, Any]]:
    arguments = {"case": case, "task": task, "amount": THREE_MILLION, "who": who, "key": key}
    return "do_task", arguments


def one_won(outcomes: tuple[Outcome, Outcome]) -> tuple[int, int]:
    kinds = [outcome.kind for outcome in outcomes]
    assert sorted(kinds) == ["done", "refused"], outcomes
    return kinds.index("done"), kinds.index("refused")


def of_case(found: dict[str, Any], case: str) -> list[dict[str, Any]]:
    return [event for event in found["events"] if event["stream"] == f"case:{case}"]


def events_of(found: dict[str, Any], *, task: str) -> list[dict[str, Any]]:
    return [event for event in found["events"] if event["task"] == task]


def tasks_named(found: dict[str, Any], name: str) -> list[str]:
    return [one["status"] for one in found["tasks"] if one["task"] == name]


def task_of(found: dict[str, Any], case: str, name: str) -> str | None:
    for one in found["tasks"]:
        if (one["case__number"], one["task"]) == (case, name):
            return str(one["status"])
    return None
