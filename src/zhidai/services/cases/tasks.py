"""The tasks of a case as rows: opened by a decision, closed by another."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhidai.core.cases.status import TaskStatus
from zhidai.db.cases.models import Case, Task


def open_tasks(case: Case, opened: Sequence[Any], today: date) -> None:
    parties = dict(case.parties.values_list("role", "party_id"))
    for task in opened:
        Task.objects.create(
            case=case,
            task=task.definition.id,
            party_id=parties[task.definition.party],
            opened_on=today,
            due_on=task.due_on,
            target_on=task.target_on,
        )


def close_open_tasks(case: Case, on: date) -> None:
    """Nothing is left to do in a case that has ended."""
    case.tasks.filter(status=TaskStatus.OPEN).update(status=TaskStatus.CANCELLED, closed_on=on)
