"""The parts of a case page, one function each."""

from collections.abc import Iterable

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.status import TaskStatus
from zhidai.core.cases.tasks import current_step
from zhidai.core.evidence import FactValue
from zhidai.core.labels import Label
from zhidai.core.policy.case_facts import patent_item
from zhidai.core.policy.scheme import Fact, Route, Scheme, Step, Strength, TaskDefinition
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.registers.terms import expires_on
from zhidai.db.cases.models import Case, CaseRight, Task
from zhidai.db.rights.models import Pledge
from zhidai.services.acting import Acting, named
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.cases.views import (
    DocumentLine,
    FactLine,
    LimitLine,
    PartyLine,
    RightLine,
    StepLine,
    TaskLine,
)

NOT_STARTED = "not_started"


def party_lines(case: Case) -> tuple[PartyLine, ...]:
    """Who takes part, in the order of the route."""
    order = {role: place for place, role in enumerate(scheme_of(case).routes[case.route].parties)}
    rows = case.parties.select_related("party")
    return tuple(
        PartyLine(role=row.role, name=row.party.name, name_en=row.party.name_en)
        for row in sorted(rows, key=lambda row: order.get(row.role, len(order)))
    )


def step_lines(case: Case, acting: Acting) -> tuple[StepLine, ...]:
    """The printed steps with their tasks."""
    route = scheme_of(case).routes[case.route]
    rows = {row.task: row for row in case.tasks.select_related("closed_by")}
    done = frozenset(name for name, row in rows.items() if row.status == TaskStatus.DONE)
    current = current_step(route, done)
    return tuple(
        StepLine(
            number=number,
            label=step.label,
            clause=step.clause,
            is_current=step == current,
            is_done=_is_done(step, done),
            tasks=tuple(_task_line(task, rows.get(task.id), acting) for task in step.tasks),
        )
        for number, step in enumerate(route.steps, start=1)
    )


def _is_done(step: Step, done: frozenset[str]) -> bool:
    return all(task.id in done for task in step.tasks if task.strength is not Strength.MAY)


def _task_line(task: TaskDefinition, row: Task | None, acting: Acting) -> TaskLine:
    return TaskLine(
        id=task.id,
        label=task.label,
        clause=task.clause,
        party=task.party,
        optional=task.strength is Strength.MAY,
        status=row.status if row else NOT_STARTED,
        opened_on=row.opened_on if row else None,
        due_on=row.due_on if row else None,
        target_on=row.target_on if row else None,
        closed_on=row.closed_on if row else None,
        closed_by=named(row.closed_by) if row and row.closed_by else None,
        is_ours=row is not None
        and row.status == TaskStatus.OPEN
        and row.party_id == acting.party_id,
    )


def held_by(route: Route, waiting: Iterable[Task]) -> list[Label]:
    """The parties that a case waits for, of the tasks that are open."""
    return [
        Label(zh=row.party.name, en=row.party.name_en)
        for row in waiting
        if route.task(row.task).strength is not Strength.MAY
    ]


def right_lines(case: Case) -> tuple[RightLine, ...]:
    """The patents of a case with their pledges."""
    pledges = {pledge.right_id: pledge for pledge in case.pledges.order_by("id")}
    rows = case.rights.select_related("right").order_by("id")
    return tuple(_right_line(row, pledges.get(row.right_id)) for row in rows)


def _right_line(row: CaseRight, pledge: Pledge | None) -> RightLine:
    right = row.right
    return RightLine(
        number=right.number,
        kind=right.kind,
        title=right.title,
        filing_date=right.filing_date,
        expires_on=expires_on(PatentKind(right.kind), right.filing_date),
        registration_number=pledge.registration_number if pledge else None,
        registered_on=pledge.registered_on if pledge else None,
        released_on=pledge.released_on if pledge else None,
    )


def document_lines(case: Case) -> tuple[DocumentLine, ...]:
    """The dossier, newest first, without the contents."""
    scheme = scheme_of(case)
    rows = case.documents.defer("content").select_related("added_by", "party").order_by("-id")
    return tuple(
        DocumentLine(
            id=row.pk,
            paper=paper_label(scheme, row.paper),
            name=row.name,
            size=row.size,
            sha256=row.sha256,
            is_issued=row.is_issued,
            added_on=row.added_on,
            added_by=named(row.added_by),
            party=row.party.name,
            party_en=row.party.name_en,
        )
        for row in rows
    )


def paper_label(scheme: Scheme, paper: str) -> Label:
    """What a paper is called."""
    known = scheme.papers.get(paper)
    return known.label if known else Label(zh=paper, en=paper)


def fact_lines(now: Circumstances) -> tuple[FactLine, ...]:
    """Every fact that is known of a case, in the order in which the scheme declares facts."""
    facts = now.scheme.facts
    lines = [
        _fact_line(fact, value, None)
        for name, fact in facts.items()
        if (value := now.facts.get(name)) is not None
    ]
    for place, patent in enumerate(now.facts.patents):
        item = patent_item(patent, place)
        lines += [
            _fact_line(fact, patent[name], item) for name, fact in facts.items() if name in patent
        ]
    return tuple(lines)


def _fact_line(fact: Fact, value: FactValue, item: str | None) -> FactLine:
    return FactLine(
        name=fact.full_name,
        label=fact.label,
        subject=str(fact.subject),
        item=item,
        content=value.content,
        fact=fact,
        evidence=str(value.evidence),
    )


def limit_lines(now: Circumstances) -> tuple[LimitLine, ...]:
    """The candidates of the limit; the binding one is named."""
    answer = now.assessment.limit
    return tuple(
        LimitLine(
            id=one.id,
            label=one.label,
            clause=one.clause,
            amount=None if one.amount is None else int(one.amount * 100),
            is_binding=one.id == answer.binding,
        )
        for one in answer.candidates
    )
