"""A case read out of the tables as the core decides on it: snapshot and circumstances."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhidai.core.cases.case import CaseSnapshot
from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.exceptions import AllowedException
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Scheme
from zhidai.db.cases.models import Case
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.reader import shipped
from zhidai.services.cases.record import is_pledged_elsewhere, record_facts, recorded

CaseData = dict[str, Any]  # the JSON shape of `zhidai assess`


def scheme_of(case: Case) -> Scheme:
    """The scheme a case is pinned to."""
    return shipped(case.scheme)


def snapshot(case: Case) -> CaseSnapshot:
    """What a decision needs to know of a case."""
    tasks = list(case.tasks.values_list("task", "status"))
    return CaseSnapshot(
        number=case.number,
        status=CaseStatus(case.status),
        route=scheme_of(case).routes[case.route],
        done=frozenset(task for task, status in tasks if status == TaskStatus.DONE),
        open=frozenset(task for task, status in tasks if status == TaskStatus.OPEN),
        papers=frozenset(case.documents.values_list("paper", flat=True)),
    )


def circumstances(case: Case, on: date, *, facts: Mapping[str, Any] | None = None) -> Circumstances:
    """Everything else: the case's facts, what the parties showed, what the platform knows.

    `facts` stands for the case's own facts where a command is about to change them.
    """
    scheme = scheme_of(case)
    data = case_data(case, case.facts if facts is None else facts)
    known = _with_record(read_facts(scheme, data), case, on)
    return Circumstances(
        scheme=scheme,
        facts=known,
        reference=reference_tables(),
        on=on,
        exceptions=tuple(
            AllowedException(**allowed) for allowed in case.facts.get("exceptions", [])
        ),
    )


def case_data(case: Case, facts: Mapping[str, Any]) -> CaseData:
    """The case as `zhidai assess` takes it: its route, what it recorded, who its parties are."""
    data: CaseData = {"route": case.route}
    for row in case.parties.select_related("party"):
        if row.party.facts and row.role in {"enterprise", "bank", "guarantor", "appraiser"}:
            data[row.role] = dict(row.party.facts)
    data.setdefault("enterprise", {}).update(
        name=case.enterprise.name,
        registered_place=case.enterprise.place,
        credit_code=case.enterprise.credit_code,
    )
    for subject, answers in facts.items():
        if subject not in {"patents", "exceptions"}:
            data.setdefault(subject, {}).update(answers)
    data["patents"] = _patents(case, facts.get("patents", {}))
    return data


def _patents(case: Case, answers: Mapping[str, Any]) -> list[CaseData]:
    rows = case.rights.select_related("right").order_by("id")
    return [
        {
            "number": row.right.number,
            "kind": row.right.kind,
            "title": row.right.title,
            "filing_date": row.right.filing_date.isoformat(),
            **row.right.facts,
            **answers.get(row.right.number, {}),
        }
        for row in rows
    ]


def _with_record(facts: CaseFacts, case: Case, on: date) -> CaseFacts:
    known = facts
    for name, value in record_facts(case, on).items():
        known = known.with_fact(name, value)
    for place, row in enumerate(case.rights.order_by("id")):
        pledged = recorded(is_pledged_elsewhere(row.right_id, case))
        known = known.with_fact("patent.already_pledged", pledged, patent=place)
    return known
