"""The cases of the past as rows: what each party did on which day, up to the city's day.

The route decides which task opens which; the pledge, the grant and the loan are what the tasks
record. Whether a loan was allowed is asked of the rules themselves before it is written down
(`drawing.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.cases.tasks import opened_by
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.policy.scheme import Route, Scheme, Strength, TaskDefinition
from zhidai.core.statistics.declared import counted_now
from zhidai.db.cases.models import Case, Task
from zhidai.documents.uploads import CheckedUpload
from zhidai.services.demonstration.history.calendar import PACE, TODAY, done_on
from zhidai.services.demonstration.history.endings import Ending, PastCase
from zhidai.services.demonstration.history.log import Told
from zhidai.services.demonstration.history.papers import FILED_TOO, papers_of, small_specimen
from zhidai.services.demonstration.history.people import Borrower
from zhidai.services.demonstration.walking import facts_for
from zhidai.services.parties.declared import declared

ROUTE = "indirect"
REFUSED_AT, WITHDRAWN_AT = "bank_approval", "preliminary_appraisal"
_GROUNDS = "现金流不足以支持还款（虚构）"
_WITHDRAWN = "已取得其他融资（虚构）"


@dataclass(slots=True, kw_only=True)
class Dossier:
    """One case with everything that hangs on it; `by`: role -> person and party."""

    past: PastCase
    case: Case
    route: Route
    borrower: Borrower
    by: Mapping[str, tuple[int, int]]
    tasks: dict[str, Task] = field(default_factory=dict)
    papers: list[tuple[TaskDefinition | None, str, CheckedUpload, date]] = field(
        default_factory=list
    )
    told: list[Told] = field(default_factory=list)
    registered_on: date | None = None
    released_on: date | None = None

    @property
    def stream(self) -> str:
        return f"case:{self.case.number}"


def dossier_of(
    past: PastCase, number: str, scheme: Scheme, *, borrower: Borrower,
    by: Mapping[str, tuple[int, int]],
) -> Dossier:  # fmt: skip
    """The case from its opening to where it had come on the city's day."""
    amount = parse_yuan(past.story.amount)
    case = Case(
        number=number,
        scheme=scheme.id,
        scheme_hash=scheme.content_hash,
        route=ROUTE,
        enterprise=borrower.party,
        amount=to_fen(amount),
        opened_on=past.opened_on,
        facts={"request": {"amount": {"value": past.story.amount}}, "patents": {}},
        **counted_now(borrower.party.facts),
    )
    dossier = Dossier(past=past, case=case, route=scheme.routes[ROUTE], borrower=borrower, by=by)
    rights = [right.number for right in borrower.rights]
    opened = {"route": ROUTE, "amount": str(amount), "rights": rights}
    _tell(dossier, "case.opened", past.opened_on, opened, role="enterprise")
    _open(dossier, past.opened_on)
    for task, on in _done(dossier):
        if _ends_with(dossier, task, on):
            break
        _do(dossier, task, on, scheme)
    return dossier


def _done(dossier: Dossier) -> Iterator[tuple[TaskDefinition, date]]:
    """The tasks that were done by the city's day, in the order of their days."""
    past = dossier.past
    for task in dossier.route.tasks:
        if task.strength is Strength.MAY or task.id not in PACE:
            continue
        on = done_on(task.id, opened_on=past.opened_on, pace=past.pace)
        if on <= TODAY:
            yield task, on


def _do(dossier: Dossier, task: TaskDefinition, on: date, scheme: Scheme) -> None:
    case = dossier.case
    facts = facts_for(task, dossier.past.story, on)
    for subject, answers in facts.items():
        kept = case.facts.setdefault(subject, {})
        kept.update({name: declared(answer) for name, answer in answers.items()})
    papers = list(papers_of(task, scheme, case=case.number))
    dossier.papers += [(task, paper, upload, on) for paper, upload in papers]
    _record(dossier, task, on)
    _close(dossier, task.id, TaskStatus.DONE, on, by=dossier.by[task.party][0])
    for earlier in task.after:
        _close(dossier, earlier, TaskStatus.CANCELLED, on)
    _open(dossier, on)
    payload: dict[str, Any] = {
        "task": task.id,
        "facts": facts,
        "trace": {},
        "conditions": list(task.conditions),
        "papers": [
            {"paper": paper, "name": upload.name, "sha256": upload.sha256}
            for paper, upload in papers
        ],
    }
    _tell(dossier, "case.task_completed", on, payload, role=task.party)
    if task.id == "disburse":
        for paper in FILED_TOO:
            dossier.papers.append(
                (None, paper, small_specimen(paper, scheme, case=case.number), on)
            )


def _record(dossier: Dossier, task: TaskDefinition, on: date) -> None:
    """Grant, pledge and loan, as `services.cases.recording` writes them."""
    case = dossier.case
    if task.id == "guarantor_approval":
        case.granted_on, case.granted_amount = on, case.amount
    elif task.id == "register_pledge":
        dossier.registered_on = on
    elif task.id == "disburse":
        case.status = str(CaseStatus.RUNNING)


def _ends_with(dossier: Dossier, task: TaskDefinition, on: date) -> bool:
    """Whether the application ends on a task instead of its being done."""
    case, ending = dossier.case, dossier.past.ending
    if (ending, task.id) == (Ending.REFUSED, REFUSED_AT):
        case.status = str(CaseStatus.REFUSED)
        _close(dossier, task.id, TaskStatus.REFUSED, on, by=dossier.by[task.party][0])
        payload = {"task": task.id, "grounds": _GROUNDS, "trace": {}, "pledges_released": []}
        _tell(dossier, "case.refused", on, payload, role=task.party)
    elif (ending, task.id) == (Ending.WITHDRAWN, WITHDRAWN_AT):
        case.status = str(CaseStatus.WITHDRAWN)
        payload = {"grounds": _WITHDRAWN, "pledges_released": []}
        _tell(dossier, "case.withdrawn", on, payload, role="enterprise")
    else:
        return False
    case.closed_on = on
    for waiting in list(dossier.tasks):
        _close(dossier, waiting, TaskStatus.CANCELLED, on)
    return True


def close_servicing(dossier: Dossier, on: date, *, confirmed_on: date | None) -> None:
    """The last task of a loan: done before it was repaid, or over with it (8.4)."""
    for task in dossier.route.steps[-1].tasks:
        if confirmed_on is not None:
            _close(dossier, task.id, TaskStatus.DONE, confirmed_on, by=dossier.by[task.party][0])
        _close(dossier, task.id, TaskStatus.CANCELLED, on)


def _open(dossier: Dossier, on: date) -> None:
    done = {name for name, task in dossier.tasks.items() if task.status == TaskStatus.DONE}
    for opened in opened_by(dossier.route, done=done, known=set(dossier.tasks), on=on):
        task = opened.definition
        dossier.tasks[task.id] = Task(
            task=task.id,
            party_id=dossier.by[task.party][1],
            opened_on=on,
            due_on=opened.due_on,
            target_on=opened.target_on,
        )


def _close(
    dossier: Dossier, name: str, status: TaskStatus, on: date, *, by: int | None = None
) -> None:
    """Close a task that is open; one that is closed stays as it was."""
    task = dossier.tasks.get(name)
    if task is not None and task.status == TaskStatus.OPEN:
        task.status, task.closed_on, task.closed_by_id = str(status), on, by


def _tell(dossier: Dossier, kind: str, on: date, payload: Mapping[str, Any], *, role: str) -> None:
    dossier.told.append(
        Told(stream=dossier.stream, kind=kind, on=on, payload=payload, by=dossier.by[role])
    )
