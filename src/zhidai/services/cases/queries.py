"""Reads cases for pages, always from what the acting party may see."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce

from zhidai.core.cases.carried_over import carried_over, days_begun_with
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.cases.tasks import current_step
from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.core.policy.scheme import Subject
from zhidai.db.cases.models import Case, Document, Task
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import circumstances, scheme_of
from zhidai.services.cases.lines import (
    document_lines,
    fact_lines,
    held_by,
    limit_lines,
    party_lines,
    right_lines,
    step_lines,
)
from zhidai.services.cases.locking import role_in
from zhidai.services.cases.tenancy import takes_part, visible_case, visible_to
from zhidai.services.cases.views import CaseRow, CaseView, TaskForm, ToDo
from zhidai.services.history.queries import EventView, timeline
from zhidai.services.paging import Rows
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force


def to_dos(acting: Acting) -> Rows[ToDo]:
    """What waits for the acting party, the nearest limit first."""
    open_tasks = (
        Task.objects.filter(party_id=acting.party_id, status=TaskStatus.OPEN)
        .filter(takes_part(acting, "case"))
        .select_related("case", "case__enterprise")
        .order_by(Coalesce("due_on", "target_on").asc(nulls_last=True), "case__number", "id")
    )
    return Rows(query=open_tasks, told=lambda page: [_to_do(task) for task in page])


def case_rows(acting: Acting, *, status: str = "", text: str = "") -> Rows[CaseRow]:
    """The acting party's cases, newest first, filtered by status and by number or enterprise."""
    cases = visible_to(acting).select_related("enterprise")
    if status in set(CaseStatus):
        cases = cases.filter(status=status)
    if text:
        cases = cases.filter(Q(number__icontains=text) | Q(enterprise__name__icontains=text))
    tasks = Prefetch("tasks", queryset=Task.objects.select_related("party").order_by("id"))
    newest = cases.order_by("-opened_on", "-number").prefetch_related(tasks)
    return Rows(query=newest, told=lambda page: [_case_row(case) for case in page])


def case_view(acting: Acting, number: str) -> CaseView:
    """A case page."""
    case = visible_case(acting, number)
    scheme = scheme_of(case)
    now = circumstances(case, _day_for(case))
    limit = now.assessment.limit
    return CaseView(
        number=case.number,
        scheme=case.scheme,
        scheme_title=scheme.title,
        scheme_is_current=case.scheme_hash
        == scheme_in_force(case.scheme, business_date.today()).content_hash,
        route=scheme.routes[case.route].label,
        status=case.status,
        amount=case.amount,
        granted_amount=case.granted_amount,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        our_role=role_in(case, acting),
        parties=party_lines(case),
        steps=step_lines(case, acting),
        rights=right_lines(case),
        documents=document_lines(case),
        facts=fact_lines(now),
        limit=None if limit.amount is None else int(limit.amount * 100),
        limits=limit_lines(now),
        exceptions=tuple(case.facts.get("exceptions", [])),
        loan_key=case.loan.key if hasattr(case, "loan") else None,
        timeline=tuple(timeline(f"case:{case.number}")),
    )


def task_form(acting: Acting, number: str, task: str) -> TaskForm:
    """The page of an open task of the acting party."""
    case = visible_case(acting, number)
    if not case.tasks.filter(task=task, party_id=acting.party_id, status=TaskStatus.OPEN).exists():
        raise NotFound
    scheme = scheme_of(case)
    definition = scheme.routes[case.route].task(task)
    asked = [scheme.facts[name] for name in definition.facts_in]
    now = circumstances(case, business_date.today())
    limit = now.assessment.limit
    rules = {rule.id: rule.label for rule in scheme.rules} | {
        one.id: one.label for one in scheme.limits
    }
    return TaskForm(
        case=case.number,
        task=task,
        label=definition.label,
        clause=definition.clause,
        hint=definition.hint,
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        amount=case.amount,
        scheme=case.scheme,
        facts=tuple(fact for fact in asked if fact.subject is not Subject.PATENT),
        patent_facts=tuple(fact for fact in asked if fact.subject is Subject.PATENT),
        patents=right_lines(case),
        papers=tuple(scheme.papers[paper] for paper in definition.papers),
        initial=_initial(case, now),
        may_be_refused=definition.approval,
        issues=tuple(scheme.papers[paper].label for paper in definition.issues),
        is_drawdown=definition.records == "loan",
        exceptions_needed=tuple(rules[rule] for rule in now.assessment.exceptions_needed),
        limit=None if limit.amount is None else int(limit.amount * 100),
        limits=limit_lines(now),
    )


def why(acting: Acting, number: str, sequence: int) -> tuple[CaseView, EventView]:
    """A decision of a case with the trace that was kept with it."""
    view = case_view(acting, number)
    for event in view.timeline:
        if event.sequence == sequence:
            return view, event
    raise NotFound


def document_content(acting: Acting, number: str, document: int) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a paper of a visible case."""
    case = visible_case(acting, number)
    found = Document.objects.filter(case=case, pk=document).first()
    if found is None:
        raise NotFound
    return found.name, found.media_type, bytes(found.content)


def _initial(case: Case, now: Circumstances) -> dict[str, object]:
    """What the case and the enterprise's own profile already answer: nothing is asked twice."""
    given: dict[str, object] = {}
    for name, answer in case.enterprise.facts.items():
        given[f"enterprise.{name}"] = _plain(answer)
    for subject, answers in case.facts.items():
        if subject in {"patents", "exceptions"}:
            continue
        for name, answer in answers.items():
            given[f"{subject}.{name}"] = _plain(answer)
    for fact, source in carried_over(now).items():
        if source in given:
            given.setdefault(fact, given[source])
    for fact, day in days_begun_with(now).items():
        given.setdefault(fact, day)
    given["patents"] = {
        row.right.number: {
            **{name: _plain(answer) for name, answer in row.right.facts.items()},
            **{
                name: _plain(answer)
                for name, answer in case.facts.get("patents", {}).get(row.right.number, {}).items()
            },
        }
        for row in case.rights.select_related("right")
    }
    return given


def _plain(answer: object) -> object:
    return answer["value"] if isinstance(answer, dict) else answer


def _day_for(case: Case) -> date:
    """The day a case page is assessed for: today, within the scheme's validity."""
    scheme = scheme_of(case)
    return min(max(business_date.today(), scheme.in_force_from), scheme.in_force_until)


def _to_do(task: Task) -> ToDo:
    case = task.case
    definition = scheme_of(case).routes[case.route].task(task.task)
    return ToDo(
        case=case.number,
        task=task.task,
        label=definition.label,
        clause=Citation(scheme=case.scheme, clause=definition.clause),
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        amount=case.amount,
        opened_on=task.opened_on,
        due_on=task.due_on,
        target_on=task.target_on,
    )


def _case_row(case: Case) -> CaseRow:
    """Of a case whose tasks came with it."""
    route, tasks = scheme_of(case).routes[case.route], list(case.tasks.all())
    done = frozenset(row.task for row in tasks if row.status == TaskStatus.DONE)
    step = current_step(route, done) if case.status == CaseStatus.OPEN else None
    waiting = [row for row in tasks if row.status == TaskStatus.OPEN]
    return CaseRow(
        number=case.number,
        enterprise=case.enterprise.name,
        enterprise_en=case.enterprise.name_en,
        amount=case.amount,
        status=case.status,
        route=route.label,
        step=step.label if step else None,
        held_by=_each_once(held_by(route, waiting)),
        opened_on=case.opened_on,
    )


def _each_once(labels: Iterable[Label]) -> tuple[Label, ...]:
    return tuple(dict.fromkeys(labels))
