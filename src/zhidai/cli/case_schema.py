"""The JSON Schema of a case under a scheme: made from the facts that the scheme declares.

It says what shape an answer has and shows an example; whether a number carries the right unit or
a check digit is right is for the reading of facts, which says so in one sentence.
"""

from typing import Any

from zhidai.core.evidence import Evidence
from zhidai.core.policy.answers import LONGEST_TEXT, example_of
from zhidai.core.policy.derivations import GIVEN_WINS
from zhidai.core.policy.facts import MOST_PATENTS, PATENTS, ROUTE_FIELD
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Fact, FactType, Scheme, Subject

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def case_schema(scheme: Scheme) -> dict[str, Any]:
    """The schema of what `zhidai assess` reads."""
    subjects: dict[str, dict[str, Any]] = {}
    for fact in scheme.facts.values():
        if fact.formula is None or fact.formula in GIVEN_WINS:
            subjects.setdefault(fact.subject.value, {})[fact.name] = _answer(fact)
    patent = subjects.pop(Subject.PATENT.value, {})
    properties: dict[str, Any] = {ROUTE_FIELD: {"enum": [*scheme.routes, None]}}
    properties.update({name: _subject(facts) for name, facts in subjects.items()})
    properties[PATENTS] = {
        "type": ["array", "null"],
        "maxItems": MOST_PATENTS,
        "items": {"type": "object", "properties": patent, "additionalProperties": False},
    }
    return {
        "$schema": DIALECT,
        "title": f"zhidai case, {scheme.id}",
        "description": scheme.title.zh,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _subject(facts: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["object", "null"], "properties": facts, "additionalProperties": False}


def _answer(fact: Fact) -> dict[str, Any]:
    """An answer: the content itself, or an object with its evidence and document."""
    content = _content(fact)
    evidence = [one.value for one in Evidence if one is not Evidence.DERIVED]
    with_source = {
        "type": "object",
        "properties": {
            "value": {"anyOf": [content, {"type": "null"}]},
            "evidence": {"enum": [*evidence, None]},
            "document": {"type": ["string", "null"]},
        },
        "additionalProperties": False,
    }
    return {
        "title": fact.label.zh,
        "description": fact.label.en,
        "anyOf": [content, with_source, {"type": "null"}],
    }


def _content(fact: Fact) -> dict[str, Any]:
    if fact.type is FactType.FLAG:
        return {"type": "boolean"}
    if fact.type is FactType.CHOICE:
        return {"enum": [choice.value for choice in fact.choices]}
    if fact.type is FactType.CHOICES:
        choices = [choice.value for choice in fact.choices]
        return {"type": "array", "items": {"enum": choices}}
    if fact.type is FactType.NUMBER and fact.unit in (None, Unit.COUNT):
        return {"type": ["integer", "string"], "examples": [3, "3"]}
    if fact.type is FactType.TEXT:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
    return {"type": "string", "examples": [example_of(fact)]}
