"""Walks a case along its route through the services, with the answers a plausible loan would get.

Nothing here knows the route: the scheme says what a task asks for, and only that is answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.calendar import add_months
from zhidai.core.cases.status import TaskStatus
from zhidai.core.money import half_up_to_fen, parse_yuan
from zhidai.core.policy.scheme import Route, Scheme, Strength, Subject, TaskDefinition
from zhidai.db.cases.models import Case, Task
from zhidai.documents.letters.specimens import specimen_paper
from zhidai.documents.uploads import CheckedUpload, check_upload
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.commands import complete_task
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.refusal import NotFound
from zhidai.services.transactions import Answer

ONE_PERCENT = Decimal("0.01")
REGISTRATION_FEE = "1500元"  # an agent's, assumed


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanStory:
    """What the parties of one case say and agree on."""

    contract: str  # number of the loan contract
    amount: str = "300万元"
    rate: str = "4.85%"
    appraised_value: str = "620万元"
    market_value: str = "600万元"
    formal_value: str = "610万元"
    term_months: int = 12
    fee_ratio: Decimal = ONE_PERCENT  # of the amount, for each of the two fees
    changed: Mapping[str, object] = field(default_factory=dict)  # other answers, by full name


Team = Mapping[str, Acting]  # role -> who acts for the party in that role


def answers(story: LoanStory, on: date) -> dict[str, Any]:
    """Every answer of the story by full fact name, as the parties would give it on a day."""
    fee = f"{half_up_to_fen(parse_yuan(story.amount) * story.fee_ratio):f}元"
    return {
        "request.term": f"{story.term_months}个月",
        "request.rate": story.rate,
        "request.purpose": "working_capital",
        "request.main_security_is_pledge": True,
        "enterprise.never_pledged": True,
        "valuation.appraised_value": story.appraised_value,
        "valuation.market_value": story.market_value,
        "valuation.formal_value": story.formal_value,
        "bank.approved_amount": story.amount,
        "bank.credit_policy_met": True,
        "guarantor.approved_amount": story.amount,
        "guarantor.guarantee_policy_met": True,
        "contract.number": story.contract,
        "contract.amount": story.amount,
        "contract.rate": story.rate,
        "contract.guarantee_number": f"{story.contract}-保",
        "contract.guarantee_fee": fee,
        "contract.appraisal_fee": fee,
        "contract.insurance_premium": fee,
        "contract.registration_fee": REGISTRATION_FEE,
        "contract.pledge_number": f"{story.contract}-质",
        "contract.due_on": add_months(on, story.term_months).isoformat(),
        "registration.number": f"Y-{story.contract}",
        "registration.registered_on": on.isoformat(),
        "registration.filed_by": "pledgee",
        "disbursement.drawn_on": on.isoformat(),
        "disbursement.amount": story.amount,
        **story.changed,
    }


def facts_for(task: TaskDefinition, story: LoanStory, on: date) -> dict[str, dict[str, Any]]:
    """The story's answers to one task, by subject. Enterprise and patents answer for themselves."""
    said = answers(story, on)
    found: dict[str, dict[str, Any]] = {}
    for full_name in task.facts_in:
        subject, _, name = full_name.partition(".")
        if full_name in said and subject != Subject.PATENT:
            found.setdefault(subject, {})[name] = said[full_name]
    return found


def papers_for(
    task: TaskDefinition, scheme: Scheme, *, case: str, party: str, on: date
) -> list[tuple[str, CheckedUpload]]:
    """A specimen of each paper that a task cannot do without."""
    papers = [scheme.papers[paper] for paper in task.papers]
    return [
        (
            paper.id,
            check_upload(
                f"{paper.label.zh}.pdf",
                specimen_paper(title=paper.label.zh, party=party, case=case, dated=on),
            ),
        )
        for paper in papers
        if paper.required
    ]


def do_task(
    team: Team,
    number: str,
    task: str,
    *,
    story: LoanStory,
    changed: Mapping[str, Any] | None = None,
    without: frozenset[str] = frozenset(),
    exception: str = "",
    key: str = "",
) -> Answer:
    """Do one task as its party would; `changed` answers by full name, `without` paper ids."""
    case = _case(number)
    scheme = scheme_of(case)
    definition = scheme.routes[case.route].task(task)
    acting, today = team[definition.party], business_date.today()
    facts = facts_for(definition, story, today)
    for full_name, answer in (changed or {}).items():
        subject, _, name = full_name.partition(".")
        facts.setdefault(subject, {})[name] = answer
    papers = papers_for(definition, scheme, case=number, party=acting.party_name, on=today)
    return complete_task(
        acting,
        number,
        task,
        facts=facts,
        uploads=[(paper, upload) for paper, upload in papers if paper not in without],
        exception=exception,
        key=key or f"walk-{number}-{task}",
    )


def walk(team: Team, number: str, *, story: LoanStory, until: Sequence[str] = ()) -> Iterator[str]:
    """Do open tasks in the route's order; gives each task before it is done.

    Stops once nothing is left but the tasks of `until` and what comes after them. Optional tasks
    are left alone.
    """
    while (task := _next_task(number, until)) is not None:
        yield task
        do_task(team, number, task, story=story)


def walk_to(team: Team, number: str, task: str, *, story: LoanStory) -> None:
    """Bring a case to where a task is open, doing only what that task comes after."""
    case = _case(number)
    route = scheme_of(case).routes[case.route]
    before = _all_before(route, task)
    while (found := _next_task(number, only=before)) is not None:
        do_task(team, number, found, story=story)


def _all_before(route: Route, task: str) -> frozenset[str]:
    direct = route.task(task).after
    return frozenset(direct).union(*(_all_before(route, earlier) for earlier in direct))


def _next_task(
    number: str, until: Sequence[str] = (), *, only: frozenset[str] | None = None
) -> str | None:
    rows = Task.objects.filter(case__number=number, status=TaskStatus.OPEN).select_related("case")
    waiting = {row.task: row.case for row in rows}
    case = next(iter(waiting.values()), None)
    if case is None:
        return None
    for task in scheme_of(case).routes[case.route].tasks:
        if task.id not in waiting or task.id in until or task.strength is Strength.MAY:
            continue
        if only is None or task.id in only:
            return task.id
    return None


def _case(number: str) -> Case:
    case = Case.objects.filter(number=number).first()
    if case is None:
        raise NotFound
    return case
