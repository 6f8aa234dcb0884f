"""A stored trace run again: the facts that it shows must still lead to what it says.

A trace holds every fact that a rule or limit asked for, with where it came from. Put together again
and assessed under the same scheme on the same day they give the same trace; where they do not, the
decision cannot be explained any more as it was explained to those concerned.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhidai.core.evidence import Evidence, FactContent, FactValue
from zhidai.core.policy.assessment import assess
from zhidai.core.policy.case_facts import PATENT_NUMBER, CaseFacts
from zhidai.core.policy.exceptions import AllowedException
from zhidai.core.policy.reference_tables import ReferenceTables
from zhidai.core.policy.scheme import Fact, FactType, Scheme
from zhidai.core.policy.trace_json import as_json

Stored = Mapping[str, Any]
_PATENT = "patent."
# Words may be put better, and the version is asked for on its own.
_NOT_COMPARED = frozenset({"label", "breach", "content_hash"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where a trace made anew says something else: the path, what was stored, what is said now."""

    path: str
    stored: str
    now: str


def rerun(
    scheme: Scheme, assessment: Stored, *, reference: ReferenceTables
) -> tuple[Difference, ...]:
    """What differs when the stored assessment is made again; empty: nothing."""
    made = assess(
        scheme,
        facts_shown(scheme, assessment),
        on=date.fromisoformat(assessment["on"]),
        reference=reference,
        exceptions=tuple(_exceptions(assessment)),
        values_on=date.fromisoformat(assessment.get("values_on", assessment["on"])),
    )
    return tuple(_differences("", assessment, as_json(made)))


def facts_shown(scheme: Scheme, assessment: Stored) -> CaseFacts:
    """The facts that a stored assessment shows, those of each patent by its number."""
    values: dict[str, FactValue] = {}
    patents: dict[str, dict[str, FactValue]] = {}
    for finding in assessment["findings"]:
        item = finding["item"]
        if item is not None and item not in patents:
            named = not item.startswith("#")
            patents[item] = {PATENT_NUMBER: FactValue(content=item)} if named else {}
        for node in _nodes(finding):
            name, value = node["fact"], node["value"]
            if value is None or value["evidence"] == Evidence.DERIVED:
                continue
            found = _value(scheme.facts[name], value)
            if name.startswith(_PATENT):
                if item is not None:
                    patents[item][name] = found
            else:
                values[name] = found
    return CaseFacts(values=values, patents=tuple(patents.values()))


def _nodes(finding: Stored) -> Iterator[Stored]:
    waiting = [node for node in (finding["guard"], finding["test"]) if node is not None]
    while waiting:
        node = waiting.pop()
        waiting.extend(node["because"])
        if node["fact"] is not None:
            yield node


def _value(fact: Fact, value: Stored) -> FactValue:
    return FactValue(
        content=_content(fact, value["content"]),
        evidence=Evidence(value["evidence"]),
        document=value["document"],
    )


def _content(fact: Fact, content: Any) -> FactContent:
    if fact.type in (FactType.MONEY, FactType.NUMBER):
        return Decimal(content)
    if fact.type is FactType.DATE:
        return date.fromisoformat(content)
    if isinstance(content, list):
        return tuple(str(one) for one in content)
    known: FactContent = content
    return known


def _exceptions(assessment: Stored) -> Iterator[AllowedException]:
    seen = set()
    for finding in assessment["findings"]:
        kept = finding["exception"]
        if kept is not None and kept["rule"] not in seen:
            seen.add(kept["rule"])
            up_to = kept.get("up_to")
            yield AllowedException(
                rule=kept["rule"],
                reason=kept["reason"],
                allowed_by=kept["allowed_by"],
                party=kept["party"],
                up_to=None if up_to is None else Decimal(up_to),
            )


def _differences(path: str, stored: Any, now: Any) -> Iterator[Difference]:
    if isinstance(stored, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*stored, *now)):
            if key not in _NOT_COMPARED:
                below = f"{path}.{key}" if path else str(key)
                yield from _differences(below, stored.get(key), now.get(key))
    elif isinstance(stored, list) and isinstance(now, list) and len(stored) == len(now):
        for place, (one, other) in enumerate(zip(stored, now, strict=True)):
            name = one.get("rule", place) if isinstance(one, Mapping) else place
            yield from _differences(f"{path}[{name}]", one, other)
    elif stored != now:
        yield Difference(path=path, stored=str(stored), now=str(now))
