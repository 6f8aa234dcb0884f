"""examples/*.yaml: worked cases with what they must come to, run by `zhidai scheme check`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from zhidai.core.policy.assessment import Outcome
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.scheme import Label, Scheme
from zhidai.schemes.closed_lists import of_the_core
from zhidai.schemes.fields import Fields, Loading, label_of
from zhidai.schemes.folder import EXAMPLES, content_of, entries_of
from zhidai.schemes.problems import Problems
from zhidai.schemes.yaml_source import Items, Map, Node, Text, read_yaml

_KEYS = ("name", "on", "facts", "expect")
_EXPECTED_KEYS = ("outcome", "limit", "binding", "not_met", "needs")

Data = str | bool | None | list["Data"] | dict[str, "Data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an example must come to; what it leaves out is not asked."""

    outcome: Outcome
    limit: Quantity | None = None
    binding: str | None = None
    not_met: frozenset[str] | None = None  # ids of rules and limits
    needs: frozenset[str] | None = None  # full names of facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked case: facts as a person writes them, on a day, with what is expected."""

    file: str
    name: Label
    on: date
    facts: Mapping[str, Data]
    expected: Expected


def load_examples(folder: Traversable | Path, scheme: Scheme) -> tuple[Example, ...]:
    """The examples of a folder in the order of their files; `BadInput` with every error."""
    problems = Problems()
    loading = Loading(problems=problems, closed=of_the_core())
    loading.names["fact"] = set(scheme.facts)
    limits = {limit.id for limit in scheme.limits}
    loading.names["limit"] = limits
    loading.names["rule"] = {rule.id for rule in scheme.rules} | limits
    found = []
    inside = folder.joinpath(EXAMPLES)
    for each in entries_of(inside, problems) if inside.is_dir() else ():
        if not each.name.endswith((".yaml", ".yml")):
            continue
        name = f"{EXAMPLES}/{each.name}"
        content = content_of(each, name=name, problems=problems)
        if content is None:
            continue
        node = read_yaml(content, file=name, problems=problems)
        if isinstance(node, Map):
            found.append(_example(name, Fields(node, loading, keys=_KEYS), loading))
        elif node is not None:
            problems.add("scheme_not_a_map", node.place)
    problems.refuse_if_any()
    return tuple(found)


def _example(file: str, fields: Fields, loading: Loading) -> Example:
    expected = Fields(fields.map_of("expect"), loading, keys=_EXPECTED_KEYS)
    facts = data_of(fields.map_of("facts"))
    return Example(
        file=file,
        name=_name(fields, loading),
        on=fields.day("on"),
        facts=facts if isinstance(facts, dict) else {},
        expected=Expected(
            outcome=expected.word("outcome", Outcome),
            limit=expected.quantity_if_any("limit", (Unit.YUAN,)),
            binding=expected.reference_if_any("binding", "limit"),
            not_met=_names(expected, "not_met", "rule"),
            needs=_names(expected, "needs", "fact"),
        ),
    )


def _name(fields: Fields, loading: Loading) -> Label:
    """A label in both languages, or one text that serves both."""
    node = fields.source.get("name")
    if isinstance(node, Map):
        return label_of(node, loading)
    text = fields.text("name")
    return Label(zh=text, en=text)


def _names(fields: Fields, key: str, kind: str) -> frozenset[str] | None:
    if fields.source.get(key) is None:
        return None
    return frozenset(fields.references(key, kind))


def data_of(node: Node) -> Data:
    """A node as the same content would come in JSON; numbers stay text, as they are written."""
    if isinstance(node, Map):
        return {entry.key: data_of(entry.node) for entry in node.entries}
    if isinstance(node, Items):
        return [data_of(item) for item in node.nodes]
    if isinstance(node, Text) and node.is_nothing:
        return None
    return node.text if node.flag is None else node.flag
