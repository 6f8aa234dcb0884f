"""Where cases wait: the open tasks, how many cases each holds and for how many days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhidai.core.dashboards.figures import Figure, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open task of a case. due_on: the legal limit, its last day; None without one."""

    case: str
    task: str
    opened_on: date
    due_on: date | None = None


def pipeline(tasks: Iterable[Waiting], *, on: date) -> tuple[Figure, ...]:
    """By task, the one that holds most cases first.

    A case that waits for two tasks counts at both. Days run from the day on which the task opened,
    which is not counted; a task is late from the day after its legal limit.
    """
    by_task: defaultdict[str, list[Waiting]] = defaultdict(list)
    for one in tasks:
        by_task[one.task].append(one)
    ordered = sorted(by_task.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(figure for task, waits in ordered for figure in _figures(task, waits, on))


def _figures(task: str, waits: list[Waiting], on: date) -> tuple[Figure, ...]:
    days = {one.case: (on - one.opened_on).days for one in waits}
    cases, longest = tuple(days), max(days.values())
    late = tuple(one.case for one in waits if one.due_on is not None and one.due_on < on)
    held = tuple(case for case, waited in days.items() if waited == longest)
    return (
        Figure(measure=Measure.WAITING, of=task, value=Decimal(len(cases)), counted=cases),
        Figure(measure=Measure.WAITING_DAYS, of=task, value=median(days.values()), counted=cases),
        Figure(measure=Measure.WAITING_LONGEST, of=task, value=Decimal(longest), counted=held),
        Figure(measure=Measure.WAITING_LATE, of=task, value=Decimal(len(late)), counted=late),
    )


def median(numbers: Iterable[int]) -> Decimal:
    """The middle one; of two middle ones their mean, exact."""
    ordered = sorted(numbers)
    return Decimal(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
