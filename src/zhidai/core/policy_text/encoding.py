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
from functools import cache

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
_WITHOUT_PARTS = frozenset({Label, Quantity, str, int, bool, Decimal, date, type(None)})


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
    kind = type(value)
    if kind in _WITHOUT_PARTS:
        return
    if known := _fields_of(kind):
        if _clauses(value):
            yield value
        for field in known:
            yield from _elements(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _elements(each)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _elements(each)


@cache
def _fields_of(kind: type) -> "tuple[Field[object], ...]":
    """The fields of a dataclass; none of anything else. Read once a class, not once a value."""
    return fields(kind) if is_dataclass(kind) else ()


def _clauses(element: object) -> tuple[str, ...]:
    """The clauses that a part names: its own, several, those it is stated in, or itself."""
    naming = _naming(type(element))
    if not naming:
        return ()
    named: list[str] = []
    for attribute in naming:
        content = getattr(element, attribute)
        if attribute == "coverage":
            named.append(str(getattr(element, "id", "")))
        elif attribute == "stated":
            named.extend(one.clause for one in content)
        else:
            named.extend((content,) if isinstance(content, str) else tuple(content or ()))
    return tuple(dict.fromkeys(named))


@cache
def _naming(kind: type) -> tuple[str, ...]:
    """Which of its attributes say what clauses a value of a class names, in their order."""
    own = {field.name for field in _fields_of(kind)}
    naming = ("clause", "clauses", "coverage", "stated")
    return tuple(name for name in naming if name in own or hasattr(kind, name))


def _canonical(value: object) -> str:
    if isinstance(value, str | int | Decimal | date | None):
        return _plainly(value)
    if isinstance(value, Label):
        return ""
    if isinstance(value, Quantity):
        return f"{_number(value.amount)} {value.unit}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(_canonical(one) for one in value) + "]"
    if _fields_of(type(value)):
        return "(" + ",".join(_fields(value)) + ")"
    if isinstance(value, Mapping):
        return (
            "{" + ",".join(sorted(f"{key}:{_canonical(one)}" for key, one in value.items())) + "}"
        )
    return _plainly(value)


def _inside(value: object) -> str:
    """A part inside another: by its name alone where it names a clause and has its own line."""
    if isinstance(value, tuple | list):
        return "[" + ",".join(_inside(one) for one in value) + "]"
    if _clauses(value):
        return f"#{getattr(value, 'id', '')}"
    return _canonical(value)


def _fields(value: object) -> Iterator[str]:
    """The fields that rule something; one at its default says nothing, so new ones may come."""
    for field in _fields_of(type(value)):
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
