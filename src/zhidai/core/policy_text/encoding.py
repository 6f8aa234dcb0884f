"""What a scheme makes of each clause, as one digest: the other half of a seal.

Everything of the scheme that names a clause is taken in a fixed form with its place: values, units,
strengths, comparisons, parties, conditions, readings, reasons for a waiver being there. A part that
has no name of its own, such as a cap, is written out in what holds it. The labels, summaries and
hints of what names a clause may be reworded, and service targets are this deployment's promise, not
the plan's. What names no clause has no other source than its words: they are taken too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from zhidai.core.labels import Label
from zhidai.core.policy.families import ORDER_DECIDES, part_name
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import AllOf, AnyOf, Scheme, Waiver
from zhidai.core.policy_text.clause_tree import NOTICE
from zhidai.core.policy_text.numbers import numbers_in
from zhidai.core.policy_text.reading import plain_text
from zhidai.core.policy_text.wording import canonical_wording, digest_of

_NOT_OF_THE_PLAN = frozenset({"content_hash", "seals"})
_FACTS = "facts"  # of these only the scheme's own: the vocabulary is the trade's
_SAYS_WHEN = "when"  # of a duty: words, and what it says
_NOT_RULING = frozenset({"service_target", "confirmed_on", "confirmed_by"})
_WRITTEN = frozenset({"subject", "number"})  # words of the plan: how a number is written is free
_KIND_WORDS = {AllOf: "all", AnyOf: "any"}  # alike in all their fields
_WITHOUT_PARTS = frozenset({Label, Quantity, str, int, bool, Decimal, date, type(None)})


def encoding_digests(scheme: Scheme) -> dict[str, str]:
    """For each clause a digest over everything in the scheme that names it.

    What names no clause (days in force, documents, issuers, the scheme's own facts) goes with the
    covering notice, or with the first clause where a scheme has no notice.
    """
    by_clause: dict[str, list[str]] = defaultdict(list)
    general = NOTICE if NOTICE in scheme.clauses else next(iter(scheme.clauses), NOTICE)
    for field in fields(scheme):
        content = getattr(scheme, field.name)
        if field.name == _FACTS:
            content = {name: fact for name, fact in content.items() if fact.own}
        if content and field.name not in _NOT_OF_THE_PLAN and not _is_default(field, content):
            for clauses, line in _lines(field.name, content):
                for clause in clauses or (general,):
                    by_clause[clause].append(line)
    return {
        clause: digest_of("\n".join(sorted(by_clause.get(clause, ())))) for clause in scheme.clauses
    }


def _lines(family: str, content: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a field of a scheme says, each line with the clauses it belongs to; none: the notice."""
    parts = _parts(content)
    if not parts:
        yield (), f"{family}:{_canonical(content)}"
        return
    if isinstance(content, tuple):
        yield from _order(family, parts)
    for name, part in parts:
        place = f"{family}/{name}"
        if not _clauses(part):
            yield (), f"{place}:{_canonical(part)}"
        for inside, element in _elements(place, part):
            yield _clauses(element), f"{inside}:{_canonical(element)}"


def _parts(content: object) -> list[tuple[str, object]]:
    """The records of a field by their names; a waiver has none: its number is written freely."""
    if isinstance(content, Mapping):
        return list(content.items())
    if not isinstance(content, tuple):
        return []
    records = [one for one in content if is_dataclass(one) and not isinstance(one, Label)]
    return [("" if isinstance(one, Waiver) else part_name(one), one) for one in records]


def _order(family: str, parts: list[tuple[str, object]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """In which order the parts of a list stand: all of them where it decides, else a clause's."""
    by_clause: dict[str, list[str]] = defaultdict(list)
    for name, part in parts:
        for clause in _clauses(part) if name else ():
            by_clause[clause].append(name)
    every = [name for name, _ in parts]
    for clause, own in by_clause.items():
        yield (clause,), f"{family}:[{','.join(every if family in ORDER_DECIDES else own)}]"


def _elements(place: str, value: object) -> Iterator[tuple[str, object]]:
    """The parts of a value that name a clause, at any depth, and where they stand in it."""
    kind: Any = type(value)
    if kind in _WITHOUT_PARTS:
        return
    if known := _fields_of(kind):
        if _clauses(value):
            yield place, value
        for field in known:
            yield from _elements(f"{place}/{field.name}", getattr(value, field.name))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _elements(f"{place}/{getattr(each, 'id', number)}", each)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _elements(f"{place}/{name}", each)


@cache
def _fields_of(kind: type) -> "tuple[Field[object], ...]":
    """The fields of a dataclass; none of anything else. Read once a class, not once a value."""
    return fields(kind) if is_dataclass(kind) else ()


def _clauses(element: object) -> tuple[str, ...]:
    """The clauses that a part names: its own, several, those it is stated in, or itself."""
    kind: Any = type(element)
    naming = _naming(kind)
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
    kind: Any = type(value)
    if isinstance(value, str | int | Decimal | date | None):
        return _plainly(value)
    if isinstance(value, Label):
        return f"{plain_text(value.zh)}/{plain_text(value.en)}"
    if isinstance(value, Quantity):
        return f"{_number(value.amount)} {value.unit}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(_canonical(one) for one in value) + "]"
    if _fields_of(kind):
        return _KIND_WORDS.get(kind, "") + "(" + ",".join(_fields(value)) + ")"
    if isinstance(value, Mapping):
        return (
            "{" + ",".join(sorted(f"{key}:{_canonical(one)}" for key, one in value.items())) + "}"
        )
    return _plainly(value)


def _inside(value: object) -> str:
    """A part inside another: by its name alone where it has one, and so a line of its own."""
    if isinstance(value, tuple | list):
        return "[" + ",".join(_inside(one) for one in value) + "]"
    if _clauses(value) and hasattr(value, "id"):
        return f"#{value.id}"
    return _canonical(value)


def _fields(value: object) -> Iterator[str]:
    """The fields that rule something; one at its default says nothing, so new ones may come."""
    kind: Any = type(value)
    is_reworded = bool(_clauses(value))
    for field in _fields_of(kind):
        content = getattr(value, field.name)
        if field.name in _NOT_RULING or _is_default(field, content):
            continue
        if isinstance(content, Label) and is_reworded and field.name != _SAYS_WHEN:
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
