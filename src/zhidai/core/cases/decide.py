"""The one decision function of casework.

    decide(case, command, circumstances) -> Accepted | Declined

A command counts if the case is open, the task is open and belongs to the party, its papers are
there, its facts are given, and every condition that the route names for it holds. All reasons
against are collected, so that a person sees everything at once.
"""

from dataclasses import replace

from zhidai.core.cases.case import (
    Accepted,
    CaseCommand,
    CaseSnapshot,
    CompleteTask,
    Decision,
    Declined,
    RefuseTask,
    Withdraw,
)
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.conditions import CONDITIONS
from zhidai.core.cases.records import Record
from zhidai.core.cases.status import CaseStatus
from zhidai.core.cases.tasks import opened_by
from zhidai.core.errors import Reason, reason
from zhidai.core.policy.scheme import Fact, Strength, Subject, TaskDefinition
from zhidai.core.writing import says_nothing

_OF_THE_APPLICATION = frozenset({Subject.REQUEST, Subject.ENTERPRISE})


def decide(case: CaseSnapshot, command: CaseCommand, now: Circumstances) -> Decision:
    """Whether a command counts for a case, and what follows; changes nothing."""
    match command:
        case CompleteTask():
            return _complete(case, command, now)
        case RefuseTask():
            return _refuse(case, command)
        case Withdraw():
            return _withdraw(case, command)


def _complete(case: CaseSnapshot, command: CompleteTask, now: Circumstances) -> Decision:
    against = _task_is_theirs(case, command.task, command.party)
    if against:
        return Declined(reasons=against)
    task = case.route.task(command.task)
    against = (
        *_papers_missing(task, _papers_of(command, case), now),
        *_facts_missing(task, now),
        *_patent_facts_missing(task, now),
        *(
            against if against.clause else replace(against, clause=task.clause)
            for name in task.conditions
            for against in CONDITIONS[name](now)
        ),
    )
    if against:
        return Declined(reasons=_each_once(against))
    return Accepted(
        event="case.task_completed",
        status=CaseStatus.RUNNING if task.records == Record.LOAN else case.status,
        closed=task.id,
        lapsed=tuple(sorted(case.open & set(task.after))),
        opened=opened_by(
            case.route, done=case.done | {task.id}, known=case.done | case.open, on=now.on
        ),
        record=task.records,
        letters=task.issues,
    )


def _refuse(case: CaseSnapshot, command: RefuseTask) -> Decision:
    if case.status is not CaseStatus.OPEN:
        return Declined(reasons=(reason("case_not_open", case=case.number),))
    against = _task_is_theirs(case, command.task, command.party)
    if against:
        return Declined(reasons=against)
    if not case.route.task(command.task).approval:
        return Declined(reasons=(reason("task_cannot_be_refused", task=command.task),))
    if says_nothing(command.grounds):
        return Declined(reasons=(reason("grounds_needed"),))
    return Accepted(event="case.refused", status=CaseStatus.REFUSED, closed=command.task)


def _withdraw(case: CaseSnapshot, command: Withdraw) -> Decision:
    if case.status is not CaseStatus.OPEN:
        return Declined(reasons=(reason("case_not_open", case=case.number),))
    if command.party != "enterprise":
        return Declined(reasons=(reason("only_the_enterprise_withdraws"),))
    if any(task.records == Record.PLEDGE and task.id in case.done for task in case.route.tasks):
        return Declined(reasons=(reason("withdrawal_after_registration"),))
    if says_nothing(command.grounds):
        return Declined(reasons=(reason("grounds_needed"),))
    return Accepted(event="case.withdrawn", status=CaseStatus.WITHDRAWN, closed=None)


def _task_is_theirs(case: CaseSnapshot, task: str, party: str) -> tuple[Reason, ...]:
    if case.status in {CaseStatus.REFUSED, CaseStatus.WITHDRAWN}:
        return (reason("case_not_open", case=case.number),)
    definition = case.route.task(task)
    if definition.party != party:
        return (reason("task_of_another_party", definition.clause, task=definition.label),)
    if task in case.done:
        return (reason("task_already_done", definition.clause, task=definition.label),)
    if task not in case.open:
        return (reason("task_not_open_yet", definition.clause, task=definition.label),)
    return ()


def _papers_of(command: CompleteTask, case: CaseSnapshot) -> frozenset[str]:
    """What the party has attached, now or before: each of the three visits has its own record."""
    before = {paper for party, paper in case.papers if party == command.party}
    return command.papers | before


def _papers_missing(
    task: TaskDefinition, papers: frozenset[str], now: Circumstances
) -> tuple[Reason, ...]:
    wanted = [now.scheme.papers[paper] for paper in task.papers]
    return tuple(
        reason("paper_needed", paper.clause, paper=paper.label)
        for paper in wanted
        if paper.required and paper.id not in papers
    )


def _facts_missing(task: TaskDefinition, now: Circumstances) -> tuple[Reason, ...]:
    asked = [now.scheme.facts[name] for name in task.facts_in]
    return tuple(
        reason("fact_needed", task.clause, fact=fact.label)
        for fact in asked
        if fact.subject is not Subject.PATENT and _is_missing(fact, now)
    )


def _is_missing(fact: Fact, now: Circumstances) -> bool:
    """What an application answers is needed where a rule asks for it; what a step records, always.

    A co-owner's consent, for instance, is asked of everybody and needed of the co-owned.
    """
    if fact.subject in _OF_THE_APPLICATION:
        return fact.full_name in now.assessment.needs
    is_optional = fact.formula is not None or fact.optional
    return not is_optional and now.facts.get(fact.full_name) is None


def _patent_facts_missing(task: TaskDefinition, now: Circumstances) -> tuple[Reason, ...]:
    """What the task asks of each patent and a rule cannot do without: no later task asks again."""
    asked = {name for name in task.facts_in if now.scheme.facts[name].subject is Subject.PATENT}
    if not asked:
        return ()
    return tuple(
        reason(
            "patent_fact_needed",
            finding.clause,
            patent=finding.item,
            fact=now.scheme.facts[name].label,
        )
        for finding in now.assessment.findings
        if finding.item is not None and finding.strength is Strength.MUST
        for name in finding.needs
        if name in asked
    )


def _each_once(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    kept: list[Reason] = []
    for found in reasons:
        if found not in kept:
            kept.append(found)
    return tuple(kept)
