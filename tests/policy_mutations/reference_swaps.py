"""What two records of a scheme hold, changed for each other, and lists turned round."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import combinations, pairwise
from typing import Any

from tests.policy_mutations.edits import SchemeEdit

from zhidai.core.labels import Label
from zhidai.core.policy.families import ORDER_DECIDES
from zhidai.core.policy.quantity import Quantity
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy_text.encoding import encoding_digests

MOST = 25  # pairs of one field of one family, and pairs of neighbours in its lists
Path = tuple[str | int, ...]
_NOT_HELD = frozenset({"id", "name", "confirmed_by", "content_hash", "version", "seals"})


def reference_swaps(
    scheme: Scheme, *, most: int = MOST, seed: int = 20210301
) -> Iterator[SchemeEdit]:
    """Pairs of what stands in one field of one family's records, and neighbours where order rules.

    Each scheme holds the family that was changed and nothing beside it but its clauses.
    """
    chance = random.Random(seed)  # noqa: S311 - places only
    for family, content in _families(scheme):
        bare = _alone(scheme, family)
        for kind, what, changed in _swapped(family, content, most, chance):
            edited = replace(bare, **{family: changed})
            yield SchemeEdit(kind=kind, what=f"{family}: {what}", scheme=edited)


def missed_swaps(scheme: Scheme, *, most: int = MOST) -> tuple[int, list[str]]:
    """How many there are, and those after which every clause is encoded as before."""
    edits = list(reference_swaps(scheme, most=most))
    confirmed: dict[str, dict[str, str]] = {}
    missed = []
    for edit in edits:
        family = edit.what.partition(":")[0]
        if family not in confirmed:
            confirmed[family] = encoding_digests(_alone(scheme, family))
        if encoding_digests(edit.scheme) == confirmed[family]:
            missed.append(f"{edit.kind}: {edit.what}")
    return len(edits), missed


def _alone(scheme: Scheme, family: str) -> Scheme:
    """The scheme with the clauses and one family."""
    others: dict[str, Any] = {
        name: () if isinstance(content, tuple) else {}
        for name, content in _families(scheme)
        if name not in (family, "clauses")
    }
    return replace(scheme, **others)


def _families(scheme: Scheme) -> list[tuple[str, Any]]:
    found = [(each.name, getattr(scheme, each.name)) for each in fields(scheme)]
    own = {name: fact for name, fact in scheme.facts.items() if fact.own}
    return [
        (name, own if name == "facts" else content)
        for name, content in found
        if name not in _NOT_HELD and isinstance(content, tuple | Mapping)
    ]


def _swapped(
    family: str, content: Any, most: int, chance: random.Random
) -> Iterator[tuple[str, str, Any]]:
    by_field: dict[str, list[tuple[Path, Any]]] = defaultdict(list)
    for path, leaf in _leaves(content, ()):
        names = [one for one in path if isinstance(one, str)]
        by_field[names[-1] if names else ""].append((path, leaf))
    for field, leaves in by_field.items():
        pairs = [(a, b) for a, b in combinations(leaves, 2) if a[1] != b[1]]
        for (one, first), (two, second) in chance.sample(pairs, min(most, len(pairs))):
            changed = _put(_put(content, one, second), two, first)
            yield "references swapped", f"{field} {first} <-> {second} at {one}, {two}", changed
    turns = [
        (path, listed, index)
        for path, listed in _lists(content, ())
        if path or family in ORDER_DECIDES
        for index, (first, second) in enumerate(pairwise(listed))
        if first != second
    ]
    for path, listed, index in chance.sample(turns, min(most, len(turns))):
        turned = (*listed[:index], listed[index + 1], listed[index], *listed[index + 2 :])
        yield "order changed", f"{path} {index}", _put(content, path, turned)


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """What is no record: names, words of closed lists, numbers, and labels where they rule."""
    inside = _inside(value)
    if inside is None:
        yield path, value
        return
    if "why" in inside:  # the number of a waiver is looked for; which is first says nothing
        inside.pop("number", None)
    ours = "clause" in inside or "clauses" in inside or "coverage" in inside
    for name, one in inside.items():
        is_ours = ours and isinstance(one, Label) and name != "when"
        if not is_ours and name not in _NOT_HELD and name != "service_target":
            yield from _leaves(one, (*path, name))


def _lists(value: Any, path: Path) -> Iterator[tuple[Path, tuple[Any, ...]]]:
    if isinstance(value, tuple):
        yield path, value
    for name, one in (_inside(value) or {}).items():
        yield from _lists(one, (*path, name))


def _inside(value: Any) -> dict[Any, Any] | None:
    if isinstance(value, tuple):
        return dict(enumerate(value))
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, Label | Quantity | Enum):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return None


def _put(value: Any, path: Path, leaf: Any) -> Any:
    if not path:
        return leaf
    first, rest = path[0], path[1:]
    if isinstance(value, tuple):
        index = int(first)
        return (*value[:index], _put(value[index], rest, leaf), *value[index + 1 :])
    if isinstance(value, Mapping):
        return {**value, first: _put(value[first], rest, leaf)}
    return replace(value, **{str(first): _put(getattr(value, str(first)), rest, leaf)})
