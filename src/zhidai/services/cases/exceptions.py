"""Exceptions from what holds in principle (原则上): recorded with reason, name and party."""

from collections.abc import Mapping
from typing import Any

from zhidai.core.cases.circumstances import Circumstances
from zhidai.core.cases.conditions import formal_value_covers
from zhidai.core.errors import reason
from zhidai.core.parties import PartyKind, PersonRole
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
