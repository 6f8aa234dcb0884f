"""What a scheme makes of each clause, as one digest: the other half of a seal.

Everything of the scheme that names a clause is taken in a fixed form: values, units, strengths,
comparisons, parties, conditions, readings, reasons for a waiver being there. Labels, summaries and
hints may be reworded, and service targets are this deployment's promise, not the plan's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from zhidai.core.labels import Label
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.clause_tree import NOTICE
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import plain_text
from zhidai.core.policy_text.wording import canonical_wording, digest_of

# Not made from the clauses: the vocabulary's facts, the hash over the folder, the seals themselves.
_NOT_OF_THE_PLAN = frozenset({"facts", "content_hash", "seals"})
_NOT_RULING = frozenset({"service_target", "confirmed_on", "confirmed_by"})
_WRITTEN = frozenset({"subject", "number"})  # words of the plan: how a number is written is free


def encoding_digests(scheme: Scheme) -> dict[str, str]:
    """For each clause a digest over everything in the scheme that names it.

    What names no clause (days in force, documents, issuers) goes with the covering notice, or with
    the first clause where a scheme has no notice.
    """
    by_clause: dict[str, list[str]] = defaultdict(list)
    general = NOTICE if NOTICE in scheme.clauses else next(iter(scheme.clauses), NOTICE)
    for field in fields(scheme):
        content = getattr(scheme, field.name)
        if field.name not in _NOT_OF_THE_PLAN and not _is_default(field, content):
            _collect(field.name, content, general, by_clause)
    return {
        clause: digest_of("\n".join(sorted(by_clause.get(clause, ())))) for clause in scheme.clauses
    }


def _collect(name: str, value: object, general: str, by_clause: dict[str, list[str]]) -> None:
    found = False
    for element in _elements(value):
        found = True
        line = f"{name}:{_canonical(element)}"
        for clause in _clauses(element):
            by_clause[clause].append(line)
    if not found:
        by_clause[general].append(f"{name}:{_canonical(value)}")


def _elements(value: object) -> Iterator[object]:
    """The parts of a value that name a clause, at any depth, and the clauses themselves."""
    if isinstance(value, Label | Quantity):
        return
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for each in value:
            yield from _elements(each)
    elif is_dataclass(value):
        if _clauses(value):
            yield value
        for field in fields(value):
            yield from _elements(getattr(value, field.name))


def _clauses(element: object) -> tuple[str, ...]:
    """The clauses that a part names: its own, several, those it is stated in, or itself."""
    named: list[str] = []
    for attribute in ("clause", "clauses"):
        content = getattr(element, attribute, None)
        named.extend((content,) if isinstance(content, str) else tuple(content or ()))
    if hasattr(element, "coverage"):
        named.append(str(getattr(element, "id", "")))
    named.extend(one.clause for one in getattr(element, "stated", ()))
    return tuple(dict.fromkeys(named))


def _canonical(value: object) -> str:
    if isinstance(value, Label):
        return ""
    if isinstance(value, Quantity):
        return f"{_number(value.amount)} {value.unit}"
    if isinstance(value, Mapping):
        return (
            "{" + ",".join(sorted(f"{key}:{_canonical(one)}" for key, one in value.items())) + "}"
        )
    if isinstance(value, tuple | list):
        return "[" + ",".join(_canonical(one) for one in value) + "]"
    if is_dataclass(value) and not isinstance(value, type):
        return "(" + ",".join(_fields(value)) + ")"
    return _plainly(value)


def _inside(value: object) -> str:
    """A part inside another: by its name alone where it names a clause and has its own line."""
    if isinstance(value, tuple | list):
        return "[" + ",".join(_inside(one) for one in value) + "]"
    if is_dataclass(value) and _clauses(value):
        return f"#{getattr(value, 'id', '')}"
    return _canonical(value)


def _fields(value: object) -> Iterator[str]:
    """The fields that rule something; one at its default says nothing, so new ones may come."""
    for field in fields(value):  # type: ignore[arg-type]
        content = getattr(value, field.name)
        if field.name in _NOT_RULING or isinstance(content, Label) or _is_default(field, content):
            continue
        if field.name in _WRITTEN and isinstance(content, str):
            plain = plain_text(content)
            content = canonical_wording(plain, 0, len(plain), numbers_in(plain))
        yield f"{field.name}={_inside(content)}"


def _is_default(field: "Field[object]", content: object) -> bool:
    if field.default is not MISSING:
        return content == field.default
    return field.default_factory is not MISSING and content == field.default_factory()


def _plainly(value: object) -> str:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    return plain_text(value) if isinstance(value, str) else str(value)


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
