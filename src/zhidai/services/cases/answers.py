"""What a task's form answered, merged into the case's facts with who said so.

A task takes only the facts its route asks for; anything else is refused by name, so that no form
can rewrite what another party answered.
"""

import copy
from collections.abc import Mapping
from typing import Any

from zhidai.core.errors import BadInput, bad_input, reason
from zhidai.core.evidence import Evidence
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.db.cases.models import Case
from zhidai.db.rights.models import IpRight
from zhidai.documents.characters import require_settable_answers
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.history.commands import append
from zhidai.services.rights.fee_dates import require_fee_within_term

NOTHING: tuple[object, ...] = ("", None, [])
PATENTS = "patents"  # number -> answers, for facts of subject patent


def merged_facts(case: Case, task: str, given: Mapping[str, Any], *, party: str) -> dict[str, Any]:
    """The case's facts with a task's answers added; answers nobody asked for are bad input."""
    definition = scheme_of(case).routes[case.route].task(task)
    asked = frozenset(definition.facts_in)
    merged: dict[str, Any] = copy.deepcopy(case.facts)
    strange: list[str] = []
    for subject, answers in given.items():
        require_settable_answers(answers)
        if subject == PATENTS:
            strange += _merge_patents(merged, answers, asked, case)
            continue
        for name, answer in answers.items():
            if f"{subject}.{name}" not in asked:
                strange.append(f"{subject}.{name}")
            elif answer not in NOTHING:
                merged.setdefault(subject, {})[name] = _said(answer)
    if strange:
        raise BadInput(*(reason("fact_not_asked", fact=name) for name in strange))
    return merged


def declare_rights(case: Case, given: Mapping[str, Any], *, acting: Acting) -> None:
    """What a step answered about a patent is its owner's latest word on it, in every case."""
    for number, answers in given.get(PATENTS, {}).items():
        declared = {
            name: _said(answer) for name, answer in answers.items() if answer not in NOTHING
        }
        if not declared:
            continue
        right = IpRight.objects.select_for_update().get(number=number, owner_id=case.enterprise_id)
        require_fee_within_term(declared, kind=PatentKind(right.kind), filed_on=right.filing_date)
        right.facts = {**right.facts, **declared}
        right.facts_updated_on = business_date.today()
        right.save(update_fields=["facts", "facts_updated_on"])
        payload = {"case": case.number, "facts": answers}
        append(f"right:{number}", "right.updated", acting=acting, payload=payload)


def _merge_patents(
    merged: dict[str, Any], patents: Mapping[str, Any], asked: frozenset[str], case: Case
) -> list[str]:
    known = set(case.rights.values_list("right__number", flat=True))
    strange = []
    for number, answers in patents.items():
        if number not in known:
            raise bad_input("right_not_in_case", number=number, case=case.number)
        require_settable_answers(answers)
        for name, answer in answers.items():
            if f"patent.{name}" not in asked:
                strange.append(f"patent.{name}")
            elif answer not in NOTHING:
                merged.setdefault(PATENTS, {}).setdefault(number, {})[name] = _said(answer)
    return strange


def _said(answer: object) -> dict[str, object]:
    return {"value": answer, "evidence": str(Evidence.DECLARED)}
