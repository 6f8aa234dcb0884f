"""Which facts a party keeps about itself, and how an answer to one is stored.

An enterprise's profile and a lending party's credentials (5.2-5.4) are the scheme's facts of that
subject, less those that a task of a route asks case by case (a bank's approved amount) and those
that are worked out or stand in the register of parties (name, place, credit code).
"""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from zhidai.core.errors import BadInput, reason
from zhidai.core.evidence import Evidence
from zhidai.core.parties import PartyKind
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Fact, Scheme
from zhidai.documents.characters import require_settable_answers
from zhidai.schemes.operated import operated_schemes
from zhidai.schemes.reader import shipped
from zhidai.services import business_date
from zhidai.services.schemes.versions import scheme_in_force

# Who declares how it meets the scheme's conditions on those who lend, guarantee and value.
DECLARING = (PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER)
_IN_THE_REGISTER = frozenset(
    {"enterprise.name", "enterprise.credit_code", "enterprise.registered_place"}
)
NOTHING: tuple[object, ...] = ("", None, [], ())


Asked = Mapping[str, tuple[Scheme, Fact]]  # by the fact's short name, with a scheme that asks it


def schemes_of_place(place: str) -> tuple[Scheme, ...]:
    """The operated schemes of a place, those in force first; else the first one of all.

    A party of a place without a scheme of its own is asked the trade's shared facts.
    """
    today = business_date.today()
    schemes = [scheme_in_force(name, today) for name in operated_schemes()]
    own = [scheme for scheme in schemes if scheme.place.zh == place]
    return tuple(sorted(own, key=lambda one: not is_in_force(one, today))) or (schemes[0],)


def scheme_of_place(place: str) -> Scheme:
    """The first of them: whose words and clauses hold where no scheme is chosen yet."""
    return schemes_of_place(place)[0]


def scheme_id_of_place(place: str) -> str:
    """The id of a place's scheme as it came with the platform: a version keeps id and place."""
    known = [shipped(name) for name in operated_schemes()]
    own = [one for one in known if one.place.zh == place] or known[:1]
    if len(own) == 1:
        return own[0].id
    today = business_date.today()
    return min(own, key=lambda one: not is_in_force(one, today)).id


def is_in_force(scheme: Scheme, on: date) -> bool:
    """Whether new business may begin under a scheme on a day."""
    return scheme.in_force_from <= on <= scheme.in_force_until


def asked_by(schemes: Iterable[Scheme], facts_of: Callable[[Scheme], Sequence[Fact]]) -> Asked:
    """What several schemes ask, each fact once, in the order of the first that asks it."""
    found: dict[str, tuple[Scheme, Fact]] = {}
    for scheme in schemes:
        for fact in facts_of(scheme):
            found.setdefault(fact.name, (scheme, fact))
    return found


def facts_of_party(place: str, kind: PartyKind) -> Asked:
    """The facts that a party of a place declares about itself."""
    return asked_by(schemes_of_place(place), lambda scheme: own_facts(scheme, kind))


def require_readable(
    asked: Asked, given: Mapping[str, Any], wrap: Callable[[Mapping[str, Any]], Mapping[str, Any]]
) -> None:
    """Each answer can be read by the scheme that asks it, else `BadInput` that names it.

    `wrap` puts short names under their subject, as facts are read.
    """
    by_scheme: dict[str, tuple[Scheme, dict[str, Any]]] = {}
    for name, answer in given.items():
        scheme, _ = asked[name]
        by_scheme.setdefault(scheme.id, (scheme, {}))[1][name] = answer
    for scheme, answers in by_scheme.values():
        read_facts(scheme, wrap(answers))
    require_settable_answers(given)


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
    kept: Mapping[str, Any], answers: Mapping[str, Any], *, asked: Asked, kind: PartyKind
) -> dict[str, Any]:
    """What is kept about a party with its new answers; an empty answer takes the old one away.

    `BadInput` names every answer that cannot be read and every one that is not the party's to give.
    """
    strange = [name for name in answers if name not in asked]
    if strange:
        raise BadInput(*(reason("fact_not_asked", fact=name) for name in strange))
    given = {name: answers[name] for name in _given(answers)}
    require_readable(asked, given, lambda some: {str(kind): some})
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
