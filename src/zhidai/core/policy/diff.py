"""What changed between two schemes, or two versions of one: part by part, field by field.

Every part of a scheme is compared over the fields of its own class, so that a new field of a class
is compared without code here. Left out are what names a version (id, content hash) and the seals,
which say what was read and not what holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

from zhidai.core.labels import Label
from zhidai.core.policy.families import ORDER_DECIDES, part_name
from zhidai.core.policy.quantity import Quantity, in_both_languages
from zhidai.core.policy.route_pairs import renamed_routes
from zhidai.core.policy.scheme import Route, Scheme

_NAMES = frozenset({"id", "name"})
_OF_THE_VERSION = frozenset({"id", "content_hash", "seals"})
ORDER = "order"  # a family of its own: of each list whose order decides, the names as they stand
_ROUTES, _TASKS, _STEPS = "routes", "tasks", "steps"
_OF_ROUTES = (_TASKS, _STEPS)  # named by their route too
# A parameter says its values, a rule what it refuses, a question what is chosen, a clause its text.
_GISTS = ("values", "breach", "summary", "label", "question")


class ChangeKind(StrEnum):
    """How a part differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a part, as it was and as it is."""

    field: str
    old: Label
    new: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """One part that differs: a parameter, a rule, a clause, a task of a route ..."""

    part: str  # the family: parameters, rules, clauses, routes, tasks ...
    name: str
    was: str  # its name in the old scheme: a route may have another, and its tasks with it
    kind: ChangeKind
    clause: str | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A step of a route without what its tasks are, which are parts of their own."""

    label: Label
    clause: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDiff:
    """All that differs, in the order of the scheme's own parts."""

    old: str  # content hashes
    new: str
    changes: tuple[PartChange, ...]


def diff(old: Scheme, new: Scheme) -> SchemeDiff:
    """Every part added, removed or changed from one scheme to the other."""
    before, after = parts_of(old), parts_of(new)
    renamed = renamed_routes(old, new)
    kept = (*old.routes.keys() & new.routes.keys(), *renamed, *renamed.values())
    changes = (
        change
        for family in dict.fromkeys((*before, *after))
        for change in _family(
            family, before.get(family, {}), after.get(family, {}), _renamed(family, before, renamed)
        )
        if family not in _OF_ROUTES or change.name.split("/")[0] in kept
    )
    return SchemeDiff(old=old.content_hash, new=new.content_hash, changes=tuple(changes))


def say_the_same(old: Scheme, new: Scheme) -> bool:
    """Whether nothing that holds differs: files may, in comments, in their look, in seals."""
    holding = (field.name for field in fields(Scheme) if field.name not in _OF_THE_VERSION)
    return all(getattr(old, name) == getattr(new, name) for name in holding)


def _renamed(
    family: str, before: Mapping[str, Mapping[str, object]], routes: Mapping[str, str]
) -> Mapping[str, str]:
    """Old name -> new name of the parts of a family that renamed routes bring along."""
    if family == _ROUTES:
        return routes
    if family not in _OF_ROUTES:
        return {}
    inside = (name.split("/", 1) for name in before[family])
    return {f"{one}/{part}": f"{routes[one]}/{part}" for one, part in inside if one in routes}


def parts_of(scheme: Scheme) -> Mapping[str, Mapping[str, object]]:
    """The parts of a scheme by family and name; what is not a part stands under `identity`."""
    found: dict[str, dict[str, object]] = {"identity": {}}
    for field in fields(scheme):
        value = getattr(scheme, field.name)
        if field.name in _OF_THE_VERSION:
            continue
        if isinstance(value, Mapping):
            found[field.name] = dict(value)
        elif isinstance(value, tuple) and any(is_dataclass(one) for one in value if _named(one)):
            found[field.name] = {part_name(one): one for one in value}
        elif isinstance(value, tuple) and not value:
            found.setdefault(field.name, {})
        else:
            found["identity"][field.name] = value
    found[_TASKS] = {
        f"{route.id}/{task.id}": task for route in scheme.routes.values() for task in route.tasks
    }
    found[_STEPS] = {
        f"{route.id}/{step.id}": _Step(
            label=step.label, clause=step.clause, tasks=tuple(task.id for task in step.tasks)
        )
        for route in scheme.routes.values()
        for step in route.steps
    }
    found[ORDER] = {family: tuple(found.get(family, ())) for family in sorted(ORDER_DECIDES)}
    return found


def _named(one: object) -> bool:
    return not isinstance(one, Label)


def _family(
    family: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    renamed: Mapping[str, str],
) -> Iterator[PartChange]:
    earlier = {renamed.get(name, name): name for name in before}
    for name in dict.fromkeys((*earlier, *after)):
        was = earlier.get(name, name)
        old, new = before.get(was), after.get(name)
        if old == new or (family == ORDER and _in_one_order(old, new)):
            continue
        kind = ChangeKind.CHANGED
        if was not in before:
            kind = ChangeKind.ADDED
        elif name not in after:
            kind = ChangeKind.REMOVED
        changed = (
            tuple(_fields(name, old, new)) if kind is ChangeKind.CHANGED else _whole(name, old, new)
        )
        if kind is ChangeKind.CHANGED and family == _ROUTES and was != name:
            changed = (FieldChange(field="id", old=_plainly(was), new=_plainly(name)), *changed)
        if kind is ChangeKind.CHANGED and not changed:
            continue  # a route of which only tasks differ: they stand under `tasks`
        yield PartChange(
            part=family,
            name=was if kind is ChangeKind.REMOVED else name,
            was=was,
            kind=kind,
            clause=_clause(new or old, name),
            fields=changed,
        )


def _in_one_order(old: object, new: object) -> bool:
    """Whether names that both lists have stand alike; what comes or goes is told by itself."""
    before = tuple(old) if isinstance(old, tuple) else ()
    after = tuple(new) if isinstance(new, tuple) else ()
    return [one for one in before if one in after] == [one for one in after if one in before]


def _fields(name: str, old: object, new: object) -> Iterator[FieldChange]:
    if not is_dataclass(old) or isinstance(old, type | Label | Quantity):
        yield FieldChange(field=name, old=shown(old), new=shown(new))
        return
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name in _NAMES or before == after:
            continue
        if isinstance(old, Route) and field.name == _STEPS:
            continue
        yield FieldChange(field=field.name, old=shown(before), new=shown(after))


def _whole(name: str, old: object, new: object) -> tuple[FieldChange, ...]:
    """A part that comes or goes: what it says, against nothing."""
    return (FieldChange(field=name, old=_gist(old), new=_gist(new)),)


def _gist(part: object) -> Label:
    """What a part says in one field; all of it where it has none of these.

    The tasks of a route that comes or goes as a whole are counted and not listed one by one.
    """
    if isinstance(part, Route):
        count = len(part.tasks)
        return Label(zh=f"{part.label.zh}（{count} 项任务）", en=f"{part.label.en} ({count} tasks)")
    for field in _GISTS:
        said = getattr(part, field, None)
        if said:
            return shown(said)
    return shown(part)


def _clause(part: object, name: str) -> str | None:
    clause = getattr(part, "clause", None)
    if clause is None:
        several = getattr(part, "clauses", ())
        clause = ", ".join(several) or None
    if clause is None and hasattr(part, "coverage"):
        return name
    return clause


def shown(value: object) -> Label:
    """A value of a scheme as a reader sees it, in both languages."""
    if isinstance(value, Label):
        return value
    if isinstance(value, Quantity):
        return in_both_languages(value)
    if value is None or value == () or value == {}:
        return Label(zh="无", en="none")
    if isinstance(value, bool):
        return Label(zh="是", en="yes") if value else Label(zh="否", en="no")
    if isinstance(value, Mapping):
        return _joined([_joined([shown(key), shown(one)], ": ") for key, one in value.items()])
    if isinstance(value, tuple | list):
        return _joined([shown(one) for one in value])
    if is_dataclass(value) and not isinstance(value, type):
        return _joined([shown(getattr(value, field.name)) for field in fields(value)], " ")
    return _plainly(str(value.value) if isinstance(value, Enum) else _plain(value))


def _plainly(text: str) -> Label:
    return Label(zh=text, en=text)


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _joined(parts: list[Label], between: str = "; ") -> Label:
    return Label(
        zh=between.join(part.zh for part in parts), en=between.join(part.en for part in parts)
    )
