"""Exceptions from what holds in principle (原则上): recorded with reason, name and party."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.errors import reason
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.core.policy.strength import Strength
from zhidai.db.cases.models import Case
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.answers import merged_facts
from zhidai.services.cases.dossier import circumstances
from zhidai.services.cases.locking import role_in
from zhidai.services.refusal import Refused


def allow_exceptions(
    case: Case, why: str, *, acting: Acting, facts: Mapping[str, Any], task: str
) -> None:
    """Record the acting party's exception for each rule that holds in principle and is broken."""
    role = role_in(case, acting)
    merged = merged_facts(case, task, facts, party=role)
    now = circumstances(case, business_date.today(), facts=merged)
    if role not in {PartyKind.BANK, PartyKind.GUARANTOR}:
        raise Refused((reason("exception_by_lender_or_guarantor", _clause(now)),))
    if acting.role is not PersonRole.APPROVER:
        raise Refused((reason("exception_by_an_approver", _clause(now)),))
    case.facts["exceptions"] = case.facts.get("exceptions", []) + [
        {
            "rule": rule,
            "role": role,
            "reason": why.strip(),
            "allowed_by": acting.person_name,
            "party": acting.party_name,
            "up_to": _reached(now, rule),
        }
        for rule in now.assessment.exceptions_needed
    ]


def _clause(now: Circumstances) -> str | None:
    """Of the first rule that is broken in principle; where none is, of the first that could be."""
    needed = now.assessment.exceptions_needed
    could_be = [one for one in now.assessment.findings if one.strength is Strength.IN_PRINCIPLE]
    could_be.sort(key=lambda one: one.rule not in needed)
    return next((one.clause for one in could_be), None)


def _reached(now: Circumstances, rule: str) -> str | None:
    """How far the case goes: an exception covers that and nothing beyond it."""
    for finding in now.assessment.findings:
        value = finding.test.value if finding.rule == rule and finding.test else None
        if value is not None and isinstance(value.content, Decimal):
            return f"{value.content:f}"
    return None
