"""The tasks of a case as rows: opened by a decision, closed by another."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhidai.core.cases.status import TaskStatus
from zhidai.core.policy.citing import duties_about
from zhidai.core.policy.occasions import Occasion
from zhidai.db.cases.models import Case, Task
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.record import taking_part


def open_tasks(case: Case, opened: Sequence[Any], today: date) -> None:
    parties = {row.role: row.party_id for row in taking_part(case)}
    for task in opened:
        Task.objects.create(
            case=case,
            task=task.definition.id,
            party_id=parties[task.definition.party],
            opened_on=today,
            due_on=task.due_on,
            target_on=task.target_on,
        )


def close_open_tasks(case: Case, on: date, *, tasks: frozenset[str] | None = None) -> None:
    """Nothing is left to do in a case that has ended, or of these tasks of it."""
    waiting = case.tasks.filter(status=TaskStatus.OPEN)
    if tasks is not None:
        waiting = waiting.filter(task__in=tasks)
    waiting.update(status=TaskStatus.CANCELLED, closed_on=on)


def tasks_before_maturity(case: Case) -> frozenset[str]:
    """The tasks of the duty to see to the repayment money: with a claim made they are pointless."""
    scheme = scheme_of(case)
    clauses = {duty.clause for duty in duties_about(scheme, Occasion.MATURITY)}
    tasks = (task for step in scheme.routes[case.route].steps for task in step.tasks)
    return frozenset(task.id for task in tasks if task.clause in clauses)


def servicing_tasks(case: Case) -> frozenset[str]:
    """The tasks of the last step: with the loan repaid they are over, filings are not."""
    return frozenset(task.id for task in scheme_of(case).routes[case.route].steps[-1].tasks)
