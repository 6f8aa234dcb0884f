"""A case read out of the tables as the core decides on it: snapshot and circumstances."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.cases.case import CaseSnapshot
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.evidence import Evidence, FactValue
from zhidai.core.parties import PartyKind
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.exceptions import AllowedException
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.rate_facts import LPR, LPR_FIVE_YEARS, goes_by_five_years
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.taking_part import kind_of
from zhidai.db.cases.models import Case, Task
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services.cases.record import pledged_elsewhere, record_facts, recorded, taking_part
from zhidai.services.integrity.facts import facts_by_party
from zhidai.services.schemes.versions import scheme_pinned

CaseData = dict[str, Any]  # the JSON shape of `zhidai assess`
DECLARING = frozenset({"enterprise", "bank", "guarantor", "appraiser"})  # facts of their own
# What the platform's own columns say of an enterprise, by the name of the fact.
ENTERPRISE_COLUMNS = {"name": "name", "registered_place": "place", "credit_code": "credit_code"}


def scheme_of(case: Case) -> Scheme:
    """The scheme a case is pinned to."""
    return scheme_pinned(case.scheme, case.scheme_hash)


def kinds_taking_part(case: Case) -> dict[PartyKind, str]:
    """Kind of party -> the role in which it takes part in a case; the first, of several."""
    scheme = scheme_of(case)
    found: dict[PartyKind, str] = {}
    for role in case.parties.order_by("id").values_list("role", flat=True):
        kind = kind_of(scheme, role)
        if kind is not None:
            found.setdefault(kind, role)
    return found


def snapshot(case: Case) -> CaseSnapshot:
    """What a decision needs to know of a case."""
    tasks = list(case.tasks.values_list("task", "status"))
    roles = {row.party_id: row.role for row in taking_part(case)}
    papers = case.documents.values_list("party_id", "paper")
    return CaseSnapshot(
        number=case.number,
        status=CaseStatus(case.status),
        route=scheme_of(case).routes[case.route],
        done=frozenset(task for task, status in tasks if status == TaskStatus.DONE),
        open=frozenset(task for task, status in tasks if status == TaskStatus.OPEN),
        papers=frozenset((roles[party], paper) for party, paper in papers),
    )


def circumstances(
    case: Case, on: date, *, facts: Mapping[str, Any] | None = None, role: str = ""
) -> Circumstances:
    """Everything else: the case's facts, what the parties showed, what the platform knows.

    `facts` stands for the case's own facts where a command is about to change them; `role` is the
    party that decides.
    """
    scheme = scheme_of(case)
    data = case_data(case, case.facts if facts is None else facts, on)
    known = _with_record(read_facts(scheme, data), case, on, scheme)
    return Circumstances(
        scheme=scheme,
        facts=known,
        reference=reference_tables(),
        on=on,
        accepted_on=case.opened_on,
        exceptions=_exceptions(case, role),
    )


def case_data(case: Case, facts: Mapping[str, Any], on: date) -> CaseData:
    """The case as `zhidai assess` takes it: its route, what it recorded, who its parties are.

    A breach in the register stands over what a lending party declares of its integrity.
    """
    scheme = scheme_of(case)
    data: CaseData = {"route": case.route}
    lending = {
        row.role: row.party
        for row in case.parties.select_related("party")  # what they declare may just have changed
        if row.party.facts and row.role in DECLARING
    }
    known = facts_by_party(tuple(lending.values()), scheme, on)
    data.update({role: known[party.pk] for role, party in lending.items()})
    data.setdefault("enterprise", {}).update(
        {name: getattr(case.enterprise, column) for name, column in ENTERPRISE_COLUMNS.items()}
    )
    for subject, answers in facts.items():
        if subject not in {"patents", "exceptions"}:
            data.setdefault(subject, {}).update(answers)
    data["patents"] = _patents(case, facts.get("patents", {}))
    return data


def _exceptions(case: Case, role: str) -> tuple[AllowedException, ...]:
    """Exceptions from what holds in principle (4.2) that count for a decision.

    Reading chosen: whoever approves answers for its own exception; where the case goes on, all
    approving parties must have recorded one.
    """
    recorded: list[dict[str, str]] = case.facts.get("exceptions", [])
    approvers = {row.role for row in taking_part(case)} & {"bank", "guarantor"}
    needed = {role} if role in approvers else approvers
    counted = {
        one["rule"]: one
        for one in recorded
        if needed <= {other["role"] for other in recorded if other["rule"] == one["rule"]}
    }
    return tuple(
        AllowedException(
            rule=one["rule"],
            reason=one["reason"],
            allowed_by=one["allowed_by"],
            party=one["party"],
            up_to=Decimal(one["up_to"]) if one.get("up_to") else None,
        )
        for one in counted.values()
    )


def signed_on(case: Case) -> date | None:
    """The day on which the loan contract was signed: its LPR counts from then on (4.3)."""
    return signed_on_of([case]).get(case.pk)


def signed_on_of(cases: Sequence[Case]) -> dict[int, date | None]:
    """The same of many cases, by their ids; without those whose contract is not signed."""
    signing = {case.pk: _signing(scheme_of(case), case.route) for case in cases}
    tasks = Task.objects.filter(
        case__in=signing, task__in=set().union(*signing.values()), status=TaskStatus.DONE
    )
    found: dict[int, date | None] = {}
    for case, task, closed_on in tasks.order_by("pk").values_list("case_id", "task", "closed_on"):
        if task in signing[case]:
            found.setdefault(case, closed_on)
    return found


def _signing(scheme: Scheme, route: str) -> frozenset[str]:
    """The tasks of a route in which the contract is signed."""
    tasks = scheme.routes[route].tasks
    return frozenset(task.id for task in tasks if "contract.rate" in task.facts_in)


def _patents(case: Case, answers: Mapping[str, Any]) -> list[CaseData]:
    """What was answered in the case, and over it what the owner declared of the right since.

    A step's answers are declared of the right itself (`declare_rights`), so the right always
    holds the latest word: an attachment or an unpaid fee told later reaches every open case.
    """
    rows = case.rights.select_related("right").order_by("id")
    return [
        {
            "number": row.right.number,
            "kind": row.right.kind,
            "title": row.right.title,
            "filing_date": row.right.filing_date.isoformat(),
            **answers.get(row.right.number, {}),
            **row.right.facts,
        }
        for row in rows
    ]


def _with_record(facts: CaseFacts, case: Case, on: date, scheme: Scheme) -> CaseFacts:
    known = facts
    quote = reference_tables().lpr_on(signed_on(case) or on)
    if quote is not None:
        issued = FactValue(content=quote.one_year, evidence=Evidence.ISSUED)
        known = known.with_fact(LPR, issued)
        if goes_by_five_years(scheme):
            longer = FactValue(content=quote.over_five_years, evidence=Evidence.ISSUED)
            known = known.with_fact(LPR_FIVE_YEARS, longer)
    for name, value in record_facts(case, on).items():
        known = known.with_fact(name, value)
    for place, is_pledged in enumerate(pledged_elsewhere(case)):
        declared = known.get("patent.already_pledged", place)
        if is_pledged or declared is None or declared.content is not True:
            pledged = recorded(is_pledged)
            known = known.with_fact("patent.already_pledged", pledged, patent=place)
    return known
