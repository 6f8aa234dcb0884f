"""Changes cases: each command is one transaction that locks, decides, saves and logs.

Locks are taken in one order everywhere: the scheme's breaker, the enterprise (its year's room),
the rights, the case, the event chain.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhidai.core.cases.case import Accepted, CaseCommand, CompleteTask, RefuseTask, Withdraw
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.decide import decide
from zhidai.core.cases.records import Record
from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.policy.trace_json import Json, trace
from zhidai.db.cases.models import Case
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.answers import declare_rights, merged_facts
from zhidai.services.cases.dossier import circumstances, scheme_of, snapshot
from zhidai.services.cases.exceptions import allow_exceptions
from zhidai.services.cases.letters import issue_letters
from zhidai.services.cases.locking import bring_up_to_date, locked, locked_case, role_in
from zhidai.services.cases.papers import Uploads, keep_uploads, papers_digest, papers_json
from zhidai.services.cases.recording import (
    hold_contracted_room,
    make_record,
    require_free_loan_key,
)
from zhidai.services.cases.tasks import close_open_tasks, open_tasks
from zhidai.services.history.commands import append
from zhidai.services.refusal import Refused
from zhidai.services.transactions import Answer, once


def complete_task(
    acting: Acting,
    number: str,
    task: str,
    *,
    facts: Mapping[str, Any],
    uploads: Uploads,
    key: str,
    exception: str = "",
) -> Answer:
    """Do what a task asks: answer its facts, attach its papers, and have it decided.

    `exception` is the reason for which the acting party lets a breach of what holds in principle
    pass; it is recorded with the person's name.
    """
    request = {
        "case": number,
        "task": task,
        "facts": facts,
        "papers": papers_digest(uploads),
        "exception": exception,
    }

    visible = bring_up_to_date(acting, number)

    def work() -> Answer:
        case, today = locked(visible), business_date.today()
        role = role_in(case, acting)
        if exception.strip():
            allow_exceptions(case, exception, acting=acting, facts=facts, task=task)
        merged = merged_facts(case, task, facts, party=role)
        declare_rights(case, facts, acting=acting)
        command = CompleteTask(
            task=task, party=role, papers=frozenset(paper for paper, _ in uploads)
        )
        accepted, grounds_kept = _decided(case, command, facts=merged, on=today)
        definition = scheme_of(case).routes[case.route].task(task)
        case.facts = merged
        require_free_loan_key(case, task)
        hold_contracted_room(case)
        keep_uploads(case, uploads, task=task, asked=definition.papers, acting=acting)
        payload = {
            "task": task,
            "facts": facts,
            "trace": grounds_kept,
            "conditions": list(definition.conditions),
            "papers": papers_json(uploads),
        }
        return _apply(case, accepted, acting=acting, payload=payload, on=today)

    return once(acting, "complete_task", key=key, request=request, work=work)


def refuse_task(acting: Acting, number: str, task: str, *, grounds: str, key: str) -> Answer:
    """Refuse an approval, which ends the case."""

    def work() -> Answer:
        case, today = locked_case(acting, number), business_date.today()
        command = RefuseTask(task=task, party=role_in(case, acting), grounds=grounds)
        accepted, grounds_kept = _decided(case, command, facts=case.facts, on=today)
        payload = {"task": task, "grounds": grounds, "trace": grounds_kept}
        return _apply(case, accepted, acting=acting, payload=payload, on=today)

    request = {"case": number, "task": task, "grounds": grounds}
    return once(acting, "refuse_task", key=key, request=request, work=work)


def withdraw_case(acting: Acting, number: str, *, grounds: str, key: str) -> Answer:
    """The enterprise takes its application back before anything is drawn."""

    def work() -> Answer:
        case, today = locked_case(acting, number), business_date.today()
        command = Withdraw(party=role_in(case, acting), grounds=grounds)
        accepted, _ = _decided(case, command, facts=case.facts, on=today)
        return _apply(case, accepted, acting=acting, payload={"grounds": grounds}, on=today)

    request = {"case": number, "grounds": grounds}
    return once(acting, "withdraw_case", key=key, request=request, work=work)


def _decided(
    case: Case, command: CaseCommand, *, facts: Mapping[str, Any], on: date
) -> tuple[Accepted, dict[str, Json]]:
    now = circumstances(case, on, facts=facts, role=_approving(case, command))
    decision = decide(snapshot(case), command, now)
    if not isinstance(decision, Accepted):
        raise Refused(decision.reasons)
    return decision, _grounds(now)


def _approving(case: Case, command: CaseCommand) -> str:
    """The party whose own exception is enough: the one that approves, while it approves (4.2)."""
    if not isinstance(command, CompleteTask):
        return ""
    task = scheme_of(case).routes[case.route].task(command.task)
    return command.party if task.records == Record.GRANT else ""


def _grounds(now: Circumstances) -> dict[str, Json]:
    """The trace kept with a decision; a running loan's last tasks may come after the trial."""
    in_force = now.scheme.in_force_from <= now.on <= now.scheme.in_force_until
    return trace(now.assessment) if in_force else {}


def _apply(
    case: Case, accepted: Accepted, *, acting: Acting, payload: Mapping[str, object], on: date
) -> Answer:
    """Write an accepted decision down: tasks, record, letters, and the event."""
    if accepted.closed is not None:
        refused = accepted.status is CaseStatus.REFUSED
        case.tasks.filter(task=accepted.closed).update(
            status=TaskStatus.REFUSED if refused else TaskStatus.DONE,
            closed_on=on,
            closed_by_id=acting.person_id,
        )
    case.tasks.filter(task__in=accepted.lapsed).update(status=TaskStatus.CANCELLED, closed_on=on)
    case.status = accepted.status
    if accepted.record:
        make_record(case, accepted.record, acting=acting, on=on)
    if accepted.letters:
        issue_letters(case, accepted.letters, acting=acting, on=on, task=accepted.closed or "")
    open_tasks(case, accepted.opened, on)
    if case.status in {CaseStatus.REFUSED, CaseStatus.WITHDRAWN}:
        case.closed_on = on
        close_open_tasks(case, on)
        payload = {**payload, "pledges_released": _release_pledges(case, on)}
    case.save()
    event = append(f"case:{case.number}", accepted.event, acting=acting, payload=payload)
    return {"case": case.number, "event": event.sequence}


def _release_pledges(case: Case, today: date) -> list[str]:
    """Without a loan there is no debt to secure: the pledges are released (注销)."""
    active = case.pledges.filter(released_on__isnull=True)
    numbers = list(active.order_by("id").values_list("registration_number", flat=True))
    active.update(released_on=today)
    return numbers
