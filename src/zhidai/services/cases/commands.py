"""Changes cases: each command is one transaction that locks, decides, saves and logs.

Locks are taken in one order everywhere: the scheme's breaker, the enterprise (its year's room),
the rights, the case, the event chain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhidai.core.cases.case import Accepted, CaseCommand, CompleteTask, RefuseTask, Withdraw
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.conditions import formal_value_covers, nothing_against, within_limit
from zhidai.core.cases.decide import decide
from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.cases.tasks import opened_by
from zhidai.core.errors import bad_input, reason
from zhidai.core.money import parse_yuan, to_fen
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.core.policy.scheme import Route
from zhidai.core.policy.trace_json import Json, trace
from zhidai.db.cases.models import Case, CaseParty, CaseRight, Document, Task
from zhidai.db.parties.models import Party
from zhidai.db.rights.models import IpRight
from zhidai.documents.uploads import CheckedUpload
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.answers import merged_facts
from zhidai.services.cases.dossier import circumstances, scheme_of, snapshot
from zhidai.services.cases.letters import issue_letters
from zhidai.services.cases.recording import make_record
from zhidai.services.cases.tenancy import visible_case
from zhidai.services.history.commands import append
from zhidai.services.portfolio.breaker import locked_breaker
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.transactions import Answer, once

Uploads = Sequence[tuple[str, CheckedUpload]]  # paper id, file


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What an enterprise chooses when it opens a case."""

    scheme: str
    route: str
    amount: str
    parties: Mapping[str, int]  # role -> party id, for bank, guarantor, appraiser
    rights: tuple[str, ...]  # patent numbers


def open_case(acting: Acting, new: NewCase, *, key: str) -> Answer:
    """Open a case; the parties that the route names take part from now on."""
    request = {"new": [new.scheme, new.route, new.amount, dict(new.parties), list(new.rights)]}
    return once(acting, "open_case", key=key, request=request, work=lambda: _open(acting, new))


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
        "papers": [(paper, upload.sha256) for paper, upload in uploads],
        "exception": exception,
    }

    def work() -> Answer:
        case = locked_case(acting, number)
        role = role_in(case, acting)
        if exception.strip():
            _allow_exceptions(case, exception, acting=acting, facts=facts, task=task)
        merged = merged_facts(case, task, facts, party=role)
        command = CompleteTask(
            task=task, party=role, papers=frozenset(paper for paper, _ in uploads)
        )
        accepted, grounds_kept = _decided(case, command, facts=merged)
        case.facts = merged
        _keep(case, task, uploads, acting)
        payload = {"task": task, "facts": facts, "trace": grounds_kept, "papers": _papers(uploads)}
        return _apply(case, accepted, acting=acting, payload=payload)

    return once(acting, "complete_task", key=key, request=request, work=work)


def refuse_task(acting: Acting, number: str, task: str, *, grounds: str, key: str) -> Answer:
    """Refuse an approval, which ends the case."""

    def work() -> Answer:
        case = locked_case(acting, number)
        command = RefuseTask(task=task, party=role_in(case, acting), grounds=grounds)
        accepted, grounds_kept = _decided(case, command, facts=case.facts)
        payload = {"task": task, "grounds": grounds, "trace": grounds_kept}
        return _apply(case, accepted, acting=acting, payload=payload)

    request = {"case": number, "task": task, "grounds": grounds}
    return once(acting, "refuse_task", key=key, request=request, work=work)


def withdraw_case(acting: Acting, number: str, *, grounds: str, key: str) -> Answer:
    """The enterprise takes its application back before anything is drawn."""

    def work() -> Answer:
        case = locked_case(acting, number)
        command = Withdraw(party=role_in(case, acting), grounds=grounds)
        accepted, _ = _decided(case, command, facts=case.facts)
        return _apply(case, accepted, acting=acting, payload={"grounds": grounds})

    request = {"case": number, "grounds": grounds}
    return once(acting, "withdraw_case", key=key, request=request, work=work)


def locked_case(acting: Acting, number: str) -> Case:
    """A visible case with everything a decision on it depends on locked, in the fixed order."""
    case = visible_case(acting, number)
    locked_breaker(case.scheme)
    Party.objects.select_for_update().get(pk=case.enterprise_id)
    list(IpRight.objects.select_for_update().filter(in_cases__case=case).order_by("id"))
    return Case.objects.select_for_update().get(pk=case.pk)


def role_in(case: Case, acting: Acting) -> str:
    """The role of the acting party in a case."""
    role = case.parties.filter(party_id=acting.party_id).values_list("role", flat=True).first()
    if role is None:
        raise NotFound
    return role


def close_open_tasks(case: Case, on: date) -> None:
    """Nothing is left to do in a case that has ended."""
    case.tasks.filter(status=TaskStatus.OPEN).update(status=TaskStatus.CANCELLED, closed_on=on)


def _open(acting: Acting, new: NewCase) -> Answer:
    if acting.kind is not PartyKind.ENTERPRISE:
        raise NotFound
    today = business_date.today()
    scheme = shipped(new.scheme)
    if new.route not in scheme.routes:
        raise bad_input("route_unknown", route=new.route)
    route = scheme.routes[new.route]
    locked_breaker(scheme.id)
    enterprise = Party.objects.select_for_update().get(pk=acting.party_id)
    rights = _own_rights(enterprise, new.rights)
    amount = parse_yuan(new.amount)
    case = Case.objects.create(
        number=_next_number(today),
        scheme=scheme.id,
        scheme_hash=scheme.content_hash,
        route=route.id,
        enterprise=enterprise,
        amount=to_fen(amount),
        opened_on=today,
        facts={"request": {"amount": {"value": new.amount}}, "patents": {}},
    )
    for role, party in _take_part(route, new, enterprise, place=scheme.place.zh).items():
        CaseParty.objects.create(case=case, role=role, party=party)
    for right in rights:
        CaseRight.objects.create(case=case, right=right)
    _refuse_what_stands_against(case, today)
    _open_tasks(case, opened_by(route, done=frozenset(), known=frozenset(), on=today), today)
    payload = {"route": route.id, "amount": str(amount), "rights": list(new.rights)}
    append(f"case:{case.number}", "case.opened", acting=acting, payload=payload)
    return {"case": case.number}


def _refuse_what_stands_against(case: Case, today: date) -> None:
    """What is known to stand against a case is said at once, before anybody works on it."""
    now = circumstances(case, today)
    against = nothing_against(now) + within_limit(now)
    if against:
        raise Refused(against)


def _own_rights(enterprise: Party, numbers: Sequence[str]) -> list[IpRight]:
    if not numbers:
        raise bad_input("rights_needed")
    rights = {right.number: right for right in IpRight.objects.filter(owner=enterprise)}
    unknown = [number for number in numbers if number not in rights]
    if unknown:
        raise bad_input("right_not_owned", number=unknown[0])
    return [rights[number] for number in dict.fromkeys(numbers)]


def _take_part(route: Route, new: NewCase, enterprise: Party, *, place: str) -> dict[str, Party]:
    """One party for each role of the route: chosen lenders, and the offices of the scheme's place.

    An enterprise registered elsewhere meets these offices too: it is then told so by 5.1.1.
    """
    found: dict[str, Party] = {}
    for role in route.parties:
        if role == PartyKind.ENTERPRISE:
            found[role] = enterprise
        elif role in {PartyKind.BUREAU, PartyKind.TREASURY, PartyKind.FINANCE}:
            office = Party.objects.filter(kind=role, place=place).order_by("id").first()
            if office is None:
                raise bad_input("office_not_registered", role=role, place=place)
            found[role] = office
        else:
            chosen = Party.objects.filter(pk=new.parties.get(role, 0), kind=role).first()
            if chosen is None:
                raise bad_input("party_not_chosen", role=role)
            found[role] = chosen
    return found


def _next_number(today: date) -> str:
    """The next case number of the year; unique, and counted under the breaker's lock."""
    prefix = f"ZD{today.year}-"
    last = (
        Case.objects.filter(number__startswith=prefix)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:05d}"


def _decided(
    case: Case, command: CaseCommand, *, facts: Mapping[str, Any]
) -> tuple[Accepted, dict[str, Json]]:
    now = circumstances(case, business_date.today(), facts=facts, role=command.party)
    decision = decide(snapshot(case), command, now)
    if not isinstance(decision, Accepted):
        raise Refused(decision.reasons)
    return decision, _grounds(now)


def _grounds(now: Circumstances) -> dict[str, Json]:
    """The trace kept with a decision; a running loan's last tasks may come after the trial."""
    in_force = now.scheme.in_force_from <= now.on <= now.scheme.in_force_until
    return trace(now.assessment) if in_force else {}


def _apply(
    case: Case, accepted: Accepted, *, acting: Acting, payload: Mapping[str, object]
) -> Answer:
    """Write an accepted decision down: tasks, record, letters, and the event."""
    today = business_date.today()
    if accepted.closed is not None:
        refused = accepted.status is CaseStatus.REFUSED
        case.tasks.filter(task=accepted.closed).update(
            status=TaskStatus.REFUSED if refused else TaskStatus.DONE,
            closed_on=today,
            closed_by_id=acting.person_id,
        )
    case.tasks.filter(task__in=accepted.lapsed).update(status=TaskStatus.CANCELLED, closed_on=today)
    case.status = accepted.status
    if accepted.record:
        make_record(case, accepted.record, acting=acting, on=today)
    if accepted.letters:
        issue_letters(case, accepted.letters, acting=acting, on=today, task=accepted.closed or "")
    _open_tasks(case, accepted.opened, today)
    if case.status in {CaseStatus.REFUSED, CaseStatus.WITHDRAWN}:
        case.closed_on = today
        close_open_tasks(case, today)
        # Without a loan there is no debt to secure: the pledge is to be released (注销).
        case.pledges.filter(released_on__isnull=True).update(released_on=today)
    case.save()
    event = append(f"case:{case.number}", accepted.event, acting=acting, payload=payload)
    return {"case": case.number, "event": event.sequence}


def _open_tasks(case: Case, opened: Sequence[Any], today: date) -> None:
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


def _keep(case: Case, task: str, uploads: Uploads, acting: Acting) -> None:
    scheme = scheme_of(case)
    for paper, upload in uploads:
        if paper not in scheme.papers:
            raise bad_input("paper_unknown", paper=paper)
        Document.objects.create(
            case=case,
            paper=paper,
            task=task,
            name=upload.name,
            media_type=upload.media_type,
            size=upload.size,
            sha256=upload.sha256,
            content=upload.content,
            added_on=business_date.today(),
            added_by_id=acting.person_id,
            party_id=acting.party_id,
        )


def _papers(uploads: Uploads) -> list[dict[str, str]]:
    return [
        {"paper": paper, "name": upload.name, "sha256": upload.sha256} for paper, upload in uploads
    ]


def _allow_exceptions(
    case: Case, why: str, *, acting: Acting, facts: Mapping[str, Any], task: str
) -> None:
    """Record the acting party's exception for each rule that holds in principle and is broken."""
    role = role_in(case, acting)
    if role not in {PartyKind.BANK, PartyKind.GUARANTOR}:
        raise Refused((reason("exception_by_lender_or_guarantor", "4.2"),))
    if acting.role is not PersonRole.APPROVER:
        raise Refused((reason("exception_by_an_approver", "4.2"),))
    merged = merged_facts(case, task, facts, party=role)
    now = circumstances(case, business_date.today(), facts=merged, role=role)
    case.facts["exceptions"] = case.facts.get("exceptions", []) + [
        {
            "rule": rule,
            "role": role,
            "reason": why.strip(),
            "allowed_by": acting.person_name,
            "party": acting.party_name,
        }
        for rule in _broken_in_principle(now)
    ]


def _broken_in_principle(now: Circumstances) -> tuple[str, ...]:
    """Rules and limits that an exception would settle, the formal value's ratio among them."""
    needed = now.assessment.exceptions_needed
    if needed or not formal_value_covers(now):
        return needed
    return tuple(one.id for one in now.scheme.limits if one.parameter == "pledge_ratio_max")
