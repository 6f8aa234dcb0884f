"""Which tasks are open: parallel work is tasks, joins are `after` lists, not states."""

from collections.abc import Set
from datetime import date

from zhidai.core.calendar import add_months, period_end
from zhidai.core.cases.case import OpenedTask
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.scheme import Route, Step, Strength, TaskDefinition


def may_start(task: TaskDefinition, route: Route, done: Set[str]) -> bool:
    """Everything it comes after is done; an optional predecessor is not waited for."""
    return all(
        earlier in done or route.task(earlier).strength is Strength.MAY for earlier in task.after
    )


def opened_by(route: Route, *, done: Set[str], known: Set[str], on: date) -> tuple[OpenedTask, ...]:
    """The tasks that become open on a day: may start now and were not known before."""
    return tuple(
        _opened(task, on)
        for task in route.tasks
        if task.id not in known and may_start(task, route, done) and not _is_over(task, route, done)
    )


def _is_over(task: TaskDefinition, route: Route, done: Set[str]) -> bool:
    """An option lapses with the task it was for, and is not offered again."""
    return task.strength is Strength.MAY and any(
        later.id in done and task.id in later.after for later in route.tasks
    )


def _opened(task: TaskDefinition, on: date) -> OpenedTask:
    return OpenedTask(
        definition=task,
        due_on=_end(task.legal_limit, on),
        target_on=_end(task.service_target, on),
    )


def _end(limit: Quantity | None, on: date) -> date | None:
    """The last day of a limit; the day it starts on is not counted (Civil Code art. 201)."""
    if limit is None:
        return None
    count = int(limit.amount)
    if limit.unit is Unit.DAYS:
        return period_end(on, days=count)
    return add_months(on, count * (12 if limit.unit is Unit.YEARS else 1))


def current_step(route: Route, done: Set[str]) -> Step | None:
    """The first printed step with something left to do; None when the route is through."""
    for step in route.steps:
        if any(task.id not in done and task.strength is not Strength.MAY for task in step.tasks):
            return step
    return None
