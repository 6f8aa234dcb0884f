"""Which facts a party keeps about itself, and how an answer to one is stored.

An enterprise's profile and a lending party's credentials (5.2-5.4) are the scheme's facts of that
subject, less those that a task of a route asks case by case (a bank's approved amount) and those
that are worked out or stand in the register of parties (name, place, credit code).
"""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from zhidai.core.errors import BadInput, reason
from zhidai.core.evidence import Evidence
from zhidai.core.parties import PartyKind
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Fact, Scheme
from zhidai.documents.characters import require_settable_answers
from zhidai.schemes.reader import operated_schemes
from zhidai.services import business_date
from zhidai.services.schemes.versions import scheme_in_force

LENDING = (PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER)
_IN_THE_REGISTER = frozenset(
    {"enterprise.name", "enterprise.credit_code", "enterprise.registered_place"}
)
NOTHING: tuple[object, ...] = ("", None, [], ())


def scheme_of_place(place: str) -> Scheme:
    """The shipped scheme of a place, else the first one: its facts are the trade's shared ones."""
    today = business_date.today()
    schemes = [scheme_in_force(name, today) for name in operated_schemes()]
    return next((scheme for scheme in schemes if scheme.place.zh == place), schemes[0])


def own_facts(scheme: Scheme, kind: PartyKind) -> tuple[Fact, ...]:
    """The facts that a party of this kind declares about itself, in the scheme's order."""
    by_case = (
        frozenset[str]()
        if kind is PartyKind.ENTERPRISE
        else frozenset(
            name
            for route in scheme.routes.values()
            for task in route.tasks
            for name in task.facts_in
        )
    )
    return tuple(
        fact
        for fact in scheme.facts.values()
        if fact.subject == str(kind)
        and fact.formula is None
        and fact.full_name not in by_case | _IN_THE_REGISTER
    )


def merged(
    kept: Mapping[str, Any], answers: Mapping[str, Any], *, scheme: Scheme, kind: PartyKind
) -> dict[str, Any]:
    """What is kept about a party with its new answers; an empty answer takes the old one away.

    `BadInput` names every answer that cannot be read and every one that is not the party's to give.
    """
    asked = {fact.name for fact in own_facts(scheme, kind)}
    strange = [name for name in answers if name not in asked]
    if strange:
        raise BadInput(*(reason("fact_not_asked", fact=name) for name in strange))
    given = {name: answers[name] for name in _given(answers)}
    read_facts(scheme, {str(kind): given})
    require_settable_answers(given)
    facts = copy.deepcopy(dict(kept))
    for name, answer in answers.items():
        if answer in NOTHING:
            facts.pop(name, None)
        else:
            facts[name] = declared(answer)
    return facts


def declared(answer: object) -> dict[str, object]:
    """An answer as it is kept: the party's own word."""
    return {"value": answer, "evidence": str(Evidence.DECLARED)}


def plain(answer: object) -> object:
    """The bare answer behind a kept one, as a form shows it again."""
    return answer["value"] if isinstance(answer, dict) else answer


def _given(answers: Mapping[str, Any]) -> Iterable[str]:
    return (name for name, answer in answers.items() if answer not in NOTHING)
